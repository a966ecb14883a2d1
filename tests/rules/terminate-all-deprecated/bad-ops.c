/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bad-ops.c - the subsystem's table says in which context an operation runs
 *
 * serial core calls flush_buffer and stop_rx with the port locked, shutdown
 * without; ALSA's trigger is atomic, hw_free sleeps; an MMC request sleeps.
 */
#include <linux/dmaengine.h>
#include <linux/mmc/host.h>
#include <linux/serial_core.h>
#include <sound/pcm.h>

static void port_flush_buffer(struct uart_port *port)
{
	dmaengine_terminate_all(port->private_data); /* expect-context: atomic async */
}

static void port_stop_rx(struct uart_port *port)
{
	dmaengine_terminate_all(port->private_data); /* expect-context: atomic async */
}

static void port_shutdown(struct uart_port *port)
{
	dmaengine_terminate_all(port->private_data); /* expect-context: sleepable sync */
}

const struct uart_ops port_ops = {
	.flush_buffer = port_flush_buffer,
	.stop_rx = port_stop_rx,
	.shutdown = port_shutdown,
};

static int pcm_trigger(struct snd_pcm_substream *substream, int cmd)
{
	if (cmd != SNDRV_PCM_TRIGGER_STOP)
		return -EINVAL;
	return dmaengine_terminate_all(substream->private_data); /* expect-context: atomic async */
}

static int pcm_hw_free(struct snd_pcm_substream *substream)
{
	return dmaengine_terminate_all(substream->private_data); /* expect-context: sleepable sync */
}

const struct snd_pcm_ops pcm_ops = {
	.trigger = pcm_trigger,
	.hw_free = pcm_hw_free,
};

static void card_request(struct mmc_host *mmc, struct mmc_request *mrq)
{
	struct dma_chan **chan = mmc_priv(mmc);

	dmaengine_terminate_all(*chan); /* expect-context: sleepable sync */
	mmc_request_done(mmc, mrq);
}

const struct mmc_host_ops card_ops = {
	.request = card_request,
};
