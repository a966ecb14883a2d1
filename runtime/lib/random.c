/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * random.c - numbers that come again for the same seed
 *
 *   seed, how many threads drew before this one  ->  stream of the thread
 *
 * Under a token threads come in the order the seed makes, so all streams are the
 * same in each run; no lock is on the way.
 */
#include <linux/prandom.h>
#include <linux/random.h>
#include <linux/string.h>

#include "runtime/kernel/options.h"

struct stream {
	u64 state;
	bool seeded;
};

static __thread struct stream own_stream;
static u64 stream_count;

/* splitmix64 (public domain, Vigna): one addition and a mix a number */
static u64 mix(u64 z)
{
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
	return z ^ (z >> 31);
}

static u64 draw(void)
{
	struct stream *stream = &own_stream;

	if (!stream->seeded) {
		u64 number = __atomic_fetch_add(&stream_count, 1, __ATOMIC_RELAXED);

		stream->state = mix(options.seed * 0xd1342543de82ef95ull + number);
		stream->seeded = true;
	}
	stream->state += 0x9e3779b97f4a7c15ull;
	return mix(stream->state);
}

void get_random_bytes(void *buffer, size_t size)
{
	u8 *at = buffer;
	u64 value;

	for (; size >= sizeof(value); size -= sizeof(value), at += sizeof(value)) {
		value = draw();
		memcpy(at, &value, sizeof(value));
	}
	if (size) {
		value = draw();
		memcpy(at, &value, size);
	}
}

u64 get_random_u64(void)
{
	return draw();
}

u32 get_random_u32(void)
{
	return draw() >> 32;
}

u16 get_random_u16(void)
{
	return draw() >> 48;
}

u8 get_random_u8(void)
{
	return draw() >> 56;
}

/* As in the kernel 0 stands for all 32 bits. */
u32 get_random_u32_below(u32 ceiling)
{
	u32 value = get_random_u32();

	return ceiling ? (u32)((u64)value * ceiling >> 32) : value;
}

u32 get_random_u32_inclusive(u32 floor, u32 ceiling)
{
	return floor + get_random_u32_below(ceiling - floor + 1);
}

u32 get_random_u32_above(u32 floor)
{
	return get_random_u32_inclusive(floor + 1, ~0u);
}

static u64 state_step(struct rnd_state *state)
{
	u64 value = ((u64)state->s1 << 32 | state->s2) + 0x9e3779b97f4a7c15ull;

	state->s1 = value >> 32;
	state->s2 = value;
	return mix(value);
}

void prandom_seed_state(struct rnd_state *state, u64 seed)
{
	*state = (struct rnd_state){ .s1 = seed >> 32, .s2 = seed };
}

u32 prandom_u32_state(struct rnd_state *state)
{
	return state_step(state) >> 32;
}

void prandom_bytes_state(struct rnd_state *state, void *buffer, size_t size)
{
	u8 *at = buffer;

	while (size) {
		u64 value = state_step(state);
		size_t part = min(size, sizeof(value));

		memcpy(at, &value, part);
		at += part;
		size -= part;
	}
}
