/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * replay.c - events to those who derive from them, one after the other
 */
#include "db/replay/replay.h"

#include <stdlib.h>

#include "db/replay/derive.h"

static const struct derive_row {
	uint32_t kind;
	derive_function *derive;
} rows[] = {
#define DERIVE(kind, name) { DMACHECK_##kind, derive_##name },
#define DERIVE_END(name)
#include "db/replay/derive.def"
#undef DERIVE
#undef DERIVE_END
};

static void (*const end_rows[])(struct replay *replay) = {
#define DERIVE(kind, name)
#define DERIVE_END(name) derive_##name,
#include "db/replay/derive.def"
#undef DERIVE
#undef DERIVE_END
};

static void derivers_sort(struct replay *replay)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		derive_function **place = replay->derivers[rows[i].kind];

		while (*place)
			place++;
		if (place == replay->derivers[rows[i].kind] + KIND_DERIVERS)
			abort();	/* a new row: raise KIND_DERIVERS */
		*place = rows[i].derive;
	}
}

struct replay *replay_new(const struct replay_run *run, const struct replay_sink *sink)
{
	struct replay *replay = memory_array(1, sizeof(*replay));

	replay->run = *run;
	replay->sink = *sink;
	derivers_sort(replay);
	judge_init(&replay->judge);
	return replay;
}

void replay_print(struct replay *replay, FILE *file)
{
	replay->judge.print = file;
}

static void losses_note(struct replay *replay, const struct trace_event *event)
{
	if (event->kind == DMACHECK_LOST ||
	    (replay->run.first_loss && event->number >= replay->run.first_loss))
		replay->lost = "records were lost before it";
}

int replay_event(struct replay *replay, const struct trace_event *event)
{
	if (event->kind >= DMACHECK_EVENT_COUNT)
		return replay->error;
	replay->event = event;
	if (!replay->lost)
		losses_note(replay, event);
	for (derive_function **derive = replay->derivers[event->kind]; *derive; derive++)
		(*derive)(replay, event);
	return replay->error;
}

int replay_end(struct replay *replay)
{
	for (size_t i = 0; i < sizeof(end_rows) / sizeof(*end_rows); i++)
		end_rows[i](replay);
	return judge_tell(replay);
}

void replay_free(struct replay *replay)
{
	if (!replay)
		return;
	judge_release(&replay->judge);
	world_release(&replay->world);
	free(replay);
}

bool replay_taken(const struct replay *replay, const struct rule_edge *edge)
{
	for (size_t i = 0; i < rule_count; i++)
		if (edge >= rules[i]->edges && edge < rules[i]->edges + rules[i]->edge_count)
			return replay->judge.taken[i][edge - rules[i]->edges];
	return false;
}
