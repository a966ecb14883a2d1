/* SPDX-License-Identifier: GPL-2.0-or-later */
/* numa.h - one node */
#ifndef DMACHECK_LINUX_NUMA_H
#define DMACHECK_LINUX_NUMA_H

#include <linux/types.h>

#define NUMA_NO_NODE (-1)
#define MAX_NUMNODES 1
#define NODES_SHIFT 0
#define numa_mem_id() 0
#define numa_node_id() 0
#define cpu_to_node(cpu) 0
#define cpu_to_mem(cpu) 0

#endif /* DMACHECK_LINUX_NUMA_H */
