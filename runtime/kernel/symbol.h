/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * symbol.h - names and source lines of code addresses, inlined functions too
 */
#ifndef DMACHECK_SYMBOL_H
#define DMACHECK_SYMBOL_H

#include <stdbool.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

/**
 * symbol_frames() - name what an address belongs to, innermost first
 * @address: of an instruction
 * @say: called for each function, inlined ones before the one they are in;
 *	@file is a base name or NULL, @line 0 where it is not known
 *
 * The debug information is looked for when the first address is named; it takes
 * memory then.
 * Context: task or any other of the program's threads; takes a lock.
 * Return: whether @say was called.
 */
bool symbol_frames(uintptr_t address,
		   void (*say)(const char *function, const char *file, int line));

#pragma GCC visibility pop

#endif /* DMACHECK_SYMBOL_H */
