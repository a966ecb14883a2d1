/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * symbol-file.h - one program or library, and what its debug information says
 */
#ifndef DMACHECK_TRACE_SYMBOL_FILE_H
#define DMACHECK_TRACE_SYMBOL_FILE_H

#include "db/trace/trace.h"
#include "model/arena.h"

struct symbol_file;

/* struct symbol_place - a function, and where in it; "" and 0 if unknown */
struct symbol_place {
	const char *function;
	const char *file;
	int line;
};

enum { SYMBOL_PLACES = 32 };

/**
 * symbol_file_open() - look at the file of an image again
 * @started: CLOCK_REALTIME in ns: without a build-id, a file that is newer is another
 *
 * Return: owned by the caller; NULL if it is gone, has changed or is no ELF file.
 */
struct symbol_file *symbol_file_open(const struct trace_image *image, int64_t started);
void symbol_file_close(struct symbol_file *file);

/**
 * symbol_file_find() - the functions that an address is in, innermost first
 * @address: as the file counts
 * @arena: the texts are in it
 *
 * Return: how many, 0 if nothing is known.
 */
size_t symbol_file_find(struct symbol_file *file, uint64_t address, struct arena *arena,
			struct symbol_place places[SYMBOL_PLACES]);

#endif
