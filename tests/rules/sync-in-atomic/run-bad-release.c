/* SPDX-License-Identifier: GPL-2.0-or-later */
/* run-bad-release.c - the channel is released with preemption off */
#include <linux/preempt.h>

#include "../../runtime/port.h"

static int port_probe(struct platform_device *pdev)
{
	return PTR_ERR_OR_ZERO(port_open(pdev));
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	port_unmap(port);
	preempt_disable();
	dma_release_channel(port->rx); /* expect-run: sync-in-atomic dma_release_channel() */
	preempt_enable();
}

port_module(port_probe, port_remove);
