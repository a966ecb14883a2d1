/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * print-sample.c - prints the sample report, for tests that are not C
 *
 * Usage: print-sample text|json|sarif|sqlite
 *        print-sample db FILE
 */
#include "tests/unit/sample.h"

#include <stdlib.h>
#include <string.h>

static int print(const char *format, const struct report *report,
		 const struct sink_options *options)
{
	if (!strcmp(format, "text"))
		return sink_text(report, options, stdout);
	if (!strcmp(format, "json"))
		return sink_json(report, options, stdout);
	if (!strcmp(format, "sarif"))
		return sink_sarif(report, options, stdout);
	return sink_sqlite_new(report, options, stdout);
}

int main(int argc, char **argv)
{
	struct sink_options options = sample_options();
	struct report report;
	char *error = NULL;

	sample_report(&report);
	options.stats = true;
	if (argc == 2)
		return print(argv[1], &report, &options) ? 2 : 0;
	if (argc != 3 || strcmp(argv[1], "db"))
		return 2;
	if (!sink_sqlite(&report, &options, argv[2], &error))
		return 0;
	fprintf(stderr, "%s\n", error);
	free(error);
	return 2;
}
