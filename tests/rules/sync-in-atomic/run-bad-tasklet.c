/* SPDX-License-Identifier: GPL-2.0-or-later */
/* run-bad-tasklet.c - a tasklet and an interrupt handler wait for the channel */
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>

#include "../../runtime/port.h"

static struct port *the_port;
static struct tasklet_struct reset;
static struct hrtimer watchdog;

static void port_reset(struct tasklet_struct *unused)
{
	dmaengine_terminate_sync(the_port->rx); /* expect-run: sync-in-atomic in a softirq */
}

static enum hrtimer_restart port_expired(struct hrtimer *unused)
{
	dmaengine_synchronize(the_port->rx); /* expect-run: sync-in-atomic hard interrupt */
	return HRTIMER_NORESTART;
}

static int port_probe(struct platform_device *pdev)
{
	the_port = port_open(pdev);
	if (IS_ERR(the_port))
		return PTR_ERR(the_port);
	tasklet_setup(&reset, port_reset);
	hrtimer_init(&watchdog, CLOCK_MONOTONIC, HRTIMER_MODE_REL_HARD);
	watchdog.function = port_expired;
	return port_start_cyclic(the_port, port_done);
}

static void port_remove(struct platform_device *pdev)
{
	hrtimer_start(&watchdog, ms_to_ktime(1), HRTIMER_MODE_REL_HARD);
	tasklet_schedule(&reset);
	msleep(20);
	hrtimer_cancel(&watchdog);
	tasklet_kill(&reset);
	dmaengine_terminate_sync(the_port->rx);
	port_close(the_port);
}

port_module(port_probe, port_remove);
