/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * text.h - what reports for people share: places, words, colours
 *
 * Names come from trees and programs that nobody vouches for: what a terminal
 * would obey never reaches it.
 */
#ifndef DMACHECK_TEXT_H
#define DMACHECK_TEXT_H

#include "model/rule.h"

#include <stdbool.h>
#include <stdio.h>

enum paint { PAINT_NONE, PAINT_BOLD, PAINT_NOTE, PAINT_WARNING, PAINT_ERROR };

/* struct text - where it goes, and whether in colour */
struct text {
	FILE *out;
	bool color;
};

void text_paint(const struct text *text, enum paint paint);

/* text_safe() - @string with a question mark for each control character */
void text_safe(const struct text *text, const char *string);

/**
 * text_place() - "FILE:LINE:COLUMN: ", as editors jump to it
 * @line, @column: from 1; 0: unknown, left out
 */
void text_place(const struct text *text, const char *file, unsigned int line,
		unsigned int column);

/* text_severity() - "warning: " in its colour */
void text_severity(const struct text *text, enum severity severity);

/**
 * text_wants_color() - whether the user wants colours where a report goes
 * @path: of -o, or NULL
 */
bool text_wants_color(const char *path);

#endif
