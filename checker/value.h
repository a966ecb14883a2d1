/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * value.h - what an expression stands for, seen from a function's entry
 *
 * A value is a name for something that does not change: what a parameter was,
 * what a member held when the function was entered, what a call returned. One
 * table makes each name once, so that equal values are equal pointers.
 *
 *   host->rx.chan   LOAD(SUB(PARAM 0, "host.rx"), "rx.chan")
 *   &host->lock     SUB(PARAM 0, "host.lock")
 */
#ifndef DMACHECK_VALUE_H
#define DMACHECK_VALUE_H

#include "checker/cfg.h"

enum value_kind {
	VALUE_UNKNOWN,
	VALUE_INT,       /* number */
	VALUE_FUNC,      /* name */
	VALUE_PARAM,     /* number: index */
	VALUE_OBJECT,    /* var: the address of a variable */
	VALUE_LOAD,      /* what member @field of *@a held at entry */
	VALUE_SUB,       /* address of member @field of *@a */
	VALUE_CONTAINER, /* address of what contains *@a as member @field */
	VALUE_DATA,      /* private data attached to *@a */
	VALUE_RESULT,    /* of the call @inst */
	VALUE_VIA,       /* @a of a callee, called at @inst */
	VALUE_OP,        /* @a op @b */
	VALUE_NOT,       /* !@a */
	VALUE_IS_ERR, VALUE_IS_ERR_OR_NULL, VALUE_IS_NEGATIVE, /* predicate on @a */
	VALUE_JOIN,      /* one of several, where paths met: @a location, number: block */
};

struct value {
	uint8_t kind;
	uint8_t op;
	uint8_t depth;         /* nesting, bounded */
	bool rooted;           /* names something that exists at entry */
	bool unknown;          /* contains VALUE_UNKNOWN: equal to nothing */
	uint8_t mark;          /* for whoever made the table; 0 at first */
	uint32_t id;           /* order of making, the same in every run */
	const struct value *a, *b;
	union {
		int64_t number;
		const char *field; /* interned "record.field", "*" or "[n]" */
		const char *name;
		const struct var *var;
		const struct inst *inst;
	};
};

struct value_table;

struct value_table *value_table_new(struct arena *arena);
void value_table_free(struct value_table *table);

const struct value *value_unknown(struct value_table *table);
const struct value *value_int(struct value_table *table, int64_t number);
const struct value *value_func(struct value_table *table, const char *name);
const struct value *value_param(struct value_table *table, unsigned int index);
const struct value *value_object(struct value_table *table, const struct var *var);
const struct value *value_load(struct value_table *table, const struct value *base,
			       const char *field);
const struct value *value_sub(struct value_table *table, const struct value *base,
			      const char *field);
const struct value *value_container(struct value_table *table,
				    const struct value *base, const char *field);
const struct value *value_data(struct value_table *table, const struct value *base);
const struct value *value_result(struct value_table *table, const struct inst *inst);
const struct value *value_via(struct value_table *table, const struct inst *inst,
			      const struct value *inner);
const struct value *value_op(struct value_table *table, enum binary_op op,
			     const struct value *a, const struct value *b);
const struct value *value_test(struct value_table *table, enum value_kind kind,
			       const struct value *a);
const struct value *value_join(struct value_table *table,
			       const struct value *location, unsigned int block);

/** value_mark() - note something about a value of one's own table */
void value_mark(const struct value *value, uint8_t mark);

/** value_same() - certainly the same thing: equal and nothing unknown in it */
bool value_same(const struct value *left, const struct value *right);

/** value_is_local() - a local variable of the function, or a part of one */
bool value_is_local(const struct value *value);

/**
 * value_alike() - could name the same thing in different functions
 *
 * Compares the members at the end of both paths, as far as both are known.
 * Return: YES if all of at least one member agree, NO if one differs,
 * UNKNOWN if there is nothing to compare.
 */
enum alike { ALIKE_NO, ALIKE_UNKNOWN, ALIKE_YES };
enum alike value_alike(const struct value *left, const struct value *right);

/** value_likely() - certainly or probably the same; two NULLs are */
bool value_likely(const struct value *left, const struct value *right);

/** value_member() - the last member on the path, or NULL */
const char *value_member(const struct value *value);

/** value_print() - as C would write it */
void value_print(const struct value *value, const struct function *function,
		 FILE *out);
/** value_text() - the same, in @arena; "?" for what has no name */
const char *value_text(struct arena *arena, const struct value *value,
		       const struct function *function);

#endif
