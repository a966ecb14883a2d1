/* SPDX-License-Identifier: GPL-2.0-or-later */
/* prandom.h - streams that their user seeds */
#ifndef DMACHECK_LINUX_PRANDOM_H
#define DMACHECK_LINUX_PRANDOM_H

#include <linux/types.h>

struct rnd_state {
	u32 s1, s2, s3, s4;
};

u32 prandom_u32_state(struct rnd_state *state);
void prandom_bytes_state(struct rnd_state *state, void *buffer, size_t size);
void prandom_seed_state(struct rnd_state *state, u64 seed);

#endif /* DMACHECK_LINUX_PRANDOM_H */
