/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tree-kconfig.h - what reading Kconfig text and choosing values share */
#ifndef DMACHECK_TREE_KCONFIG_H
#define DMACHECK_TREE_KCONFIG_H

#include "checker/tree-internal.h"

#include <stdlib.h>

#define uthash_fatal(msg) abort()
#include <uthash.h>

/** struct tree_clause - "select TARGET if CONDITION"; without a target "depends on" */
struct tree_clause {
	struct tree_clause *next;
	const char *target;
	const char *condition;
};

/** struct tree_symbol - what Kconfig text says of one, and its value */
struct tree_symbol {
	UT_hash_handle hh;
	const char *name;
	enum tree_symbol_type type;
	const char *initial; /* first literal default, NULL if none */
	const char *value;   /* in autoconf.h, NULL: absent */
	bool driver;
	bool fixed_off;
	struct tree_clause *selects;
	struct tree_clause *depends;
};

/** tree_symbol_find() - a symbol by name, or NULL */
struct tree_symbol *tree_symbol_find(const struct tree_kconfig *kconfig,
				     const char *name, size_t length);
/** tree_symbol_get() - as tree_symbol_find(), made if it is not there */
struct tree_symbol *tree_symbol_get(struct tree_kconfig *kconfig, const char *name,
				    size_t length);
/** tree_kconfig_word() - length of the name at @at */
size_t tree_kconfig_word(const char *at);
/** tree_kconfig_blanks() - the first of @at that is no blank */
const char *tree_kconfig_blanks(const char *at);

#endif
