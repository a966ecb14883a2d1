/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * barrier.h - memory barriers
 *
 * The full ones are a call into the library, compiled without instrumentation:
 * a fence is the one thing a race detector cannot follow.
 */
#ifndef _ASM_BARRIER_H
#define _ASM_BARRIER_H

void dmacheck_barrier(void);

#ifndef barrier
#define barrier()	__asm__ __volatile__("" : : : "memory")
#endif

#define mb()		dmacheck_barrier()
#define rmb()		dmacheck_barrier()
#define wmb()		dmacheck_barrier()
#define smp_mb()	dmacheck_barrier()
#define smp_rmb()	dmacheck_barrier()
#define smp_wmb()	dmacheck_barrier()
#define dma_mb()	dmacheck_barrier()
#define dma_rmb()	dmacheck_barrier()
#define dma_wmb()	dmacheck_barrier()
#define smp_mb__before_atomic()	dmacheck_barrier()
#define smp_mb__after_atomic()	dmacheck_barrier()

#define smp_store_mb(var, value) \
	do { __atomic_store_n(&(var), value, __ATOMIC_SEQ_CST); smp_mb(); } while (0)
#define smp_store_release(p, v)	__atomic_store_n(p, v, __ATOMIC_RELEASE)
#define smp_load_acquire(p)	__atomic_load_n(p, __ATOMIC_ACQUIRE)

#define smp_cond_load_relaxed(ptr, cond_expr) ({ \
	__typeof__(*(ptr)) VAL; \
	while (VAL = __atomic_load_n(ptr, __ATOMIC_RELAXED), !(cond_expr)) \
		cpu_relax(); \
	VAL; })
#define smp_cond_load_acquire(ptr, cond_expr) ({ \
	__typeof__(*(ptr)) VAL; \
	while (VAL = __atomic_load_n(ptr, __ATOMIC_ACQUIRE), !(cond_expr)) \
		cpu_relax(); \
	VAL; })

#include <asm/processor.h>

#endif /* _ASM_BARRIER_H */
