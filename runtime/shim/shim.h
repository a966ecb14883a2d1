/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * shim.h - what stands in front of the C library and of the engine
 */
#ifndef DMACHECK_SHIM_H
#define DMACHECK_SHIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <dmacheck/event.h>

#include "runtime/record/record.h"

/* All else is hidden: a program sees of the shim what it has replaced. */
#define EXPORTED __attribute__((visibility("default")))

#define likely(condition)	__builtin_expect(!!(condition), 1)
#define unlikely(condition)	__builtin_expect(!!(condition), 0)

/* Of the function it stands in, which the program has called. */
#define CALLER	__builtin_return_address(0)
#define FRAME	__builtin_frame_address(0)

/* shim_tell(KIND, .field = value, ...): an event of the program, from its caller on */
#define shim_tell(id, ...) \
	record_event(&(const struct dmacheck_event){ \
		.kind = DMACHECK_##id, .caller = CALLER, ##__VA_ARGS__ }, FRAME)

/* Whether the shim's constructor has been; before, the rest of it may not be there. */
extern bool shim_started;

#endif /* DMACHECK_SHIM_H */
