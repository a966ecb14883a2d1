/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-tree.c - the readers of outside text: names, C regions, Makefiles, Kconfig,
 * compile_commands.json
 */
#include "checker/tree-internal.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[] = { "dma_sync_wait", "dmaengine_submit",
				     "dmaengine_submit_all" };
static struct tree_matcher *matcher;
static struct arena arena;

static void setup(void)
{
	matcher = tree_matcher_new(names, 3);
	arena_init(&arena);
}

static void teardown(void)
{
	tree_matcher_free(matcher);
	arena_release(&arena);
}

TestSuite(tree, .init = setup, .fini = teardown);

/* ---- match ---- */

static size_t count_names(const char *text)
{
	size_t count = 0, offset = 0;
	const char *name;

	while ((name = tree_matcher_next(matcher, text, strlen(text), &offset))) {
		cr_assert_eq(strncmp(text + offset, name, strlen(name)), 0);
		offset += strlen(name);
		count++;
	}
	return count;
}

Test(tree, match_whole_identifiers)
{
	cr_assert_eq(count_names("dmaengine_submit(x);"), 1);
	cr_assert_eq(count_names("dmaengine_submit"), 1);
	cr_assert_eq(count_names("my_dmaengine_submit(x); dmaengine_submit2(x);"), 0);
	cr_assert_eq(count_names("dmaengine_submit_all dmaengine_submit+dma_sync_wait"), 3);
	cr_assert_eq(count_names(""), 0);
}

Test(tree, match_without_names)
{
	struct tree_matcher *empty = tree_matcher_new(NULL, 0);
	size_t offset = 0;

	cr_assert_null(tree_matcher_next(empty, "dma", 3, &offset));
	tree_matcher_free(empty);
}

/* ---- mention ---- */

static enum tree_region_kind kind_at(const char *text, const char *where)
{
	size_t offset = (size_t)(strstr(text, where) - text);
	struct tree_region region = { 0 };
	struct tree_lexer lexer;

	tree_lexer_init(&lexer, text, strlen(text));
	while (tree_lexer_next(&lexer, &region))
		if (offset >= region.start && offset < region.end)
			return region.kind;
	cr_assert_fail("regions have a gap");
	return REGION_CODE;
}

Test(tree, regions)
{
	cr_assert_eq(kind_at("a(); HERE();", "HERE"), REGION_CODE);
	cr_assert_eq(kind_at("/* x\n HERE */ b", "HERE"), REGION_COMMENT);
	cr_assert_eq(kind_at("// x \\\n HERE\n", "HERE"), REGION_COMMENT);
	cr_assert_eq(kind_at("// x\n HERE", "HERE"), REGION_CODE);
	cr_assert_eq(kind_at("p(\"\\\" HERE\");", "HERE"), REGION_STRING);
	cr_assert_eq(kind_at("c = '\"'; HERE;", "HERE"), REGION_CODE);
	cr_assert_eq(kind_at("#define X \\\n HERE\n", "HERE"), REGION_DIRECTIVE);
	cr_assert_eq(kind_at("#define X\nHERE\n", "HERE"), REGION_CODE);
	cr_assert_eq(kind_at("#define X /* HERE */\n", "HERE"), REGION_COMMENT);
	cr_assert_eq(kind_at("/* c */ # define X HERE", "HERE"), REGION_DIRECTIVE);
	cr_assert_eq(kind_at("a # HERE", "HERE"), REGION_CODE);
	cr_assert_eq(kind_at("#error don't\nHERE", "HERE"), REGION_CODE);
}

Test(tree, regions_know_conditions)
{
	const char *text = "#if A\nx\n#else\ny\n#endif\nz";
	struct tree_region region;
	struct tree_lexer lexer;

	tree_lexer_init(&lexer, text, strlen(text));
	while (tree_lexer_next(&lexer, &region)) {
		char c = text[region.start];

		if (c == 'x' || c == 'y')
			cr_assert_eq(region.conditional, 1);
		else if (c == 'z')
			cr_assert_eq(region.conditional, 0);
	}
}

Test(tree, names_api_outside_comments)
{
	const char *code = "f() { dma_sync_wait(c); }";
	const char *comment = "/* dma_sync_wait() */ f(\"dma_sync_wait\");";

	cr_assert(tree_names_api(matcher, code, strlen(code)));
	cr_assert_not(tree_names_api(matcher, comment, strlen(comment)));
}

Test(tree, exports_that_reach_the_api)
{
	const char *text = "static int low(struct c *c)\n{\n\treturn dma_sync_wait(c);\n}\n"
			   "int wrapper(void) { return low(x); }\n"
			   "EXPORT_SYMBOL_GPL(wrapper);\n"
			   "int other_one(void) { /* low(x) */ return 0; }\n"
			   "EXPORT_SYMBOL(other_one);\n"
			   "int unexported(void) { return low(y); }\n"
			   "static const struct o ops = { .f = low };\n"
			   "int last_user(void) { return wrapper(); }\n"
			   "EXPORT_SYMBOL_NS(last_user, SPACE);\n";
	struct tree_list exports = { 0 };

	tree_reaching_exports(matcher, text, strlen(text), &arena, &exports);
	tree_list_sort(&exports);
	cr_assert_eq(exports.count, 2);
	cr_assert_str_eq(exports.items[0], "last_user");
	cr_assert_str_eq(exports.items[1], "wrapper");
	tree_list_release(&exports);
}

/* ---- makefile ---- */

Test(tree, makefile_assignments)
{
	struct tree_makefile makefile;

	tree_makefile_parse("# comment\n"
			    "obj-$(CONFIG_A) += a.o \\\n\tb.o # tail\n"
			    "mod-objs := x.o $(addprefix sub/, y.o)\n"
			    "ifneq ($(CONFIG_B),)\nmod-y += z.o\nendif\n"
			    "mod-m = last.o", &arena, &makefile);
	cr_assert_eq(makefile.count, 4);
	cr_assert_str_eq(makefile.vars[0].name, "obj");
	cr_assert_str_eq(makefile.vars[0].symbol, "A");
	cr_assert_eq(makefile.vars[0].count, 2);
	cr_assert_str_eq(makefile.vars[0].words[1], "b.o");
	cr_assert_str_eq(makefile.vars[1].name, "mod");
	cr_assert_str_eq(makefile.vars[1].suffix, "objs");
	cr_assert_eq(makefile.vars[1].count, 2);
	cr_assert_str_eq(makefile.vars[2].symbol, "B");
	cr_assert_null(makefile.vars[3].symbol);
	cr_assert_str_eq(makefile.vars[3].words[0], "last.o");
}

static char *module_folder(void)
{
	char *folder = strdup("/tmp/test-tree-XXXXXX");

	cr_assert_not_null(mkdtemp(folder));
	cr_assert_eq(tree_write(folder, "d/Makefile",
				"obj-$(CONFIG_TOP) += sub/\nobj-$(CONFIG_ONE) += one.o\n"
				"obj-$(CONFIG_TWO) += two.o\nsubdir-ccflags-y += -I$(src)/up\n"
				"one-y := p.o shared.o\none-$(CONFIG_Q) += q.o\n"
				"two-objs := shared.o r.o\n"), 0);
	cr_assert_eq(tree_write(folder, "d/sub/Makefile",
				"obj-y += alone.o\nCFLAGS_alone.o := -I $(srctree)/$(src)/in "
				"-DN=\\\"n\\\"\n"), 0);
	return folder;
}

Test(tree, modules_of_files)
{
	struct tree_list files = { 0 }, gates = { 0 }, flags = { 0 };
	char *root = module_folder();
	struct tree_modules modules;

	tree_modules_init(&modules, root);
	cr_assert_str_eq(tree_module_of(&modules, "d/q.c"), "d/one");
	cr_assert_str_eq(tree_module_of(&modules, "d/r.c"), "d/one");
	cr_assert_str_eq(tree_module_of(&modules, "d/sub/alone.c"), "d/sub/alone");
	tree_module_files(&modules, "d/p.c", &files);
	tree_list_sort(&files);
	cr_assert_eq(files.count, 4);
	tree_module_gates(&modules, "d/q.c", &gates);
	tree_module_gates(&modules, "d/sub/alone.c", &gates);
	tree_list_sort(&gates);
	cr_assert(tree_list_has(&gates, "Q") && tree_list_has(&gates, "ONE"));
	cr_assert(tree_list_has(&gates, "TOP") && !tree_list_has(&gates, "TWO"));
	tree_module_flags(&modules, "d/sub/alone.c", &arena, &flags);
	cr_assert_eq(flags.count, 3);
	cr_assert_str_eq(flags.items[0], arena_printf(&arena, "-I%s/d/sub/in", root));
	cr_assert_str_eq(flags.items[1], "-DN=\"n\"");
	cr_assert_str_eq(flags.items[2], arena_printf(&arena, "-I%s/d/up", root));
	tree_modules_release(&modules);
	tree_list_release(&files);
	tree_list_release(&gates);
	tree_list_release(&flags);
	tree_remove(root);
	free(root);
}

/* ---- kconfig ---- */

static const char kconfig_text[] =
	"source \"drivers/x/Kconfig\"\nrsource \"Kconfig.near\"\n"
	"config DRIVER\n\ttristate \"A driver\"\n"
	"\tdepends on BUS && (ARCH_FOO || COMPILE_TEST)\n\tdepends on NEEDED\n"
	"\tselect HELPER if BUS && !ABSENT\n\tselect UNWANTED if ABSENT\n"
	"\tselect COMPARED if BUS=y\n"
	"\thelp\n\t  select NOTHING\n\n\t  Text.\n\n"
	"config BUS\n\tbool\nconfig NEEDED\n\tbool\nconfig HELPER\n\tbool\n"
	"\tselect DEEPER\nconfig DEEPER\n\tbool\nconfig UNWANTED\n\tbool\n"
	"config COMPARED\n\tbool\nconfig ARCH_FOO\n\tbool\nconfig NOTHING\n\tbool\n"
	"config COUNT\n\tint \"How many\"\n\tdefault 7 if BUS\n\tdefault 8\n"
	"config NAME\n\tstring\n\tdefault \"x y\"\n";

Test(tree, kconfig_closure)
{
	struct tree_list sources = { 0 }, wanted = { 0 }, none = { 0 };
	struct tree_kconfig kconfig;

	tree_kconfig_init(&kconfig);
	tree_kconfig_parse(&kconfig, kconfig_text, true, &sources);
	cr_assert_eq(sources.count, 2);
	cr_assert_str_eq(sources.items[0], "drivers/x/Kconfig");
	cr_assert_str_eq(sources.items[1], "./Kconfig.near");
	cr_assert(tree_kconfig_enable(&kconfig, "DRIVER"));
	cr_assert_not(tree_kconfig_enable(&kconfig, "UNKNOWN"));
	tree_list_add(&wanted, "DRIVER");
	tree_kconfig_depends(&kconfig, &wanted, &none);
	tree_kconfig_selects(&kconfig);
	tree_kconfig_numbers(&kconfig);
	cr_assert_str_eq(tree_kconfig_get(&kconfig, "BUS"), "1");
	cr_assert_str_eq(tree_kconfig_get(&kconfig, "NEEDED"), "1");
	cr_assert_str_eq(tree_kconfig_get(&kconfig, "DEEPER"), "1");
	cr_assert_str_eq(tree_kconfig_get(&kconfig, "COMPARED"), "1");
	cr_assert_str_eq(tree_kconfig_get(&kconfig, "COUNT"), "7");
	cr_assert_str_eq(tree_kconfig_get(&kconfig, "NAME"), "\"x y\"");
	cr_assert_null(tree_kconfig_get(&kconfig, "UNWANTED"));
	cr_assert_null(tree_kconfig_get(&kconfig, "ARCH_FOO"));
	cr_assert_null(tree_kconfig_get(&kconfig, "NOTHING"));
	tree_kconfig_release(&kconfig);
	tree_list_release(&sources);
	tree_list_release(&wanted);
}

Test(tree, kconfig_off_stays_off)
{
	struct tree_list sources = { 0 };
	struct tree_kconfig kconfig;

	tree_kconfig_init(&kconfig);
	tree_kconfig_parse(&kconfig, kconfig_text, true, &sources);
	tree_kconfig_set(&kconfig, "HELPER", NULL);
	tree_kconfig_set(&kconfig, "BUS", "1");
	tree_kconfig_enable(&kconfig, "DRIVER");
	tree_kconfig_selects(&kconfig);
	cr_assert_null(tree_kconfig_get(&kconfig, "HELPER"));
	cr_assert_null(tree_kconfig_get(&kconfig, "DEEPER"));
	tree_kconfig_release(&kconfig);
	tree_list_release(&sources);
}

/* ---- compile_commands.json ---- */

Test(tree, commands_keep_what_decides_the_text)
{
	const char *text = "[{\"directory\": \"/nowhere\", \"file\": \"a.c\", \"command\": "
			   "\"aarch64-linux-gnu-gcc -Iinc -I /abs -DX='a b' -Wp,-MMD,d "
			   "-fconserve-stack -std=gnu11 -c -o a.o a.c\"}]";
	static const char *const expected[] = { "--target=aarch64-linux-gnu", "-I",
						"/nowhere/inc", "-I", "/abs", "-DX=a b",
						"-std=gnu11" };
	const struct tree_command *command;
	struct tree_commands commands;
	char *error = NULL;

	cr_assert_eq(tree_commands_parse("c.json", text, strlen(text), &commands, &error), 0);
	command = tree_commands_find(&commands, "/nowhere/a.c");
	cr_assert_not_null(command);
	cr_assert_eq(command->count, 7);
	for (size_t i = 0; i < 7; i++)
		cr_assert_str_eq(command->args[i], expected[i]);
	cr_assert_null(tree_commands_find(&commands, "/nowhere/b.c"));
	tree_commands_release(&commands);
}

Test(tree, commands_refuse_in_one_line)
{
	static const char *const bad[] = {
		"", "{", "{}", "[1]", "[{\"file\": \"a.c\"}]",
		"[{\"directory\": \"/\", \"file\": \"a\", \"arguments\": [1]}]",
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct tree_commands commands;
		char *error = NULL;

		cr_assert_eq(tree_commands_parse("c.json", bad[i], strlen(bad[i]), &commands,
						 &error), -EINVAL);
		cr_assert_not_null(error);
		cr_assert_null(strchr(error, '\n'));
		free(error);
	}
}
