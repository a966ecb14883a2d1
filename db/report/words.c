/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * words.c - what all printers say in the same words
 */
#include "db/report/report.h"

#include <inttypes.h>
#include <string.h>

enum { LISTED = 16 };

/* Where the C library starts a program or a thread, which says nothing of it. */
static bool is_start(const struct frame *frame)
{
	static const char *const starts[] = {
		"_start", "__libc_start_main", "__libc_start_main_impl",
		"__libc_start_call_main", "start_thread", "clone", "__clone", "clone3",
		"__clone3",
	};

	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (!strcmp(frame->function, starts[i]))
			return true;
	return false;
}

bool frame_is_shown(const struct frame *frame, const struct frame *place)
{
	if (!place)
		return true;
	return !frame->inside && (frame->line || !place->line) &&
	       (frame == place || !is_start(frame));
}

const struct frame *stack_place(const struct stack *stack)
{
	const struct frame *place = NULL;

	for (size_t i = 0; i < stack->count; i++) {
		const struct frame *frame = stack->frames[i];

		if (!frame->inside && frame->line)
			return frame;
		if (!frame->inside && !place)
			place = frame;
	}
	return place;
}

/* A transfer is the device's doing: then the client is where the way came by last. */
const struct frame *violation_place(const struct violation *violation)
{
	const struct frame *place = stack_place(&violation->stack);

	for (size_t i = violation->step_count; !place && i; i--)
		place = stack_place(&violation->steps[i - 1].stack);
	if (!place && violation->stack.count)
		place = violation->stack.frames[0];
	return place;
}

/* What the device does is in dmacheck's own code. */
const struct frame *step_place(const struct step *step)
{
	const struct frame *place = stack_place(&step->stack);

	return place || !step->stack.count ? place : step->stack.frames[0];
}

/* Only what differs from what run does by itself. */
const char *run_reproduce(struct arena *arena, const struct report_run *run)
{
	const char *text = "dmacheck run";

	if (run->seed.known)
		text = arena_printf(arena, "%s --seed %" PRId64, text, run->seed.value);
	if (*run->schedule)
		text = arena_printf(arena, "%s --schedule %s", text, run->schedule);
	if (run->fault.known)
		text = arena_printf(arena, "%s --fault %" PRId64, text,
				    run->fault.value);
	if (*run->cpu_access && strcmp(run->cpu_access, "byte"))
		text = arena_printf(arena, "%s --cpu-access %s", text, run->cpu_access);
	if (!strcmp(run->pfn_kind, "real"))
		text = arena_printf(arena, "%s --pfn real", text);
	return arena_printf(arena, "%s -- %s", text, run->command);
}

const char *untraced_why(const struct untraced *untraced)
{
	if (!strcmp(untraced->reason, "static"))
		return "it is statically linked";
	if (!strcmp(untraced->reason, "setuid"))
		return "it runs with the rights of another user";
	if (!strcmp(untraced->reason, "foreign"))
		return "it is of another architecture";
	return untraced->reason;
}

const char *signal_word(struct arena *arena, int64_t signal)
{
	const char *name = signal > 0 && signal < 1000 ? sigabbrev_np((int)signal) : NULL;

	if (name)
		return arena_printf(arena, "SIG%s", name);
	return arena_printf(arena, "signal %" PRId64, signal);
}

const char *thread_word(struct arena *arena, const struct thread *thread)
{
	if (*thread->name)
		return thread->name;
	return arena_printf(arena, "thread %" PRId64, thread->number);
}

int64_t time_between(int64_t from, int64_t until)
{
	int64_t gap;

	if (__builtin_sub_overflow(until, from, &gap) || gap == INT64_MIN)
		return until < from ? -INT64_MAX : INT64_MAX;
	return gap;
}

const char *time_word(struct arena *arena, int64_t time)
{
	uint64_t ns = time < 0 ? 0 - (uint64_t)time : (uint64_t)time;
	const char *sign = time < 0 ? "-" : "";

	if (ns < 1000)
		return arena_printf(arena, "%s%" PRIu64 " ns", sign, ns);
	if (ns < 1000000)
		return arena_printf(arena, "%s%" PRIu64 ".%03" PRIu64 " us", sign,
				    ns / 1000, ns % 1000);
	if (ns < 1000000000)
		return arena_printf(arena, "%s%" PRIu64 ".%03" PRIu64 " ms", sign,
				    ns / 1000000, ns / 1000 % 1000);
	return arena_printf(arena, "%s%" PRIu64 ".%06" PRIu64 " s", sign,
			    ns / 1000000000, ns / 1000 % 1000000);
}

const char *plural(struct arena *arena, uint64_t count, const char *thing)
{
	size_t length = strlen(thing);
	bool hisses = length && thing[length - 1] == 'h';

	return arena_printf(arena, "%" PRIu64 " %s%s", count, thing,
			    count == 1 ? "" : hisses ? "es" : "s");
}

/* One more word of a list, which breaks off where nobody reads on. */
static const char *list_add(struct arena *arena, const char *list, size_t place,
			    const char *word)
{
	if (place > LISTED)
		return list;
	if (place == LISTED)
		return arena_printf(arena, "%s, ...", list);
	return arena_printf(arena, "%s%s%s", list, place ? ", " : "", word);
}

static const char *range_word(struct arena *arena, int64_t first, int64_t last)
{
	if (first == last)
		return arena_printf(arena, "%" PRId64, first);
	return arena_printf(arena, "%" PRId64 "-%" PRId64, first, last);
}

const char *runs_word(struct arena *arena, const struct sightings *seen)
{
	const char *list = "";
	size_t place = 0;

	for (size_t i = 0; i < seen->count && place <= LISTED; place++) {
		size_t last = i;

		while (last + 1 < seen->count &&
		       seen->runs[last + 1] - seen->runs[last] <= 1)
			last++;
		list = list_add(arena, list, place,
				range_word(arena, seen->runs[i]->id,
					   seen->runs[last]->id));
		i = last + 1;
	}
	return list;
}

const char *fault_word(struct arena *arena, const struct report_run *run)
{
	return arena_printf(arena, "%" PRId64 "%s%s%s", run->fault.value,
			    *run->fault_kind ? " (" : "", run->fault_kind,
			    *run->fault_kind ? ")" : "");
}

/* What shows without one as well is no matter of an error path. */
const char *faults_word(struct arena *arena, const struct sightings *seen)
{
	const struct report_run *before = NULL;
	const char *list = "";
	bool without = false;
	size_t place = 0;

	for (size_t i = 0; i < seen->count; i++) {
		const struct report_run *run = seen->runs[i];

		without |= !run->fault.known;
		if (run->fault.known && run != before && place <= LISTED)
			list = list_add(arena, list, place++, fault_word(arena, run));
		before = run;
	}
	return *list && without ? "none needed" : list;
}

/* Groups of either verdict. */
static size_t count_groups(const struct group *groups, size_t count, bool inconclusive)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		found += groups[i].best->inconclusive == inconclusive;
	return found;
}

static uint64_t count_records(const struct report *report)
{
	uint64_t records = 0;

	for (size_t i = 0; i < report->run_count; i++)
		records += (uint64_t)report->runs[i].records;
	return records;
}

const char *summary_word(struct report *report, const struct group *groups, size_t count)
{
	struct arena *arena = &report->arena;
	size_t inconclusive = count_groups(groups, count, true);
	const char *text;

	if (!report->run_count)
		return arena_printf(arena, "%s holds no run of a traced program",
				    report->path);
	text = arena_printf(arena, "%s, %s: %s", plural(arena, report->run_count, "run"),
			    plural(arena, count_records(report), "record"),
			    plural(arena, count - inconclusive, "violation"));
	if (inconclusive)
		text = arena_printf(arena, "%s, %zu inconclusive", text, inconclusive);
	if (report->crash_count)
		text = arena_printf(arena, "%s, %s", text,
				    plural(arena, report->crash_count, "crash"));
	if (report->message_count)
		text = arena_printf(arena, "%s, %s of the engine", text,
				    plural(arena, report->message_count, "message"));
	if (report->below)
		text = arena_printf(arena, "%s (%zu below the confidence shown)", text,
				    report->below);
	return text;
}
