/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * supply.h - room on the disk before the traced program needs it
 */
#ifndef DMACHECK_RUN_SUPPLY_H
#define DMACHECK_RUN_SUPPLY_H

#include "runtime/run/folder.h"

#include <stdbool.h>
#include <stdint.h>

/**
 * struct supply - how far the room reaches
 * @seen: what was taken at the last step
 * @touched: to here, pages are in memory
 * @calibrate_at: when the clock is held against the system's next, ns
 * @full: the disk has no more room; it is not asked again
 */
struct supply {
	struct folder *folder;
	uint64_t seen;
	uint64_t touched;
	uint64_t calibrate_at;
	bool full;
};

/* supply_start() - the first room, before COMMAND runs */
void supply_start(struct supply *supply, struct folder *folder);

/**
 * supply_step() - look how much was taken, and keep ahead
 *
 * Return: milliseconds until it wants to look again.
 */
unsigned int supply_step(struct supply *supply);

/* supply_end() - the last reading of the clock */
void supply_end(struct supply *supply);

#endif /* DMACHECK_RUN_SUPPLY_H */
