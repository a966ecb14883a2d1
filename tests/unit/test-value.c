/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-value.c - values are made once, stay small, and are told apart by the
 * members they live in
 */
#include "checker/value.h"

#include <criterion/criterion.h>
#include <string.h>

#include "model/intern.h"

static struct arena arena;
static struct value_table *table;
static const struct value *host, *other;

static void begin(void)
{
	arena_init(&arena);
	table = value_table_new(&arena);
	host = value_param(table, 0);
	other = value_param(table, 1);
}

static void end(void)
{
	value_table_free(table);
	arena_release(&arena);
}

TestSuite(value, .init = begin, .fini = end);

static const struct value *load(const struct value *base, const char *field)
{
	return value_load(table, base, intern(field));
}

static const struct value *sub(const struct value *base, const char *field)
{
	return value_sub(table, base, intern(field));
}

static struct var *variable(const char *name, enum var_kind kind)
{
	struct var *var = arena_new(&arena, struct var);

	var->name = name;
	var->kind = kind;
	return var;
}

static const struct value *object(const char *name, enum var_kind kind)
{
	return value_object(table, variable(name, kind));
}

Test(value, each_is_made_once)
{
	struct inst inst = { .kind = INST_CALL };
	const struct var *var = variable("v", VAR_LOCAL);

	cr_expect_eq(value_int(table, 7), value_int(table, 7));
	cr_expect_neq(value_int(table, 7), value_int(table, 8));
	cr_expect_eq(host, value_param(table, 0));
	cr_expect_neq(host, other);
	cr_expect_neq(value_int(table, 0), host);
	cr_expect_eq(value_func(table, intern("f")), value_func(table, intern("f")));
	cr_expect_eq(value_object(table, var), value_object(table, var));
	cr_expect_neq(object("v", VAR_LOCAL), object("v", VAR_LOCAL));
	cr_expect_eq(value_result(table, &inst), value_result(table, &inst));
	cr_expect_eq(load(host, "host.chan"), load(host, "host.chan"));
	cr_expect_neq(load(host, "host.chan"), sub(host, "host.chan"));
	cr_expect_neq(load(host, "host.chan"), load(other, "host.chan"));
	cr_expect_eq(value_op(table, OP_ADD, host, other),
		     value_op(table, OP_ADD, host, other));
	cr_expect_neq(value_op(table, OP_ADD, host, other),
		      value_op(table, OP_SUB, host, other));
	cr_expect_neq(value_op(table, OP_SUB, host, other),
		      value_op(table, OP_SUB, other, host));
	cr_expect_eq(value_test(table, VALUE_NOT, host),
		     value_test(table, VALUE_NOT, host));
	cr_expect_neq(value_test(table, VALUE_NOT, host),
		      value_test(table, VALUE_IS_ERR, host));
	cr_expect_eq(value_join(table, host, 3), value_join(table, host, 3));
	cr_expect_neq(value_join(table, host, 3), value_join(table, host, 4));
}

Test(value, identifiers_follow_the_order_of_making)
{
	const struct value *first = value_int(table, 1);
	const struct value *second = value_int(table, 2);

	cr_expect_lt(first->id, second->id);
	cr_expect_eq(value_int(table, 1)->id, first->id);
}

Test(value, the_unknown_is_like_nothing)
{
	const struct value *unknown = value_unknown(table);
	const struct value *inside = load(unknown, "host.chan");

	cr_expect(value_same(host, value_param(table, 0)));
	cr_expect_not(value_same(host, other));
	cr_expect_not(value_same(unknown, unknown));
	cr_expect(inside->unknown);
	cr_expect_not(value_same(inside, inside));
	cr_expect(value_op(table, OP_ADD, host, unknown)->unknown);
	cr_expect(value_test(table, VALUE_NOT, unknown)->unknown);
	/* where ways met something is known by the place it is kept in */
	cr_expect_not(value_join(table, unknown, 1)->unknown);
}

Test(value, rooted_is_what_exists_at_entry)
{
	struct inst inst = { .kind = INST_CALL };
	const struct value *result = value_result(table, &inst);

	cr_expect(host->rooted);
	cr_expect(load(host, "host.chan")->rooted);
	cr_expect(value_data(table, host)->rooted);
	cr_expect(value_int(table, 1)->rooted);
	cr_expect(object("g", VAR_GLOBAL)->rooted);
	cr_expect(object("s", VAR_STATIC)->rooted);
	cr_expect_not(object("l", VAR_LOCAL)->rooted);
	cr_expect_not(result->rooted);
	cr_expect_not(load(result, "host.chan")->rooted);
	cr_expect_not(value_op(table, OP_ADD, host, result)->rooted);
	cr_expect_not(value_join(table, host, 1)->rooted);
	cr_expect_not(load(value_unknown(table), "host.chan")->rooted);
}

Test(value, container_and_member_cancel)
{
	const struct value *member = sub(host, "host.work");

	cr_expect_eq(value_container(table, member, intern("host.work")), host);
	cr_expect_neq(value_container(table, member, intern("host.timer")), host);
	cr_expect_eq(sub(value_container(table, host, intern("host.work")),
			 "host.work"), host);
	cr_expect_neq(sub(value_container(table, host, intern("host.work")),
			  "host.timer"), host);
	/* what a member points to is not a part of what holds it */
	cr_expect_neq(value_container(table, load(host, "host.work"),
				      intern("host.work")), host);
}

Test(value, nesting_is_bounded)
{
	const struct value *list = host, *sum = host;

	for (int i = 0; i < 100; i++) {
		list = load(list, "node.next");
		cr_assert_leq(list->depth, 7);
		sum = value_op(table, OP_ADD, sum, other);
		cr_assert_leq(sum->depth, 7);
	}
	cr_expect(list->unknown);
	cr_expect(sum->unknown);
	/* the last member of a path too long is kept */
	cr_expect_str_eq(value_member(list), "node.next");
	cr_expect_str_eq(value_member(load(list, "host.chan")), "host.chan");
}

/** struct pair - two paths and what they have in common */
struct pair {
	const struct value *left, *right;
	enum alike alike;
};

static void expect_alike(const struct pair *pairs, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct value *left = pairs[i].left, *right = pairs[i].right;

		cr_expect_eq(value_alike(left, right), pairs[i].alike,
			     "row %zu: %s, %s", i, value_text(&arena, left, NULL),
			     value_text(&arena, right, NULL));
		cr_expect_eq(value_alike(right, left), pairs[i].alike,
			     "row %zu, the other way round: %s, %s", i,
			     value_text(&arena, left, NULL),
			     value_text(&arena, right, NULL));
	}
}

Test(value, alike_by_members)
{
	const struct value *rx = load(sub(host, "host.rx"), "ring.chan");
	const struct value *tx = load(sub(host, "host.tx"), "ring.chan");
	const struct value *ring = load(other, "ring.chan");
	const struct pair pairs[] = {
		{ rx, rx, ALIKE_YES },
		{ rx, load(sub(other, "host.rx"), "ring.chan"), ALIKE_YES },
		{ rx, tx, ALIKE_NO },
		/* one path ends: as far as both are known */
		{ rx, ring, ALIKE_YES },
		{ tx, ring, ALIKE_YES },
		{ rx, load(host, "host.chan"), ALIKE_NO },
		{ host, other, ALIKE_UNKNOWN },
		{ rx, host, ALIKE_UNKNOWN },
		{ value_int(table, 1), value_int(table, 2), ALIKE_UNKNOWN },
		{ value_unknown(table), value_unknown(table), ALIKE_UNKNOWN },
		/* behind what is unknown members still count */
		{ load(value_unknown(table), "ring.chan"), rx, ALIKE_YES },
	};

	expect_alike(pairs, sizeof(pairs) / sizeof(*pairs));
}

Test(value, alike_through_steps_without_a_name)
{
	const struct value *chan = load(host, "host.chan");
	const struct pair pairs[] = {
		{ load(chan, "*"), load(other, "host.chan"), ALIKE_YES },
		{ load(chan, "*"), load(load(other, "host.chan"), "*"), ALIKE_YES },
		{ load(host, "*"), load(other, "*"), ALIKE_UNKNOWN },
	};

	expect_alike(pairs, sizeof(pairs) / sizeof(*pairs));
}

Test(value, alike_of_elements)
{
	const struct value *here = sub(host, "host.chan");
	const struct value *there = sub(other, "host.chan");
	const struct pair pairs[] = {
		{ load(here, "[0]"), load(there, "[0]"), ALIKE_YES },
		{ load(here, "[0]"), load(there, "[1]"), ALIKE_NO },
		/* an index that is not known may be any */
		{ load(here, "[]"), load(there, "[1]"), ALIKE_YES },
		{ load(here, "[]"), load(there, "[]"), ALIKE_YES },
		/* an array is known by any of its elements */
		{ load(here, "[1]"), there, ALIKE_YES },
		{ load(here, "[1]"), sub(other, "host.addr"), ALIKE_NO },
		{ load(host, "[0]"), load(other, "[0]"), ALIKE_UNKNOWN },
	};

	expect_alike(pairs, sizeof(pairs) / sizeof(*pairs));
}

Test(value, alike_of_variables)
{
	const struct value *one = object("one", VAR_GLOBAL);
	const struct value *two = object("two", VAR_GLOBAL);
	const struct pair pairs[] = {
		{ one, one, ALIKE_YES },
		{ one, two, ALIKE_NO },
		{ load(one, "host.chan"), load(one, "host.chan"), ALIKE_YES },
		{ load(one, "host.chan"), load(two, "host.chan"), ALIKE_NO },
		{ load(one, "host.chan"), load(host, "host.chan"), ALIKE_YES },
	};

	expect_alike(pairs, sizeof(pairs) / sizeof(*pairs));
}

Test(value, local_is_what_ends_with_the_function)
{
	const struct value *local = object("sg", VAR_LOCAL);

	cr_expect(value_is_local(local));
	cr_expect(value_is_local(sub(local, "scatterlist.length")));
	cr_expect_not(value_is_local(host));
	cr_expect_not(value_is_local(object("g", VAR_GLOBAL)));
	cr_expect_not(value_is_local(object("s", VAR_STATIC)));
}

Test(value, the_last_member_names_it)
{
	const struct value *chan = load(host, "host.chan");

	cr_expect_str_eq(value_member(chan), "host.chan");
	cr_expect_str_eq(value_member(load(chan, "*")), "host.chan");
	cr_expect_str_eq(value_member(load(chan, "[2]")), "host.chan");
	cr_expect_null(value_member(host));
	cr_expect_null(value_member(value_int(table, 3)));
	cr_expect_null(value_member(load(host, "*")));
}

static void expect_text(const struct value *value, const char *text)
{
	struct var name = { .name = "h" };
	struct var *params[] = { &name };
	struct function function = { .params = params, .param_count = 1 };

	cr_expect_str_eq(value_text(&arena, value, &function), text);
}

Test(value, printed_as_c_writes_it)
{
	const struct value *chan = load(host, "host.chan");

	expect_text(host, "h");
	expect_text(other, "argument 2");
	expect_text(value_int(table, -5), "-5");
	expect_text(value_func(table, "f"), "f");
	expect_text(chan, "h->chan");
	expect_text(load(sub(host, "host.rx"), "ring.chan"), "h->rx.chan");
	expect_text(load(chan, "dma_chan.device"), "h->chan->device");
	expect_text(load(sub(host, "host.addr"), "[1]"), "h->addr[1]");
	expect_text(load(host, "*"), "*h");
	expect_text(load(object("dev", VAR_STATIC), "host.chan"), "dev.chan");
	expect_text(value_test(table, VALUE_NOT, host), "!h");
	expect_text(value_test(table, VALUE_IS_NEGATIVE, host), "h < 0");
	expect_text(value_op(table, OP_BITAND, host, value_int(table, 4)), "h & 4");
	expect_text(value_unknown(table), "?");
}
