/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bad.c - the wait times out, and the channel goes with its transfer */
#include "../../runtime/port.h"

static int port_read(struct port *port)
{
	int err = port_start(port, port_done);

	if (err)
		return err;
	if (!wait_for_completion_timeout(&port->done, msecs_to_jiffies(10)))
		return -ETIMEDOUT;
	return 0;
}

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_open(pdev);
	int err;

	if (IS_ERR(port))
		return PTR_ERR(port);
	port_silence(port);
	err = port_read(port);
	if (err)
		port_close(port); /* expect-run: channel-left-running is released while */
	return err;
}

static void port_remove(struct platform_device *pdev)
{
	port_close(platform_get_drvdata(pdev));
}

port_module(port_probe, port_remove);
