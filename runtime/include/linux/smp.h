/* SPDX-License-Identifier: GPL-2.0-or-later */
/* smp.h - one processor number, shared by all threads */
#ifndef _LINUX_SMP_H
#define _LINUX_SMP_H

#include <linux/types.h>
#include <linux/errno.h>
#include <linux/preempt.h>
#include <linux/cpumask.h>

#define smp_processor_id()	0U
#define raw_smp_processor_id()	0U
#define get_cpu()		({ preempt_disable(); 0; })
#define put_cpu()		preempt_enable()

#endif /* _LINUX_SMP_H */
