/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pq.h - two syndromes over GF(2^8), polynomial 0x11d, on the CPU
 *
 * Disks 0 to n-3 are data, n-2 is P, n-1 is Q = sum of 2^i * data[i].
 */
#ifndef _LINUX_RAID_PQ_H
#define _LINUX_RAID_PQ_H

#include <linux/types.h>
#include <linux/mm.h>
#include <linux/string.h>
#include <asm/page.h>

extern const char raid6_empty_zero_page[PAGE_SIZE];

struct raid6_calls {
	void (*gen_syndrome)(int disks, size_t bytes, void **ptrs);
	void (*xor_syndrome)(int disks, int start, int stop, size_t bytes,
			     void **ptrs);
	int (*valid)(void);
	const char *name;
	int priority;
};

extern struct raid6_calls raid6_call;

/* Constant for all but the file that computes them when the program starts. */
#ifndef RAID6_TABLE
#define RAID6_TABLE const
#endif

/* Products, powers of 2, logarithms, inverses, and 1/(2^n + 1). */
extern RAID6_TABLE u8 raid6_gfmul[256][256];
extern RAID6_TABLE u8 raid6_gfexp[256];
extern RAID6_TABLE u8 raid6_gflog[256];
extern RAID6_TABLE u8 raid6_gfinv[256];
extern RAID6_TABLE u8 raid6_gfexi[256];

extern void (*raid6_2data_recov)(int disks, size_t bytes, int faila, int failb,
				 void **ptrs);
extern void (*raid6_datap_recov)(int disks, size_t bytes, int faila,
				 void **ptrs);

#endif /* _LINUX_RAID_PQ_H */
