/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sink-text.c - a report for people, and for editors that jump to lines
 *
 *   drivers/x.c:12:2: warning: message [slug]
 *   drivers/x.c:7:2: note: one step of the path
 *
 * What was not analysed follows the findings. Names come from a tree that
 * nobody vouches for: control characters never reach the terminal.
 */
#include "checker/diagnostic.h"
#include "db/print/output.h"
#include "db/print/text.h"

static void print_finding(const struct text *text, const struct finding *finding)
{
	const struct place *at = &finding->at;

	text_place(text, at->file, at->line, at->column);
	text_severity(text, finding->severity);
	text_safe(text, finding->message);
	fprintf(text->out, " [%s]\n", finding->rule->slug);
	for (size_t i = 0; i < finding->note_count; i++) {
		const struct note *note = &finding->notes[i];

		text_place(text, note->at.file, note->at.line, note->at.column);
		text_severity(text, SEVERITY_NOTE);
		text_safe(text, note->message);
		fputc('\n', text->out);
	}
}

static void print_failure(const struct text *text, const struct failure *failure)
{
	text_place(text, failure->file, 0, 0);
	text_severity(text, SEVERITY_NOTE);
	if (failure->function) {
		text_safe(text, failure->function);
		fputs("() ", text->out);
	}
	fputs("not analysed: ", text->out);
	text_safe(text, failure->reason);
	fputc('\n', text->out);
}

static void print_stats(const struct text *text, const struct report *report)
{
	fprintf(text->out, "files selected: %zu\nfiles analysed: %zu\n",
		report->files_selected, report->files_analyzed);
	for (size_t i = 0; i < report->count_count; i++)
		fprintf(text->out, "%s: %lu\n", report->counts[i].name,
			report->counts[i].value);
}

int sink_text(const struct report *report, const struct sink_options *options,
	      FILE *out)
{
	const struct text text = { .out = out, .color = options->color };

	for (size_t i = 0; i < report->finding_count; i++) {
		if (finding_is_shown(&report->findings[i], options))
			print_finding(&text, &report->findings[i]);
	}
	for (size_t i = 0; i < report->failure_count; i++)
		print_failure(&text, &report->failures[i]);
	for (size_t i = 0; i < report->skipped_count; i++)
		print_failure(&text, &report->skipped[i]);
	if (options->stats)
		print_stats(&text, report);
	return output_flush(out);
}
