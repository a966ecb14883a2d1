/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nodemask.h - sets of the one node */
#ifndef DMACHECK_LINUX_NODEMASK_H
#define DMACHECK_LINUX_NODEMASK_H

#include <linux/numa.h>

#define first_online_node 0
#define num_online_nodes() 1
#define num_possible_nodes() 1
#define node_online(node) ((node) == 0)
#define for_each_node(node) for ((node) = 0; (node) < 1; (node)++)
#define for_each_online_node(node) for_each_node(node)

#endif /* DMACHECK_LINUX_NODEMASK_H */
