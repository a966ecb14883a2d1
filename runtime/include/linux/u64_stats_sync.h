/* SPDX-License-Identifier: GPL-2.0-or-later */
/* u64_stats_sync.h - counters of 64 bits, which need no help on 64-bit machines */
#ifndef DMACHECK_LINUX_U64_STATS_SYNC_H
#define DMACHECK_LINUX_U64_STATS_SYNC_H

#include <linux/compiler.h>
#include <linux/types.h>

struct u64_stats_sync { };

typedef struct {
	u64 v;
} u64_stats_t;

static inline void u64_stats_init(struct u64_stats_sync *sync)
{
	(void)sync;
}

static inline u64 u64_stats_read(const u64_stats_t *counter)
{
	return READ_ONCE(counter->v);
}

static inline void u64_stats_set(u64_stats_t *counter, u64 value)
{
	WRITE_ONCE(counter->v, value);
}

/* One writer at a time: the caller sees to it. */
static inline void u64_stats_add(u64_stats_t *counter, unsigned long value)
{
	WRITE_ONCE(counter->v, counter->v + value);
}

static inline void u64_stats_inc(u64_stats_t *counter)
{
	u64_stats_add(counter, 1);
}

#define u64_stats_update_begin(sync) ((void)(sync))
#define u64_stats_update_end(sync) ((void)(sync))
#define u64_stats_update_begin_irqsave(sync) ((void)(sync), 0UL)
#define u64_stats_update_end_irqrestore(sync, flags) ((void)(sync), (void)(flags))
#define u64_stats_fetch_begin(sync) ((void)(sync), 0U)
#define u64_stats_fetch_retry(sync, start) ((void)(sync), (void)(start), false)

#endif /* DMACHECK_LINUX_U64_STATS_SYNC_H */
