/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * run-good-stream.c - a sound stream: started, paused and stopped under a lock, waited
 * for where it may sleep, started again
 */
/* run: weakest, random 1-3, none */
#include "../../runtime/port.h"

static unsigned int periods;

static void stream_elapsed(void *data)
{
	struct port *port = data;
	unsigned long flags;

	spin_lock_irqsave(&port->lock, flags);
	periods++;
	spin_unlock_irqrestore(&port->lock, flags);
	complete(&port->done);
}

/* What a trigger operation does: atomic. */
static int stream_start(struct port *port)
{
	unsigned long flags;
	int err;

	spin_lock_irqsave(&port->lock, flags);
	err = port_start_cyclic(port, stream_elapsed);
	spin_unlock_irqrestore(&port->lock, flags);
	return err;
}

static int stream_pause(struct port *port, bool pause)
{
	unsigned long flags;
	int err;

	spin_lock_irqsave(&port->lock, flags);
	err = pause ? dmaengine_pause(port->rx) : dmaengine_resume(port->rx);
	spin_unlock_irqrestore(&port->lock, flags);
	return err;
}

static void stream_stop(struct port *port)
{
	unsigned long flags;

	spin_lock_irqsave(&port->lock, flags);
	dmaengine_terminate_async(port->rx);
	spin_unlock_irqrestore(&port->lock, flags);
}

/* Before the stream is prepared anew, and before its buffer goes. */
static void stream_sync(struct port *port)
{
	dmaengine_synchronize(port->rx);
}

static int stream_play(struct port *port)
{
	int err;

	reinit_completion(&port->done);
	err = stream_start(port);
	if (err)
		return err;
	wait_for_completion(&port->done);
	err = stream_pause(port, true) ?: stream_pause(port, false);
	stream_stop(port);
	stream_sync(port);
	return err;
}

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_open(pdev);

	return PTR_ERR_OR_ZERO(port) ?: stream_play(port) ?: stream_play(port);
}

static void port_remove(struct platform_device *pdev)
{
	port_close(platform_get_drvdata(pdev));
}

port_module(port_probe, port_remove);
