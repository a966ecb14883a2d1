/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cpumask.h - sets of processors, of which one is possible
 *
 * All threads run as on processor 0 but beside each other: what per-processor
 * data holds is seen by all.
 */
#ifndef _LINUX_CPUMASK_H
#define _LINUX_CPUMASK_H

#include <linux/types.h>

#define NR_CPUS		1

struct cpumask {
	unsigned long bits[1];
};

typedef struct cpumask cpumask_t;
typedef struct cpumask cpumask_var_t[1];

extern unsigned int nr_cpu_ids;
extern const struct cpumask *const cpu_possible_mask;
#define cpu_online_mask		cpu_possible_mask
#define cpu_present_mask	cpu_possible_mask
#define cpu_active_mask		cpu_possible_mask
#define cpu_all_mask		cpu_possible_mask

#define num_possible_cpus()	1U
#define num_online_cpus()	1U
#define num_present_cpus()	1U
#define cpu_possible(cpu)	((cpu) == 0)
#define cpu_online(cpu)		((cpu) == 0)
#define cpu_present(cpu)	((cpu) == 0)

#define for_each_possible_cpu(cpu)	for ((cpu) = 0; (cpu) < 1; (cpu)++)
#define for_each_online_cpu(cpu)	for_each_possible_cpu(cpu)
#define for_each_present_cpu(cpu)	for_each_possible_cpu(cpu)
#define for_each_cpu(cpu, mask) \
	for ((cpu) = 0; (cpu) < 1 && cpumask_test_cpu(0, mask); (cpu)++)

static inline bool cpumask_test_cpu(int cpu, const struct cpumask *mask)
{
	return cpu == 0 && (mask->bits[0] & 1);
}

static inline void cpumask_set_cpu(unsigned int cpu, struct cpumask *mask)
{
	if (cpu == 0)
		mask->bits[0] |= 1;
}

static inline void cpumask_clear_cpu(int cpu, struct cpumask *mask)
{
	if (cpu == 0)
		mask->bits[0] &= ~1UL;
}

static inline void cpumask_clear(struct cpumask *mask)
{
	mask->bits[0] = 0;
}

static inline void cpumask_copy(struct cpumask *to, const struct cpumask *from)
{
	to->bits[0] = from->bits[0];
}

static inline bool cpumask_empty(const struct cpumask *mask)
{
	return !(mask->bits[0] & 1);
}

static inline unsigned int cpumask_first(const struct cpumask *mask)
{
	return cpumask_empty(mask) ? 1 : 0;
}

static inline unsigned int cpumask_weight(const struct cpumask *mask)
{
	return mask->bits[0] & 1;
}

#define cpumask_of(cpu)			((void)(cpu), cpu_possible_mask)
#define cpumask_of_node(node)		((void)(node), cpu_possible_mask)
#define zalloc_cpumask_var(mask, gfp)	((void)(gfp), cpumask_clear(*(mask)), true)
#define alloc_cpumask_var(mask, gfp)	zalloc_cpumask_var(mask, gfp)
#define free_cpumask_var(mask)		((void)(mask))

#endif /* _LINUX_CPUMASK_H */
