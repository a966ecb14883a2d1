/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * supply.c - room on the disk before the traced program needs it
 *
 *	  seen   next            touched         ready            limit
 *	---+------+----------------+---------------+----------------+
 *	   taken  |  in memory     |  on the disk  |  nothing yet
 *
 * A store into a mapped page that has no room on the disk would kill the program. So
 * the room comes first, and here, where it costs the program no time. Who finds none
 * makes it by himself: this program may be gone.
 */
#include "runtime/run/supply.h"

#include "runtime/record/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>

enum {
	ROOM = 16 << 20,	/* bytes that have room, before they are taken */
	START = 1 << 20,	/* before COMMAND runs; as much is touched soon after */
	BUSY = 256 << 10,	/* whoever takes that between two looks goes on so */
	TOUCHED_BUSY = 8 << 20,
	TOUCHED_MOST = 32 << 20,
	BUSY_MS = 4,
	IDLE_MS = 20,
};

/* Soon, for short runs, and then now and again. */
static const uint64_t first_calibration_ns = 5000000, calibration_ns = 1000000000;

/* Since Linux 5.14; libc may not name it. */
enum { POPULATE_WRITE = 23 };

static uint64_t at_most(uint64_t value, uint64_t most)
{
	return value < most ? value : most;
}

/* Whoever else makes room raises it too: it never goes back. */
static void ready_raise(struct record_header *header, uint64_t ready)
{
	uint64_t old = __atomic_load_n(&header->ready, __ATOMIC_RELAXED);

	while (old < ready &&
	       !__atomic_compare_exchange_n(&header->ready, &old, ready, false, __ATOMIC_RELEASE,
					    __ATOMIC_RELAXED))
		;
}

static void make_room(struct supply *supply, uint64_t until)
{
	struct record_header *header = supply->folder->header;
	uint64_t ready = __atomic_load_n(&header->ready, __ATOMIC_RELAXED);

	until = at_most(until, header->limit);
	if (supply->full || ready >= until)
		return;
	if (fallocate(supply->folder->records, 0, (off_t)ready, (off_t)(until - ready)) == 0)
		ready_raise(header, until);
	else if (errno != EINTR)
		supply->full = true;
}

/* The program's first store to a page then finds it, and need not wait for a block. */
static void touch(struct supply *supply, uint64_t from, uint64_t until)
{
	struct record_header *header = supply->folder->header;

	from = (from > supply->touched ? from : supply->touched) & -(uint64_t)RECORD_HEADER;
	until = at_most(until, __atomic_load_n(&header->ready, __ATOMIC_RELAXED));
	if (from >= until)
		return;
	madvise((char *)header + from, until - from, POPULATE_WRITE);
	supply->touched = until;
}

/* A reader that finds no time_end takes neither: killed in between, it is not wrong. */
static void calibrate(struct supply *supply)
{
	struct record_header *header = supply->folder->header;
	uint64_t time = record_clock_ns();

	__atomic_store_n(&header->time_end, 0, __ATOMIC_RELEASE);
	__atomic_store_n(&header->clock_end, record_clock(), __ATOMIC_RELEASE);
	__atomic_store_n(&header->time_end, record_clock_ns(), __ATOMIC_RELEASE);
	supply->calibrate_at = time + calibration_ns;
}

void supply_start(struct supply *supply, struct folder *folder)
{
	*supply = (struct supply){
		.folder = folder,
		.seen = RECORD_HEADER,
		.touched = RECORD_HEADER,
		.calibrate_at = record_clock_ns() + first_calibration_ns,
	};
	make_room(supply, RECORD_HEADER + START);
}

/* What a program takes until the next look, several times over. */
static uint64_t touch_until(uint64_t next, uint64_t taken)
{
	if (taken < BUSY)
		return next + START;
	return next + at_most(4 * taken > TOUCHED_BUSY ? 4 * taken : TOUCHED_BUSY, TOUCHED_MOST);
}

unsigned int supply_step(struct supply *supply)
{
	uint64_t next = __atomic_load_n(&supply->folder->header->next, __ATOMIC_RELAXED);
	uint64_t taken = next - supply->seen;
	uint64_t until = touch_until(next, taken);

	make_room(supply, next + ROOM > until ? next + ROOM : until);
	touch(supply, next, until);
	if (record_clock_ns() >= supply->calibrate_at)
		calibrate(supply);
	supply->seen = next;
	return taken ? BUSY_MS : IDLE_MS;
}

void supply_end(struct supply *supply)
{
	calibrate(supply);
}
