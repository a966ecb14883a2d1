/* SPDX-License-Identifier: GPL-2.0-or-later */
/* links.h - what the modules of the example share */
#ifndef LINKS_H
#define LINKS_H

#include <linux/dmaengine.h>

struct engine;

struct engine_ops {
	void (*stop)(struct engine *engine);
	void (*clean)(struct engine *engine);
};

struct engine {
	struct dma_chan *chan;
	const struct engine_ops *ops;
	int (*resume)(struct engine *engine);
};

extern const struct engine_ops pair_ops;

void pair_reset(struct engine *engine);
void shared_stop(struct engine *engine);
void twice_exported(struct engine *engine);
void hidden(struct engine *engine);

#endif
