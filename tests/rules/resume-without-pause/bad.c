/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bad.c - resume after a suspend that terminated */
#include "../../runtime/port.h"

static int port_suspend(struct port *port)
{
	return dmaengine_terminate_sync(port->rx);
}

static int port_resume(struct port *port)
{
	return dmaengine_resume(port->rx); /* expect-run: resume-without-pause it is not paused */
}

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_open(pdev);
	int err = PTR_ERR_OR_ZERO(port) ?: port_start_cyclic(port, port_done);

	if (err)
		return err;
	port_suspend(port);
	port_resume(port);
	return 0;
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	dmaengine_terminate_sync(port->rx);
	port_close(port);
}

port_module(port_probe, port_remove);
