/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * kernel.h - the DMA engine core of a kernel tree, compiled for userspace
 */
#ifndef DMACHECK_CC_KERNEL_H
#define DMACHECK_CC_KERNEL_H

#include "runtime/cc/flags.h"

struct build;

/**
 * kernel_find() - see whether a tree has what is taken from it
 * @toolchain: its request names the tree; its kernel is filled in
 *
 * Return: 0, or a negative errno with a line for the user in *@ret_error
 */
int kernel_find(struct toolchain *toolchain, struct arena *arena, char **ret_error);

/**
 * kernel_build() - the objects that stand in for the engine's library
 * @build: whose toolchain has a kernel
 * @ret_objects: is initialized and filled; the files are of the cache, or of the
 *	scratch folder of @build where there is no cache
 *
 * Return: 0, or a negative errno with a line for the user in *@ret_error
 */
int kernel_build(struct build *build, struct words *ret_objects, char **ret_error);

#endif /* DMACHECK_CC_KERNEL_H */
