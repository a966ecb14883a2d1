/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * expect.h - what a test file says of itself, in comments
 */
#ifndef DMACHECK_TESTS_EXPECT_H
#define DMACHECK_TESTS_EXPECT_H

#include <stdbool.h>
#include <stddef.h>

enum { EXPECT_MAX = 128 };

/**
 * struct expect_word - a kind of comment: its first word, with the colon
 * @split: the next word stands alone: a slug, or a context
 */
struct expect_word {
	const char *word;
	bool split;
};

/**
 * struct expect - one comment
 * @kind: which row of the words
 * @function: it stands in, "" where it stands outside or alone on its line
 * @met: something has answered it
 */
struct expect {
	size_t kind;
	unsigned int line;
	char first[64];
	char rest[256];
	char function[64];
	bool met;
};

/**
 * expects_read() - all comments of a file that begin with one of @words
 *
 * Return: how many. A file that cannot be read, or with too many of them, ends the test
 * program with status 99.
 */
size_t expects_read(const char *path, const struct expect_word *words, size_t word_count,
		    struct expect ret_expects[EXPECT_MAX]);

/* expect_die() - end the test program: something is wrong with the test itself */
_Noreturn void expect_die(const char *what, const char *where);

#endif /* DMACHECK_TESTS_EXPECT_H */
