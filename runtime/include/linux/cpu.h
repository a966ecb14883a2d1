/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cpu.h - the processor never goes away */
#ifndef _LINUX_CPU_H
#define _LINUX_CPU_H

#include <linux/types.h>
#include <linux/cpumask.h>

static inline void cpus_read_lock(void)
{
}

static inline void cpus_read_unlock(void)
{
}

#endif /* _LINUX_CPU_H */
