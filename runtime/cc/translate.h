/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * translate.h - a compiler's complaint, as one line of ours
 */
#ifndef DMACHECK_CC_TRANSLATE_H
#define DMACHECK_CC_TRANSLATE_H

#include "model/arena.h"

/**
 * translate() - the first thing that is wrong, and what is missing
 * @text: what the compiler or the linker wrote, in English
 * @object, @source: @source is named where @text names @object; may be NULL
 *
 * Return: a line without line end, in @arena; what says nothing known is given in
 * the compiler's own words.
 */
char *translate(struct arena *arena, const char *text, const char *object,
		const char *source);

#endif /* DMACHECK_CC_TRANSLATE_H */
