/* SPDX-License-Identifier: GPL-2.0-or-later */
/* run-good-work.c - stopped in a timer, waited for and freed in work */
/* run: weakest, random 1-3, none */
#include <linux/timer.h>
#include <linux/workqueue.h>

#include "../../runtime/port.h"

static struct port *the_port;
static struct timer_list watchdog;
static struct work_struct cleanup;

static void port_cleanup(struct work_struct *work)
{
	dmaengine_synchronize(the_port->rx);
	port_unmap(the_port);
	complete(&the_port->done);
}

static void port_expired(struct timer_list *unused)
{
	dmaengine_terminate_async(the_port->rx);
	schedule_work(&cleanup);
}

static void port_received(void *data)
{
	struct port *port = data;

	port->received++;
}

static int port_probe(struct platform_device *pdev)
{
	int err;

	the_port = port_open(pdev);
	if (IS_ERR(the_port))
		return PTR_ERR(the_port);
	INIT_WORK(&cleanup, port_cleanup);
	timer_setup(&watchdog, port_expired, 0);
	err = port_start_cyclic(the_port, port_received);
	if (!err)
		mod_timer(&watchdog, jiffies + msecs_to_jiffies(10));
	return err;
}

static void port_remove(struct platform_device *pdev)
{
	wait_for_completion(&the_port->done);
	cancel_work_sync(&cleanup);
	dma_release_channel(the_port->rx);
}

port_module(port_probe, port_remove);
