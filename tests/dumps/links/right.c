/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * right.c - exports a name that another module exports too
 */
#include "links.h"

#include <linux/module.h>

void twice_exported(struct engine *engine)
{
	dmaengine_terminate_async(engine->chan);
}
EXPORT_SYMBOL(twice_exported);
