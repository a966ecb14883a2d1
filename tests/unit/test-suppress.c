/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-suppress.c - comments that allow a finding
 */
#include "checker/suppress.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena arena;
static struct suppress_list list;

static void begin(void)
{
	arena_init(&arena);
}

static void end(void)
{
	arena_release(&arena);
}

TestSuite(suppress, .init = begin, .fini = end);

static size_t scan(const char *text)
{
	suppress_scan(&arena, text, strlen(text), &list);
	return list.count;
}

static bool allows(const char *slug, unsigned int line)
{
	return suppress_allows(&list, rule_find(slug), line);
}

static void expect_problem(const char *text, const char *part)
{
	const char *problem;

	cr_assert_eq(scan(text), 1, "%s", text);
	problem = suppress_problem(&arena, &list.rows[0], true);
	cr_assert(problem, "no problem in %s", text);
	cr_expect(strstr(problem, part), "%s", problem);
	cr_expect_not(allows("sync-in-atomic", 1));
}

Test(suppress, own_line_and_the_next)
{
	cr_assert_eq(scan("int x;\n"
			  "f(); /* dmacheck: allow sync-in-atomic - not shared */\n"), 1);
	cr_expect_eq(list.rows[0].line, 2);
	cr_expect_eq(list.rows[0].column, 6);
	cr_expect_str_eq(list.rows[0].slug, "sync-in-atomic");
	cr_expect_str_eq(list.rows[0].reason, "not shared");
	cr_expect_not(allows("sync-in-atomic", 1));
	cr_expect_not(allows("sync-in-atomic", 4));
	cr_expect_not(list.rows[0].used);
	cr_expect(allows("sync-in-atomic", 2));
	cr_expect(allows("sync-in-atomic", 3));
	cr_expect(list.rows[0].used);
	cr_expect_not(allows("terminate-all-deprecated", 2));
	cr_expect_null(suppress_problem(&arena, &list.rows[0], true));
}

Test(suppress, line_comments)
{
	cr_assert_eq(scan("// dmacheck: allow sync-in-atomic - a reason\r\nf();\n"), 1);
	cr_expect_str_eq(list.rows[0].reason, "a reason");
	cr_expect(allows("sync-in-atomic", 2));
	cr_assert_eq(scan("f(); //dmacheck: allow sync-in-atomic -- no end of file"), 1);
	cr_expect_str_eq(list.rows[0].reason, "no end of file");
}

Test(suppress, a_reason_may_wrap)
{
	cr_assert_eq(scan("\t/*\n\t * dmacheck: allow sync-in-atomic - one\n"
			  "\t * two\n\t */\n\tf();\n"), 1);
	cr_expect_eq(list.rows[0].line, 1);
	cr_expect_eq(list.rows[0].last, 4);
	cr_expect_str_eq(list.rows[0].reason, "one two");
	cr_expect(allows("sync-in-atomic", 5));
	cr_expect_not(allows("sync-in-atomic", 6));
}

Test(suppress, several)
{
	cr_assert_eq(scan("/* dmacheck: allow sync-in-atomic - a */ // dmacheck: allow terminate-all-deprecated - b\n"
			  "f();\n"), 2);
	cr_expect(allows("sync-in-atomic", 2));
	cr_expect(allows("terminate-all-deprecated", 2));
}

Test(suppress, many)
{
	char *text = arena_alloc(&arena, 100 * 64);

	for (int i = 0; i < 100; i++)
		strcat(text, "/* dmacheck: allow sync-in-atomic - a */\n");
	cr_expect_eq(scan(text), 100);
	cr_expect_eq(list.rows[99].line, 100);
}

Test(suppress, strings_are_text)
{
	cr_expect_eq(scan("s = \"/* dmacheck: allow sync-in-atomic - a */\";\n"), 0);
	cr_expect_eq(scan("s = \"\\\"// dmacheck: allow sync-in-atomic - a\";\n"), 0);
	cr_expect_eq(scan("c = '\"'; // dmacheck: allow sync-in-atomic - a\n"), 1);
	cr_expect_eq(scan("#error don't\n// dmacheck: allow sync-in-atomic - a\n"), 1);
	cr_expect_eq(scan("/* see dmacheck: allow sync-in-atomic - a */\n"), 0);
	cr_expect_eq(scan("a / b; /* x */ // dmacheck is a tool\n"), 0);
	cr_expect_eq(scan("// a \\\ndmacheck: allow sync-in-atomic - a\n"), 0);
}

Test(suppress, problems)
{
	expect_problem("// dmacheck: allow sync-in-atomic\n", "without a reason");
	expect_problem("// dmacheck: allow sync-in-atomic - \n", "without a reason");
	expect_problem("// dmacheck: allow sync-in-atomic because\n", "without a reason");
	expect_problem("// dmacheck: allow no-such-rule - a\n", "no-such-rule");
	expect_problem("// dmacheck: deny sync-in-atomic - a\n", "not understood");
	expect_problem("/* dmacheck: */\n", "not understood");
	expect_problem("/* dmacheck: allow", "not understood");
}

Test(suppress, unused)
{
	cr_assert_eq(scan("// dmacheck: allow sync-in-atomic - a\n"), 1);
	cr_expect_not_null(suppress_problem(&arena, &list.rows[0], true));
	cr_expect_null(suppress_problem(&arena, &list.rows[0], false));
}

Test(suppress, any_bytes)
{
	static const char text[] = "\0\xff/*\0 dmacheck: allow \0 */ \" ' // dmacheck:";

	for (size_t size = 0; size < sizeof(text); size++)
		suppress_scan(&arena, text, size, &list);
	cr_expect_eq(scan(""), 0);
}
