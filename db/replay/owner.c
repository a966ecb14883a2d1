/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * owner.c - which bytes of a mapping are the CPU's for now
 *
 * Mapped bytes are the device's until they are unmapped or synced for the CPU, and
 * its again when synced for the device. Usually there is no range, or one.
 */
#include "db/replay/mapping.h"

static void range_insert(struct replay *replay, struct range **link, uint64_t start,
			 uint64_t end)
{
	struct mappings *mappings = mappings_of(replay);
	struct range *range = mappings->unused_ranges;

	if (range)
		mappings->unused_ranges = range->next;
	else
		range = world_take(&replay->world, sizeof(*range));
	*range = (struct range){ .next = *link, .start = start, .end = end };
	*link = range;
}

static void range_delete(struct replay *replay, struct range **link)
{
	struct mappings *mappings = mappings_of(replay);
	struct range *range = *link;

	*link = range->next;
	range->next = mappings->unused_ranges;
	mappings->unused_ranges = range;
}

/* Those it meets or adjoins become one with it. */
void owner_to_cpu(struct replay *replay, struct mapping *mapping, uint64_t start,
		  uint64_t end)
{
	struct range **link = &mapping->cpu;

	while (*link && (*link)->end < start)
		link = &(*link)->next;
	while (*link && (*link)->start <= end) {
		if ((*link)->start < start)
			start = (*link)->start;
		if ((*link)->end > end)
			end = (*link)->end;
		range_delete(replay, link);
	}
	range_insert(replay, link, start, end);
}

void owner_to_device(struct replay *replay, struct mapping *mapping, uint64_t start,
		     uint64_t end)
{
	struct range **link = &mapping->cpu;

	while (*link && (*link)->start < end) {
		struct range was = **link;

		if (was.end <= start) {
			link = &(*link)->next;
			continue;
		}
		range_delete(replay, link);
		if (was.end > end)
			range_insert(replay, link, end, was.end);
		if (was.start < start) {
			range_insert(replay, link, was.start, start);
			link = &(*link)->next;
		}
	}
}

bool owner_is_device(const struct mapping *mapping, uint64_t start, uint64_t end)
{
	for (const struct range *range = mapping->cpu; range; range = range->next)
		if (range->start <= start && end <= range->end)
			return false;
	return true;
}

void owner_clear(struct replay *replay, struct mapping *mapping)
{
	while (mapping->cpu)
		range_delete(replay, &mapping->cpu);
}
