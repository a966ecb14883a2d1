/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sample.h - what the two files of the module share */
#ifndef SAMPLE_H
#define SAMPLE_H

#include <linux/dmaengine.h>

struct sample {
	struct dma_chan *rx;
	struct dma_chan *tx;
};

void sample_dma_stop(struct sample *s);
void sample_dma_quiesce(struct sample *s);

#endif
