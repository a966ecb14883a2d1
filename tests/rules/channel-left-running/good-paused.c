/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * good-paused.c - a receiver that times out: paused, asked what has arrived, terminated
 * where it may not sleep, waited for before the next transfer
 */
/* run: weakest, random 1-3, none */
#include <linux/timer.h>
#include <linux/workqueue.h>

#include "../../runtime/port.h"

static struct port *the_port;
static dma_cookie_t cookie;
static struct timer_list idle;
static struct work_struct restart;
static size_t arrived;
static int rounds;

static int port_receive(struct port *port)
{
	struct dma_async_tx_descriptor *desc = port_prep(port);

	if (!desc)
		return -EIO;
	desc->callback = port_done;
	desc->callback_param = port;
	cookie = dmaengine_submit(desc);
	if (dma_submit_error(cookie))
		return -EIO;
	dma_async_issue_pending(port->rx);
	mod_timer(&idle, jiffies + 1);
	return 0;
}

static void port_idle(struct timer_list *unused)
{
	struct dma_tx_state state;

	if (!dmaengine_pause(the_port->rx)) {
		dmaengine_tx_status(the_port->rx, cookie, &state);
		arrived += PORT_SIZE - state.residue;
	}
	dmaengine_terminate_async(the_port->rx);
	schedule_work(&restart);
}

static void port_restart(struct work_struct *unused)
{
	dmaengine_synchronize(the_port->rx);
	if (++rounds < 3 && !port_receive(the_port))
		return;
	complete(&the_port->done);
}

static int port_probe(struct platform_device *pdev)
{
	the_port = port_open(pdev);
	if (IS_ERR(the_port))
		return PTR_ERR(the_port);
	INIT_WORK(&restart, port_restart);
	timer_setup(&idle, port_idle, 0);
	port_silence(the_port);
	return port_receive(the_port);
}

static void port_remove(struct platform_device *pdev)
{
	wait_for_completion(&the_port->done);
	timer_shutdown_sync(&idle);
	cancel_work_sync(&restart);
	port_close(the_port);
}

port_module(port_probe, port_remove);
