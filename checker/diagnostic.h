/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * diagnostic.h - the report of a run: its findings, in order, and its figures
 *
 * The last stage before the sinks: what is known of a run when it is over.
 * Sinks read it and nothing else.
 */
#ifndef DMACHECK_DIAGNOSTIC_H
#define DMACHECK_DIAGNOSTIC_H

#include "checker/finding.h"
#include "model/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <time.h>

/** struct failure - a file or function that was not analysed, and why */
struct failure {
	const char *file;
	const char *function; /* NULL: the whole file */
	const char *reason;
};

/** struct count - one figure of --stats */
struct count {
	const char *name; /* "functions", "calls of the API in the text", ... */
	unsigned long value;
};

/**
 * struct report - everything a sink may say
 *
 * Findings are sorted by file, line, column, rule, message; failures by file
 * and function. Everything lives in @arena.
 */
struct report {
	struct arena arena;
	const char *tree_root;    /* absolute, "" without a tree */
	const char *tree_version; /* "6.12.117", "" if unknown */
	size_t files_selected;
	size_t files_analyzed;
	struct failure *failures; /* whole files */
	size_t failure_count;
	struct failure *skipped;  /* single functions */
	size_t skipped_count;
	struct finding *findings;
	size_t finding_count;
	struct count *counts;
	size_t count_count;
};

/** struct sink_options - what the user asked to see */
struct sink_options {
	enum confidence least;  /* findings below are not shown */
	bool color;             /* a terminal that wants it */
	bool stats;
	const char *command;    /* the command line, for sarif and the database */
	time_t started;         /* for the database */
};

/**
 * report_take_findings() - put findings in order, each once, with fingerprints
 * @findings: in any order; reordered, and copied into the report
 */
void report_take_findings(struct report *report, struct finding *findings,
			  size_t count);

/** finding_is_shown() - at or above the confidence asked for, and not suppressed */
bool finding_is_shown(const struct finding *finding,
		      const struct sink_options *options);

/*
 * Each sink prints the whole report.
 * Return: 0, or the negative errno of the write that failed.
 */
int sink_text(const struct report *report, const struct sink_options *options,
	      FILE *out);
int sink_json(const struct report *report, const struct sink_options *options,
	      FILE *out);
int sink_sarif(const struct report *report, const struct sink_options *options,
	       FILE *out);
/** sink_sqlite() - append one run to the database @path, made if missing */
int sink_sqlite(const struct report *report, const struct sink_options *options,
		const char *path, char **ret_error);
/** sink_sqlite_new() - print a new database with this run; for --format sqlite */
int sink_sqlite_new(const struct report *report,
		    const struct sink_options *options, FILE *out);

#endif
