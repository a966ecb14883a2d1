/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * json.c - a report as one JSON object
 *
 *   tool, runs, violations, crashes, messages, losses, hidden
 *
 * The names are an interface: add to them, never change one. Addresses are hex
 * strings, as they do not fit the numbers of many readers; times are ns since the
 * start of the run.
 */
#include "db/report/report.h"

#include "db/print/json.h"

#include <inttypes.h>

static void add_number(json_t *object, const char *key, int64_t number)
{
	json_add(object, key, json_integer(number));
}

static void add_maybe(json_t *object, const char *key, struct maybe number)
{
	json_add(object, key, number.known ? json_integer(number.value) : json_null());
}

static void add_address(json_t *object, const char *key, uint64_t address)
{
	json_add_format(object, key, "0x%" PRIx64, address);
}

/* null where there is none. */
static void add_name(json_t *object, const char *key, const char *name)
{
	if (*name)
		json_add_text(object, key, name);
	else
		json_add(object, key, json_null());
}

static json_t *tool_json(void)
{
	json_t *tool = json_object_new();

	json_add_text(tool, "name", "dmacheck");
	json_add_text(tool, "version", PACKAGE_VERSION);
	return tool;
}

static json_t *frame_json(const struct frame *frame)
{
	json_t *item = json_object_new();

	json_add_text(item, "function", frame->function);
	json_add_text(item, "file", frame->file);
	add_number(item, "line", frame->line);
	json_add_text(item, "module", frame->module);
	add_address(item, "offset", (uint64_t)frame->offset);
	json_add(item, "inside", json_boolean(frame->inside));
	return item;
}

static json_t *stack_json(const struct stack *stack)
{
	json_t *list = json_array_new();

	for (size_t i = 0; i < stack->count; i++)
		json_push(list, frame_json(stack->frames[i]));
	return list;
}

/* The thread's name and its numbers, as members of what it did. */
static void add_thread(struct report *report, json_t *object, const struct thread *thread)
{
	json_add_text(object, "thread", thread_word(&report->arena, thread));
	add_number(object, "tid", thread->tid);
	add_number(object, "pid", thread->pid);
}

static void add_place(json_t *object, const struct frame *place)
{
	static const struct frame nowhere = { "", "", "", 0, 0, false };

	if (!place)
		place = &nowhere;
	json_add_text(object, "file", place->file);
	add_number(object, "line", place->line);
	json_add_text(object, "function", place->function);
}

static json_t *untraced_json(const struct report_run *run)
{
	json_t *list = json_array_new();

	for (size_t i = 0; i < run->untraced_named; i++) {
		json_t *item = json_object_new();

		json_add_text(item, "program", run->untraced[i].program);
		json_add_text(item, "reason", run->untraced[i].reason);
		add_number(item, "times", run->untraced[i].times);
		json_push(list, item);
	}
	return list;
}

/* How it was made, and how much of it is there. */
static void add_trace(json_t *item, const struct report_run *run)
{
	json_add_text(item, "folder", run->folder);
	json_add_text(item, "schedule", run->schedule);
	json_add_text(item, "pfn_kind", run->pfn_kind);
	json_add_text(item, "cpu_access", run->cpu_access);
	add_name(item, "ended", run->ended);
	json_add(item, "timeout", json_boolean(run->timeout));
	json_add(item, "engine", json_boolean(run->engine));
	add_number(item, "begun", run->begun);
	add_number(item, "damaged", run->damaged);
	json_add(item, "untraced", untraced_json(run));
}

static json_t *run_json(struct report *report, const struct report_run *run)
{
	json_t *item = json_object_new();

	add_number(item, "run", run->id);
	json_add_text(item, "started", run->started);
	json_add_text(item, "command", run->command);
	json_add_text(item, "version", run->version);
	add_maybe(item, "seed", run->seed);
	add_maybe(item, "fault", run->fault);
	add_name(item, "fault_kind", run->fault_kind);
	add_maybe(item, "status", run->status);
	add_number(item, "records", run->records);
	add_number(item, "lost", run->lost);
	if (run->traced)
		add_trace(item, run);
	json_add_number(item, "violations", run->violations);
	json_add_number(item, "inconclusive", run->inconclusive);
	json_add_number(item, "crashes", run->crashes);
	json_add_text(item, "reproduce", run_reproduce(&report->arena, run));
	return item;
}

static json_t *mapped_json(struct report *report, const struct mapping *mapping)
{
	json_t *item = json_object_new();

	json_add(item, "stack", stack_json(&mapping->map_stack));
	add_number(item, "time", mapping->mapped_at);
	add_thread(report, item, &mapping->mapped_by);
	add_number(item, "mapping", mapping->number);
	add_name(item, "device", mapping->device);
	json_add_text(item, "kind", mapping->kind);
	json_add_text(item, "direction", mapping->direction);
	add_address(item, "address", mapping->address);
	add_address(item, "dma_address", mapping->dma_address);
	json_add(item, "pfn", json_integer((json_int_t)mapping->pfn));
	json_add_text(item, "pfn_kind", mapping->pfn_kind);
	json_add(item, "size", json_integer((json_int_t)mapping->size));
	add_maybe(item, "unmapped_at", mapping->unmapped_at);
	json_add(item, "unmapped_stack", stack_json(&mapping->unmap_stack));
	return item;
}

static json_t *path_json(struct report *report, const struct violation *violation)
{
	json_t *path = json_array_new();

	for (size_t i = 0; i < violation->step_count; i++) {
		const struct step *step = &violation->steps[i];
		json_t *item = json_object_new();

		add_place(item, step_place(step));
		json_add_text(item, "message", step->message);
		add_number(item, "time", step->time);
		add_thread(report, item, &step->thread);
		json_add(item, "stack", stack_json(&step->stack));
		json_push(path, item);
	}
	return path;
}

static void add_verdict(json_t *item, const struct violation *violation)
{
	json_add_text(item, "rule", violation->rule);
	json_add_text(item, "verdict", violation->inconclusive ? "inconclusive" : "violation");
	json_add_text(item, "reason", violation->reason);
	json_add_text(item, "severity", severity_word(violation->severity));
	json_add_text(item, "confidence", confidence_word(violation->confidence));
	add_number(item, "run", violation->run->id);
	json_add_text(item, "fingerprint", violation->fingerprint);
	json_add_text(item, "message", violation->message);
}

static json_t *violation_json(struct report *report, const struct violation *violation)
{
	json_t *item = json_object_new();

	add_verdict(item, violation);
	add_place(item, violation_place(violation));
	json_add(item, "pfn", json_integer((json_int_t)violation->pfn));
	add_address(item, "address", violation->address);
	json_add(item, "size", json_integer((json_int_t)violation->size));
	add_name(item, "device", violation->device);
	add_name(item, "channel", violation->channel);
	add_thread(report, item, &violation->thread);
	add_number(item, "time", violation->time);
	add_maybe(item, "seed", violation->run->seed);
	add_maybe(item, "fault", violation->run->fault);
	add_number(item, "occurrences", violation->occurrences);
	json_add(item, "stack", stack_json(&violation->stack));
	json_add(item, "path", path_json(report, violation));
	json_add(item, "mapped", violation->mapping ?
				 mapped_json(report, violation->mapping) : json_null());
	json_add_text(item, "reproduce", run_reproduce(&report->arena, violation->run));
	return item;
}

static json_t *crash_json(struct report *report, const struct crash *crash)
{
	json_t *item = json_object_new();

	add_number(item, "run", crash->run->id);
	json_add_text(item, "signal", signal_word(&report->arena, crash->signal));
	add_address(item, "address", crash->address);
	add_name(item, "after", crash->after);
	add_place(item, stack_place(&crash->stack));
	add_thread(report, item, &crash->thread);
	add_number(item, "time", crash->time);
	add_maybe(item, "seed", crash->run->seed);
	add_maybe(item, "fault", crash->run->fault);
	json_add(item, "stack", stack_json(&crash->stack));
	return item;
}

static json_t *message_json(struct report *report, const struct message *message)
{
	json_t *item = json_object_new();

	add_number(item, "run", message->run->id);
	json_add_text(item, "message", message->text);
	add_place(item, stack_place(&message->stack));
	add_thread(report, item, &message->thread);
	add_number(item, "time", message->time);
	add_number(item, "occurrences", message->occurrences);
	add_maybe(item, "seed", message->run->seed);
	add_maybe(item, "fault", message->run->fault);
	json_add(item, "stack", stack_json(&message->stack));
	return item;
}

static json_t *loss_json(struct report *report, const struct loss *loss)
{
	json_t *item = json_object_new();

	add_number(item, "run", loss->run->id);
	add_number(item, "time", loss->time);
	add_thread(report, item, &loss->thread);
	add_number(item, "records", loss->records);
	json_add_text(item, "reason", loss->reason);
	return item;
}

static json_t *hidden_json(const struct report *report)
{
	json_t *hidden = json_object_new();

	json_add_number(hidden, "below_confidence", report->below);
	return hidden;
}

int report_json(struct report *report, FILE *out)
{
	json_t *root = json_object_new(), *runs = json_array_new();
	json_t *violations = json_array_new(), *crashes = json_array_new();
	json_t *messages = json_array_new(), *losses = json_array_new();

	for (size_t i = 0; i < report->run_count; i++)
		json_push(runs, run_json(report, &report->runs[i]));
	for (size_t i = 0; i < report->violation_count; i++)
		json_push(violations, violation_json(report, &report->violations[i]));
	for (size_t i = 0; i < report->crash_count; i++)
		json_push(crashes, crash_json(report, &report->crashes[i]));
	for (size_t i = 0; i < report->message_count; i++)
		json_push(messages, message_json(report, &report->messages[i]));
	for (size_t i = 0; i < report->loss_count; i++)
		json_push(losses, loss_json(report, &report->losses[i]));
	json_add(root, "tool", tool_json());
	json_add(root, "runs", runs);
	json_add(root, "violations", violations);
	json_add(root, "crashes", crashes);
	json_add(root, "messages", messages);
	json_add(root, "losses", losses);
	json_add(root, "hidden", hidden_json(report));
	return json_print(root, out);
}
