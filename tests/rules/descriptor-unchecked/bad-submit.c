/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bad-submit.c - nothing is set in the descriptor: the submit follows the pointer */
/* expect-exit: 139 */
#include "../../runtime/port.h"

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_open(pdev);

	if (IS_ERR(port))
		return PTR_ERR(port);
	return dmaengine_submit(dmaengine_prep_slave_single(port->rx, port->addr, 6, DMA_DEV_TO_MEM, 0)); /* expect-run: descriptor-unchecked returned NULL */
}

static void port_remove(struct platform_device *pdev)
{
	port_close(platform_get_drvdata(pdev));
}

port_module(port_probe, port_remove);
