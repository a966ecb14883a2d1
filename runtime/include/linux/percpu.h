/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * percpu.h - data of which each processor has its own: here one
 *
 * Threads run beside each other on that one, so the this_cpu_*() updates are
 * atomic. Longer sections with preemption off do not exclude each other: a
 * module whose per-processor data is not also locked may see lost updates here.
 */
#ifndef _LINUX_PERCPU_H
#define _LINUX_PERCPU_H

#include <linux/types.h>
#include <linux/preempt.h>
#include <linux/cpumask.h>
#include <linux/smp.h>
#include <linux/gfp.h>

#ifndef __percpu
#define __percpu
#endif

#define DEFINE_PER_CPU(type, name)		__typeof__(type) name
#define DECLARE_PER_CPU(type, name)		extern __typeof__(type) name
#define DEFINE_PER_CPU_ALIGNED(type, name)	DEFINE_PER_CPU(type, name)
#define DEFINE_PER_CPU_SHARED_ALIGNED(type, name) DEFINE_PER_CPU(type, name)
#define DEFINE_PER_CPU_READ_MOSTLY(type, name)	DEFINE_PER_CPU(type, name)
#define EXPORT_PER_CPU_SYMBOL(name)
#define EXPORT_PER_CPU_SYMBOL_GPL(name)

#define per_cpu_ptr(ptr, cpu)		((void)(cpu), (ptr))
#define this_cpu_ptr(ptr)		(ptr)
#define raw_cpu_ptr(ptr)		(ptr)
#define per_cpu(var, cpu)		(*per_cpu_ptr(&(var), cpu))
#define get_cpu_var(var)		(*({ preempt_disable(); &(var); }))
#define put_cpu_var(var)		({ (void)&(var); preempt_enable(); })
#define get_cpu_ptr(ptr)		({ preempt_disable(); (ptr); })
#define put_cpu_ptr(ptr)		({ (void)(ptr); preempt_enable(); })

#define this_cpu_read(var)		__atomic_load_n(&(var), __ATOMIC_RELAXED)
#define this_cpu_write(var, value)	__atomic_store_n(&(var), value, __ATOMIC_RELAXED)
#define this_cpu_add_return(var, value)	__atomic_add_fetch(&(var), value, __ATOMIC_RELAXED)
#define this_cpu_add(var, value)	((void)this_cpu_add_return(var, value))
#define this_cpu_sub(var, value)	((void)__atomic_sub_fetch(&(var), value, __ATOMIC_RELAXED))
#define this_cpu_inc(var)		this_cpu_add(var, 1)
#define this_cpu_dec(var)		this_cpu_sub(var, 1)
#define this_cpu_inc_return(var)	this_cpu_add_return(var, 1)
#define this_cpu_xchg(var, value)	__atomic_exchange_n(&(var), value, __ATOMIC_RELAXED)
#define __this_cpu_read(var)		this_cpu_read(var)
#define __this_cpu_write(var, value)	this_cpu_write(var, value)
#define __this_cpu_add(var, value)	this_cpu_add(var, value)
#define __this_cpu_inc(var)		this_cpu_inc(var)
#define __this_cpu_dec(var)		this_cpu_dec(var)
#define raw_cpu_read(var)		this_cpu_read(var)
#define raw_cpu_write(var, value)	this_cpu_write(var, value)

void *__alloc_percpu(size_t size, size_t align);
void *__alloc_percpu_gfp(size_t size, size_t align, gfp_t gfp);
void free_percpu(void *data);

#define alloc_percpu(type) \
	((__typeof__(type) *)__alloc_percpu(sizeof(type), __alignof__(type)))
#define alloc_percpu_gfp(type, gfp) \
	((__typeof__(type) *)__alloc_percpu_gfp(sizeof(type), __alignof__(type), gfp))

#endif /* _LINUX_PERCPU_H */
