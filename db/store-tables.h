/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store-tables.h - how the tables hang together, as the schema itself says
 *
 *   run <- trace, frame, violation, ... <- stack, step, ...
 *
 * Who copies runs needs no list of tables: foreign keys say what is to be
 * renumbered.
 */
#ifndef DMACHECK_STORE_TABLES_H
#define DMACHECK_STORE_TABLES_H

#include "model/arena.h"

#include <stdbool.h>

/* struct store_column - @parent: the table whose id it holds, NULL: none */
struct store_column {
	const char *name;
	const struct store_table *parent;
};

/**
 * struct store_table - one table
 * @key: place of the column that is its rows' id, -1: it has none
 * @link: place of the column through which a row belongs to a run: of the run, or
 *	of a parent that belongs to one; -1: it belongs to none
 */
struct store_table {
	const char *name;
	struct store_column *columns;
	int column_count;
	int key;
	int link;
};

/* struct store_tables - parents first; the first is run */
struct store_tables {
	struct store_table *tables;
	int count;
};

/**
 * store_tables_read() - of the schema of this program
 * @arena: where they live
 *
 * Return: 0 or a negative errno.
 */
int store_tables_read(struct arena *arena, struct store_tables *ret_tables,
		      char **ret_error);

#endif
