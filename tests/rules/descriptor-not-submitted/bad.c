/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bad.c - what may fail is done between prep and submit */
#include "../../runtime/port.h"

static int port_enable(struct port *port)
{
	return -EBUSY;
}

static int port_read(struct port *port)
{
	struct dma_async_tx_descriptor *desc;
	int err;

	desc = port_prep(port); /* expect-run: descriptor-not-submitted never submitted */
	if (!desc)
		return -EIO;
	err = port_enable(port);
	if (err)
		return err;
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
