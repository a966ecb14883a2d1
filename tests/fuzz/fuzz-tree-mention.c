/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz-tree-mention.c - regions cover any text without a gap, names are found where they stand
 */
#include "checker/tree-internal.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = { "dma_sync_wait", "dmaengine_submit" };
	struct tree_matcher *matcher = tree_matcher_new(names, 2);
	struct tree_list exports = { 0 };
	struct tree_region region;
	struct tree_lexer lexer;
	struct arena arena;
	size_t end = 0;
	char *text = malloc(size + 1);

	memcpy(text, data, size);
	text[size] = 0;
	arena_init(&arena);
	tree_lexer_init(&lexer, text, size);
	while (tree_lexer_next(&lexer, &region)) {
		if (region.start != end || region.end <= region.start || region.end > size)
			abort();
		end = region.end;
	}
	if (end != size)
		abort();
	tree_names_api(matcher, text, size);
	tree_reaching_exports(matcher, text, size, &arena, &exports);
	tree_list_release(&exports);
	tree_matcher_free(matcher);
	arena_release(&arena);
	free(text);
	return 0;
}
