// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * stack.c - return addresses by frame pointers, and each different stack once
 *
 *   caller -> walk -> hash -> index[] -> kept[number]
 *
 * A program has few different stacks and asks for them often, so a stack is four
 * bytes to who keeps it. Nothing is ever taken out: both tables are reservations
 * of address space that cost memory where they are used. A stack is written
 * before its number is put into the index, which publishes it.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/mman.h>
#include "fault.h"
#include "sched-private.h"
#include "stack.h"

enum {
	KEPT = 1 << 16,
	INDEX = 2 * KEPT,
	PROBES = 64,
	INNER = 8,	/* frames of ours before the caller's, at most */
};

struct kept {
	uint64_t hash;
	unsigned int count;
	const void *addresses[STACK_FRAMES];
};

struct store {
	uint32_t index[INDEX];		/* atomic; 0: free */
	struct kept kept[KEPT];		/* [0] is none */
};

static struct store *store;		/* atomic */
static bool unavailable;		/* atomic */
static unsigned int last_number;	/* atomic */

/* Asked once a thread, as it reads files. */
void stack_bounds_of_thread(uintptr_t *ret_low, uintptr_t *ret_high)
{
	pthread_attr_t attributes;
	void *low;
	size_t size;

	if (pthread_getattr_np(pthread_self(), &attributes))
		return;
	if (!pthread_attr_getstack(&attributes, &low, &size)) {
		*ret_low = (uintptr_t)low;
		*ret_high = (uintptr_t)low + size;
	}
	pthread_attr_destroy(&attributes);
}

static inline bool frame_inside(const struct sched_actor *self, uintptr_t frame)
{
	return frame >= self->stack_low && frame % sizeof(uintptr_t) == 0 &&
	       frame + 2 * sizeof(uintptr_t) <= self->stack_high;
}

/* Reads stack words that the compiler's checkers guard. */
#define NOT_CHECKED \
	__attribute__((no_sanitize_address, no_sanitize_thread))

/*
 * The return address that @frame holds. Return: NULL at the end of the stack.
 * @ret_next: the frame above, or 0.
 */
static inline __attribute__((always_inline)) NOT_CHECKED void *
frame_read(const struct sched_actor *self, uintptr_t frame, uintptr_t *ret_next)
{
	const uintptr_t *record = (const uintptr_t *)frame;

	if (!frame_inside(self, frame) || !record[1] || record[0] == self->stack_top)
		return NULL;
	*ret_next = record[0] > frame ? record[0] : 0;
	return (void *)record[1];
}

int NOT_CHECKED stack_walk(void **addresses, int limit)
{
	const struct sched_actor *self = actor_current();
	uintptr_t frame = (uintptr_t)__builtin_frame_address(0);
	int count = 0;

	while (count < limit) {
		addresses[count] = frame_read(self, frame, &frame);
		if (!addresses[count])
			break;
		count++;
	}
	return count;
}

static inline uint64_t hash_add(uint64_t hash, const void *address)
{
	hash = (hash ^ (uintptr_t)address) * 0x9e3779b97f4a7c15;
	return hash ^ hash >> 32;
}

/* What is called from @caller's function is ours, and left out. */
static inline __attribute__((always_inline)) NOT_CHECKED void
walk_from(const void *caller, struct kept *stack)
{
	const struct sched_actor *self = actor_current();
	uintptr_t frame = (uintptr_t)__builtin_frame_address(0);
	const void *address;
	int inner = 0;

	do {
		address = frame_read(self, frame, &frame);
	} while (address && address != caller && ++inner < INNER);
	stack->count = 0;
	stack->hash = 0;
	if (address != caller)
		frame = 0;
	for (address = caller; address; address = frame_read(self, frame, &frame)) {
		stack->addresses[stack->count++] = address;
		stack->hash = hash_add(stack->hash, address);
		if (stack->count == STACK_FRAMES)
			break;
	}
}

/* A second thread that comes meanwhile gives its own back. */
static struct store *store_make(void)
{
	struct store *expected = NULL, *made;

	if (__atomic_load_n(&unavailable, __ATOMIC_RELAXED))
		return NULL;
	made = engine_fails() ? MAP_FAILED :
	       mmap(NULL, sizeof(*made), PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (made == MAP_FAILED) {
		__atomic_store_n(&unavailable, true, __ATOMIC_RELAXED);
		return NULL;
	}
	madvise(made, sizeof(*made), MADV_NOHUGEPAGE);
	if (__atomic_compare_exchange_n(&store, &expected, made, false, __ATOMIC_ACQ_REL,
					__ATOMIC_ACQUIRE))
		return made;
	munmap(made, sizeof(*made));
	return expected;
}

static struct store *store_get(void)
{
	struct store *made = __atomic_load_n(&store, __ATOMIC_ACQUIRE);

	return made ? made : store_make();
}

/* Numbers are not given back; a stack that two threads keep at once takes two. */
static uint32_t number_take(struct store *to, const struct kept *stack)
{
	unsigned int number = __atomic_load_n(&last_number, __ATOMIC_RELAXED);

	do {
		if (number == KEPT - 1)
			return 0;
	} while (!__atomic_compare_exchange_n(&last_number, &number, number + 1, false,
					      __ATOMIC_RELAXED, __ATOMIC_RELAXED));
	to->kept[number + 1] = *stack;
	return number + 1;
}

uint32_t stack_intern(const void *caller)
{
	struct store *in = store_get();
	struct kept stack;
	uint32_t number, mine = 0;
	unsigned int probe;

	if (!in)
		return 0;
	walk_from(caller, &stack);
	for (probe = 0; probe < PROBES; probe++) {
		uint32_t *slot = &in->index[(stack.hash + probe) % INDEX];

		number = __atomic_load_n(slot, __ATOMIC_ACQUIRE);
		if (!number) {
			mine = mine ? mine : number_take(in, &stack);
			if (!mine || __atomic_compare_exchange_n(slot, &number, mine, false,
								 __ATOMIC_ACQ_REL,
								 __ATOMIC_ACQUIRE))
				return mine;
		}
		if (in->kept[number].hash == stack.hash)
			return number;
	}
	return 0;
}

unsigned int stack_frames(uint32_t number, const void *const **ret_addresses)
{
	const struct kept *stack;

	if (!number)
		return 0;
	stack = &__atomic_load_n(&store, __ATOMIC_ACQUIRE)->kept[number];
	*ret_addresses = stack->addresses;
	return stack->count;
}

const void *stack_caller(uint32_t number)
{
	const void *const *addresses;

	return stack_frames(number, &addresses) ? addresses[0] : NULL;
}
