/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sample-dma.c - what these do depends on who calls, in another file
 */
#include "sample.h"

void sample_dma_stop(struct sample *s)
{
	dmaengine_terminate_all(s->tx);  /* expect-context: atomic async */
	dmaengine_terminate_sync(s->rx); /* expect: sync-in-atomic */
}

void sample_dma_quiesce(struct sample *s)
{
	dmaengine_terminate_all(s->tx);  /* expect-context: sleepable sync */
	dmaengine_terminate_sync(s->rx);
}
