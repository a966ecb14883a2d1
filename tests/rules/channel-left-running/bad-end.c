/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bad-end.c - the module is gone, its transfer is not */
#include "../../runtime/port.h"

/* expect-run: mapping-leak never unmapped */
/* expect-run: free-before-sync data of a callback of */

static int port_probe(struct platform_device *pdev)
{
	struct port *port = port_alloc(pdev);
	int err;

	if (!port)
		return -ENOMEM;
	err = port_request(port, pdev); /* expect-run: channel-leak never released */
	if (err)
		return err;
	return port_map(port) ?: port_start_cyclic(port, port_done); /* expect-run: channel-left-running at the end */
}

static void port_remove(struct platform_device *pdev)
{
}

port_module(port_probe, port_remove);
