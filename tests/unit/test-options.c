/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-options.c - lint's command line: what it means and what it refuses
 */
#include "checker/options.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS = 16 };

struct line {
	char *words[WORDS];
};

#define LINE(...) ((struct line){ { "lint", __VA_ARGS__ } })

static int parse(struct line line, struct options *options, char **error)
{
	int count = 0;

	while (line.words[count])
		count++;
	return options_parse(count, line.words, options, error);
}

static struct options good(struct line line)
{
	struct options options;
	char *error = NULL;

	cr_assert_eq(parse(line, &options, &error), 0, "%s", error);
	return options;
}

/* Refused with one line that holds @part; nothing is filled in. */
static void bad(struct line line, const char *part)
{
	struct options options = { .output = "untouched" };
	char *error = NULL;

	cr_expect(parse(line, &options, &error) < 0, "taken: %s", part);
	cr_assert(error);
	cr_expect(strstr(error, part), "\"%s\" lacks \"%s\"", error, part);
	cr_expect(!strchr(error, '\n'));
	cr_expect_str_eq(options.output, "untouched");
	free(error);
}

static bool has(const struct options *options, const char *slug)
{
	for (size_t i = 0; i < rule_count; i++) {
		if (!strcmp(rules[i]->slug, slug))
			return options->rules[i];
	}
	return false;
}

static size_t selected(const struct options *options)
{
	size_t count = 0;

	for (size_t i = 0; i < rule_count; i++)
		count += options->rules[i];
	return count;
}

Test(options, defaults)
{
	struct options options = good(LINE(NULL));

	cr_expect_eq(options.path_count, 1);
	cr_expect_str_eq(options.paths[0], ".");
	cr_expect_str_eq(options.tree.arch, "auto");
	cr_expect_geq(options.tree.jobs, 1);
	cr_expect_eq(options.sink.least, CONFIDENCE_MEDIUM);
	cr_expect_eq(options.format, FORMAT_TEXT);
	cr_expect_eq(options.dump, STAGE_NONE);
	cr_expect_eq(selected(&options), rule_count);
	cr_expect_str_eq(options.sink.command, "dmacheck lint .");
	options_release(&options);
}

Test(options, everything_at_once)
{
	struct options options = good(LINE("a", "-j2", "--config", "CONFIG_X=n",
					   "--config=Y_2=m", "--model=m1",
					   "--model=m2", "--dump=cfg", "--strict",
					   "it's", "-of"));

	cr_expect_eq(options.tree.jobs, 2);
	cr_expect_eq(options.tree.config_count, 2);
	cr_expect_str_eq(options.tree.config[0], "X=n");
	cr_expect_str_eq(options.tree.config[1], "Y_2=m");
	cr_expect_eq(options.model_count, 2);
	cr_expect_str_eq(options.models[1], "m2");
	cr_expect_eq(options.dump, STAGE_CFG);
	cr_expect_str_eq(stage_word(options.dump), "cfg");
	cr_expect(options.strict);
	cr_expect_str_eq(options.output, "f");
	cr_expect_eq(options.path_count, 2);
	cr_expect_str_eq(options.paths[1], "it's");
	cr_expect_str_eq(options.sink.command,
			 "dmacheck lint --config=CONFIG_X=n --config=Y_2=m "
			 "--model=m1 --model=m2 --dump=cfg --strict a 'it'\\''s'");
	options_release(&options);
}

Test(options, the_report_does_not_depend_on_jobs)
{
	struct options one = good(LINE("-j1", "x"));
	struct options two = good(LINE("--jobs=2", "--db=f", "x"));

	cr_expect_str_eq(one.sink.command, two.sink.command);
	options_release(&one);
	options_release(&two);
}

Test(options, dashes_end_the_options)
{
	struct options options = good(LINE("--", "-j0"));

	cr_expect_str_eq(options.paths[0], "-j0");
	options_release(&options);
}

Test(options, help_and_version_need_nothing_else)
{
	struct options options = good(LINE("--help", "--format=sqlite"));

	cr_expect(options.help);
	options_release(&options);
	options = good(LINE("--version"));
	cr_expect(options.version);
	options_release(&options);
}

Test(options, rules_by_slug_group_and_exclusion)
{
	struct options options = good(LINE("--rule", "sync-in-atomic"));

	cr_expect_eq(selected(&options), 1);
	cr_expect(has(&options, "sync-in-atomic"));
	options_release(&options);
	options = good(LINE("--rule", "-sync-in-atomic"));
	cr_expect_eq(selected(&options), rule_count - 1);
	cr_expect_not(has(&options, "sync-in-atomic"));
	options_release(&options);
	options = good(LINE("--rule", "terminate,-sync-in-atomic"));
	cr_expect(has(&options, "terminate-all-deprecated"));
	cr_expect_not(has(&options, "sync-in-atomic"));
	options_release(&options);
	options = good(LINE("--rule=all,-sync-in-atomic", "--rule=sync-in-atomic"));
	cr_expect_eq(selected(&options), rule_count);
	options_release(&options);
}

Test(options, wrong_rules)
{
	bad(LINE("--rule=no-such"), "no-such");
	bad(LINE("--rule=sync-in-atomic,,"), "--rule");
	bad(LINE("--rule="), "--rule");
	bad(LINE("--rule=-"), "--rule");
	bad(LINE("--rule=-no-such"), "\"no-such\"");
	bad(LINE("--rule=sync-in-atomic,-terminate"), "leaves no rule");
}

Test(options, wrong_values)
{
	bad(LINE("--arch=mips"), "mips");
	bad(LINE("-j0"), "-j");
	bad(LINE("-j", "-1"), "-j");
	bad(LINE("-j", "2x"), "2x");
	bad(LINE("-j", "99999999999999999999"), "-j");
	bad(LINE("-j", "1025"), "1024");
	bad(LINE("--confidence=sure"), "sure");
	bad(LINE("--format=xml"), "xml");
	bad(LINE("--dump=tokens"), "source ast cfg");
	bad(LINE("--dump=none"), "none");
	bad(LINE("--config=X"), "X");
	bad(LINE("--config==y"), "--config");
	bad(LINE("--config=X=yes"), "--config");
}

Test(options, wrong_usage)
{
	bad(LINE("--no-such"), "--no-such");
	bad(LINE("-x"), "-x");
	bad(LINE("-j"), "-j needs a value");
	bad(LINE("--format"), "--format needs a value");
	bad(LINE("--stats=1"), "takes no value");
	bad(LINE("--format=sqlite"), "-o FILE");
	bad(LINE("--db=same", "-o", "same"), "same");
}

Test(options, help_fits_one_screen)
{
	char *text = NULL, *end;
	size_t size, lines = 0;
	FILE *out = open_memstream(&text, &size);

	options_help(out);
	fclose(out);
	for (char *row = text; (end = strchr(row, '\n')); row = end + 1) {
		cr_expect_leq(end - row, 90);
		lines++;
	}
	cr_expect_leq(lines, 25);
	free(text);
}
