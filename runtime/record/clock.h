/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * clock.h - the counter that stamps records
 *
 * Read once a record, so it is the cheapest that runs evenly on all processors. What
 * it counts is told by two readings beside CLOCK_MONOTONIC, in the file's header.
 */
#ifndef DMACHECK_RECORD_CLOCK_H
#define DMACHECK_RECORD_CLOCK_H

#include <stdint.h>
#include <time.h>

static inline uint64_t record_clock_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static inline uint64_t record_clock(void)
{
#if defined(__x86_64__)
	return __builtin_ia32_rdtsc();
#elif defined(__aarch64__)
	uint64_t counter;

	__asm__ volatile("mrs %0, cntvct_el0" : "=r"(counter));
	return counter;
#else
	return record_clock_ns();
#endif
}

#endif /* DMACHECK_RECORD_CLOCK_H */
