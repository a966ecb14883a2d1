/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * layout.h - where the recorder and the other programs are
 */
#ifndef DMACHECK_RUN_LAYOUT_H
#define DMACHECK_RUN_LAYOUT_H

#include "model/arena.h"

#define SHIM_NAME "libdmacheck-shim.so"

/**
 * layout_shim() - the library that is loaded into programs
 *
 * Return: 0 with its absolute path in @arena, or -ENOENT.
 */
int layout_shim(struct arena *arena, const char **ret_path, char **ret_error);

/* The path of dmacheck-@name, in @arena; whether it is there shows when it is run. */
const char *layout_program(struct arena *arena, const char *name);

#endif /* DMACHECK_RUN_LAYOUT_H */
