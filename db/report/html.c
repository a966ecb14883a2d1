/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * html.c - a report as one page that needs nothing else
 *
 * Without scripts and without references to other places, so that it can be
 * mailed and kept. Everything that comes from a traced program is escaped.
 */
#include "db/report/html.h"

#include "db/print/json.h"
#include "db/print/output.h"
#include "model/memory.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char style[] =
	"body{font:15px/1.45 system-ui,sans-serif;margin:2em auto;max-width:72em;padding:0 1em;"
	"color:#1b1f24;background:#fff}\n"
	"h1{font-size:1.4em}h2{font-size:1.15em;margin-top:2em}\n"
	"section{border-top:1px solid #d0d7de;padding:.6em 0 1em}h3{font-size:1em;margin:.4em 0}\n"
	"table{border-collapse:collapse;font-size:.9em}td,th{padding:.15em .7em .15em 0;"
	"text-align:left;vertical-align:top}\n"
	"code,pre{font:13px/1.4 ui-monospace,monospace}pre{margin:.1em 0 .5em 1.2em}\n"
	".error{color:#b3261e}.warning{color:#8a5a00}.note{color:#57606a}\n"
	"ol{padding-left:1.6em;margin:.4em 0}svg{width:100%;height:auto;margin:.5em 0;"
	"background:#f6f8fa}\n"
	"svg text{font:11px system-ui,sans-serif;fill:#1b1f24}.lane{text-anchor:end}"
	".time{text-anchor:middle;fill:#57606a}.tick{stroke:#d0d7de}\n"
	".to{fill:#4c8bf5}.from{fill:#e8a33d}.both{fill:#9a6dd7}.transfer{fill:#4caf72}"
	".aborted{fill:#a8b0b8}.broken{fill:#d93025}.open{fill-opacity:.6;stroke-dasharray:3}\n"
	"g path{stroke:#1b1f24;stroke-opacity:.6}.step circle{fill:#fff;stroke:#57606a}"
	".step text{text-anchor:middle}.violation circle{fill:#d93025}"
	".violation path{stroke:#fff;stroke-width:2}\n"
	".key span{display:inline-block;width:1em;height:.7em;margin:0 .3em 0 1em}\n";

static bool is_control(char byte)
{
	return ((unsigned char)byte < 0x20 && byte != '\n') || byte == 0x7f;
}

void html_text(FILE *out, const char *text)
{
	char *clean = text_clean(text);

	for (const char *byte = clean; *byte; byte++) {
		switch (*byte) {
		case '&':
			fputs("&amp;", out);
			break;
		case '<':
			fputs("&lt;", out);
			break;
		case '>':
			fputs("&gt;", out);
			break;
		case '"':
			fputs("&quot;", out);
			break;
		case '\'':
			fputs("&#39;", out);
			break;
		default:
			fputc(is_control(*byte) ? '?' : *byte, out);
		}
	}
	free(clean);
}

static void print_frame(FILE *out, const struct frame *frame)
{
	if (*frame->function) {
		html_text(out, frame->function);
		fputs("() ", out);
	}
	html_text(out, frame->line ? frame->file : *frame->module ? frame->module : "?");
	if (frame->line)
		fprintf(out, ":%" PRId64, frame->line);
	else
		fprintf(out, "+0x%" PRIx64, (uint64_t)frame->offset);
}

static void print_stack(FILE *out, const struct stack *stack)
{
	const struct frame *place = stack_place(stack);

	if (!stack->count)
		return;
	fputs("<pre>", out);
	for (size_t i = 0; i < stack->count; i++) {
		const struct frame *frame = stack->frames[i];

		if (!frame_is_shown(frame, place))
			continue;
		print_frame(out, frame);
		fputc('\n', out);
	}
	fputs("</pre>\n", out);
}

static void print_row(FILE *out, const char *name, const char *value)
{
	if (!*value)
		return;
	fprintf(out, "<tr><th>%s</th><td>", name);
	html_text(out, value);
	fputs("</td></tr>\n", out);
}

static void print_facts(struct report *report, const struct group *group, FILE *out)
{
	const struct violation *violation = group->best;
	const struct mapping *mapping = violation->mapping;
	struct arena *arena = &report->arena;

	fputs("<table>\n", out);
	if (mapping)
		print_row(out, "mapping",
			  arena_printf(arena, "%s at 0x%" PRIx64 " (DMA 0x%" PRIx64
				       ", page frame 0x%" PRIx64 "%s), %s, %s, for %s",
				       plural(arena, mapping->size, "byte"), mapping->address,
				       mapping->dma_address, mapping->pfn,
				       strcmp(mapping->pfn_kind, "real") ? ", virtual" : "",
				       mapping->kind, mapping->direction, mapping->device));
	if (violation->size)
		print_row(out, "bytes",
			  arena_printf(arena, "%s at 0x%" PRIx64,
				       plural(arena, violation->size, "byte"),
				       violation->address));
	print_row(out, "device", violation->device);
	print_row(out, "channel", violation->channel);
	print_row(out, "thread", thread_word(arena, &violation->thread));
	print_row(out, "time", arena_printf(arena, "%s after the start of run %" PRId64,
					    time_word(arena, violation->time),
					    violation->run->id));
	print_row(out, "occurrences", arena_printf(arena, "%" PRId64, group->occurrences));
	print_row(out, "runs", runs_word(arena, &group->seen));
	print_row(out, "faults", faults_word(arena, &group->seen));
	print_row(out, "confidence", confidence_word(violation->confidence));
	print_row(out, "inconclusive", violation->inconclusive ? violation->reason : "");
	print_row(out, "reproduce", run_reproduce(arena, violation->run));
	fputs("</table>\n", out);
}

static void print_way(struct report *report, const struct violation *violation, FILE *out)
{
	if (!violation->step_count)
		return;
	fputs("<ol>\n", out);
	for (size_t i = 0; i < violation->step_count; i++) {
		const struct step *step = &violation->steps[i];

		fputs("<li>", out);
		html_text(out, step->message);
		fprintf(out, " <span class=\"note\">at %s, in ",
			time_word(&report->arena, step->time));
		html_text(out, thread_word(&report->arena, &step->thread));
		fputs("</span>", out);
		print_stack(out, &step->stack);
		fputs("</li>\n", out);
	}
	fputs("</ol>\n", out);
}

/* What the rule is about, for who does not know it by heart. */
static void print_rule(const char *slug, FILE *out)
{
	const struct rule *rule = rule_find(slug);

	if (!rule)
		return;
	fputs("<details><summary>", out);
	html_text(out, rule->summary);
	fputs("</summary><pre>", out);
	html_text(out, rule->contract);
	fputs("</pre></details>\n", out);
}

static void picture_of(struct report *report, const struct violation *violation, size_t number,
		       FILE *out)
{
	size_t count = violation->step_count;
	struct mark *marks = memory_array(count + 1, sizeof(*marks));

	for (size_t i = 0; i < count; i++)
		marks[i] = (struct mark){
			.time = violation->steps[i].time,
			.thread = violation->steps[i].thread,
			.label = violation->steps[i].message,
			.link = number,
			.step = i + 1,
		};
	marks[count] = (struct mark){
		.time = violation->time,
		.thread = violation->thread,
		.label = violation->message,
		.link = number,
	};
	html_picture(report, violation->timeline, marks, count + 1,
		     violation->mapping ? violation->mapping->number : 0, out);
	free(marks);
}

static void print_group(struct report *report, const struct group *group, size_t number,
			FILE *out)
{
	const struct violation *violation = group->best;
	const char *word = violation->inconclusive ? "note" : severity_word(violation->severity);

	fprintf(out, "<section id=\"v%zu\"><h3><span class=\"%s\">%s:</span> ", number, word,
		violation->inconclusive ? "inconclusive" : word);
	html_text(out, violation->message);
	fputs(" <code>[", out);
	html_text(out, violation->rule);
	fputs("]</code></h3>\n", out);
	print_stack(out, &violation->stack);
	if (violation->timeline)
		picture_of(report, violation, number, out);
	print_way(report, violation, out);
	print_facts(report, group, out);
	print_rule(violation->rule, out);
	fputs("</section>\n", out);
}

static void print_sightings(struct report *report, const struct thread *thread,
			    const struct sightings *seen, FILE *out)
{
	struct arena *arena = &report->arena;

	fputs("<table>\n", out);
	print_row(out, "thread", thread_word(arena, thread));
	print_row(out, "runs", runs_word(arena, seen));
	print_row(out, "faults", faults_word(arena, seen));
	print_row(out, "reproduce", run_reproduce(arena, seen->runs[0]));
	fputs("</table></section>\n", out);
}

static void print_crash(struct report *report, const struct batch *batch, FILE *out)
{
	const struct crash *crash = &report->crashes[batch->first];

	fprintf(out, "<section><h3><span class=\"error\">crash:</span> %s at address 0x%" PRIx64,
		signal_word(&report->arena, crash->signal), crash->address);
	if (*crash->after) {
		fputs(", after ", out);
		html_text(out, crash->after);
		fputs(" had failed", out);
	}
	fputs("</h3>\n", out);
	print_stack(out, &crash->stack);
	print_sightings(report, &crash->thread, &batch->seen, out);
}

static void print_message(struct report *report, const struct batch *batch, FILE *out)
{
	const struct message *message = &report->messages[batch->first];

	fputs("<section><h3><span class=\"warning\">the engine says:</span> ", out);
	html_text(out, message->text);
	fputs("</h3>\n", out);
	print_stack(out, &message->stack);
	print_sightings(report, &message->thread, &batch->seen, out);
}

static void print_batches(struct report *report, FILE *out)
{
	size_t count;
	struct batch *batches = report_crash_batches(report, &count);

	for (size_t i = 0; i < count; i++)
		print_crash(report, &batches[i], out);
	batches = report_message_batches(report, &count);
	for (size_t i = 0; i < count; i++)
		print_message(report, &batches[i], out);
}

static void print_cell(FILE *out, const char *text)
{
	fputs("<td>", out);
	html_text(out, text);
	fputs("</td>", out);
}

static const char *maybe_word(struct arena *arena, struct maybe number)
{
	return number.known ? arena_printf(arena, "%" PRId64, number.value) : "";
}

/* What of a run is not there to be judged. */
static const char *run_remarks(struct arena *arena, const struct report_run *run)
{
	return arena_printf(arena, "%s%s%s%s%s",
			    run->timeout ? "ended by --timeout; " : "",
			    run->traced && !*run->ended ? "dmacheck was killed; " : "",
			    run->damaged ? "parts of the trace made no sense; " : "",
			    run->untraced_count ? "programs were not traced; " : "",
			    run->traced && !run->engine ? "no DMA engine in it; " : "");
}

static void print_run(struct arena *arena, const struct report_run *run, FILE *out)
{
	fputs("<tr>", out);
	print_cell(out, arena_printf(arena, "%" PRId64, run->id));
	print_cell(out, run->started);
	print_cell(out, run->command);
	print_cell(out, maybe_word(arena, run->seed));
	print_cell(out, run->schedule);
	print_cell(out, run->fault.known ? fault_word(arena, run) : "");
	print_cell(out, maybe_word(arena, run->status));
	print_cell(out, arena_printf(arena, "%" PRId64, run->records));
	print_cell(out, arena_printf(arena, "%" PRId64, run->lost));
	print_cell(out, arena_printf(arena, "%zu", run->violations));
	print_cell(out, arena_printf(arena, "%zu", run->inconclusive));
	print_cell(out, run_remarks(arena, run));
	fputs("</tr>\n", out);
}

static void print_runs(struct report *report, FILE *out)
{
	fputs("<h2>Runs</h2>\n<table><tr><th>run</th><th>started</th><th>command</th>"
	      "<th>seed</th><th>schedule</th><th>fault</th><th>status</th><th>records</th>"
	      "<th>lost</th><th>violations</th><th>inconclusive</th><th></th></tr>\n", out);
	for (size_t i = 0; i < report->run_count; i++)
		print_run(&report->arena, &report->runs[i], out);
	fputs("</table>\n", out);
}

/* Violations of a run, each linked to the group that tells of it. */
static void print_timeline(struct report *report, const struct report_run *run,
			   const struct group *groups, size_t count, FILE *out)
{
	struct mark *marks = memory_array(report->violation_count, sizeof(*marks));
	size_t mark_count = 0;

	for (size_t i = 0; i < report->violation_count; i++) {
		const struct violation *violation = &report->violations[i];
		size_t link = 0;

		if (violation->run != run)
			continue;
		while (link < count && strcmp(groups[link].best->fingerprint,
					      violation->fingerprint))
			link++;
		marks[mark_count++] = (struct mark){
			violation->time, violation->thread, violation->message, link + 1, 0,
		};
	}
	fprintf(out, "<h3>Run %" PRId64 "</h3>\n", run->id);
	if (run->timeline->more)
		fputs("<p>Too much for one picture; those of the violations show what they need.</p>\n",
		      out);
	else
		html_picture(report, run->timeline, marks, mark_count, 0, out);
	free(marks);
}

static void print_timelines(struct report *report, const struct group *groups, size_t count,
			    FILE *out)
{
	fputs("<h2>Timelines</h2>\n<p class=\"key\">mapped"
	      "<span style=\"background:#4c8bf5\"></span>to the device"
	      "<span style=\"background:#e8a33d\"></span>from it"
	      "<span style=\"background:#9a6dd7\"></span>both ways"
	      "<span style=\"background:#d93025\"></span>what a violation is about;"
	      "<span style=\"background:#4caf72\"></span>transfer, issued at the line"
	      "<span style=\"background:#a8b0b8\"></span>aborted</p>\n", out);
	for (size_t i = 0; i < report->run_count; i++)
		if (report->runs[i].timeline)
			print_timeline(report, &report->runs[i], groups, count, out);
}

static void print_head(const char *summary, FILE *out)
{
	fputs("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>\n"
	      "<meta name=\"viewport\" content=\"width=device-width\"/>\n"
	      "<title>dmacheck report</title>\n<style>\n", out);
	fputs(style, out);
	fputs("</style></head><body>\n<h1>", out);
	html_text(out, summary);
	fputs("</h1>\n", out);
}

int report_html(struct report *report, FILE *out)
{
	size_t count;
	struct group *groups = report_groups(report, &count);

	print_head(summary_word(report, groups, count), out);
	print_runs(report, out);
	fputs("<h2>Violations</h2>\n", out);
	for (size_t i = 0; i < count; i++)
		print_group(report, &groups[i], i + 1, out);
	print_batches(report, out);
	print_timelines(report, groups, count, out);
	fprintf(out, "<p class=\"note\">dmacheck %s</p>\n</body></html>\n", PACKAGE_VERSION);
	return output_flush(out);
}
