/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * flow.h - rules stepped over the traces and contexts of every frame
 *
 *     frames + facts of the module + model/rules  ->  findings
 *
 * flow-facts.c    what belongs together: channels, their memory, their callbacks
 * flow-trace.c    automata over the events of one way through a function
 * flow-context.c  automata over single calls and the contexts they run in
 */
#ifndef DMACHECK_FLOW_H
#define DMACHECK_FLOW_H

#include "checker/context.h"
#include "checker/finding.h"

/** struct callback_of - a completion callback and what locks it takes */
struct callback_of {
	const struct node *node;
	const struct value *channel;
	const char **locks;
	size_t lock_count, lock_room;
};

/** struct facts - what holds for the program as a whole */
struct facts {
	struct arena arena;
	struct program *program;
	const struct value **synced; /* channels that something synchronizes */
	size_t synced_count, synced_room;
	const struct value **stopped; /* channels that something stops without waiting */
	size_t stopped_count, stopped_room;
	const char **queued;         /* work and tasklets that callbacks queue */
	size_t queued_count, queued_room;
	struct callback_of *callbacks;
	size_t callback_count, callback_room;
	struct module_facts *modules; /* private: names of the same things, by module */
};

struct facts *facts_build(const struct contexts *contexts);
void facts_free(struct facts *facts);
/** facts_dump() - --dump=flow: what belongs together */
void facts_dump(const struct facts *facts, FILE *out);

/** facts_same() - could both name one channel, by members or by assignments between them? */
bool facts_same(const struct facts *facts, const struct summary *summary,
		const struct value *left, const struct value *right);
/** facts_owns() - does the memory belong to transfers of the channel? */
enum answer facts_owns(const struct facts *facts, const struct summary *summary,
		       const struct value *channel, const struct value *memory);
/** facts_only_stopped() - somewhere stopped without waiting, nowhere synchronized */
bool facts_only_stopped(const struct facts *facts, const struct value *channel);
/** facts_queued_by_callback() - work or a tasklet, by the member it lives in */
bool facts_queued_by_callback(const struct facts *facts, const char *object);
bool facts_synchronized(const struct facts *facts, const struct value *channel);
/** facts_callback_lock() - of @locks, one a callback of the channel takes */
const char *facts_callback_lock(const struct facts *facts,
				const struct value *channel,
				const struct place_context *at,
				const struct node **ret_callback);

/** struct break_point - what a finding is made of, before it is written out */
struct break_point {
	const struct rule *rule;
	const struct rule_edge *edge;
	enum confidence confidence;
	const struct frame *frame;
	const struct value *object;
	const struct event *began;       /* terminate, issue or failed wait; may be NULL */
	uint8_t began_signs;
	const struct event *broke;       /* of a trace; NULL for single calls */
	const struct event *late;        /* the stop that came too late, or NULL */
	const struct outcome *outcome;
	const struct site *site;         /* of a single call; NULL for a trace */
	struct place_context at;
	const char *lock;                /* of sync-lock-deadlock */
	const struct node *callback;
};

/** struct flow - findings being collected */
struct flow {
	const struct contexts *contexts;
	const struct facts *facts;
	const bool *wanted;              /* per rule of the registry */
	struct arena *arena;             /* of the report */
	struct finding *findings;
	size_t count, room;
};

/** flow_run() - every frame; findings unsorted, in @flow */
void flow_run(struct flow *flow);
void flow_trace_rule(struct flow *flow, const struct rule *rule,
		     const struct frame *frame);
void flow_context_rule(struct flow *flow, const struct rule *rule,
		       const struct frame *frame);
void flow_verdicts(struct flow *flow, const struct rule *rule);

/** path_report() - write a break point out as a finding with its notes */
void path_report(struct flow *flow, const struct break_point *point);
/** path_context() - notes from a context's root down to the call */
void path_context(struct flow *flow, const struct place_context *at,
		  const struct function *function, struct note **notes,
		  size_t *count, size_t *room);
void path_note(struct flow *flow, struct note **notes, size_t *count,
	       size_t *room, struct note note);
/** flow_add() - take a finding over into the list */
void flow_add(struct flow *flow, const struct finding *finding);

#endif
