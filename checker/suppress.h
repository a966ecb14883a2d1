/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * suppress.h - comments in the source that allow a finding
 *
 *   chan_stop(c); /+ dmacheck: allow sync-in-atomic - the lock is never shared +/
 *
 * with stars for the plus signs, or behind two slashes. It speaks for its own
 * line and for the next one. It must say why; one that says nothing wrong is
 * reported, so that they do not outlive what they were written for.
 */
#ifndef DMACHECK_SUPPRESS_H
#define DMACHECK_SUPPRESS_H

#include "model/arena.h"
#include "model/rule.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * struct suppression - one comment
 * @line, @last: its first and last line, from 1; it speaks for these and for
 *	the line behind them
 * @column: of the comment, from 1, in bytes
 * @slug: as written, "" if there is none
 * @reason: "" if there is none; then it allows nothing
 * @rule: NULL if @slug is no rule
 * @used: allowed a finding
 */
struct suppression {
	unsigned int line;
	unsigned int last;
	unsigned int column;
	const char *slug;
	const char *reason;
	const struct rule *rule;
	bool used;
};

/** struct suppress_list - of one file, in the order of the text */
struct suppress_list {
	struct suppression *rows;
	size_t count;
};

/**
 * suppression_rule - what a finding about a comment itself is reported under
 *
 * Not in the registry: no detector steps it, and --rule does not know it.
 */
extern const struct rule suppression_rule;

/**
 * suppress_scan() - find the comments in a file's text
 * @arena: where the list and its strings live
 * @text: need not end with NUL; may hold any bytes
 * @size: bytes
 *
 * Comments inside strings are text. Cheap where the text does not name the
 * tool at all.
 */
void suppress_scan(struct arena *arena, const char *text, size_t size,
		   struct suppress_list *ret_list);

/**
 * suppress_allows() - whether a finding of @rule at @line is allowed
 *
 * Marks every comment that allows it as used.
 */
bool suppress_allows(struct suppress_list *list, const struct rule *rule,
		     unsigned int line);

/**
 * suppress_problem() - what is wrong with a comment, after all findings asked
 * @arena: where the message lives
 * @judged: the comment's rule was applied to the whole file, so that a
 *	comment that was not used is not needed
 *
 * Return: a message for a note under suppression_rule, or NULL.
 */
const char *suppress_problem(struct arena *arena, const struct suppression *row,
			     bool judged);

#endif
