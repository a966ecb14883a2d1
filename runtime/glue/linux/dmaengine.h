/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dmaengine.h - under --kernel: the tree's header in place of the engine's own
 *
 * "dmacheck cc" defines DMACHECK_TREE_DMAENGINE as the path of the tree's header in
 * quotes. Behind it the calls that it has as inlines become ones that the engine
 * sees; the core itself is compiled as it is.
 */
#ifndef DMACHECK_GLUE_DMAENGINE_H
#define DMACHECK_GLUE_DMAENGINE_H

/* what the tree's header has through others there */
#include <linux/idr.h>
struct seq_file;

#include DMACHECK_TREE_DMAENGINE
#ifndef DMACHECK_CORE
#include <dmacheck/watch.h>
#endif

#endif /* DMACHECK_GLUE_DMAENGINE_H */
