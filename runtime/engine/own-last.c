/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * own-last.c - which code is the engine's
 *
 *   own-first.o  dmaengine.o  virt-dma.o  watch-*.o  refdma-*.o  own-last.o
 *
 * In the library it is all of it. With a tree's core the objects are linked into the
 * program in this order, and what lies between the two ends is ours: its locks and
 * references are none of the client's.
 */
#include <linux/dmaengine.h>

#include "runtime/kernel/own.h"

#ifdef DMACHECK_OWN_CORE

__attribute__((constructor)) static void own_engine(void)
{
	own_add_object((const void *)own_engine);
}

#else

void dmacheck_own_first(void);
void dmacheck_own_last(void);

void dmacheck_own_last(void)
{
}

__attribute__((constructor)) static void own_engine(void)
{
	own_add((const void *)dmacheck_own_first, (const void *)dmacheck_own_last);
}

#endif
