/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * record-engine.h - an engine with one mapping, for tests of what stands before the C library
 */
#ifndef DMACHECK_TESTS_TRACE_RECORD_ENGINE_H
#define DMACHECK_TESTS_TRACE_RECORD_ENGINE_H

/* The bytes that are mapped from now on; @size 0: none. */
void engine_map(const void *address, unsigned long size);

#endif /* DMACHECK_TESTS_TRACE_RECORD_ENGINE_H */
