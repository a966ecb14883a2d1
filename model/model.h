/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * model.h - what the kernel's APIs mean, as tables
 *
 * The ground floor: knows nothing of the analysis, the runtime or the
 * database, and does no I/O. Rows come from the built-in tables
 * (model/tables/ *.model, compiled in) and from the text of --model files.
 *
 *   call NAME EFFECT N=ROLE... [returns=WORD] [lock=STRUCT.FIELD|mutex|spin]
 *        [memory=STRUCT.FIELD] [sleeps] [opaque] [may-sleep]
 *   ops STRUCT.FIELD CONTEXT [lock=STRUCT.FIELD]...     (FIELD may be *)
 *   register CALL arg=N CONTEXT [data=N]
 *   free CALL arg=N [memory=STRUCT.FIELD]
 *   pair STRUCT.FIELD STRUCT.FIELD                      (acquire, release entry)
 */
#ifndef DMACHECK_MODEL_H
#define DMACHECK_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum effect {
#define EFFECT(name, word, group, sentence) EFFECT_##name,
#include "model/effects.def"
#undef EFFECT
	EFFECT_COUNT
};

enum effect_group { GROUP_API, GROUP_MEMORY, GROUP_LOCK, GROUP_SLEEP, GROUP_VALUE };

enum role {
#define ROLE(name, word) ROLE_##name,
#include "model/roles.def"
#undef ROLE
	ROLE_COUNT
};

enum returns {
#define RETURNS(name, word) RETURNS_##name,
#include "model/returns.def"
#undef RETURNS
	RETURNS_COUNT
};

enum context_kind {
#define CONTEXT(name, word, may_sleep, phrase) CONTEXT_##name,
#include "model/contexts.def"
#undef CONTEXT
	CONTEXT_COUNT
};

/* The bit of a gfp_t that lets an allocation sleep: ___GFP_DIRECT_RECLAIM. */
enum { MODEL_GFP_DIRECT_RECLAIM = 0x400 };

enum lock_class {
	LOCK_NONE,
	LOCK_SPIN,  /* sleeping is forbidden while it is held */
	LOCK_MUTEX, /* taking it sleeps, holding it does not forbid to */
};

/** struct model_field - a (struct, field) pair, interned; field may be "*" */
struct model_field {
	const char *record;
	const char *field;
};

/**
 * struct model_call - the meaning of one function or macro
 * @name: as written in source, interned
 * @effect: what it does
 * @returns: how its result tells failure
 * @role_arg: argument number of each role, -1 where it has none
 * @lock_class: of LOCK and UNLOCK rows
 * @lock: the lock inside the argument, when the argument is its holder
 *	(uart_port_lock(port)); record NULL when the argument is the lock
 * @memory: what FREE, UNMAP or GIVE_BACK hand over, when it is not the
 *	argument itself but a field reachable from it (mmc_request_done(mrq)
 *	gives back mmc_data.sg); record NULL when it is the argument
 * @sleeps: always may sleep: sleepable context is needed
 * @may_sleep: sleeps only under conditions the call does not show
 * @opaque: a macro whose expansion is not to be looked into
 * @next: another row of the same name (register rows and call rows may
 *	coexist; so may two effects of one call), NULL at the end
 */
struct model_call {
	const char *name;
	enum effect effect;
	enum returns returns;
	int8_t role_arg[ROLE_COUNT];
	enum lock_class lock_class;
	struct model_field lock;
	struct model_field memory;
	bool sleeps;
	bool may_sleep;
	bool opaque;
	const struct model_call *next;
};

enum { MODEL_OP_LOCKS = 2 };

/** struct model_op - the context in which a subsystem calls an operation */
struct model_op {
	struct model_field op;
	enum context_kind context;
	struct model_field lock[MODEL_OP_LOCKS]; /* held by the caller; record NULL: none */
};

/** struct model_register - a call that hands a function to the kernel */
struct model_register {
	const char *name; /* interned */
	int arg;          /* the function */
	int data;         /* what it will be called with, or -1 */
	enum context_kind context;
	const struct model_register *next; /* same name, other argument */
};

/** struct model_pair - operations that acquire and release the same things */
struct model_pair {
	struct model_field acquire;
	struct model_field release;
};

struct model;

/**
 * model_new() - the built-in tables
 * Return: owned, model_free() it. The built-in text is checked by tests and
 * cannot fail at run time.
 */
struct model *model_new(void);
void model_free(struct model *model);

/**
 * model_add_text() - add rows; a later row overrides an earlier one
 * @model: changed only if the whole text is right
 * @name: of the file, for the message
 * @text: NUL terminated
 * @ret_error: on failure one line "NAME:LINE: what is wrong", owned by the caller
 *
 * Return: 0 or -EINVAL.
 */
int model_add_text(struct model *model, const char *name, const char *text,
		   char **ret_error);

/** model_call() - rows of an interned name, or NULL. Any thread. */
const struct model_call *model_call(const struct model *model, const char *name);
const struct model_register *model_register(const struct model *model,
					    const char *name);
/** model_op() - exact row first, then STRUCT.*; NULL if neither. */
const struct model_op *model_op(const struct model *model, const char *record,
				const char *field);

/** model_pairs() - all of them, in the order of the tables; borrowed */
const struct model_pair *model_pairs(const struct model *model, size_t *ret_count);

/** model_is_api() - a name of the DMA engine API, client or provider side */
bool model_is_api(const struct model *model, const char *name);

/**
 * model_api_names() - every client API name, sorted
 * @ret_count: number of names
 * Return: borrowed from the model.
 */
const char *const *model_api_names(const struct model *model, size_t *ret_count);

const char *effect_word(enum effect effect);
const char *effect_sentence(enum effect effect);
enum effect_group effect_group(enum effect effect);
const char *role_word(enum role role);
const char *returns_word(enum returns returns);
const char *context_word(enum context_kind context);
const char *context_phrase(enum context_kind context);
bool context_may_sleep(enum context_kind context);

#endif
