/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fault.h - the k-th fallible call fails
 */
#ifndef DMACHECK_FAULT_H
#define DMACHECK_FAULT_H

#include <stdbool.h>
#include <stddef.h>
#include "shared.h"

/* Not for modules, whose functions may have these names. */
#pragma GCC visibility push(hidden)

/* The kinds of interface: request, config, prep, submit, map, dma-alloc, alloc, kthread. */
enum fault_kind {
	FAULT_REQUEST,
	FAULT_CONFIG,
	FAULT_PREP,
	FAULT_SUBMIT,
	FAULT_MAP,
	FAULT_DMA_ALLOC,
	FAULT_ALLOC,
	FAULT_KTHREAD,
};

/**
 * fault_now() - count a fallible call of the module
 * Return: whether this one is to fail (a FAULT event has been emitted).
 * Context: any. Calls are counted across threads, from 1, in the order of the token.
 */
bool fault_now(enum fault_kind kind) SHARED(fault_now);

/* How many have been counted. */
unsigned long long fault_calls(void);

/*
 * Between the two the calling thread's calls are the engine's own: not counted,
 * never failing. For what the engine builds for itself with the module's calls,
 * its devices for one. May nest.
 */
void fault_suspend(void) SHARED(fault_suspend);
void fault_resume(void) SHARED(fault_resume);

/**
 * engine_fails() - count something that the engine needs, memory or a thread
 * Return: whether the option fault-engine wants it to be refused.
 * Context: any, with locks of the engine held.
 */
bool engine_fails(void);

/*
 * The engine's own memory: malloc(), calloc() and free() with the option
 * fault-engine counting them. What fails must leave the traced program running.
 * These are not seen by events, and not allowed where the module's memory is meant.
 */
void *engine_alloc(size_t size) SHARED(engine_alloc);
void *engine_zalloc(size_t size) SHARED(engine_zalloc);
/* Zeroed and aligned to @align, a power of two. */
void *engine_zalloc_aligned(size_t size, size_t align);
void engine_free(void *memory) SHARED(engine_free);

#pragma GCC visibility pop

#endif /* DMACHECK_FAULT_H */
