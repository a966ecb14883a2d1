/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-diagnostic.c - findings come out in one order, each once, under names
 * that outlive edits elsewhere in the file
 */
#include "checker/diagnostic.h"

#include <criterion/criterion.h>
#include <string.h>

static struct report report;

static void begin(void)
{
	memset(&report, 0, sizeof(report));
	arena_init(&report.arena);
}

static void end(void)
{
	arena_release(&report.arena);
}

TestSuite(diagnostic, .init = begin, .fini = end);

static struct finding found(const char *slug, const char *file, unsigned int line,
			    const char *message)
{
	return (struct finding){
		.rule = rule_find(slug), .severity = SEVERITY_ERROR,
		.confidence = CONFIDENCE_HIGH, .at = { file, line, 1, "f" },
		.message = message,
	};
}

static void take(struct finding *findings, size_t count)
{
	report_take_findings(&report, findings, count);
}

static void expect_line(size_t index, const char *file, unsigned int line)
{
	cr_assert_lt(index, report.finding_count);
	cr_expect_str_eq(report.findings[index].at.file, file);
	cr_expect_eq(report.findings[index].at.line, line);
}

Test(diagnostic, nothing_found)
{
	take(NULL, 0);
	cr_expect_eq(report.finding_count, 0);
}

Test(diagnostic, by_file_line_column_and_rule)
{
	struct finding findings[] = {
		found("sync-in-atomic", "b.c", 1, "m"),
		found("sync-in-atomic", "a.c", 20, "m"),
		found("sync-lock-deadlock", "a.c", 3, "m"),
		found("free-before-sync", "a.c", 3, "m"),
		found("sync-in-atomic", "a.c", 3, "m"),
	};

	findings[4].at.column = 9;
	take(findings, 5);
	cr_assert_eq(report.finding_count, 5);
	expect_line(0, "a.c", 3);
	cr_expect_str_eq(report.findings[0].rule->slug, "free-before-sync");
	cr_expect_str_eq(report.findings[1].rule->slug, "sync-lock-deadlock");
	cr_expect_eq(report.findings[2].at.column, 9);
	expect_line(3, "a.c", 20);
	expect_line(4, "b.c", 1);
}

/* Several ways lead to one place: the surest stays, then the shortest story. */
Test(diagnostic, one_place_and_rule_is_one_finding)
{
	struct note long_story[] = { { { "a.c", 1, 1, "f" }, "one" },
				     { { "a.c", 2, 1, "f" }, "two" } };
	struct note short_story[] = { { { "a.c", 2, 1, "f" }, "two" } };
	struct finding findings[] = {
		found("sync-in-atomic", "a.c", 3, "low"),
		found("sync-in-atomic", "a.c", 3, "long"),
		found("sync-in-atomic", "a.c", 3, "short"),
	};

	findings[0].confidence = CONFIDENCE_LOW;
	findings[1].notes = long_story;
	findings[1].note_count = 2;
	findings[2].notes = short_story;
	findings[2].note_count = 1;
	take(findings, 3);
	cr_assert_eq(report.finding_count, 1);
	cr_expect_str_eq(report.findings[0].message, "short");
	cr_expect_eq(report.findings[0].confidence, CONFIDENCE_HIGH);
}

Test(diagnostic, the_order_given_does_not_matter)
{
	struct note notes[] = { { { "a.c", 1, 1, "f" }, "one" } };
	struct note others[] = { { { "a.c", 1, 1, "f" }, "other" } };
	struct finding one = found("sync-in-atomic", "a.c", 3, "m");
	struct finding two = one, there[2], back[2];
	char first[33];

	one.notes = notes;
	two.notes = others;
	one.note_count = two.note_count = 1;
	there[0] = back[1] = one;
	there[1] = back[0] = two;
	take(there, 2);
	cr_expect_str_eq(report.findings[0].notes[0].message, "one");
	memcpy(first, report.findings[0].fingerprint, sizeof(first));
	take(back, 2);
	cr_expect_str_eq(report.findings[0].notes[0].message, "one");
	cr_expect_str_eq(report.findings[0].fingerprint, first);
}

static void fingerprint_of(struct finding finding, char *ret_fingerprint)
{
	take(&finding, 1);
	memcpy(ret_fingerprint, report.findings[0].fingerprint, 33);
}

Test(diagnostic, a_fingerprint_is_hexadecimal)
{
	char name[33];

	fingerprint_of(found("sync-in-atomic", "a.c", 3, "m"), name);
	cr_expect_eq(strlen(name), 32);
	cr_expect_eq(strspn(name, "0123456789abcdef"), 32);
}

Test(diagnostic, fingerprints_survive_moved_lines)
{
	struct note notes[] = { { { "a.c", 1, 1, "f" }, "began" } };
	struct finding moved = found("sync-in-atomic", "a.c", 300, "m");
	char name[33], later[33];

	fingerprint_of(found("sync-in-atomic", "a.c", 3, "m"), name);
	moved.at.column = 40;
	moved.notes = notes;
	moved.note_count = 1;
	moved.confidence = CONFIDENCE_LOW;
	moved.severity = SEVERITY_NOTE;
	fingerprint_of(moved, later);
	cr_expect_str_eq(name, later);
}

Test(diagnostic, fingerprints_tell_findings_apart)
{
	struct finding findings[] = {
		found("sync-in-atomic", "a.c", 3, "m"),
		found("sync-in-callback", "a.c", 3, "m"),
		found("sync-in-atomic", "b.c", 3, "m"),
		found("sync-in-atomic", "a.c", 3, "n"),
		found("sync-in-atomic", "a.c", 3, "m"),
		found("sync-in-atomic", "a.cm", 3, ""),
	};
	char names[6][33];

	findings[4].at.function = "g";
	for (size_t i = 0; i < 6; i++) {
		fingerprint_of(findings[i], names[i]);
		for (size_t j = 0; j < i; j++)
			cr_expect_str_neq(names[i], names[j], "%zu and %zu", i, j);
	}
}

/* Equal words in one function are numbered: the second keeps its name too. */
Test(diagnostic, equal_findings_are_numbered_in_their_order)
{
	struct finding here[] = {
		found("sync-in-atomic", "a.c", 9, "m"),
		found("sync-in-atomic", "a.c", 3, "m"),
	};
	struct finding moved[] = {
		found("sync-in-atomic", "a.c", 13, "m"),
		found("sync-in-atomic", "a.c", 19, "m"),
	};
	char first[33], second[33], alone[33];

	fingerprint_of(found("sync-in-atomic", "a.c", 3, "m"), alone);
	take(here, 2);
	cr_assert_eq(report.finding_count, 2);
	memcpy(first, report.findings[0].fingerprint, sizeof(first));
	memcpy(second, report.findings[1].fingerprint, sizeof(second));
	cr_expect_str_eq(first, alone);
	cr_expect_str_neq(first, second);
	take(moved, 2);
	cr_expect_str_eq(report.findings[0].fingerprint, first);
	cr_expect_str_eq(report.findings[1].fingerprint, second);
}

Test(diagnostic, a_twin_in_another_function_is_not_counted)
{
	struct finding findings[] = {
		found("sync-in-atomic", "a.c", 3, "m"),
		found("sync-in-atomic", "a.c", 9, "m"),
	};
	struct finding other;
	char alone[33];

	findings[0].at.function = "g";
	other = findings[1];
	take(findings, 2);
	memcpy(alone, report.findings[1].fingerprint, sizeof(alone));
	take(&other, 1);
	cr_expect_str_eq(report.findings[0].fingerprint, alone);
}
