/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * lint.c - the program of `dmacheck lint`: options in, a report out
 */
#include "checker/options.h"
#include "db/print/output.h"
#include "db/print/text.h"
#include "checker/pipeline.h"
#include "checker/sink.h"

#include "model/fail.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STATUS_TROUBLE = 2, STATUS_INCOMPLETE = 3 };

/* One line, whatever stands in the names that it quotes. */
static int complain(char *error)
{
	for (char *at = error; at && *at; at++)
		if (iscntrl((unsigned char)*at))
			*at = '?';
	fprintf(stderr, "dmacheck lint: %s\n", error ? error : "something failed");
	free(error);
	return STATUS_TROUBLE;
}

/* Up to its end, or up to a NUL, which no text holds. */
static char *read_text(const char *path, char **ret_error)
{
	char *text = NULL;
	size_t size = 0;
	FILE *in = fopen(path, "r");
	ssize_t length = in ? getdelim(&text, &size, '\0', in) : -1;
	const char *wrong = NULL;

	if (length < 0 && in && feof(in)) {
		free(text);
		text = strdup("");
	} else if (length < 0) {
		wrong = strerror(errno);
	} else if (strlen(text) != (size_t)length) {
		wrong = "not text: it holds NUL bytes";
	}
	if (wrong) {
		fail(ret_error, -EIO, "%s: %s; name a text file with --model", path, wrong);
		free(text);
		text = NULL;
	}
	if (in)
		fclose(in);
	return text;
}

static int load_models(const struct options *options, struct model *model,
		       char **ret_error)
{
	for (size_t i = 0; i < options->model_count; i++) {
		char *text = read_text(options->models[i], ret_error);
		int status;

		if (!text)
			return -EIO;
		status = model_add_text(model, options->models[i], text, ret_error);
		free(text);
		if (status)
			return status;
	}
	return 0;
}

static int print_report(const struct options *options, const struct report *report,
			FILE *out)
{
	switch (options->format) {
	case FORMAT_JSON: return sink_json(report, &options->sink, out);
	case FORMAT_SARIF: return sink_sarif(report, &options->sink, out);
	case FORMAT_SQLITE: return sink_sqlite_new(report, &options->sink, out);
	default: return sink_text(report, &options->sink, out);
	}
}

static void print_summary(const struct options *options, const struct report *report)
{
	struct hidden hidden = report_hidden(report, &options->sink);
	size_t shown = report->finding_count - hidden.below - hidden.suppressed;

	if (options->format != FORMAT_TEXT || !isatty(STDERR_FILENO))
		return;
	fprintf(stderr,
		"%zu of %zu files analysed, %zu findings (%zu below the confidence shown, %zu suppressed)\n",
		report->files_analyzed, report->files_selected, shown,
		hidden.below, hidden.suppressed);
}

static int write_report(const struct options *options, const struct report *report,
			struct output *output, char **ret_error)
{
	int status = 0;

	if (options->dump == STAGE_NONE || options->dump == STAGE_PATH)
		status = print_report(options, report, output->stream);
	status = output_finish(output, status, ret_error);
	if (!status && options->db)
		status = sink_sqlite(report, &options->sink, options->db, ret_error);
	return status;
}

static int exit_status(const struct options *options, const struct report *report)
{
	int status = report_status(report, &options->sink);

	if (options->dump != STAGE_NONE)
		return 0;
	if (!status && options->strict &&
	    (report->failure_count || report->skipped_count))
		return STATUS_INCOMPLETE;
	return status;
}

static int lint(struct options *options, struct model *model)
{
	struct output output;
	struct report report;
	char *error = NULL;
	int status;

	if (load_models(options, model, &error) ||
	    output_open(options->output, &output, &error))
		return complain(error);
	options->sink.color = text_wants_color(options->output);
	if (pipeline_run(options, model, output.stream, &report, &error)) {
		output_discard(&output);
		report_release(&report);
		return complain(error);
	}
	status = write_report(options, &report, &output, &error) ?
		 complain(error) : exit_status(options, &report);
	if (status != STATUS_TROUBLE)
		print_summary(options, &report);
	report_release(&report);
	return status;
}

int main(int argc, char **argv)
{
	struct options options;
	struct model *model;
	char *error = NULL;
	int status = 0;

	if (options_parse(argc, argv, &options, &error))
		return complain(error);
	if (options.help) {
		options_help(stdout);
	} else if (options.version) {
		puts("dmacheck " PACKAGE_VERSION);
	} else {
		model = model_new();
		status = lint(&options, model);
		model_free(model);
	}
	if (status != STATUS_TROUBLE && (fflush(stdout) || ferror(stdout)))
		status = complain(strdup("stdout: cannot be written"));
	options_release(&options);
	return status;
}
