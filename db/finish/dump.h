/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dump.h - what a stage of finish sees, as text
 */
#ifndef DMACHECK_FINISH_DUMP_H
#define DMACHECK_FINISH_DUMP_H

#include "db/finish/folder.h"

#include <stdio.h>

enum dump { DUMP_NONE, DUMP_RECORD, DUMP_JUDGE };

/** dump_parse() - "record" or "judge". Return: 0 or -EINVAL. */
int dump_parse(const char *word, enum dump *ret_dump);

/**
 * dump_print() - print a stage
 * record: a line an event; judge: a line for each step of a rule, then violations.
 *
 * Addresses are numbered in the order they come in, so that two runs that did the
 * same print the same.
 * Return: 0 or a negative errno.
 */
int dump_print(const struct folder *folder, enum dump dump, FILE *out, char **ret_error);

#endif
