/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store-merge.h - the runs of one database into another
 */
#ifndef DMACHECK_STORE_MERGE_H
#define DMACHECK_STORE_MERGE_H

#include "db/store.h"

/**
 * struct store_merged - what became of the runs of an input
 * @known: the store had them already
 */
struct store_merged {
	int64_t added;
	int64_t known;
};

/**
 * store_merge() - copy the runs of another database that the store does not have
 * @store: open; all or nothing with what else goes into its transaction
 * @path: is only read; an older version is read as if it had been brought up to
 *	date
 *
 * A traced run is known by its recording, another one by all that it says. Runs get
 * new numbers, in the order of their old ones, and so does what refers to them.
 *
 * Return: 0 or a negative errno; the store is then to be closed without keeping.
 */
int store_merge(struct store *store, const char *path, struct store_merged *ret_merged,
		char **ret_error);

#endif
