/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bad-timer.c - a timer that polls the channel is deleted too late */
#include <linux/delay.h>
#include <linux/timer.h>

#include "../../runtime/port.h"

static struct port *the_port;
static struct timer_list poll;
static dma_cookie_t cookie;

static void port_poll(struct timer_list *unused)
{
	dma_async_is_tx_complete(the_port->rx, cookie, NULL, NULL); /* expect-run: channel-use-after-release */
	mod_timer(&poll, jiffies + 1);
}

static int port_probe(struct platform_device *pdev)
{
	the_port = port_open(pdev);
	if (IS_ERR(the_port))
		return PTR_ERR(the_port);
	timer_setup(&poll, port_poll, 0);
	mod_timer(&poll, jiffies + 1);
	return 0;
}

static void port_remove(struct platform_device *pdev)
{
	port_close(the_port);
	msleep(20);
	timer_delete_sync(&poll);
}

port_module(port_probe, port_remove);
