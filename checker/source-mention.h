/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * source-mention.h - API names in the text of a file
 */
#ifndef DMACHECK_SOURCE_MENTION_H
#define DMACHECK_SOURCE_MENTION_H

#include <stdbool.h>

enum mention_kind {
	MENTION_CODE,      /* a call is expected in the AST */
	MENTION_COMMENT,
	MENTION_STRING,
	MENTION_MACRO,     /* in the body of a #define */
	MENTION_INACTIVE,  /* in a branch the preprocessor skipped */
};

/** struct mention - an API name in the text of the main file */
struct mention {
	const char *name; /* interned */
	unsigned int line;
	unsigned int offset;
	bool call;        /* followed by an opening parenthesis */
	enum mention_kind kind;
};

#endif
