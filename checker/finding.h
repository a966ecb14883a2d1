/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * finding.h - one finding and the way that led to it
 *
 * Below every stage: flow and path make findings, diagnostic orders them, sinks
 * print them.
 */
#ifndef DMACHECK_FINDING_H
#define DMACHECK_FINDING_H

#include "model/rule.h"

#include <stdbool.h>
#include <stddef.h>

/** struct place - where something is; strings borrowed, interned or in the arena */
struct place {
	const char *file;     /* relative to the tree's root, absolute outside it */
	unsigned int line;    /* from 1 */
	unsigned int column;  /* from 1 */
	const char *function; /* "" at file scope */
};

/** struct note - one step of the path that led to a finding */
struct note {
	struct place at;
	const char *message;
};

/**
 * struct finding - one report of one rule
 * @severity: of this finding; a rule's own, or note
 * @at: where it broke: where the reader is sent
 * @notes: where it began, what was assumed, where it broke; in that order
 * @fingerprint: 32 hex digits; survives moved lines
 * @context, @replacement: only of terminate-all-deprecated, else NULL
 * @reason: why this replacement, only of terminate-all-deprecated, else NULL
 * @suppressed: a comment in the source allows it: not shown, counted
 */
struct finding {
	const struct rule *rule;
	enum severity severity;
	enum confidence confidence;
	struct place at;
	const char *message;
	struct note *notes;
	size_t note_count;
	char fingerprint[33];
	const char *context;
	const char *replacement;
	const char *reason;
	bool suppressed;
};

#endif
