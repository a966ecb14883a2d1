/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dump.c - what a stage of finish sees, as text
 */
#include "db/finish/dump.h"
#include "db/finish/frames.h"
#include "db/finish/sink.h"
#include "db/print/output.h"
#include "db/replay/replay.h"
#include "model/memory.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

/* Addresses are numbered by the page they are in: what is near stays near. */
enum { PAGE = 4096 };

/* struct label - the number of an address among those of its kind */
struct label {
	struct label_key {
		uint64_t class;
		uint64_t value;
	} key;
	size_t number;
	UT_hash_handle hh;
};

struct dumper {
	FILE *out;
	struct trace *trace;
	struct frames *frames;
	struct label *labels;
	size_t counts[256];
};

int dump_parse(const char *word, enum dump *ret_dump)
{
	if (!strcmp(word, "record"))
		*ret_dump = DUMP_RECORD;
	else if (!strcmp(word, "judge"))
		*ret_dump = DUMP_JUDGE;
	else
		return -EINVAL;
	return 0;
}

static size_t label_of(struct dumper *dumper, char class, uint64_t value)
{
	struct label_key key = { (unsigned char)class, value };
	struct label *label;

	HASH_FIND(hh, dumper->labels, &key, sizeof(key), label);
	if (!label) {
		label = memory_array(1, sizeof(*label));
		label->key = key;
		label->number = ++dumper->counts[(unsigned char)class];
		HASH_ADD(hh, dumper->labels, key, sizeof(key), label);
	}
	return label->number;
}

static void labels_release(struct dumper *dumper)
{
	struct label *label, *next;

	HASH_ITER(hh, dumper->labels, label, next) {
		HASH_DEL(dumper->labels, label);
		free(label);
	}
}

static void print_pointer(struct dumper *dumper, const char *name, char class,
			  uint64_t value)
{
	if (value)
		fprintf(dumper->out, " %s=%c%zu", name, class,
			label_of(dumper, class, value));
}

static void print_address(struct dumper *dumper, const char *name, char class,
			  uint64_t value)
{
	if (value == UINT64_MAX)
		fprintf(dumper->out, " %s=none", name);
	else if (value)
		fprintf(dumper->out, " %s=%c%zu+0x%" PRIx64, name, class,
			label_of(dumper, class, value / PAGE), value % PAGE);
}

static void print_event(struct dumper *dumper, const struct trace_event *event)
{
	unsigned int has = trace_kind_fields(event->kind);
	const char *function = frames_function(dumper->frames, event->stack);

	fprintf(dumper->out, "%" PRIu64 " %u.%u %s", event->number, event->process,
		event->thread, trace_kind_word(event->kind));
	if (event->type)
		fprintf(dumper->out, " type=%u", event->type);
	if (event->direction)
		fprintf(dumper->out, " direction=%u", event->direction);
	if (event->flags)
		fprintf(dumper->out, " flags=0x%x", event->flags);
	print_pointer(dumper, "device", 'd', event->device);
	print_pointer(dumper, "channel", 'c', event->channel);
	print_pointer(dumper, "object", 'o', event->object);
	print_address(dumper, "address", 'a', event->address);
	print_address(dumper, "dma", 'b', event->dma_address);
	if (has & TRACE_SIZE)
		fprintf(dumper->out, " size=%" PRIu64, event->size);
	if (has & TRACE_VALUE)
		fprintf(dumper->out, " value=%" PRId64, event->value);
	if (event->name)
		fprintf(dumper->out, " name=\"%s\"", event->name);
	if (*function)
		fprintf(dumper->out, " in %s", function);
	putc('\n', dumper->out);
}

static int violation_print(void *data, const struct replay_violation *violation)
{
	struct dumper *dumper = data;
	const char *function = frames_function(dumper->frames, violation->stack);

	fprintf(dumper->out, "%s: %s: %s%s%s (%s, %" PRIu64 " times)",
		violation->inconclusive ? "inconclusive" : "violation",
		violation->rule->slug, violation->message, *function ? " in " : "",
		function, confidence_word(violation->confidence),
		violation->occurrences);
	if (violation->inconclusive)
		fprintf(dumper->out, " because %s", violation->inconclusive);
	putc('\n', dumper->out);
	for (size_t i = 0; i < violation->step_count; i++)
		fprintf(dumper->out, "\t%s\n", violation->steps[i].message);
	return 0;
}

static int judge_print(struct dumper *dumper, bool pfn_real)
{
	const struct replay_sink sink = { .data = dumper, .violation = violation_print };
	struct trace_counts counts;
	struct trace_event event;
	struct replay *replay;
	int code = 0;

	trace_counts(dumper->trace, &counts);
	replay = replay_new(&(struct replay_run){
		.first_loss = counts.first_loss,
		.pfn_real = pfn_real,
		.same_stack = frames_same,
		.data = dumper->frames,
	}, &sink);
	replay_print(replay, dumper->out);
	while (!code && trace_next(dumper->trace, &event))
		code = replay_event(replay, &event);
	if (!code)
		code = replay_end(replay);
	replay_free(replay);
	return code;
}

int dump_print(const struct folder *folder, enum dump dump, FILE *out, char **ret_error)
{
	struct dumper dumper = { .out = out };
	struct trace_event event;
	int code = trace_open(folder->records, &dumper.trace, ret_error);

	if (code)
		return code;
	dumper.frames = frames_new(dumper.trace);
	if (dump == DUMP_JUDGE)
		judge_print(&dumper, folder->pfn_real);
	while (dump == DUMP_RECORD && trace_next(dumper.trace, &event))
		print_event(&dumper, &event);
	labels_release(&dumper);
	frames_free(dumper.frames);
	trace_close(dumper.trace);
	return output_flush(out);
}
