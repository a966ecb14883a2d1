/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz-tree-commands.c - any compile_commands.json is either read or refused with one line
 */
#include "checker/tree-internal.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tree_commands commands;
	char *error = NULL;

	if (!tree_commands_parse("fuzz", (const char *)data, size, &commands, &error)) {
		for (size_t i = 0; i < commands.count; i++)
			if (!tree_commands_find(&commands, commands.list[i].file))
				abort();
		tree_commands_release(&commands);
	} else if (!error || strchr(error, '\n')) {
		abort();
	}
	free(error);
	return 0;
}
