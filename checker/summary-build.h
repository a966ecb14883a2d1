/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * summary-build.h - what the files of the summary stage share
 *
 *   summary-state.c   states: places, facts, locks, trace; equality and joins
 *   summary-eval.c    expressions as values
 *   summary-branch.c  what a branch tells
 *   summary-effect.c  what a modelled call does to a state
 *   summary-call.c    what a call of an analysed function does
 *   summary-engine.c  states along the graph
 *   summary-outcome.c exit states as outcomes
 *   summary-keep.c    what of an analysis outlives it
 *   summary.c         the table of summaries
 */
#ifndef DMACHECK_SUMMARY_BUILD_H
#define DMACHECK_SUMMARY_BUILD_H

#include "checker/summary.h"
#include "model/memory.h"

enum {
	STATES_PER_BLOCK = 64,
	OUTCOMES_SHOWN = 8,
	TRACE_LENGTH = 40,
	SCRATCH = 64 << 20,   /* bytes of states a function may cost */
	VISITS = 12000,       /* block visits a function may cost */
};

/** struct state - what is known at one point of one way */
struct state {
	struct binding *bindings;
	struct fact *facts;
	const struct event **trace;
	const struct locks *locks;
	const struct inst *slept;
	uint16_t binding_count, binding_room;
	uint16_t fact_count, fact_room;
	uint16_t trace_count, trace_room;
	bool pending;
};

/** struct states - states at the entry of a block */
struct states {
	struct state **items;
	size_t count, room;
};

struct analysis {
	struct summaries *summaries;
	struct summary *summary;
	struct program *program;
	const struct node *node;
	const struct function *function;
	struct cfg *cfg;
	struct value_table *values;
	struct arena *arena;      /* what the summary keeps */
	struct arena scratch;     /* states */
	struct states *at;        /* per block */
	struct event *events;     /* all made, newest first */
	struct locks **locks;     /* all made */
	size_t locks_count, locks_room;
	const struct locks *no_locks;
	const char *whole, *any_element; /* interned "*" and "[]" */
	const char **tracked;     /* members whose places tell states apart */
	size_t tracked_count, tracked_room;
	const struct var **tracked_vars;
	size_t tracked_var_count, tracked_var_room;
	struct state **live;      /* states being stepped through a block */
	size_t live_count, live_room;
	struct state **exits;
	const struct value **exit_values;
	uint32_t *exit_lines;
	size_t exit_count, exit_room;
	size_t sites_room, relations_room;
	unsigned long visits;
	bool truncated;
};

/* states */
struct state *state_copy(struct analysis *analysis, const struct state *state);
const struct value *state_read(struct analysis *analysis, const struct state *state,
			       const struct value *place);
void state_write(struct analysis *analysis, struct state *state,
		 const struct value *place, const struct value *value);
const struct fact *state_fact(const struct state *state, const struct value *value);
uint8_t state_signs(const struct state *state, const struct value *value);
/** state_narrow() - keep only @signs of a value. Return: false if none is left */
bool state_narrow(struct analysis *analysis, struct state *state,
		  const struct value *value, uint8_t signs);
bool state_equal(struct analysis *analysis, struct state *state,
		 const struct value *value, int64_t number);
void state_forget(struct state *state, const struct inst *inst);
void state_append(struct analysis *analysis, struct state *state,
		  const struct event *event);
bool states_alike(struct analysis *analysis, const struct state *left,
		  const struct state *right);
/** state_join() - what both know. Return: whether @into changed */
bool state_join(struct analysis *analysis, struct state *into,
		const struct state *from, unsigned int block);
void state_take(struct analysis *analysis, struct state *state,
		const struct held *lock);
void state_drop(struct analysis *analysis, struct state *state, const char *key,
		const struct value *lock);

/* values of expressions */
const struct value *eval(struct analysis *analysis, const struct state *state,
			 const struct expr *expr);
/** eval_place() - where an lvalue is stored: a VALUE_LOAD, or NULL */
const struct value *eval_place(struct analysis *analysis, const struct state *state,
			       const struct expr *expr);

/* branches */
/** assume() - take a branch. Return: false if it cannot be taken */
bool assume(struct analysis *analysis, struct state *state,
	    const struct value *condition, bool truth);
bool assume_compare(struct analysis *analysis, struct state *state,
		    const struct value *value, enum binary_op op, int64_t number);

/* effects: each steps all of analysis->live */
const struct event *event_new(struct analysis *analysis, const struct event *like);
void step_assign(struct analysis *analysis, const struct inst *inst);
void step_effect(struct analysis *analysis, const struct inst *inst);
void step_internal(struct analysis *analysis, const struct inst *inst,
		   struct node_list targets);
void add_site(struct analysis *analysis, const struct state *state,
	      struct site site);
void add_relation(struct analysis *analysis, const struct value *left,
		  const struct value *right);
void live_add(struct analysis *analysis, struct state *state);
/** forget_outputs() - what a call may have written through &x is not known */
void forget_outputs(struct analysis *analysis, struct state *state,
		    const struct inst *inst);
void bind_result(struct analysis *analysis, struct state *state,
		 const struct inst *inst, const struct value *value);

/* engine */
void find_tracked(struct analysis *analysis);
/** engine_run() - fill exits, sites and relations. Return: NULL or why not */
const char *engine_run(struct analysis *analysis);
void collect_outcomes(struct analysis *analysis);
/** summary_keep() - move what outcomes, sites and relations tell of into the summary */
void summary_keep(struct summary *summary);

#endif
