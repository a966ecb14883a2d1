/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * environment.h - the variables that COMMAND gets
 */
#ifndef DMACHECK_RUN_ENVIRONMENT_H
#define DMACHECK_RUN_ENVIRONMENT_H

#include "model/arena.h"
#include "runtime/run/options.h"

/**
 * environment_make() - this program's own, with what loads the recorder
 * @shim: what LD_PRELOAD begins with
 * @folder: of the trace
 *
 * Return: an array in @arena that ends in NULL.
 */
char **environment_make(const struct options *options, const char *shim, const char *folder,
			struct arena *arena);

/**
 * environment_shim() - a path of the recorder that LD_PRELOAD can have
 * @shim: as it is installed
 * @ret_link: a link that was made for it, for environment_unlink(), or NULL
 *
 * Spaces and colons separate paths there, and nothing quotes them.
 */
int environment_shim(const char *shim, struct arena *arena, const char **ret_path,
		     const char **ret_link, char **ret_error);
void environment_unlink(const char *link);

#endif /* DMACHECK_RUN_ENVIRONMENT_H */
