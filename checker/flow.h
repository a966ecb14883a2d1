/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * flow.h - rules stepped over the traces and contexts of every frame
 *
 *     frames + facts of the module + model/rules  ->  break points
 *
 * flow-facts.c    what belongs together: channels, their memory, their callbacks
 * flow-trace.c    automata over the events of one way through a function
 * flow-context.c  automata over single calls and the contexts they run in
 */
#ifndef DMACHECK_FLOW_H
#define DMACHECK_FLOW_H

#include "checker/context.h"
#include "model/rule.h"

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
bool facts_only_stopped(const struct facts *facts, const struct summary *summary,
			const struct value *channel);
/** facts_queued_by_callback() - work or a tasklet, by the member it lives in */
bool facts_queued_by_callback(const struct facts *facts, const struct node *node,
			      const char *object);
bool facts_synchronized(const struct facts *facts, const struct summary *summary,
			const struct value *channel);
/** facts_callback_lock() - of @locks, one a callback of the channel takes */
const char *facts_callback_lock(const struct facts *facts,
				const struct summary *summary,
				const struct value *channel,
				const struct place_context *at,
				const struct node **ret_callback);

/**
 * struct verdict - all contexts of one dmaengine_terminate_all() together
 * @context: sleepable, atomic, callback, mixed or unknown
 * @replacement: sync, async or none
 * @reason: why
 * @witness: the context that decides
 * @slept: where the code has slept before, if that is what decides
 */
struct verdict {
	const struct function *function;
	const struct inst *inst;
	const char *context, *replacement, *reason;
	struct place_context witness;
	const struct inst *slept;
};

/**
 * struct break_point - where a rule broke, before it is written out
 *
 * Of a trace: @outcome and @broke, of a single call: @site and @at, of a
 * judged dmaengine_terminate_all(): @verdict.
 */
struct break_point {
	const struct rule *rule;
	const struct rule_edge *edge;
	enum confidence confidence;
	const struct function *function; /* the finding's */
	const struct value *object;
	const struct event *began;       /* terminate, issue or failed wait; may be NULL */
	uint8_t began_signs;
	const struct event *broke;
	const struct event *late;        /* the stop that came too late, or NULL */
	const struct site *site;
	struct place_context at;
	const char *lock;                /* of sync-lock-deadlock */
	const struct node *callback;     /* that takes it */
	const struct verdict *verdict;
};

/** struct flow - break points being collected */
struct flow {
	const struct contexts *contexts;
	const struct facts *facts;
	const bool *wanted;              /* per rule of the registry */
	struct arena arena;              /* verdicts */
	struct break_point *points;
	size_t count, room;
};

/** flow_run() - every wanted rule over every frame */
void flow_run(struct flow *flow);
void flow_release(struct flow *flow);

/* One rule over one frame; the verdicts over all frames. */
void flow_trace_rule(struct flow *flow, const struct rule *rule,
		     const struct frame *frame);
void flow_context_rule(struct flow *flow, const struct rule *rule,
		       const struct frame *frame);
void flow_verdicts(struct flow *flow, const struct rule *rule);
void flow_break(struct flow *flow, const struct break_point *point);

#endif
