/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * user.c - reaches what is exported once, not what is exported twice or hidden
 */
#include "links.h"

#include <linux/platform_device.h>

static void user_remove(struct platform_device *pdev)
{
	struct engine *engine = platform_get_drvdata(pdev);

	shared_stop(engine);
	twice_exported(engine);
	hidden(engine);
	dma_release_channel(engine->chan);
}

struct platform_driver user_driver = {
	.remove = user_remove,
};
