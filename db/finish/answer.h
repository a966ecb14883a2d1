/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * answer.h - what finish says about a run
 */
#ifndef DMACHECK_FINISH_ANSWER_H
#define DMACHECK_FINISH_ANSWER_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/**
 * struct answer - a run in numbers
 * @violations, @inconclusive: of medium and high confidence
 * @messages: of the engine, about misuse that no rule is about
 */
struct answer {
	int64_t run;
	const char *database;
	int64_t records;
	int64_t lost;
	int64_t violations;
	int64_t inconclusive;
	int64_t crashes;
	int64_t messages;
};

/**
 * answer_read() - ask the database
 * @identity: of the trace, where @run is not known: 0
 */
int answer_read(const char *database, int64_t run, const char *identity,
		struct answer *ret_answer, char **ret_error);

/** answer_text() - a line for people; Return: 0 or a negative errno */
int answer_text(const struct answer *answer, FILE *out);
/** answer_json() - a line for dmacheck run */
int answer_json(const struct answer *answer, FILE *out, char **ret_error);

#endif
