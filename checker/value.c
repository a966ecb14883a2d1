/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * value.c - names for what does not change, each made once
 */
#include "checker/value.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/*
 * Keys are four words, three of them addresses: mixing those is enough, and
 * several times cheaper than hashing their bytes.
 */
static unsigned int hash_words(const void *key, size_t length)
{
	const uint64_t *words = key;
	uint64_t hash = 0;

	for (size_t i = 0; i < length / sizeof(*words); i++) {
		hash = (hash ^ words[i]) * 0x9e3779b97f4a7c15ull;
		hash ^= hash >> 29;
	}
	return (unsigned int)(hash ^ hash >> 32);
}

#define HASH_FUNCTION(key, length, hash) \
	do { \
		(hash) = hash_words((key), (length)); \
	} while (0)
#include <uthash.h>

enum { VALUE_DEPTH = 7 };

/* What makes two values the same: everything but the derived members. */
struct value_key {
	uint64_t kind_op;
	const void *a, *b;
	int64_t payload;
};

struct entry {
	struct value_key key;
	struct value value;
	UT_hash_handle hh;
};

struct value_table {
	struct arena *arena;
	struct entry *entries;
	uint32_t count;
};

struct value_table *value_table_new(struct arena *arena)
{
	struct value_table *table = arena_new(arena, struct value_table);

	table->arena = arena;
	return table;
}

void value_table_free(struct value_table *table)
{
	HASH_CLEAR(hh, table->entries);
}

static bool kind_is_rooted(const struct value *value)
{
	switch ((enum value_kind)value->kind) {
	case VALUE_PARAM:
	case VALUE_FUNC:
	case VALUE_INT:
		return true;
	case VALUE_OBJECT:
		return value->var->kind == VAR_GLOBAL || value->var->kind == VAR_STATIC;
	case VALUE_LOAD: case VALUE_SUB: case VALUE_CONTAINER: case VALUE_DATA:
	case VALUE_NOT: case VALUE_IS_ERR: case VALUE_IS_ERR_OR_NULL:
	case VALUE_IS_NEGATIVE:
		return value->a->rooted;
	case VALUE_OP:
		return value->a->rooted && value->b->rooted;
	default:
		return false;
	}
}

static uint8_t depth_of(const struct value *value)
{
	uint8_t depth = 0;

	if (value->kind == VALUE_JOIN)
		return 1;
	if (value->a)
		depth = value->a->depth;
	if (value->b && value->b->depth > depth)
		depth = value->b->depth;
	return (uint8_t)(depth + 1);
}

static const struct value *make(struct value_table *table, struct value value)
{
	struct value_key key;
	struct entry *entry;

	memset(&key, 0, sizeof(key));
	key.kind_op = (uint64_t)value.kind << 8 | value.op;
	key.a = value.a;
	key.b = value.b;
	key.payload = value.number;
	HASH_FIND(hh, table->entries, &key, sizeof(key), entry);
	if (entry)
		return &entry->value;
	value.depth = depth_of(&value);
	if (value.depth > VALUE_DEPTH && value.kind != VALUE_UNKNOWN)
		return value_unknown(table);
	entry = arena_new(table->arena, struct entry);
	entry->key = key;
	value.id = table->count++;
	value.unknown = value.kind == VALUE_UNKNOWN ||
			(value.kind != VALUE_JOIN && value.a && value.a->unknown) ||
			(value.b && value.b->unknown);
	value.rooted = !value.unknown && kind_is_rooted(&value);
	entry->value = value;
	HASH_ADD(hh, table->entries, key, sizeof(entry->key), entry);
	return &entry->value;
}

const struct value *value_unknown(struct value_table *table)
{
	return make(table, (struct value){ .kind = VALUE_UNKNOWN });
}

const struct value *value_int(struct value_table *table, int64_t number)
{
	return make(table, (struct value){ .kind = VALUE_INT, .number = number });
}

const struct value *value_func(struct value_table *table, const char *name)
{
	return make(table, (struct value){ .kind = VALUE_FUNC, .name = name });
}

const struct value *value_param(struct value_table *table, unsigned int index)
{
	return make(table, (struct value){ .kind = VALUE_PARAM, .number = index });
}

const struct value *value_object(struct value_table *table, const struct var *var)
{
	return make(table, (struct value){ .kind = VALUE_OBJECT, .var = var });
}

/* A path too long keeps its last member: it can still be told apart by it. */
static const struct value *short_base(struct value_table *table,
				      const struct value *base)
{
	return base->depth + 1 > VALUE_DEPTH ? value_unknown(table) : base;
}

const struct value *value_load(struct value_table *table, const struct value *base,
			       const char *field)
{
	return make(table, (struct value){ .kind = VALUE_LOAD,
					   .a = short_base(table, base),
					   .field = field });
}

const struct value *value_sub(struct value_table *table, const struct value *base,
			      const char *field)
{
	if (base->kind == VALUE_CONTAINER && base->field == field)
		return base->a;
	return make(table, (struct value){ .kind = VALUE_SUB,
					   .a = short_base(table, base),
					   .field = field });
}

const struct value *value_container(struct value_table *table,
				    const struct value *base, const char *field)
{
	if (base->kind == VALUE_SUB && base->field == field)
		return base->a;
	return make(table, (struct value){ .kind = VALUE_CONTAINER,
					   .a = short_base(table, base),
					   .field = field });
}

const struct value *value_data(struct value_table *table, const struct value *base)
{
	return make(table, (struct value){ .kind = VALUE_DATA,
					   .a = short_base(table, base) });
}

const struct value *value_result(struct value_table *table, const struct inst *inst)
{
	return make(table, (struct value){ .kind = VALUE_RESULT, .inst = inst });
}

const struct value *value_via(struct value_table *table, const struct inst *inst,
			      const struct value *inner)
{
	struct value value = { .kind = VALUE_VIA, .inst = inst };

	/* The inner value belongs to another table: it is named by its address. */
	value.b = NULL;
	value.a = inner;
	return make(table, value);
}

const struct value *value_op(struct value_table *table, enum binary_op op,
			     const struct value *a, const struct value *b)
{
	return make(table, (struct value){ .kind = VALUE_OP, .op = (uint8_t)op,
					   .a = a, .b = b });
}

const struct value *value_test(struct value_table *table, enum value_kind kind,
			       const struct value *a)
{
	return make(table, (struct value){ .kind = (uint8_t)kind, .a = a });
}

const struct value *value_join(struct value_table *table,
			       const struct value *location, unsigned int block)
{
	return make(table, (struct value){ .kind = VALUE_JOIN, .a = location,
					   .number = block });
}

void value_mark(const struct value *value, uint8_t mark)
{
	((struct value *)value)->mark = mark;
}

bool value_same(const struct value *left, const struct value *right)
{
	return left == right && !left->unknown;
}

bool value_is_local(const struct value *value)
{
	while (value->kind == VALUE_SUB || value->kind == VALUE_LOAD)
		value = value->a;
	return value->kind == VALUE_OBJECT && value->var->kind != VAR_GLOBAL &&
	       value->var->kind != VAR_STATIC;
}

static bool has_member(const struct value *value)
{
	return value->kind == VALUE_LOAD || value->kind == VALUE_SUB;
}

/* "*" and "[]" are steps without a name of their own. */
static const struct value *named(const struct value *value)
{
	while (has_member(value) && value->field[0] == '*')
		value = value->a;
	return value;
}

static bool is_element(const struct value *value)
{
	return value->field[0] == '[';
}

enum alike value_alike(const struct value *left, const struct value *right)
{
	enum alike answer = ALIKE_UNKNOWN;

	if (value_same(left, right))
		return ALIKE_YES;
	for (;;) {
		left = named(left);
		right = named(right);
		if (left->kind == VALUE_OBJECT && right->kind == VALUE_OBJECT)
			return left->var == right->var ? ALIKE_YES : ALIKE_NO;
		if (!has_member(left) || !has_member(right))
			return answer;
		if (is_element(left) != is_element(right)) {
			/* an array is known by any of its elements */
			if (is_element(left))
				left = left->a;
			else
				right = right->a;
			continue;
		}
		if (left->field != right->field) {
			/* [] may be any element */
			if (!is_element(left) ||
			    (left->field[1] != ']' && right->field[1] != ']'))
				return ALIKE_NO;
		} else if (left->field[0] != '[') {
			answer = ALIKE_YES;
		}
		left = left->a;
		right = right->a;
	}
}

bool value_likely(const struct value *left, const struct value *right)
{
	if (!left || !right)
		return left == right;
	return left == right || value_alike(left, right) == ALIKE_YES;
}

const char *value_member(const struct value *value)
{
	while (has_member(value) &&
	       (value->field[0] == '*' || value->field[0] == '['))
		value = value->a;
	return has_member(value) ? value->field : NULL;
}

static void print_member(const struct value *value,
			 const struct function *function, FILE *out)
{
	const char *name = strrchr(value->field, '.');
	const struct value *base = value->a;

	if (value->field[0] == '*') {
		if (base->kind == VALUE_OBJECT) {
			value_print(base, function, out);
			return;
		}
		fputc('*', out);
		value_print(base, function, out);
		return;
	}
	value_print(base, function, out);
	if (value->field[0] == '[') {
		fputs(value->field, out);
		return;
	}
	fputs(base->kind == VALUE_SUB || base->kind == VALUE_OBJECT ? "." : "->", out);
	fputs(name ? name + 1 : value->field, out);
}

static void print_param(const struct value *value, const struct function *function,
			FILE *out)
{
	if (function && value->number < (int64_t)function->param_count)
		fputs(function->params[value->number]->name, out);
	else
		fprintf(out, "argument %" PRId64, value->number + 1);
}

static void print_result(const struct inst *inst, FILE *out)
{
	if (inst->callee->kind == EXPR_FUNC || inst->callee->kind == EXPR_FIELD)
		expr_print(inst->callee, out);
	else
		fputs("call", out);
	fputs("()", out);
}

void value_print(const struct value *value, const struct function *function,
		 FILE *out)
{
	switch ((enum value_kind)value->kind) {
	case VALUE_UNKNOWN: fputc('?', out); break;
	case VALUE_INT: fprintf(out, "%" PRId64, value->number); break;
	case VALUE_FUNC: fputs(value->name, out); break;
	case VALUE_PARAM: print_param(value, function, out); break;
	case VALUE_OBJECT: fputs(value->var->name, out); break;
	case VALUE_LOAD:
	case VALUE_SUB: print_member(value, function, out); break;
	case VALUE_CONTAINER:
	case VALUE_DATA: value_print(value->a, function, out); break;
	case VALUE_RESULT: print_result(value->inst, out); break;
	case VALUE_VIA: print_result(value->inst, out); break;
	case VALUE_OP:
		value_print(value->a, function, out);
		fprintf(out, " %s ", binary_op_word(value->op));
		value_print(value->b, function, out);
		break;
	case VALUE_NOT:
		fputc('!', out);
		value_print(value->a, function, out);
		break;
	case VALUE_IS_ERR:
	case VALUE_IS_ERR_OR_NULL:
		fputs("IS_ERR(", out);
		value_print(value->a, function, out);
		fputc(')', out);
		break;
	case VALUE_IS_NEGATIVE:
		value_print(value->a, function, out);
		fputs(" < 0", out);
		break;
	case VALUE_JOIN: value_print(value->a, function, out); break;
	}
}

const char *value_text(struct arena *arena, const struct value *value,
		       const struct function *function)
{
	char *buffer = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&buffer, &size);
	const char *text = "?";

	if (!out)
		return text;
	value_print(value, function, out);
	if (fclose(out) == 0)
		text = arena_strdup(arena, buffer);
	free(buffer);
	return text;
}
