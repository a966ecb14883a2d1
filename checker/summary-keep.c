/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * summary-keep.c - what of an analysis outlives it
 *
 * The engine makes many more values and events than its outcomes tell of.
 * What they tell of is copied into the summary; equal stays equal, so a value
 * is copied once.
 */
#include "checker/summary-build.h"

#include <stdlib.h>
#include <uthash.h>

struct kept {
	const void *old;
	void *made;
	UT_hash_handle hh;
};

/** struct keeper - copies made so far */
struct keeper {
	struct arena *arena;   /* of the summary */
	struct arena scratch;
	struct kept *table;
};

static void *find(struct keeper *keeper, const void *old)
{
	struct kept *kept;

	HASH_FIND_PTR(keeper->table, &old, kept);
	return kept ? kept->made : NULL;
}

static void remember(struct keeper *keeper, const void *old, void *made)
{
	struct kept *kept = arena_new(&keeper->scratch, struct kept);

	kept->old = old;
	kept->made = made;
	HASH_ADD_PTR(keeper->table, old, kept);
}

/* A callee's value, inside VALUE_VIA, is kept by the callee. */
static const struct value *keep_value(struct keeper *keeper,
				      const struct value *value)
{
	struct value *made;

	if (!value)
		return NULL;
	made = find(keeper, value);
	if (made)
		return made;
	made = arena_copy(keeper->arena, value, sizeof(*value));
	remember(keeper, value, made);
	if (value->kind == VALUE_VIA)
		return made;
	made->a = keep_value(keeper, value->a);
	made->b = keep_value(keeper, value->b);
	return made;
}

static const struct held *keep_held(struct keeper *keeper, const struct held *held,
				    uint8_t count)
{
	struct held *made = arena_copy(keeper->arena, held, count * sizeof(*held));

	for (uint8_t i = 0; i < count; i++)
		made[i].lock = keep_value(keeper, held[i].lock);
	return made;
}

static const struct locks *keep_locks(struct keeper *keeper,
				      const struct locks *locks)
{
	struct locks *made;

	if (!locks)
		return NULL;
	made = find(keeper, locks);
	if (made)
		return made;
	made = arena_copy(keeper->arena, locks, sizeof(*locks));
	remember(keeper, locks, made);
	made->held = keep_held(keeper, locks->held, locks->held_count);
	made->dropped = keep_held(keeper, locks->dropped, locks->dropped_count);
	return made;
}

static const struct event *keep_event(struct keeper *keeper,
				      const struct event *event)
{
	struct event *made = find(keeper, event);

	if (made)
		return made;
	made = arena_copy(keeper->arena, event, sizeof(*event));
	remember(keeper, event, made);
	made->next_made = NULL;
	made->object = keep_value(keeper, event->object);
	made->memory = keep_value(keeper, event->memory);
	made->memory2 = keep_value(keeper, event->memory2);
	made->device = keep_value(keeper, event->device);
	made->result = keep_value(keeper, event->result);
	made->locks = keep_locks(keeper, event->locks);
	return made;
}

static void keep_outcome(struct keeper *keeper, struct outcome *outcome)
{
	outcome->returned = keep_value(keeper, outcome->returned);
	outcome->locks = keep_locks(keeper, outcome->locks);
	for (size_t i = 0; i < outcome->step_count; i++)
		outcome->steps[i].event = keep_event(keeper, outcome->steps[i].event);
	for (size_t i = 0; i < outcome->assumed_count; i++)
		outcome->assumed[i].value =
			keep_value(keeper, outcome->assumed[i].value);
	for (size_t i = 0; i < outcome->write_count; i++) {
		outcome->writes[i].place =
			keep_value(keeper, outcome->writes[i].place);
		outcome->writes[i].value =
			keep_value(keeper, outcome->writes[i].value);
	}
}

static void keep_sites(struct keeper *keeper, struct summary *summary)
{
	struct site *sites = summary->sites;
	struct relation *relations = summary->relations;

	summary->sites = arena_copy(keeper->arena, sites,
				    summary->site_count * sizeof(*sites));
	for (size_t i = 0; i < summary->site_count; i++) {
		summary->sites[i].object = keep_value(keeper, sites[i].object);
		summary->sites[i].locks = keep_locks(keeper, sites[i].locks);
	}
	summary->relations = arena_copy(keeper->arena, relations,
					summary->relation_count * sizeof(*relations));
	for (size_t i = 0; i < summary->relation_count; i++) {
		summary->relations[i].left = keep_value(keeper, relations[i].left);
		summary->relations[i].right = keep_value(keeper, relations[i].right);
	}
	free(sites);
	free(relations);
}

void summary_keep(struct summary *summary)
{
	struct keeper keeper = { .arena = &summary->arena };

	for (size_t i = 0; i < summary->outcome_count; i++)
		keep_outcome(&keeper, &summary->outcomes[i]);
	keep_sites(&keeper, summary);
	HASH_CLEAR(hh, keeper.table);
	arena_release(&keeper.scratch);
}
