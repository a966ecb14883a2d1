/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * row.h - one fact of a model text, between the parser and the tables
 *
 * Private to the model: parse.c makes rows, model.c files them.
 */
#ifndef DMACHECK_ROW_H
#define DMACHECK_ROW_H

#include "model/arena.h"
#include "model/model.h"

enum row_kind { ROW_CALL, ROW_OP, ROW_REGISTER, ROW_PAIR };

/** struct row - a parsed line; names in it are interned */
struct row {
	struct row *next; /* in the order of the text */
	enum row_kind kind;
	union {
		struct model_call call; /* "call" and "free" */
		struct model_op op;
		struct model_register reg;
		struct model_pair pair;
	};
};

/**
 * row_parse_text() - all rows of a text
 * @arena: where the rows live
 * @name: of the file, for the message
 * @text: NUL terminated; lines end in LF or CRLF
 * @ret_rows: the first row, NULL for a text without rows
 * @ret_error: on failure one line, owned by the caller
 *
 * Return: 0, -EINVAL, or -ENOMEM without a message.
 */
int row_parse_text(struct arena *arena, const char *name, const char *text,
		   struct row **ret_rows, char **ret_error);

/** struct model_text - a built-in table, made from model/tables/ by embed.awk */
struct model_text {
	const char *name;
	const char *text;
};

extern const struct model_text model_texts[];
extern const size_t model_text_count;

#endif
