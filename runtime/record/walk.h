/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * walk.h - return addresses by frame pointers, as far as the stack may be read
 */
#ifndef DMACHECK_RECORD_WALK_H
#define DMACHECK_RECORD_WALK_H

#include "runtime/record/piece.h"

/* Frames of ours, and of the engine, before the one that an event names, at most. */
enum { WALK_INNER = 16 };

/**
 * walk_bounds() - find out whether @frame is on the thread's own stack
 *
 * Return: whether @writer->low and high hold for it now; not on another stack, a
 * signal handler's or a coroutine's.
 */
bool walk_bounds(struct writer *writer, uintptr_t frame);

/* To be called in the main thread, before there are others. */
void walk_init(void);

/* Whether the 8 bytes there can be read. */
bool walk_readable(uintptr_t address);

static inline bool walk_inside(struct writer *writer, uintptr_t frame)
{
	if (__builtin_expect(frame - writer->low < writer->high - writer->low, 1))
		return true;
	return walk_bounds(writer, frame);
}

/* struct frame_record - as the calling conventions of x86-64 and aarch64 have it */
struct frame_record {
	uintptr_t above;
	uintptr_t address;
};

/* The frame above, or 0 at the end of what can be believed. */
static inline uintptr_t walk_above(const struct writer *writer, uintptr_t frame)
{
	uintptr_t above = ((const struct frame_record *)frame)->above;

	if (above <= frame || above > writer->high - sizeof(struct frame_record) ||
	    above % sizeof(uintptr_t))
		return 0;
	return above;
}

/**
 * walk_stack() - the return addresses from a frame on
 * @frame: that of a function of ours that has not returned
 * @caller: the address to begin with, alone if it is not near; NULL: the first
 * @ret_frames: filled in
 * Return: their hash.
 */
static inline uint64_t walk_stack(struct writer *writer, const void *caller, const void *frame,
				  struct frames *ret_frames)
{
	uintptr_t at = (uintptr_t)frame;
	uint64_t hash = HASH_STACK, address;
	unsigned int inner = 0, count = 0;
	bool inside = walk_inside(writer, at);

	address = ((const struct frame_record *)at)->address;
	while (caller && address != (uintptr_t)caller) {
		at = inside && inner++ < WALK_INNER ? walk_above(writer, at) : 0;
		if (!at) {
			inside = false;
			address = (uintptr_t)caller;
			break;
		}
		address = ((const struct frame_record *)at)->address;
	}
	while (address) {
		ret_frames->addresses[count++] = address;
		hash = hash_add(hash, address);
		if (count == RECORD_FRAMES || !inside)
			break;
		at = walk_above(writer, at);
		if (!at)
			break;
		address = ((const struct frame_record *)at)->address;
	}
	ret_frames->count = count;
	return hash_end(hash);
}

#endif /* DMACHECK_RECORD_WALK_H */
