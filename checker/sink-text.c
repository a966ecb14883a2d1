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

enum paint { PAINT_NONE, PAINT_BOLD, PAINT_NOTE, PAINT_WARNING, PAINT_ERROR };

static const char *const paints[] = {
	[PAINT_NONE] = "\033[0m",
	[PAINT_BOLD] = "\033[1m",
	[PAINT_NOTE] = "\033[1;36m",
	[PAINT_WARNING] = "\033[1;35m",
	[PAINT_ERROR] = "\033[1;31m",
};

/* struct text - where it goes, and whether in colour */
struct text {
	FILE *out;
	bool color;
};

static void paint(const struct text *text, enum paint paint)
{
	if (text->color)
		fputs(paints[paint], text->out);
}

static void print_safe(const struct text *text, const char *string)
{
	for (; *string; string++) {
		unsigned char byte = (unsigned char)*string;

		fputc(byte < 0x20 || byte == 0x7f ? '?' : byte, text->out);
	}
}

static void print_place(const struct text *text, const char *file,
			unsigned int line, unsigned int column)
{
	paint(text, PAINT_BOLD);
	print_safe(text, file);
	if (line)
		fprintf(text->out, ":%u", line);
	if (line && column)
		fprintf(text->out, ":%u", column);
	fputs(": ", text->out);
	paint(text, PAINT_NONE);
}

static void print_word(const struct text *text, enum severity severity)
{
	paint(text, severity == SEVERITY_ERROR	 ? PAINT_ERROR :
		    severity == SEVERITY_WARNING ? PAINT_WARNING :
						   PAINT_NOTE);
	fprintf(text->out, "%s: ", severity_word(severity));
	paint(text, PAINT_NONE);
}

static void print_finding(const struct text *text, const struct finding *finding)
{
	const struct place *at = &finding->at;

	print_place(text, at->file, at->line, at->column);
	print_word(text, finding->severity);
	print_safe(text, finding->message);
	fprintf(text->out, " [%s]\n", finding->rule->slug);
	for (size_t i = 0; i < finding->note_count; i++) {
		const struct note *note = &finding->notes[i];

		print_place(text, note->at.file, note->at.line, note->at.column);
		print_word(text, SEVERITY_NOTE);
		print_safe(text, note->message);
		fputc('\n', text->out);
	}
}

static void print_failure(const struct text *text, const struct failure *failure)
{
	print_place(text, failure->file, 0, 0);
	print_word(text, SEVERITY_NOTE);
	if (failure->function) {
		print_safe(text, failure->function);
		fputs("() ", text->out);
	}
	fputs("not analysed: ", text->out);
	print_safe(text, failure->reason);
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
