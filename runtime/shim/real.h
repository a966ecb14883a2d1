/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * real.h - the functions that the shim stands in front of
 *
 *	real(free)(pointer)
 */
#ifndef DMACHECK_SHIM_REAL_H
#define DMACHECK_SHIM_REAL_H

#include "runtime/shim/shim.h"

enum real {
#define REAL(name) REAL_##name,
#include "runtime/shim/real.def"
#undef REAL
	REALS
};

extern void *real_functions[REALS];

/* Looks all of them up. Leaves no trace in dlerror(). */
void real_find_all(void);

/* For calls that come before that. */
void *real_find(enum real which);

static inline void *real_get(enum real which)
{
	void *function = __atomic_load_n(&real_functions[which], __ATOMIC_RELAXED);

	return likely(function) ? function : real_find(which);
}

#define real(name) ((__typeof__(&name))real_get(REAL_##name))

#endif /* DMACHECK_SHIM_REAL_H */
