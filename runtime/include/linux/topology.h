/* SPDX-License-Identifier: GPL-2.0-or-later */
/* topology.h - see <linux/numa.h> */
#ifndef DMACHECK_LINUX_TOPOLOGY_H
#define DMACHECK_LINUX_TOPOLOGY_H

#include <linux/numa.h>

#endif /* DMACHECK_LINUX_TOPOLOGY_H */
