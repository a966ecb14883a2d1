/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * symbol.h - names for return addresses, long after the program has gone
 *
 * The files that were mapped are looked at again. One that has changed since, or is
 * gone, gives the module and the offset in it only.
 */
#ifndef DMACHECK_TRACE_SYMBOL_H
#define DMACHECK_TRACE_SYMBOL_H

#include "db/trace/trace.h"

struct symbols;

/**
 * struct symbol_frame - a function somebody was in
 * @function, @file: "" if unknown
 * @line: 0 if unknown
 * @module: path of the program or library, "" if no file was mapped there
 * @offset: of the return address, in the file's own addresses; where @module is ""
 *	the address itself
 * @inside: of dmacheck: its libraries, what it links into programs, its headers
 * @client: neither of dmacheck nor of the C library
 */
struct symbol_frame {
	const char *function;
	const char *file;
	int line;
	const char *module;
	uint64_t offset;
	bool inside;
	bool client;
};

/** symbols_new() - @trace: borrowed. Return: owned by the caller; never NULL. */
struct symbols *symbols_new(const struct trace *trace);
void symbols_free(struct symbols *symbols);

/**
 * symbols_find() - the functions that a return address is in
 * @image: which program's images, as trace_stack_image() gives it
 * @time: when, ns since the start of the run; of images that replaced each other the
 *	one that was there then
 * @ret_frames: innermost of inlined ones first; borrowed
 *
 * Return: how many, at least 1.
 */
size_t symbols_find(struct symbols *symbols, uint32_t image, int64_t time, uint64_t address,
		    const struct symbol_frame **ret_frames);

/* The last part of a path. */
const char *symbol_basename(const char *path);

#endif
