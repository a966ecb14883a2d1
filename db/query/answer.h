/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * answer.h - the rows of a query, printed as they come
 *
 * A table of ten million rows is printed in little memory.
 */
#ifndef DMACHECK_QUERY_ANSWER_H
#define DMACHECK_QUERY_ANSWER_H

#include "db/print/text.h"
#include "db/store-read.h"

#include <stddef.h>

enum answer_format { ANSWER_TEXT, ANSWER_JSON, ANSWER_CSV, ANSWER_FORMATS };

/**
 * struct answer_style - how
 * @name, @question: of a canned query, for json; NULL: the user's own
 */
struct answer_style {
	enum answer_format format;
	bool color;
	const char *name;
	const char *question;
};

/**
 * answer_print() - all rows of a query
 *
 * Text is a table whose columns are as wide as the first rows need; NULL is "-".
 * In json a row is an object, in csv (RFC 4180) the first line names the columns.
 * Return: 0 or a negative errno; @ret_error is worded unless it is that of a write.
 */
int answer_print(struct store_query *query, const struct answer_style *style, FILE *out,
		 char **ret_error);

#endif
