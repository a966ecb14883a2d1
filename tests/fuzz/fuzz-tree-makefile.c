/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz-tree-makefile.c - any Makefile text can be read, and its words are inside it
 */
#include "checker/tree-internal.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tree_makefile makefile;
	struct arena arena;
	char *text = strndup((const char *)data, size);

	arena_init(&arena);
	tree_makefile_parse(text, &arena, &makefile);
	for (size_t i = 0; i < makefile.count; i++) {
		if (!makefile.vars[i].name || !makefile.vars[i].suffix)
			abort();
		for (size_t w = 0; w < makefile.vars[i].count; w++)
			if (!*makefile.vars[i].words[w])
				abort();
	}
	arena_release(&arena);
	free(text);
	return 0;
}
