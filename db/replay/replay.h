/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * replay.h - events of a run in, violations out
 *
 *   events -> world: channels, descriptors, mappings, objects, threads
 *          -> what happened to each of them -> the rules' automata -> violations
 *
 * The rules are those of the model; here events carry facts instead of
 * assumptions. Replay does no I/O and knows neither the database nor the file a
 * trace is in: it is given events and gives what it found to the functions of a
 * sink, while it runs.
 */
#ifndef DMACHECK_REPLAY_H
#define DMACHECK_REPLAY_H

#include <stdio.h>

#include "db/trace/trace.h"
#include "model/rule.h"

struct replay;

/* struct replay_device - a DMA device or the struct device of a mapping */
struct replay_device {
	int64_t id;
	uint64_t address;
	const char *name;	/* "" if nothing named it */
};

/**
 * struct replay_channel - a channel, from request to release
 * @requested_at, @released_at: ns, -1: not seen
 */
struct replay_channel {
	int64_t id;
	int64_t device;
	const char *name;
	int64_t requested_at;
	int64_t released_at;
	uint32_t requested_by;
	uint32_t request_stack;
};

/**
 * struct replay_mapping - a mapping that has ended, or that the run ended with
 * @id: from 1; violations name it
 * @kind: enum dmacheck_map_type
 * @pfn: frame of the first byte; @pfn_real: as the kernel gave it, else the
 *	virtual page's number
 * @unmapped_at: -1: it was not
 * @mapped_by, @unmapped_by: threads, 0: unknown
 */
struct replay_mapping {
	int64_t id;
	int64_t device;
	uint32_t kind;
	uint32_t direction;
	uint64_t address;
	uint64_t dma_address;
	uint64_t size;
	uint64_t pfn;
	bool pfn_real;
	int64_t mapped_at;
	int64_t unmapped_at;
	uint32_t mapped_by;
	uint32_t unmapped_by;
	uint32_t map_stack;
	uint32_t unmap_stack;
};

/**
 * struct replay_overlap - two mappings of a process that have bytes in common
 * @mapping, @other: ids; @mapping is the earlier one
 * @address, @size: the bytes they share
 */
struct replay_overlap {
	int64_t mapping;
	int64_t other;
	uint64_t address;
	uint64_t size;
};

/* struct replay_descriptor - times in ns, -1: did not happen */
struct replay_descriptor {
	int64_t id;
	int64_t channel;
	int64_t cookie;
	uint32_t kind;		/* enum dma_transaction_type, by number */
	uint64_t size;
	int64_t prepared_at;
	int64_t submitted_at;
	int64_t issued_at;
	int64_t completed_at;
	int64_t terminated_at;
	int64_t callback_at;
};

/* struct replay_step - a step of the path to a violation, in reading order */
struct replay_step {
	int64_t time;
	uint32_t thread;
	uint32_t stack;
	const char *message;
};

/**
 * struct replay_violation - what an edge reported
 * @report: the edge's own words, the same in every run
 * @inconclusive: NULL: it is a violation; else why it may be none
 * @mapping, @channel, @device: ids, 0: none
 * @event: number of the record that made it
 * @occurrences: how often the same rule was broken at the same place; the row is
 *	of the first one
 */
struct replay_violation {
	const struct rule *rule;
	const char *report;
	const char *inconclusive;
	enum confidence confidence;
	const char *message;
	uint64_t address;
	uint64_t pfn;
	uint64_t size;
	int64_t device;
	int64_t channel;
	int64_t mapping;
	uint32_t thread;
	uint32_t stack;
	int64_t time;
	uint64_t event;
	uint64_t occurrences;
	const struct replay_step *steps;
	size_t step_count;
};

/**
 * struct replay_crash - a thread that a signal ended
 * @calls: what had failed in that thread just before, or NULL
 */
struct replay_crash {
	uint32_t process;
	uint32_t thread;
	uint32_t stack;
	int64_t time;
	int64_t signal;
	uint64_t address;
	const char *after;
};

/**
 * struct replay_sink - who takes what replay finds
 *
 * Everything is borrowed for the call. A negative errno stops replay_event() and
 * replay_end() with it. Violations come at the end, by rule and time; the others
 * as they end. Any may be NULL.
 */
struct replay_sink {
	void *data;
	int (*device)(void *data, const struct replay_device *device);
	int (*channel)(void *data, const struct replay_channel *channel);
	int (*mapping)(void *data, const struct replay_mapping *mapping);
	int (*overlap)(void *data, const struct replay_overlap *overlap);
	int (*descriptor)(void *data, const struct replay_descriptor *descriptor);
	int (*violation)(void *data, const struct replay_violation *violation);
	int (*crash)(void *data, const struct replay_crash *crash);
};

/**
 * struct replay_run - what is known of the run as a whole
 * @first_loss: number of the record from which on some are missing, 0: none
 * @same_stack: whether two stacks are the same, for counting occurrences; NULL:
 *	by number
 */
struct replay_run {
	uint64_t first_loss;
	bool pfn_real;
	bool (*same_stack)(void *data, uint32_t one, uint32_t other);
	void *data;
};

/** replay_new() - Return: owned by the caller. */
struct replay *replay_new(const struct replay_run *run, const struct replay_sink *sink);

/**
 * replay_event() - the next event, in the order of the run
 *
 * Return: 0 or what a function of the sink returned.
 */
int replay_event(struct replay *replay, const struct trace_event *event);

/**
 * replay_print() - say what is done to whom
 * @file: a line for each step of a rule; NULL: none
 */
void replay_print(struct replay *replay, FILE *file);

/** replay_end() - no more events: what is left open, and the violations */
int replay_end(struct replay *replay);
void replay_free(struct replay *replay);

/**
 * replay_taken() - whether a run has taken an edge that reports
 *
 * For tests: each is to be taken by some program.
 */
bool replay_taken(const struct replay *replay, const struct rule_edge *edge);

#endif /* DMACHECK_REPLAY_H */
