/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bad-released.c - a batch whose last transfer is forgotten */
#include "../../runtime/port.h"

static int port_read(struct port *port)
{
	int err = port_start(port, NULL) ?:
		  port_submit(port, port_prep(port), port_done); /* expect-run: submit-not-issued never issued */

	return err;
}

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_open(pdev);

	return PTR_ERR_OR_ZERO(port) ?: port_read(port);
}

/* What is left of the first is waited for by nobody else. */
static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	while (dma_async_is_tx_complete(port->rx, 2, NULL, NULL) == DMA_IN_PROGRESS)
		cpu_relax();
	port_close(port);
}

port_module(port_probe, port_remove);
