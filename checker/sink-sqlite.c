/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sink-sqlite.c - a report as one run of a database
 *
 *   sink_sqlite      appends to a file, in one transaction
 *   sink_sqlite_new  prints a new one, so that output.c can put it in place
 */
#include "db/print/json.h"
#include "checker/sink.h"
#include "db/store.h"

#include <stdlib.h>

/**
 * struct writer - where the rows go
 * @clean: strings that were made valid UTF-8, freed after each row
 */
struct writer {
	struct store *store;
	int64_t run;
	char *clean[8];
	size_t clean_count;
};

/* The store takes UTF-8 only. Borrowed until the row is written. */
static const char *clean(struct writer *writer, const char *text)
{
	char *copy;

	if (!text)
		return NULL;
	copy = text_clean(text);
	writer->clean[writer->clean_count++] = copy;
	return copy;
}

/* Behind every row. Hands @code through. */
static int wrote(struct writer *writer, int code)
{
	while (writer->clean_count)
		free(writer->clean[--writer->clean_count]);
	return code;
}

enum { TIME_SIZE = 40 };

static const char *time_text(time_t time, char buffer[TIME_SIZE])
{
	struct tm utc;

	if (!gmtime_r(&time, &utc) ||
	    !strftime(buffer, TIME_SIZE, "%Y-%m-%dT%H:%M:%SZ", &utc))
		return "";
	return buffer;
}

static int write_run(struct writer *writer, const struct report *report,
		     const struct sink_options *options)
{
	const int64_t status = report_status(report, options);
	const char *command = options->command ? options->command : "";
	char buffer[TIME_SIZE];
	const struct store_run run = {
		.started = time_text(options->started, buffer),
		.command = clean(writer, command),
		.tool = "lint",
		.version = PACKAGE_VERSION,
		.status = &status,
		.records = (int64_t)report->files_analyzed,
		.lost = (int64_t)report->failure_count,
	};

	return wrote(writer, store_add_run(writer->store, &run, &writer->run));
}

static int write_lint(struct writer *writer, const struct report *report,
		      const struct sink_options *options)
{
	struct hidden hidden = report_hidden(report, options);
	const struct store_lint lint = {
		.tree_root = clean(writer, report->tree_root),
		.tree_version = clean(writer, report->tree_version),
		.selected = (int64_t)report->files_selected,
		.analyzed = (int64_t)report->files_analyzed,
		.least = confidence_word(options->least),
		.below = (int64_t)hidden.below,
		.suppressed = (int64_t)hidden.suppressed,
	};

	return wrote(writer, store_add_lint(writer->store, writer->run, &lint));
}

static int write_notes(struct writer *writer, const struct finding *finding,
		       int64_t id)
{
	int code = 0;

	for (size_t i = 0; !code && i < finding->note_count; i++) {
		const struct note *note = &finding->notes[i];
		const struct store_note row = {
			.step = (int64_t)i + 1,
			.file = clean(writer, note->at.file),
			.line = note->at.line,
			.column = note->at.column,
			.function = clean(writer, note->at.function),
			.message = clean(writer, note->message),
		};

		code = wrote(writer, store_add_note(writer->store, id, &row));
	}
	return code;
}

static int write_finding(struct writer *writer, const struct finding *finding)
{
	int64_t id;
	const struct store_finding row = {
		.rule = finding->rule->slug,
		.confidence = confidence_word(finding->confidence),
		.severity = severity_word(finding->severity),
		.file = clean(writer, finding->at.file),
		.line = finding->at.line,
		.column = finding->at.column,
		.function = clean(writer, finding->at.function),
		.message = clean(writer, finding->message),
		.fingerprint = finding->fingerprint,
		.context = clean(writer, finding->context),
		.replacement = clean(writer, finding->replacement),
		.reason = clean(writer, finding->reason),
	};
	int code = wrote(writer, store_add_finding(writer->store, writer->run,
						   &row, &id));

	return code ? code : write_notes(writer, finding, id);
}

static int write_failures(struct writer *writer, const struct failure *failures,
			  size_t count)
{
	int code = 0;

	for (size_t i = 0; !code && i < count; i++)
		code = wrote(writer, store_add_failure(writer->store, writer->run,
						       clean(writer, failures[i].file),
						       clean(writer, failures[i].function),
						       clean(writer, failures[i].reason)));
	return code;
}

static int write_report(struct store *store, const struct report *report,
			const struct sink_options *options)
{
	struct writer writer = { .store = store };
	int code = write_run(&writer, report, options);

	if (!code)
		code = write_lint(&writer, report, options);
	for (size_t i = 0; !code && i < report->finding_count; i++) {
		if (finding_is_shown(&report->findings[i], options))
			code = write_finding(&writer, &report->findings[i]);
	}
	if (!code)
		code = write_failures(&writer, report->failures,
				      report->failure_count);
	if (!code)
		code = write_failures(&writer, report->skipped,
				      report->skipped_count);
	for (size_t i = 0; !code && i < report->count_count; i++)
		code = store_add_figure(store, writer.run,
					report->counts[i].name,
					(int64_t)report->counts[i].value);
	return code;
}

int sink_sqlite(const struct report *report, const struct sink_options *options,
		const char *path, char **ret_error)
{
	struct store *store;
	int code = store_open(path, &store_schema, &store, ret_error);

	if (code)
		return code;
	/* the store keeps a failed row and words it when it should commit */
	(void)write_report(store, report, options);
	return store_close(store, true, ret_error);
}

/* Memory or the stream: the caller knows the stream's name, and words it. */
int sink_sqlite_new(const struct report *report,
		    const struct sink_options *options, FILE *out)
{
	struct store *store;
	char *error = NULL;
	int code = store_new(&store_schema, &store, &error);

	if (!code) {
		(void)write_report(store, report, options);
		code = store_write(store, out, &error);
		store_close(store, false, NULL);
	}
	free(error);
	return code;
}
