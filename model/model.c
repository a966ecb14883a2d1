/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * model.c - what the kernel's APIs mean, as tables that can be asked
 *
 * Rows are filed by interned pointer. A text is a layer: its first row of a
 * name takes the place of what older layers said, its further rows of that
 * name stand beside the first.
 */
#include "model/model.h"

#include "model/arena.h"
#include "model/intern.h"
#include "model/memory.h"
#include "model/row.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define uthash_fatal(msg) abort()
#include <uthash.h>

struct call_entry {
	UT_hash_handle hh;
	const char *name; /* key: the pointer */
	unsigned int layer;
	struct model_call *first;
	struct model_call *last;
};

struct register_entry {
	UT_hash_handle hh;
	const char *name; /* key: the pointer */
	unsigned int layer;
	struct model_register *first;
	struct model_register *last;
};

struct op_entry {
	UT_hash_handle hh;
	struct model_field key; /* both pointers */
	struct model_op op;
};

/**
 * struct model - the tables
 * @arena: owns all rows and names; what a later layer hides stays in it
 * @layer: number of the text being filed, 0 for all built-in ones
 * @api_names: sorted, client side
 */
struct model {
	struct arena arena;
	unsigned int layer;
	struct call_entry *calls;
	struct register_entry *registers;
	struct op_entry *ops;
	struct model_pair *pairs;
	size_t pair_count;
	size_t pair_room;
	const char **api_names;
	size_t api_name_count;
};

static void add_call(struct model *model, struct model_call *call)
{
	struct call_entry *entry;

	HASH_FIND_PTR(model->calls, &call->name, entry);
	if (!entry) {
		entry = arena_new(&model->arena, struct call_entry);
		entry->name = call->name;
		entry->layer = model->layer;
		HASH_ADD_PTR(model->calls, name, entry);
	}
	if (entry->first && entry->layer == model->layer)
		entry->last->next = call;
	else
		entry->first = call;
	entry->last = call;
	entry->layer = model->layer;
}

static void add_register(struct model *model, struct model_register *reg)
{
	struct register_entry *entry;

	HASH_FIND_PTR(model->registers, &reg->name, entry);
	if (!entry) {
		entry = arena_new(&model->arena, struct register_entry);
		entry->name = reg->name;
		entry->layer = model->layer;
		HASH_ADD_PTR(model->registers, name, entry);
	}
	if (entry->first && entry->layer == model->layer)
		entry->last->next = reg;
	else
		entry->first = reg;
	entry->last = reg;
	entry->layer = model->layer;
}

static void add_op(struct model *model, const struct model_op *op)
{
	struct op_entry *entry;

	HASH_FIND(hh, model->ops, &op->op, sizeof(op->op), entry);
	if (!entry) {
		entry = arena_new(&model->arena, struct op_entry);
		entry->key = op->op;
		HASH_ADD(hh, model->ops, key, sizeof(entry->key), entry);
	}
	entry->op = *op;
}

static bool same_field(struct model_field a, struct model_field b)
{
	return a.record == b.record && a.field == b.field;
}

static void add_pair(struct model *model, struct model_pair pair)
{
	for (size_t i = 0; i < model->pair_count; i++)
		if (same_field(model->pairs[i].acquire, pair.acquire) &&
		    same_field(model->pairs[i].release, pair.release))
			return;
	if (model->pair_count == model->pair_room) {
		size_t room = model->pair_room ? 2 * model->pair_room : 64;
		struct model_pair *pairs;

		pairs = arena_array(&model->arena, struct model_pair, room);
		if (model->pair_count)
			memcpy(pairs, model->pairs,
			       model->pair_count * sizeof(*pairs));
		model->pairs = pairs;
		model->pair_room = room;
	}
	model->pairs[model->pair_count++] = pair;
}

static void add_rows(struct model *model, struct row *rows)
{
	for (struct row *row = rows; row; row = row->next) {
		switch (row->kind) {
		case ROW_CALL:
			add_call(model, &row->call);
			break;
		case ROW_REGISTER:
			add_register(model, &row->reg);
			break;
		case ROW_OP:
			add_op(model, &row->op);
			break;
		case ROW_PAIR:
			add_pair(model, row->pair);
			break;
		}
	}
}

static bool is_client_api(const struct call_entry *entry)
{
	if (strchr(entry->name, '.'))
		return false;
	for (const struct model_call *call = entry->first; call; call = call->next)
		if (effect_group(call->effect) == GROUP_API &&
		    call->effect != EFFECT_PROVIDER)
			return true;
	return false;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void list_api_names(struct model *model)
{
	size_t count = 0;

	model->api_names = arena_array(&model->arena, const char *,
				       HASH_COUNT(model->calls) + 1);
	for (struct call_entry *entry = model->calls; entry;
	     entry = entry->hh.next)
		if (is_client_api(entry))
			model->api_names[count++] = entry->name;
	qsort(model->api_names, count, sizeof(*model->api_names), compare_names);
	model->api_name_count = count;
}

static int add_layer(struct model *model, const char *name, const char *text,
		     char **ret_error)
{
	struct row *rows;
	int ret;

	ret = row_parse_text(&model->arena, name, text, &rows, ret_error);
	if (!ret)
		add_rows(model, rows);
	return ret;
}

int model_add_text(struct model *model, const char *name, const char *text,
		   char **ret_error)
{
	int ret;

	model->layer++;
	ret = add_layer(model, name, text, ret_error);
	if (!ret)
		list_api_names(model);
	return ret;
}

struct model *model_new(void)
{
	struct model *model = memory_array(1, sizeof(*model));
	char *error = NULL;

	arena_init(&model->arena);
	for (size_t i = 0; i < model_text_count; i++) {
		if (add_layer(model, model_texts[i].name, model_texts[i].text,
			      &error)) {
			fprintf(stderr, "dmacheck: built-in model: %s\n",
				error ? error : "out of memory");
			abort();
		}
	}
	list_api_names(model);
	return model;
}

void model_free(struct model *model)
{
	if (!model)
		return;
	HASH_CLEAR(hh, model->calls);
	HASH_CLEAR(hh, model->registers);
	HASH_CLEAR(hh, model->ops);
	arena_release(&model->arena);
	free(model);
}

static const struct call_entry *find_call(const struct model *model,
					  const char *name)
{
	struct call_entry *entry;

	HASH_FIND_PTR(model->calls, &name, entry);
	return entry;
}

/*
 * Where allocations are profiled, kmalloc() is a macro around
 * kmalloc_noprof(): the row of the one is the row of the other.
 */
static const struct call_entry *find_noprof(const struct model *model,
					    const char *name)
{
	static const char suffix[] = "_noprof";
	size_t length = strlen(name), tail = sizeof(suffix) - 1;

	if (length <= tail || strcmp(name + length - tail, suffix) != 0)
		return NULL;
	return find_call(model, intern_range(name, length - tail));
}

const struct model_call *model_call(const struct model *model, const char *name)
{
	const struct call_entry *entry = find_call(model, name);

	if (!entry)
		entry = find_noprof(model, name);
	return entry ? entry->first : NULL;
}

const struct model_register *model_register(const struct model *model,
					    const char *name)
{
	struct register_entry *entry;

	HASH_FIND_PTR(model->registers, &name, entry);
	return entry ? entry->first : NULL;
}

const struct model_op *model_op(const struct model *model, const char *record,
				const char *field)
{
	struct model_field key = { record, field };
	struct op_entry *entry;

	HASH_FIND(hh, model->ops, &key, sizeof(key), entry);
	if (!entry) {
		key.field = intern("*");
		HASH_FIND(hh, model->ops, &key, sizeof(key), entry);
	}
	return entry ? &entry->op : NULL;
}

const struct model_pair *model_pairs(const struct model *model, size_t *ret_count)
{
	*ret_count = model->pair_count;
	return model->pairs;
}

bool model_is_api(const struct model *model, const char *name)
{
	for (const struct model_call *call = model_call(model, name); call;
	     call = call->next)
		if (effect_group(call->effect) == GROUP_API)
			return true;
	return false;
}

const char *const *model_api_names(const struct model *model, size_t *ret_count)
{
	*ret_count = model->api_name_count;
	return model->api_names;
}
