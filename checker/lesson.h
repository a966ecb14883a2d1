/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * lesson.h - how bad code becomes good code
 */
#ifndef DMACHECK_LESSON_H
#define DMACHECK_LESSON_H

#include <stdio.h>

/**
 * lesson_print() - the difference between two small files
 * @folder: holds bad.c and good.c
 *
 * Lines are marked ' ', '-' or '+'; runs of equal lines far from a change are
 * left out.
 * Return: 0, also if neither file is there and nothing was printed; -EFBIG for
 * files that are no examples; or another negative errno.
 */
int lesson_print(const char *folder, FILE *out);

#endif
