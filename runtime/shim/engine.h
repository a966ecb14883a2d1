/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * engine.h - the engine, if the program has one
 */
#ifndef DMACHECK_SHIM_ENGINE_H
#define DMACHECK_SHIM_ENGINE_H

#include <stdbool.h>
#include <stddef.h>

#pragma GCC visibility push(default)
#include <dmacheck/recorder.h>

#pragma weak dmacheck_active_overlap
#pragma weak dmacheck_cpu_access_named
#pragma weak dmacheck_own_code
#pragma GCC visibility pop

/* Whether there is one: without, nothing can be mapped for a device. */
static inline bool engine_exists(void)
{
	return &dmacheck_active_overlap != NULL;
}

/* Whether the program, not the engine, has made a call that returns to @caller. */
static inline bool engine_is_client(const void *caller)
{
	return !dmacheck_own_code(caller);
}

/* Whether some byte is mapped for a device, and it is the client who calls. */
static inline bool engine_has_mapped(const void *address, size_t size, const void *caller)
{
	return engine_exists() && address && size &&
	       dmacheck_active_overlap(address, size) != DMACHECK_IDLE &&
	       engine_is_client(caller);
}

#endif /* DMACHECK_SHIM_ENGINE_H */
