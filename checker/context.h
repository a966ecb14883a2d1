/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * context.h - in what context each function runs
 *
 *     roots (handlers, operations, callbacks)  ->  calls, top-down  ->  frames
 *
 * A frame is a function as it is called: with these constants, from these
 * contexts. Each context remembers the call it came by, so that a finding can
 * show the chain from the root.
 */
#ifndef DMACHECK_CONTEXT_H
#define DMACHECK_CONTEXT_H

#include "checker/summary.h"

/** struct held_lock - a lock of a context */
struct held_lock {
	const char *key;
	enum lock_class lock_class;
};

enum { CONTEXT_LOCKS = 6 };

/** struct context - one way a function comes to be called */
struct context {
	enum context_kind kind;        /* of the root: what runs at the bottom */
	struct held_lock locks[CONTEXT_LOCKS]; /* held by callers, sorted by key */
	uint8_t lock_count;
	const struct value *channel;   /* of a completion callback, may be NULL */
	const struct registration *root; /* NULL: nobody known calls it */
	const struct frame *caller;    /* NULL at the root */
	const struct context *from;    /* the caller's context */
	const struct site *site;       /* the call */
	unsigned int depth;
	bool completed;                /* a wait for the transfer has succeeded before */
};

enum { FRAME_CONTEXTS = 12 };

struct frame {
	const struct node *node;
	const struct summary *summary;
	struct context *contexts[FRAME_CONTEXTS];
	size_t context_count;
	size_t done;                   /* contexts already passed on */
};

struct contexts {
	struct arena arena;
	struct program *program;
	struct summaries *summaries;
	struct frame **frames;         /* in the order found */
	size_t frame_count, frame_room;
	struct frame **first;          /* per node: private */
};

/** struct place_context - what holds at a call: a context and the locks there */
struct place_context {
	const struct context *context;
	enum context_kind kind;
	struct held_lock locks[CONTEXT_LOCKS + 8];
	uint8_t lock_count;
	const char *spinlock;          /* a lock that forbids to sleep, or NULL */
	bool local_lock;               /* it is taken in the function itself */
	bool atomic;                   /* sleeping is forbidden */
	bool known;
};

/**
 * contexts_build() - walk down from the roots
 * @summaries: analysed on demand where they are missing
 */
struct contexts *contexts_build(struct program *program,
				struct summaries *summaries);
void contexts_free(struct contexts *contexts);

/** contexts_roots() - functions that something outside calls: what to analyse first */
size_t contexts_roots(const struct program *program, struct node **ret_nodes);

/** context_at() - a frame's context at a site of its function */
struct place_context context_at(const struct context *context,
				const struct locks *locks);

/** contexts_dump() - --dump=context */
void contexts_dump(const struct contexts *contexts, FILE *out);

#endif
