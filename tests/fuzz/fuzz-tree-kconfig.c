/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz-tree-kconfig.c - any Kconfig text can be read, and its closure ends
 */
#include "checker/tree-internal.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tree_list sources = { 0 }, arch_names = { 0 }, names = { 0 };
	struct tree_text out = { 0 };
	struct tree_kconfig kconfig;
	char *text = strndup((const char *)data, size);

	tree_kconfig_init(&kconfig);
	tree_kconfig_parse(&kconfig, text, true, &sources);
	tree_kconfig_numbers(&kconfig);
	for (const char *name = text; *name && names.count < 64; name++)
		if (tree_kconfig_enable(&kconfig, (char[]){ *name, 0 }))
			tree_list_add(&names, (*name & 1) ? "A" : "B");
	tree_kconfig_depends(&kconfig, &names, &arch_names);
	tree_kconfig_selects(&kconfig);
	tree_kconfig_print(&kconfig, &out);
	tree_text_release(&out);
	tree_list_release(&sources);
	tree_list_release(&names);
	tree_kconfig_release(&kconfig);
	free(text);
	return 0;
}
