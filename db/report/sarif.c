/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sarif.c - a report in SARIF 2.1.0, for code review tools
 *
 * One result a fault, one invocation a run. What is missing of a run, crashes and what
 * the engine said, which are no rule, are notifications of its invocation.
 */
#include "db/report/report.h"

#include "db/print/sarif.h"
#include "db/print/uri.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static struct sarif_place place_of(const struct frame *frame)
{
	return (struct sarif_place){
		.file = frame->file,
		.line = (unsigned int)frame->line,
		.function = frame->function,
	};
}

static json_t *address_json(const struct frame *frame)
{
	json_t *physical = json_object_new();
	json_t *address = json_object_new();

	json_add(address, "relativeAddress", json_integer(frame->offset));
	json_add_text(address, "name", *frame->module ? frame->module : "unknown");
	json_add(physical, "address", address);
	return physical;
}

/* @frame: NULL: nothing is known; @message: what to say of the place, or NULL */
static json_t *location_json(const struct frame *frame, const char *message)
{
	json_t *location = json_object_new();
	struct sarif_place place;

	if (frame && *frame->file && frame->line > 0) {
		json_decref(location);
		place = place_of(frame);
		return sarif_location(&place, message);
	}
	if (frame)
		json_add(location, "physicalLocation", address_json(frame));
	if (message)
		json_add(location, "message", sarif_message(message));
	return location;
}

static json_t *stack_json(const struct stack *stack, const char *message)
{
	json_t *item = json_object_new();
	json_t *frames = json_array_new();

	for (size_t i = 0; i < stack->count; i++) {
		const struct frame *frame = stack->frames[i];
		json_t *one = json_object_new();

		json_add(one, "location", location_json(frame, *frame->function ?
							       frame->function : NULL));
		if (*frame->module)
			json_add_text(one, "module", frame->module);
		json_push(frames, one);
	}
	json_add(item, "message", sarif_message(message));
	json_add(item, "frames", frames);
	return item;
}

/* Each once: the standard wants them to differ. */
static void push_stack(json_t *stacks, json_t *stack)
{
	json_t *other;
	size_t i;

	json_array_foreach(stacks, i, other) {
		if (!json_equal(stack, other))
			continue;
		json_decref(stack);
		return;
	}
	json_push(stacks, stack);
}

static json_t *stacks_json(const struct violation *violation)
{
	json_t *stacks = json_array_new();

	if (violation->stack.count)
		push_stack(stacks, stack_json(&violation->stack, violation->message));
	for (size_t i = 0; i < violation->step_count; i++)
		if (violation->steps[i].stack.count)
			push_stack(stacks, stack_json(&violation->steps[i].stack,
						      violation->steps[i].message));
	return stacks;
}

/* The steps, then what they led to. */
static json_t *flow_json(const struct violation *violation)
{
	json_t *locations = json_array_new();

	for (size_t i = 0; i < violation->step_count; i++)
		json_push(locations, location_json(step_place(&violation->steps[i]),
						   violation->steps[i].message));
	json_push(locations, location_json(violation_place(violation), violation->message));
	return sarif_flow(locations);
}

static json_t *properties_json(struct report *report, const struct group *group)
{
	const struct violation *violation = group->best;
	json_t *properties = json_object_new();
	json_t *runs = json_array_new();

	for (size_t i = 0; i < group->seen.count; i++)
		json_push(runs, json_integer(group->seen.runs[i]->id));
	json_add_text(properties, "confidence", confidence_word(violation->confidence));
	if (violation->inconclusive)
		json_add_text(properties, "reason", violation->reason);
	if (*violation->device)
		json_add_text(properties, "device", violation->device);
	if (*violation->channel)
		json_add_text(properties, "channel", violation->channel);
	json_add_format(properties, "address", "0x%" PRIx64, violation->address);
	json_add(properties, "size", json_integer((json_int_t)violation->size));
	json_add_text(properties, "thread", thread_word(&report->arena, &violation->thread));
	json_add(properties, "time", json_integer(violation->time));
	json_add(properties, "runs", runs);
	json_add_text(properties, "reproduce", run_reproduce(&report->arena, violation->run));
	return properties;
}

/* Where too little is known to decide, the standard has a word: open. */
static json_t *result_json(struct report *report, const struct group *group)
{
	const struct violation *violation = group->best;
	json_t *result = sarif_result(violation->rule,
				      violation->inconclusive ? "none" :
						severity_word(violation->severity),
				      violation->message, violation->fingerprint);

	if (violation->inconclusive)
		json_add_text(result, "kind", "open");
	json_add(result, "occurrenceCount",
		 json_integer(group->occurrences > 0 ? group->occurrences : 1));
	json_add(result, "locations",
		 sarif_array(location_json(violation_place(violation), NULL)));
	json_add(result, "codeFlows", flow_json(violation));
	json_add(result, "stacks", stacks_json(violation));
	json_add(result, "properties", properties_json(report, group));
	return result;
}

static void notify(json_t *list, const char *level, const char *message,
		   const struct stack *stack)
{
	json_t *item = json_object_new();

	json_add_text(item, "level", level);
	json_add(item, "message", sarif_message(message));
	if (stack && stack->count)
		json_add(item, "locations",
			 sarif_array(location_json(stack_place(stack), NULL)));
	json_push(list, item);
}

static void notify_crashes(struct report *report, const struct report_run *run, json_t *list)
{
	for (size_t i = 0; i < report->crash_count; i++) {
		const struct crash *crash = &report->crashes[i];

		if (crash->run != run)
			continue;
		notify(list, "error",
		       arena_printf(&report->arena, "crash: %s at address 0x%" PRIx64 "%s%s%s",
				    signal_word(&report->arena, crash->signal),
				    crash->address, *crash->after ? ", after " : "",
				    crash->after, *crash->after ? " had failed" : ""),
		       &crash->stack);
	}
}

static void notify_messages(struct report *report, const struct report_run *run, json_t *list)
{
	for (size_t i = 0; i < report->message_count; i++) {
		const struct message *message = &report->messages[i];

		if (message->run == run)
			notify(list, "warning",
			       arena_printf(&report->arena, "the engine says: %s",
					    message->text), &message->stack);
	}
}

static json_t *notifications_json(struct report *report, const struct report_run *run)
{
	json_t *list = json_array_new();

	notify_crashes(report, run, list);
	notify_messages(report, run, list);
	for (size_t i = 0; i < report->loss_count; i++) {
		const struct loss *loss = &report->losses[i];

		if (loss->run == run)
			notify(list, "warning",
			       arena_printf(&report->arena, "%s lost: %s",
					    plural(&report->arena, (uint64_t)loss->records,
						   "record"), loss->reason), NULL);
	}
	for (size_t i = 0; i < run->untraced_named; i++)
		notify(list, "warning",
		       arena_printf(&report->arena, "%s was not traced: %s",
				    run->untraced[i].program, untraced_why(&run->untraced[i])), NULL);
	if (run->timeout)
		notify(list, "error", "ended by --timeout", NULL);
	if (run->traced && !*run->ended)
		notify(list, "error", "dmacheck was killed: how the program ended is not known",
		       NULL);
	return list;
}

/* 2025-01-31T12:00:00Z */
static void add_time(json_t *object, const char *key, const char *time)
{
	static const char form[] = "dddd-dd-ddTdd:dd:ddZ";
	size_t i = 0;

	while (form[i] && (form[i] == 'd' ? isdigit((unsigned char)time[i]) : time[i] == form[i]))
		i++;
	if (!form[i] && !time[i])
		json_add_text(object, key, time);
}

static json_t *run_properties(const struct report_run *run)
{
	json_t *properties = json_object_new();

	json_add(properties, "run", json_integer(run->id));
	if (run->seed.known)
		json_add(properties, "seed", json_integer(run->seed.value));
	if (run->fault.known)
		json_add(properties, "fault", json_integer(run->fault.value));
	json_add_text(properties, "schedule", run->schedule);
	json_add(properties, "records", json_integer(run->records));
	json_add(properties, "lost", json_integer(run->lost));
	return properties;
}

static json_t *folder_json(const char *folder)
{
	json_t *artifact = json_object_new();
	char *uri = uri_file(folder, true);

	json_add_text(artifact, "uri", uri);
	free(uri);
	return artifact;
}

static json_t *invocation_json(struct report *report, const struct report_run *run)
{
	json_t *invocation = json_object_new();

	json_add_text(invocation, "commandLine", run_reproduce(&report->arena, run));
	add_time(invocation, "startTimeUtc", run->started);
	add_time(invocation, "endTimeUtc", run->ended);
	if (run->status.known)
		json_add(invocation, "exitCode", json_integer(run->status.value));
	if (*run->folder == '/')
		json_add(invocation, "workingDirectory", folder_json(run->folder));
	json_add(invocation, "executionSuccessful",
		 json_boolean(run->traced && *run->ended && !run->timeout));
	json_add(invocation, "toolExecutionNotifications", notifications_json(report, run));
	json_add(invocation, "properties", run_properties(run));
	return invocation;
}

static json_t *totals_json(const struct report *report)
{
	json_t *totals = json_object_new();

	json_add_number(totals, "runs", report->run_count);
	json_add_number(totals, "belowConfidence", report->below);
	return totals;
}

int report_sarif(struct report *report, FILE *out)
{
	json_t *run = json_object_new(), *invocations = json_array_new();
	json_t *results = json_array_new();
	size_t count;
	struct group *groups = report_groups(report, &count);

	for (size_t i = 0; i < report->run_count; i++)
		json_push(invocations, invocation_json(report, &report->runs[i]));
	for (size_t i = 0; i < count; i++)
		json_push(results, result_json(report, &groups[i]));
	json_add(run, "tool", sarif_tool());
	json_add(run, "invocations", invocations);
	json_add_text(run, "columnKind", "unicodeCodePoints");
	json_add(run, "results", results);
	json_add(run, "properties", totals_json(report));
	return sarif_print(run, out);
}
