/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * summary.h - what a function does, on each of its ways, seen from outside
 *
 *     nodes, callees first  ->  traces of events from entry to exit
 *
 * A trace is what happened on one way through a function, callees included,
 * told in values that exist at its entry. Rules are not known here: flow steps
 * them over the traces, and a caller takes the traces over into its own.
 *
 *   engine (this stage)          flow
 *   entry --event--event--exit    rule edges over the same events
 */
#ifndef DMACHECK_SUMMARY_H
#define DMACHECK_SUMMARY_H

#include "checker/link.h"
#include "checker/value.h"

/* Signs a value may have; for pointers: error pointer, NULL, valid. */
enum sign { SIGN_NEGATIVE = 1, SIGN_ZERO = 2, SIGN_POSITIVE = 4, SIGN_ANY = 7 };

/** struct held - a lock that is held, or was dropped though not taken here */
struct held {
	const char *key;            /* "struct.field", a global's name, or a pseudo lock */
	const struct value *lock;
	const struct inst *taken;   /* where, in this function */
	enum lock_class lock_class;
};

/** struct locks - relative to the function's entry; made once each */
struct locks {
	const struct held *held;
	const struct held *dropped; /* held by the caller, not any more */
	uint8_t held_count, dropped_count;
};

/** struct event - something that happened to an object */
struct event {
	enum effect effect;
	uint32_t line;
	uint16_t column;
	const struct model_call *row;
	const struct inst *inst;       /* in this function: the event or the call it came by */
	const struct function *function; /* of @inst */
	const struct event *inner;     /* the same event in the callee, NULL: here */
	const struct value *object;    /* channel, lock, or what the effect is about; may be NULL */
	const struct value *memory;    /* of prep, unmap, free, give-back; may be NULL */
	const struct value *memory2;   /* second name of it (bus address), may be NULL */
	const struct value *device;    /* a mapping is for, may be NULL */
	const struct value *result;    /* what the call returned, may be NULL */
	const struct locks *locks;     /* at the event; NULL where nobody asks */
	struct event *next_made;       /* private */
};

/** struct step - an event and what is known of its result at the exit */
struct step {
	const struct event *event;
	uint8_t signs;
};

/** struct fact - what branches told about a value */
struct fact {
	const struct value *value;
	uint8_t signs;
	bool is_equal;
	int64_t equal;
};

/** struct binding - what a place holds, where that changed */
struct binding {
	const struct value *place; /* a VALUE_LOAD */
	const struct value *value;
};

/** struct outcome - one way through a function */
struct outcome {
	const struct value *returned;  /* NULL: void */
	uint8_t returned_signs;
	bool returned_equal;
	int64_t returned_number;
	struct step *steps;
	size_t step_count;
	struct fact *assumed;          /* on values that exist at entry */
	size_t assumed_count;
	struct binding *writes;
	size_t write_count;
	const struct locks *locks;     /* at exit */
	const struct inst *slept;      /* it has slept: where; NULL: not certainly */
	uint32_t exit_line;
};

/* What is known of running transfers at a call: nobody waited, somebody did, ask the caller. */
enum waited { WAITED_NO, WAITED_YES, WAITED_INHERIT };

/** struct site - a call whose context matters */
struct site {
	const struct inst *inst;
	const struct model_call *row;  /* a use of the API, or NULL */
	const struct node *callee;     /* a function of the program, or NULL */
	const struct spec *spec;       /* how the callee is called; NULL: any way */
	const struct value *object;    /* channel, of a use of the API */
	const struct locks *locks;
	const struct inst *slept;      /* slept before, on every way here */
	bool slept_always;
	enum waited waited;            /* a wait succeeded before, and nothing was issued since */
};

enum { SPEC_PARAMS = 8, SPEC_FIELDS = 8, SPEC_STEPS = 2 };

/**
 * struct spec_field - what the caller knows of a flag behind an argument
 *
 * The flag is a member of what @steps lead to from the argument: its private
 * data, its container, something it points to.
 */
struct spec_field {
	const char *key;
	const char *step_field[SPEC_STEPS];
	uint8_t step_kind[SPEC_STEPS]; /* enum value_kind, 0 at the end */
	int64_t number;                /* if @is_equal */
	uint8_t param;
	uint8_t signs;
	bool is_equal;
};

/** struct spec - constants a function is called with; unused parts are zero */
struct spec {
	uint32_t known;                /* bit per parameter */
	uint32_t field_count;
	int64_t number[SPEC_PARAMS];
	struct spec_field fields[SPEC_FIELDS];
};

/** struct relation - two names of memory, or a channel and its memory */
struct relation {
	const struct value *left, *right;
};

/** struct summary - a function called in one way */
struct summary {
	struct arena arena;
	const struct node *node;
	struct spec spec;
	const char *error;             /* not analysed: why */
	bool joined;                   /* more ways than are kept */
	struct outcome *outcomes;      /* all, for flow */
	size_t outcome_count;
	size_t *shown;                 /* indices of those callers use */
	size_t shown_count;
	struct site *sites;
	size_t site_count;
	struct relation *relations;
	size_t relation_count;
};

struct summaries;

struct summaries *summaries_new(struct program *program);
void summaries_free(struct summaries *summaries);

/**
 * summary_get() - analyse a function, once for each way it is called
 * @spec: constants, masked to the decisive parameters; NULL for none
 *
 * Context: any thread; whoever comes first does the work, others wait. Callees
 * are analysed on the way, calls within a recursive component are not followed.
 * Return: borrowed; never NULL for a node with a graph.
 */
const struct summary *summary_get(struct summaries *summaries,
				  const struct node *node,
				  const struct spec *spec);

/** effect_waits() - may tell that a transfer has ended */
bool effect_waits(enum effect effect);

/** wait_succeeded() - the wait of a step is known to have seen the end */
bool wait_succeeded(const struct event *event, uint8_t signs);
/** wait_may_succeed() - its result allows that it has */
bool wait_may_succeed(const struct event *event, uint8_t signs);

/**
 * summary_name() - a name of @value that other functions can know
 * Return: a value with a member: its own, or that of a place it was stored in
 * or mapped from; NULL if there is none.
 */
const struct value *summary_name(const struct summary *summary,
				 const struct value *value);

/** summary_dump() - --dump=summary */
void summary_dump(const struct summary *summary, FILE *out);

#endif
