/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * record.h - one event into the trace
 *
 *   event -> number -> time -> stack, name -> slot -> words -> head
 *
 * Begins nothing, asks nobody, and leaves errno as it is. May be called anywhere: in
 * signal handlers, between fork and exec, before any constructor and after the last
 * destructor.
 */
#ifndef DMACHECK_RECORD_RECORD_H
#define DMACHECK_RECORD_RECORD_H

#include <dmacheck/event.h>

#include "runtime/record/piece.h"

/**
 * record_event() - tell what happened
 * @event: @event->caller begins its stack
 * @frame: of the function that was called from outside, __builtin_frame_address(0)
 */
void record_event(const struct dmacheck_event *event, const void *frame);

/* The same with a stack that was found otherwise. */
void record_event_stack(const struct dmacheck_event *event, struct frames *frames);

/* Whether events are recorded now. */
bool record_is_on(void);

#endif /* DMACHECK_RECORD_RECORD_H */
