/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bad.c - submitted, waited for, and never started */
#include "../../runtime/port.h"

static int port_read(struct port *port)
{
	int err = port_submit(port, port_prep(port), port_done);

	if (err)
		return err;
	if (wait_for_completion_timeout(&port->done, msecs_to_jiffies(10)))
		return 0;
	dmaengine_terminate_sync(port->rx); /* expect-run: submit-not-issued waited for, but was never issued */
	return -ETIMEDOUT;
}

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_open(pdev);

	if (IS_ERR(port))
		return PTR_ERR(port);
	port_read(port);
	return 0;
}

static void port_remove(struct platform_device *pdev)
{
	port_close(platform_get_drvdata(pdev));
}

port_module(port_probe, port_remove);
