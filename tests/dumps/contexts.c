/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * contexts.c - one stop for each context code can run in
 */
#include <linux/dmaengine.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/platform_device.h>
#include <linux/serial_core.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

struct port {
	struct uart_port port;
	struct dma_chan *rx;
	struct dma_chan *tx;
	struct timer_list timer;
	struct hrtimer hrtimer;
	struct tasklet_struct tasklet;
	struct work_struct work;
	struct work_struct bh_work;
	struct delayed_work later;
	dma_addr_t addr;
};

static void stop(struct port *p)
{
	dmaengine_terminate_async(p->rx);
}

static irqreturn_t on_irq(int irq, void *data)
{
	stop(data);
	return IRQ_WAKE_THREAD;
}

static irqreturn_t on_irq_thread(int irq, void *data)
{
	struct port *p = data;

	dmaengine_terminate_async(p->rx);
	return IRQ_HANDLED;
}

static irqreturn_t on_plain_irq(int irq, void *data)
{
	struct port *p = data;

	dmaengine_terminate_async(p->rx);
	return IRQ_HANDLED;
}

static void on_timer(struct timer_list *t)
{
	struct port *p = from_timer(p, t, timer);

	dmaengine_terminate_async(p->rx);
}

static enum hrtimer_restart on_hrtimer(struct hrtimer *t)
{
	struct port *p = container_of(t, struct port, hrtimer);

	dmaengine_terminate_async(p->rx);
	return HRTIMER_NORESTART;
}

static void on_tasklet(struct tasklet_struct *t)
{
	struct port *p = from_tasklet(p, t, tasklet);

	dmaengine_terminate_async(p->rx);
}

static void on_work(struct work_struct *work)
{
	struct port *p = container_of(work, struct port, work);

	uart_port_lock(&p->port);
	stop(p);
	uart_port_unlock(&p->port);
}

static void on_bh_work(struct work_struct *work)
{
	struct port *p = container_of(work, struct port, bh_work);

	dmaengine_terminate_async(p->rx);
}

static void on_delayed_work(struct work_struct *work)
{
	struct port *p = container_of(work, struct port, later.work);

	dmaengine_terminate_async(p->rx);
}

static void on_completion(void *data)
{
	struct port *p = data;

	dmaengine_terminate_async(p->rx);
}

static void port_start_tx(struct uart_port *port)
{
	struct port *p = container_of(port, struct port, port);
	struct dma_async_tx_descriptor *desc;

	desc = dmaengine_prep_slave_single(p->tx, p->addr, 64, DMA_MEM_TO_DEV, 0);
	if (!desc)
		return;
	desc->callback = on_completion;
	desc->callback_param = p;
	dmaengine_submit(desc);
	dma_async_issue_pending(p->tx);
	queue_work(system_bh_wq, &p->bh_work);
	schedule_work(&p->work);
}

static void port_shutdown(struct uart_port *port)
{
	struct port *p = container_of(port, struct port, port);

	stop(p);
}

static const struct uart_ops port_ops = {
	.start_tx = port_start_tx,
	.shutdown = port_shutdown,
};

/* Nobody known calls this. */
void port_elsewhere(struct port *p)
{
	dmaengine_terminate_async(p->tx);
}

static int port_probe(struct platform_device *pdev)
{
	struct port *p = platform_get_drvdata(pdev);

	p->port.ops = &port_ops;
	timer_setup(&p->timer, on_timer, 0);
	hrtimer_init(&p->hrtimer, 1, 0);
	p->hrtimer.function = on_hrtimer;
	tasklet_setup(&p->tasklet, on_tasklet);
	INIT_WORK(&p->work, on_work);
	INIT_WORK(&p->bh_work, on_bh_work);
	INIT_DELAYED_WORK(&p->later, on_delayed_work);
	return request_irq(1, on_plain_irq, 0, "port", p) ?:
	       devm_request_threaded_irq(&pdev->dev, 2, on_irq, on_irq_thread, 0,
					 "port", p);
}

struct platform_driver port_driver = {
	.probe = port_probe,
};
