/* SPDX-License-Identifier: GPL-2.0-or-later */
/* run-bad-synchronize.c - waiting in an RCU read side section, and with interrupts off */
#include <linux/rcupdate.h>

#include "../../runtime/port.h"

static void port_stop(struct port *port)
{
	rcu_read_lock();
	dmaengine_synchronize(port->rx); /* expect-run: sync-in-atomic RCU */
	rcu_read_unlock();
}

static void port_stop_again(struct port *port)
{
	local_irq_disable();
	dmaengine_synchronize(port->rx); /* expect-run: sync-in-atomic interrupts off */
	local_irq_enable();
}

static int port_probe(struct platform_device *pdev)
{
	return PTR_ERR_OR_ZERO(port_open(pdev));
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	port_stop(port);
	port_stop_again(port);
	port_close(port);
}

port_module(port_probe, port_remove);
