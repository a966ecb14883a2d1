/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * gather.h - what the events of a trace say of the run as a whole
 */
#ifndef DMACHECK_FINISH_GATHER_H
#define DMACHECK_FINISH_GATHER_H

#include "db/finish/frames.h"
#include "db/store-trace.h"
#include "db/trace/trace.h"
#include "model/arena.h"

/* struct untraced - a program that could not be traced, and how often */
struct untraced {
	const char *path;
	uint32_t reason;	/* enum dmacheck_untraced */
	int64_t times;
	struct untraced *next;
};

/* struct loss - a record that says some are missing */
struct loss {
	int64_t time;
	uint32_t thread;
	int64_t records;
	const char *reason;
	struct loss *next;
};

/* struct message - what the engine said of misuse that no event tells; the first one */
struct message {
	int64_t time;
	uint32_t thread;
	uint32_t stack;
	const char *text;
	int64_t occurrences;
	struct message *next;
};

/**
 * struct gather - what was seen so far
 * @seeded: the engine said its @seed and @schedule
 * @fault: number of the call that was made to fail; 0: none
 * @duration: time of the last event
 * @messages: in order of time, each (text, stack) once
 * @frames: told of all stacks
 */
struct gather {
	struct arena arena;
	struct trace *trace;
	bool seeded;
	int64_t seed;
	const char *schedule;
	int64_t fault;
	const char *fault_kind;
	bool engine;
	int64_t duration;
	int64_t untraced_times;
	struct untraced *untraced;
	struct loss *losses;
	struct loss **losses_end;
	struct message *messages;
	struct frames *frames;
};

void gather_init(struct gather *gather, struct trace *trace, struct frames *frames);
void gather_release(struct gather *gather);

/**
 * gather_next() - the next event, for store_add_events()
 * @data: struct gather
 */
bool gather_next(void *data, struct store_event *ret_event);

/** untraced_word() - the word for a reason */
const char *untraced_word(uint32_t reason);

#endif
