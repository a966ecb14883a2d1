/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tree-pch.c - the shared header: what most drivers include
 *
 * Parsing headers is nine tenths of the work, so they are parsed once. A driver
 * whose own names clash with a header it never asked for is parsed again without.
 * Headers a tree lacks are left out; those whose enumerators and macros clash with
 * each other are not listed.
 */
#include "checker/tree-internal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const headers[] = {
#define HEADER(name) name,
#include "checker/tree-headers.def"
#undef HEADER
};

int tree_pch_write(const char *root, const char *folder)
{
	struct tree_text text = { 0 };
	int err;

	for (size_t i = 0; i < sizeof(headers) / sizeof(*headers); i++) {
		char *path;

		if (asprintf(&path, "%s/include/%s", root, headers[i]) < 0)
			return -ENOMEM;
		if (tree_is_file(path))
			tree_text_print(&text, "#include <%s>\n", headers[i]);
		free(path);
	}
	err = tree_write(folder, "pch.h", text.data ? text.data : "");
	tree_text_release(&text);
	return err;
}
