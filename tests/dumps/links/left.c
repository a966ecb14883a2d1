/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * left.c - exports a name that another module exports too
 */
#include "links.h"

#include <linux/module.h>

void twice_exported(struct engine *engine)
{
	dmaengine_terminate_async(engine->chan);
}
EXPORT_SYMBOL(twice_exported);

/* Neither static nor exported: nobody outside the module sees it. */
void hidden(struct engine *engine)
{
	dmaengine_terminate_async(engine->chan);
}
