/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * feed-channel.h - the events of a client's usual life, for tests of replay
 *
 *   request -> prep -> submit -> issue -> complete -> callback -> release
 *
 * One device, one channel, descriptors by pointer; transfers are of mapped memory.
 */
#ifndef DMACHECK_TESTS_FEED_CHANNEL_H
#define DMACHECK_TESTS_FEED_CHANNEL_H

#include "tests/unit/feed.h"

#pragma GCC diagnostic ignored "-Woverride-init"

enum {
	DEV = 0xd0, CHAN = 0xc0, DESC = 0xde0, OTHER_DESC = 0xdf0,
	MEMORY = 0x10000, DMA = 0x200000, SIZE = 64, DATA = 0x30000,
	MEMCPY = 0, SLAVE = 10, CYCLIC = 11,
};

#define request(f, ...) feed(f, CHANNEL_REQUEST, .channel = CHAN, .device = DEV, \
			     .name = "dma0chan0", ##__VA_ARGS__)
#define release(f, ...) feed(f, CHANNEL_RELEASE, .channel = CHAN, ##__VA_ARGS__)
#define prep(f, ...) feed(f, PREP, .channel = CHAN, .object = DESC, .size = SIZE, \
			  .value = 1, ##__VA_ARGS__)
#define buffer(f, ...) feed(f, PREP_BUFFER, .channel = CHAN, .object = DESC, \
			    .dma_address = DMA, .size = SIZE, .direction = 1, ##__VA_ARGS__)
#define submit(f, ...) feed(f, SUBMIT, .channel = CHAN, .object = DESC, .value = 2, ##__VA_ARGS__)
#define submit_calling(f, ...) submit(f, .address = DATA, .type = 1, ##__VA_ARGS__)
#define issue(f, ...) feed(f, ISSUE, .channel = CHAN, ##__VA_ARGS__)
#define complete(f, ...) feed(f, COMPLETE, .channel = CHAN, .object = DESC, .value = 2, \
			      ##__VA_ARGS__)
#define callback_begin(f, ...) feed(f, CALLBACK_BEGIN, .channel = CHAN, .object = DESC, \
				    .value = 2, .thread = 2, ##__VA_ARGS__)
#define callback_end(f, ...) feed(f, CALLBACK_END, .channel = CHAN, .object = DESC, \
				  .value = 2, .thread = 2, ##__VA_ARGS__)
#define terminate(f, ...) feed(f, TERMINATE, .channel = CHAN, \
			       .type = DMACHECK_TERMINATE_ASYNC, ##__VA_ARGS__)
#define sync_begin(f, ...) feed(f, SYNC_BEGIN, .channel = CHAN, \
				.type = DMACHECK_SYNCHRONIZE, ##__VA_ARGS__)
#define sync_end(f, ...) feed(f, SYNC_END, .channel = CHAN, \
			      .type = DMACHECK_SYNCHRONIZE, ##__VA_ARGS__)
#define refused(f, ...) feed(f, REFUSED, .channel = CHAN, .type = DMACHECK_SYNCHRONIZE, \
			     .value = -35, ##__VA_ARGS__)
#define map(f, ...) do { \
	feed(f, MAP, .device = DEV, .address = MEMORY, .dma_address = DMA, .size = SIZE, \
	     .direction = 1, ##__VA_ARGS__); \
	feed(f, MAP_CHECKED, .device = DEV, .dma_address = DMA); \
} while (0)
#define unmap(f, ...) feed(f, UNMAP, .device = DEV, .dma_address = DMA, .size = SIZE, \
			   .direction = 1, ##__VA_ARGS__)

static inline void synchronize(struct feed *f)
{
	sync_begin(f);
	sync_end(f);
}

/* A transfer of mapped memory, with a callback that is given DATA. */
static inline void start(struct feed *f)
{
	map(f);
	prep(f);
	buffer(f);
	submit_calling(f);
	issue(f);
}

static inline void done(struct feed *f)
{
	complete(f);
	callback_begin(f);
	callback_end(f);
}

static inline void finish(struct feed *f)
{
	feed(f, RUN_END, .value = 0);
	feed_end(f);
}

#define finish_only(f, slug, words) ({ \
	finish(f); \
	expect_only(f, slug, words); \
})

#define finish_none(f) do { \
	finish(f); \
	expect_none(f); \
	feed_free(f); \
} while (0)

#endif /* DMACHECK_TESTS_FEED_CHANNEL_H */
