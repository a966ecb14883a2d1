/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bad-freed.c - a descriptor for reuse is freed while its transfer is under way */
#include "../../runtime/port.h"

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_open(pdev);
	struct dma_async_tx_descriptor *desc;
	int err;

	if (IS_ERR(port))
		return PTR_ERR(port);
	port_silence(port);
	desc = port_prep(port);
	if (!desc || dmaengine_desc_set_reuse(desc))
		return -EIO;
	err = port_submit(port, desc, port_done);
	if (err)
		return err;
	dmaengine_desc_free(desc); /* expect-run: descriptor-use-after-submit freed before it has completed */
	return 0;
}

static void port_remove(struct platform_device *pdev)
{
	struct port *port = platform_get_drvdata(pdev);

	port_close(port);
}

port_module(port_probe, port_remove);
