/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * difference.c - an event of a mapping, judged with what it says otherwise
 */
#include "db/replay/difference.h"

static struct occasion occasion_of(struct replay *replay, const struct mapping *mapping,
				   const struct difference *difference)
{
	return (struct occasion){
		.facts = difference->facts,
		.detail = difference->facts && *difference->detail ? difference->detail : NULL,
		.address = mapping->address, .size = mapping->size,
		.pfn = mapping->address ? mapping_pfn(replay, mapping, mapping->address) : 0,
	};
}

void mapping_judge(struct replay *replay, struct mapping *mapping, enum rule_event event,
		   const struct difference *difference)
{
	const struct occasion occasion = occasion_of(replay, mapping, difference);

	judge(replay, &mapping->thing, event, &occasion);
}

void mapping_judge_stray(struct replay *replay, const struct trace_event *event,
			 enum rule_event what, struct difference *difference)
{
	struct mapping *gone = mapping_gone(replay, event);
	struct mapping *stray;

	if (gone) {
		mapping_judge(replay, gone, what, difference);
		return;
	}
	difference->facts |= FACT(UNKNOWN);
	stray = mapping_stray(replay, event);
	mapping_judge(replay, stray, what, difference);
	world_forget(&replay->world, &stray->thing);
}
