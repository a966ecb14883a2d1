/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * canned.h - the questions that come with the program
 *
 * Each is a file NAME.sql whose comments say what it asks, takes and answers;
 * embed.awk makes queries.c of them.
 */
#ifndef DMACHECK_QUERY_CANNED_H
#define DMACHECK_QUERY_CANNED_H

#include <stddef.h>

/* What an argument may be; the words stand in the files. */
enum argument_kind {
	ARGUMENT_NUMBER,	/* decimal, or hex with 0x */
	ARGUMENT_TIME,		/* ns, or a number and us, ms or s */
	ARGUMENT_TEXT,
};

/* struct argument - @fallback: NULL: it must be given */
struct argument {
	const char *name;
	enum argument_kind kind;
	const char *fallback;
	const char *help;
};

struct column {
	const char *name;
	const char *help;
};

/**
 * struct canned - one question
 * @sql: takes each argument by its name, and :first and :last, the runs asked for
 */
struct canned {
	const char *name;
	const char *question;
	const struct argument *arguments;
	size_t argument_count;
	const struct column *columns;
	size_t column_count;
	const char *sql;
};

extern const struct canned canned[];
extern const size_t canned_count;

#endif
