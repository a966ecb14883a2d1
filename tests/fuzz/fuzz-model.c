/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz-model.c - any text either becomes rows or is refused with one line
 */
#include "model/row.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool parses(struct arena *arena, const char *text)
{
	char *error = NULL;
	struct row *rows;
	int ret;

	ret = row_parse_text(arena, "fuzz", text, &rows, &error);
	if (ret == 0 ? error != NULL : ret != -EINVAL || !error)
		abort();
	if (error && strchr(error, '\n'))
		abort();
	free(error);
	return ret == 0;
}

/* What parses must also be accepted on top of the built-in tables. */
static void file_rows(const char *text)
{
	struct model *model = model_new();
	char *error = NULL;
	size_t count;

	if (model_add_text(model, "fuzz", text, &error) || error)
		abort();
	model_api_names(model, &count);
	model_free(model);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);
	struct arena arena;

	if (!text)
		abort();
	if (size)
		memcpy(text, data, size);
	text[size] = '\0';
	arena_init(&arena);
	if (parses(&arena, text))
		file_rows(text);
	arena_release(&arena);
	free(text);
	return 0;
}
