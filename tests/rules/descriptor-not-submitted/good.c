/* SPDX-License-Identifier: GPL-2.0-or-later */
/* good.c - what may fail is done before the prep */
/* run: weakest, random 1-3, none */
#include "../../runtime/port.h"

static int port_enable(struct port *port)
{
	return -EBUSY;
}

static int port_read(struct port *port)
{
	struct dma_async_tx_descriptor *desc;
	int err;

	err = port_enable(port);
	if (err)
		return err;
	desc = port_prep(port);
	if (!desc)
		return -EIO;
	err = port_submit(port, desc, port_done);
	if (err)
		return err;
	dma_async_issue_pending(port->rx);
	wait_for_completion(&port->done);
	return 0;
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
