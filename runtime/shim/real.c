// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * real.c - the functions that the shim stands in front of
 *
 * Looked up in the constructor, before there are threads. An allocator of the
 * program's own may call free() from inside dlsym(), or dlsym() may call it: it then
 * finds the lookup in progress, and what it was to free stays.
 */
#include "runtime/shim/real.h"

#include <dlfcn.h>

void *real_functions[REALS];	/* atomic */

static const char *const names[REALS] = {
#define REAL(name) #name,
#include "runtime/shim/real.def"
#undef REAL
};

void *real_find(enum real which)
{
	void *function = dlsym(RTLD_NEXT, names[which]);

	__atomic_store_n(&real_functions[which], function, __ATOMIC_RELAXED);
	return function;
}

void real_find_all(void)
{
	bool missing = false;

	for (int i = 0; i < REALS; i++)
		missing |= !real_get(i);
	if (missing)
		dlerror();
}
