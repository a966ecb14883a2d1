/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * text.c - a report for people, and for editors that jump to lines
 *
 *   spi.c:42: error: message [slug]
 *       stop() spi.c:42                    the stack, in the client's code
 *   spi.c:20: note: mapped here (250 us before)
 *       ...
 *       mapping: what it was about
 *       reproduce: the command that does it again
 *
 * Crashes and what the engine said follow, then what is missing from the trace, then
 * one line that sums up.
 */
#include "db/report/report.h"

#include "db/print/output.h"
#include "db/print/text.h"

#include <inttypes.h>
#include <string.h>

enum { FRAMES = 6 };

static void print_frame(const struct text *text, const struct frame *frame)
{
	fputs("    ", text->out);
	if (*frame->function) {
		text_safe(text, frame->function);
		fputs("() ", text->out);
	}
	if (frame->line) {
		text_safe(text, frame->file);
		fprintf(text->out, ":%" PRId64, frame->line);
	} else {
		text_safe(text, *frame->module ? frame->module : "?");
		fprintf(text->out, "+0x%" PRIx64, (uint64_t)frame->offset);
	}
	fputc('\n', text->out);
}

static void print_stack(const struct text *text, const struct stack *stack)
{
	const struct frame *place = stack_place(stack);
	size_t shown = 0;

	for (size_t i = 0; i < stack->count && shown < FRAMES; i++) {
		const struct frame *frame = stack->frames[i];

		if (!frame_is_shown(frame, place))
			continue;
		print_frame(text, frame);
		shown++;
	}
}

static void print_place(const struct text *text, struct arena *arena,
			const struct frame *place)
{
	if (!place)
		text_place(text, "(unknown place)", 0, 0);
	else if (place->line)
		text_place(text, place->file, (unsigned int)place->line, 0);
	else
		text_place(text, arena_printf(arena, "%s+0x%" PRIx64,
					      *place->module ? place->module : "?",
					      (uint64_t)place->offset), 0, 0);
}

static void print_thread(const struct text *text, const struct thread *thread)
{
	fputs("thread ", text->out);
	if (*thread->name)
		text_safe(text, thread->name);
	else
		fprintf(text->out, "%" PRId64, thread->number);
}

/* How long before the violation, and who it was if somebody else. */
static void print_when(const struct text *text, struct arena *arena,
		       const struct violation *violation, const struct step *step)
{
	int64_t gap = time_between(step->time, violation->time);
	bool other = step->thread.number != violation->thread.number;

	if (!gap && !other)
		return;
	fputs(" (", text->out);
	if (gap)
		fprintf(text->out, "%s %s", time_word(arena, gap < 0 ? -gap : gap),
			gap < 0 ? "later" : "before");
	if (gap && other)
		fputs(", ", text->out);
	if (other) {
		fputs("in ", text->out);
		print_thread(text, &step->thread);
	}
	fputc(')', text->out);
}

static void print_step(const struct text *text, struct arena *arena,
		       const struct violation *violation, const struct step *step)
{
	const struct frame *place = step_place(step);

	print_place(text, arena, place ? place : violation_place(violation));
	text_severity(text, SEVERITY_NOTE);
	text_safe(text, step->message);
	print_when(text, arena, violation, step);
	fputc('\n', text->out);
	print_stack(text, &step->stack);
}

static void print_mapping(const struct text *text, const struct mapping *mapping)
{
	fprintf(text->out, "    mapping: %" PRIu64 " bytes at 0x%" PRIx64
		" (DMA 0x%" PRIx64 ", page frame 0x%" PRIx64 "%s), ",
		mapping->size, mapping->address, mapping->dma_address, mapping->pfn,
		strcmp(mapping->pfn_kind, "real") ? ", virtual" : "");
	text_safe(text, mapping->kind);
	fputs(", ", text->out);
	text_safe(text, mapping->direction);
	fputs(", for ", text->out);
	text_safe(text, *mapping->device ? mapping->device : "a device without name");
	fputc('\n', text->out);
}

/* Bytes that are not just those of the mapping. */
static void print_bytes(const struct text *text, struct arena *arena,
			const struct violation *violation)
{
	const struct mapping *mapping = violation->mapping;

	if (!violation->size || (mapping && mapping->size == violation->size &&
				 (mapping->address == violation->address ||
				  mapping->dma_address == violation->address)))
		return;
	fprintf(text->out, "    bytes: %s at 0x%" PRIx64 "\n",
		plural(arena, violation->size, "byte"), violation->address);
}

static void print_where(const struct text *text, struct arena *arena,
			const struct violation *violation)
{
	fputs("    where: ", text->out);
	if (*violation->channel) {
		fputs("channel ", text->out);
		text_safe(text, violation->channel);
		fputs(*violation->device ? " of " : ", ", text->out);
	}
	if (*violation->device) {
		text_safe(text, violation->device);
		fputs(", ", text->out);
	}
	print_thread(text, &violation->thread);
	if (violation->thread.pid)
		fprintf(text->out, " of process %" PRId64, violation->thread.pid);
	fprintf(text->out, ", %s after the start of run %" PRId64,
		time_word(arena, violation->time), violation->run->id);
	if (violation->occurrences > 1)
		fprintf(text->out, ", the first of %" PRId64 " times",
			violation->occurrences);
	fputc('\n', text->out);
}

static void print_runs(const struct text *text, struct report *report,
		       const struct sightings *seen)
{
	const char *faults = faults_word(&report->arena, seen);

	if (report->run_count > 1)
		fprintf(text->out, "    runs: %s\n", runs_word(&report->arena, seen));
	if (*faults) {
		fputs("    faults: ", text->out);
		text_safe(text, faults);
		fputc('\n', text->out);
	}
}

static void print_reproduce(const struct text *text, struct arena *arena,
			    const struct report_run *run)
{
	fputs("    reproduce: ", text->out);
	text_safe(text, run_reproduce(arena, run));
	fputc('\n', text->out);
}

static void print_head(const struct text *text, struct arena *arena,
		       const struct violation *violation)
{
	print_place(text, arena, violation_place(violation));
	text_severity(text, violation->inconclusive ? SEVERITY_NOTE :
						      violation->severity);
	if (violation->inconclusive)
		fputs("inconclusive: ", text->out);
	text_safe(text, violation->message);
	if (violation->inconclusive && *violation->reason) {
		fputs("; ", text->out);
		text_safe(text, violation->reason);
	}
	fputs(" [", text->out);
	text_safe(text, violation->rule);
	fputs("]\n", text->out);
}

static void print_group(const struct text *text, struct report *report,
			const struct group *group)
{
	const struct violation *violation = group->best;
	struct arena *arena = &report->arena;

	print_head(text, arena, violation);
	print_stack(text, &violation->stack);
	for (size_t i = 0; i < violation->step_count; i++)
		print_step(text, arena, violation, &violation->steps[i]);
	if (violation->mapping)
		print_mapping(text, violation->mapping);
	print_bytes(text, arena, violation);
	print_where(text, arena, violation);
	print_runs(text, report, &group->seen);
	print_reproduce(text, arena, violation->run);
}

/* Where a stack is, or its innermost frame where it is all dmacheck's. */
static void print_stack_place(const struct text *text, struct arena *arena,
			      const struct stack *stack)
{
	const struct frame *place = stack_place(stack);

	print_place(text, arena, place || !stack->count ? place : stack->frames[0]);
}

static void print_crash(const struct text *text, struct report *report,
			const struct batch *batch)
{
	const struct crash *crash = &report->crashes[batch->first];

	print_stack_place(text, &report->arena, &crash->stack);
	text_severity(text, SEVERITY_ERROR);
	fprintf(text->out, "crash: %s at address 0x%" PRIx64,
		signal_word(&report->arena, crash->signal), crash->address);
	if (*crash->after) {
		fputs(", after ", text->out);
		text_safe(text, crash->after);
		fputs(" had failed", text->out);
	}
	fputc('\n', text->out);
	print_stack(text, &crash->stack);
	print_runs(text, report, &batch->seen);
	print_reproduce(text, &report->arena, crash->run);
}

static void print_message(const struct text *text, struct report *report,
			  const struct batch *batch)
{
	const struct message *message = &report->messages[batch->first];

	print_stack_place(text, &report->arena, &message->stack);
	text_severity(text, SEVERITY_WARNING);
	fputs("the engine says: ", text->out);
	text_safe(text, message->text);
	fputc('\n', text->out);
	print_stack(text, &message->stack);
	print_runs(text, report, &batch->seen);
	print_reproduce(text, &report->arena, message->run);
}

static void begin_note(const struct text *text, struct arena *arena,
		       const struct report_run *run)
{
	text_place(text, arena_printf(arena, "run %" PRId64, run->id), 0, 0);
	text_severity(text, SEVERITY_NOTE);
}

static void print_untraced(const struct text *text, struct arena *arena,
			   const struct report_run *run)
{
	for (size_t i = 0; i < run->untraced_named; i++) {
		const struct untraced *untraced = &run->untraced[i];

		begin_note(text, arena, run);
		text_safe(text, untraced->program);
		fputs(" was not traced: ", text->out);
		text_safe(text, untraced_why(untraced));
		if (untraced->times > 1)
			fprintf(text->out, " (%" PRId64 " times)", untraced->times);
		fputc('\n', text->out);
	}
}

/* What of a run is not there to be judged. */
static void print_gaps(const struct text *text, struct arena *arena,
		       const struct report_run *run)
{
	print_untraced(text, arena, run);
	if (run->traced && !run->engine) {
		begin_note(text, arena, run);
		fputs("no program of it has the DMA engine in it; build one with \"dmacheck cc\"\n",
		      text->out);
	}
	if (run->timeout) {
		begin_note(text, arena, run);
		fputs("ended by --timeout\n", text->out);
	}
	if (run->traced && !*run->ended) {
		begin_note(text, arena, run);
		fputs("dmacheck was killed: how the program ended is not known\n",
		      text->out);
	}
	if (run->damaged) {
		begin_note(text, arena, run);
		fprintf(text->out, "%s of the trace made no sense\n",
			plural(arena, (uint64_t)run->damaged, "piece"));
	}
}

/* Those of one run and reason that follow each other, as one. Return: how many. */
static size_t print_losses(const struct text *text, struct report *report, size_t first)
{
	const struct loss *loss = &report->losses[first];
	struct arena *arena = &report->arena;
	uint64_t records = 0;
	size_t i;

	for (i = first; i < report->loss_count; i++) {
		const struct loss *other = &report->losses[i];

		if (other->run != loss->run || strcmp(other->reason, loss->reason))
			break;
		records += (uint64_t)other->records;
	}
	begin_note(text, arena, loss->run);
	fprintf(text->out, "%s lost from %s on", plural(arena, records, "record"),
		time_word(arena, loss->time));
	if (*loss->reason) {
		fputs(": ", text->out);
		text_safe(text, loss->reason);
	}
	fputc('\n', text->out);
	return i - first;
}

static void print_batches(const struct text *text, struct report *report)
{
	size_t count;
	struct batch *batches = report_crash_batches(report, &count);

	for (size_t i = 0; i < count; i++)
		print_crash(text, report, &batches[i]);
	batches = report_message_batches(report, &count);
	for (size_t i = 0; i < count; i++)
		print_message(text, report, &batches[i]);
}

int report_text(struct report *report, bool color, FILE *out)
{
	const struct text text = { .out = out, .color = color };
	size_t count;
	struct group *groups = report_groups(report, &count);

	for (size_t i = 0; i < count; i++)
		print_group(&text, report, &groups[i]);
	print_batches(&text, report);
	for (size_t i = 0; i < report->loss_count;)
		i += print_losses(&text, report, i);
	for (size_t i = 0; i < report->run_count; i++)
		print_gaps(&text, &report->arena, &report->runs[i]);
	text_safe(&text, summary_word(report, groups, count));
	fputc('\n', out);
	return output_flush(out);
}
