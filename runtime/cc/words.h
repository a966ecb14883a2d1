/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * words.h - a command line under construction
 */
#ifndef DMACHECK_CC_WORDS_H
#define DMACHECK_CC_WORDS_H

#include "model/arena.h"

/**
 * struct words - words that can be handed to exec as they are
 * @items: @count of them, then NULL; the array and what words_addf() made live in
 *	@arena, words of words_add() are borrowed
 */
struct words {
	struct arena *arena;
	char **items;
	size_t count;
	size_t room;
};

void words_init(struct words *words, struct arena *arena);
void words_add(struct words *words, const char *word);
void words_addf(struct words *words, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void words_add_all(struct words *words, const struct words *from);

/* Adds each word of @text, which spaces separate. */
void words_split(struct words *words, const char *text);

/**
 * words_add_response() - add @word, or, of a word @FILE, the words in that file
 *
 * They are read as gcc reads them, a file named in a file too. A file that cannot be
 * read leaves its word as it is.
 */
void words_add_response(struct words *words, const char *word);

/* Return: the words as a shell reads them, in @words->arena. */
char *words_quoted(const struct words *words);

#endif /* DMACHECK_CC_WORDS_H */
