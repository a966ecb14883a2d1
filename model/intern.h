/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * intern.h - one pointer per spelling
 *
 * Names of functions, records and fields are compared by pointer everywhere
 * in the checker; this is where the pointers come from.
 */
#ifndef DMACHECK_INTERN_H
#define DMACHECK_INTERN_H

#include <stddef.h>

/**
 * intern() - the one copy of a string
 * @text: NUL terminated
 *
 * Context: any thread. Return: borrowed for the life of the program; two equal
 * strings give the same pointer. Pointers carry no order: sort with strcmp().
 */
const char *intern(const char *text);
const char *intern_range(const char *text, size_t length);

#endif
