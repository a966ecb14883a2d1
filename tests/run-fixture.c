/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * run-fixture.c - lint one fixture and hold the report against its comments
 *
 * A fixture is a driver in small that says on each line what the checker must
 * say about it, and everything it does not say must stay unsaid:
 *
 *   expect: SLUG words          a finding of medium or high confidence whose
 *                               message contains the words
 *   expect-low: SLUG words      one of low confidence
 *   expect-context: CTX REPL    the verdict of terminate-all-deprecated
 *   expect-failed: words        (anywhere) the file, or a function of it, is not
 *                               analysed, and why
 *   known-to-fail: reason       (anywhere) a wrong answer we know of
 *
 * Several may stand on a line, one comment each. A fixture in a folder with a
 * Makefile is linted with the whole folder. Prints TAP for automake.
 */
#include "tests/expect.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <libgen.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TIMEOUT_SECONDS = 120 };

static const char deprecated[] = "terminate-all-deprecated";

enum expect_kind { EXPECT_FINDING, EXPECT_LOW, EXPECT_CONTEXT, EXPECT_FAILED, EXPECT_XFAIL };

static const struct expect_word expect_words[] = {
	[EXPECT_FINDING] = { "expect:", true },
	[EXPECT_LOW] = { "expect-low:", true },
	[EXPECT_CONTEXT] = { "expect-context:", true },
	[EXPECT_FAILED] = { "expect-failed:", false },
	[EXPECT_XFAIL] = { "known-to-fail:", false },
};

/** struct fixture - a file and what it says of itself */
struct fixture {
	const char *path;
	char folder[PATH_MAX];
	char slug[64];    /* of tests/rules/SLUG/, else "" */
	struct expect expects[EXPECT_MAX];
	size_t count;
	unsigned int problems;
};

/* The driver reads problems from the log as TAP comments. */
static void problem(struct fixture *fixture, unsigned int line, const char *what,
		    const char *slug, const char *text)
{
	printf("# %s:%u: %s [%s] %s\n", fixture->path, line, what, slug, text);
	fixture->problems++;
}

static void fixture_read(struct fixture *fixture, const char *path)
{
	const char *rules = strstr(path, "tests/rules/");
	char copy[PATH_MAX];

	*fixture = (struct fixture){ .path = path };
	snprintf(copy, sizeof(copy), "%s", path);
	snprintf(fixture->folder, sizeof(fixture->folder), "%s", dirname(copy));
	if (rules) {
		rules += strlen("tests/rules/");
		snprintf(fixture->slug, sizeof(fixture->slug), "%.*s",
			 (int)strcspn(rules, "/"), rules);
	}
	fixture->count = expects_read(path, expect_words,
				      sizeof(expect_words) / sizeof(*expect_words),
				      fixture->expects);
}

static const struct expect *fixture_known_to_fail(const struct fixture *fixture)
{
	for (size_t i = 0; i < fixture->count; i++)
		if (fixture->expects[i].kind == EXPECT_XFAIL)
			return &fixture->expects[i];
	return NULL;
}

static bool fixture_compares_contexts(const struct fixture *fixture)
{
	if (!strcmp(fixture->slug, deprecated))
		return true;
	for (size_t i = 0; i < fixture->count; i++)
		if (fixture->expects[i].kind == EXPECT_CONTEXT)
			return true;
	return false;
}

static void lint_child(const char *program, const char *headers, const char *path,
		       int out)
{
	char *const argv[] = {
		(char *)program, "lint", "--tree", (char *)headers, "--format", "json",
		"--confidence", "low", (char *)path, NULL,
	};

	if (dup2(out, STDOUT_FILENO) < 0)
		_exit(126);
	alarm(TIMEOUT_SECONDS);
	execv(program, argv);
	fprintf(stderr, "run-fixture: cannot run %s: %s\n", program, strerror(errno));
	_exit(127);
}

/* Return: the report, or NULL after saying what went wrong. */
static json_t *fixture_lint(struct fixture *fixture, const char *program,
			    const char *headers, const char *path)
{
	FILE *out = tmpfile();
	json_error_t error;
	json_t *report;
	int status;
	pid_t pid;

	if (!out)
		expect_die(strerror(errno), "temporary file");
	pid = fork();
	if (pid < 0)
		expect_die(strerror(errno), "fork");
	if (!pid)
		lint_child(program, headers, path, fileno(out));
	if (waitpid(pid, &status, 0) < 0)
		expect_die(strerror(errno), "waitpid");
	rewind(out);
	report = json_loadf(out, 0, &error);
	fclose(out);
	if (!WIFEXITED(status) || WEXITSTATUS(status) > 1)
		problem(fixture, 0, "exit status", WIFEXITED(status) ? "code" : "signal",
			(char[]){ '0' + (WIFEXITED(status) ? WEXITSTATUS(status) % 10
							   : WTERMSIG(status) % 10), 0 });
	if (!report)
		problem(fixture, 0, "no report", "json", error.text);
	return report;
}

static const char *text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text ? text : "";
}

/* Findings name the file absolutely or from the root: the last part decides. */
static bool same_file(const char *path, const char *file)
{
	const char *a = strrchr(path, '/'), *b = strrchr(file, '/');

	return !strcmp(a ? a + 1 : path, b ? b + 1 : file);
}

static bool expect_meets(const struct expect *expect, const json_t *finding)
{
	const char *rule = text_of(finding, "rule");
	bool low = !strcmp(text_of(finding, "confidence"), "low");
	const json_t *data = json_object_get(finding, "data");

	if (expect->line != json_integer_value(json_object_get(finding, "line")))
		return false;
	if (expect->kind == EXPECT_CONTEXT)
		return !strcmp(rule, deprecated) &&
		       !strcmp(text_of(data, "context"), expect->first) &&
		       !strcmp(text_of(data, "replacement"), expect->rest);
	if (expect->kind > EXPECT_LOW || strcmp(rule, expect->first))
		return false;
	if (low != (expect->kind == EXPECT_LOW) && strcmp(rule, deprecated))
		return false;
	return strstr(text_of(finding, "message"), expect->rest);
}

static void finding_compare(struct fixture *fixture, const json_t *finding)
{
	const char *rule = text_of(finding, "rule");
	const json_t *data = json_object_get(finding, "data");
	char said[512];
	bool met = false;

	if (!same_file(fixture->path, text_of(finding, "file")))
		return;
	if (!strcmp(rule, deprecated) && !fixture_compares_contexts(fixture))
		return;
	for (size_t i = 0; i < fixture->count; i++)
		if (expect_meets(&fixture->expects[i], finding))
			met = fixture->expects[i].met = true;
	if (met)
		return;
	snprintf(said, sizeof(said), "%s: %s (%s %s)", text_of(finding, "confidence"),
		 text_of(finding, "message"), text_of(data, "context"),
		 text_of(data, "replacement"));
	if (!strcmp(text_of(finding, "confidence"), "low"))
		printf("# hint not asked for: line %d [%s] %s\n",
		       (int)json_integer_value(json_object_get(finding, "line")), rule, said);
	else
		problem(fixture, json_integer_value(json_object_get(finding, "line")),
			"unexpected finding", rule, said);
}

static void failure_compare(struct fixture *fixture, const json_t *failure)
{
	const char *reason = text_of(failure, "reason");

	if (!same_file(fixture->path, text_of(failure, "file")))
		return;
	for (size_t i = 0; i < fixture->count; i++) {
		struct expect *expect = &fixture->expects[i];

		if (expect->kind == EXPECT_FAILED && strstr(reason, expect->rest)) {
			expect->met = true;
			return;
		}
	}
	problem(fixture, 0, "not analysed", "failed", reason);
}

static void report_compare(struct fixture *fixture, const json_t *report)
{
	json_t *item;
	size_t i;

	json_array_foreach(json_object_get(report, "findings"), i, item)
		finding_compare(fixture, item);
	json_array_foreach(json_object_get(json_object_get(report, "files"), "failed"), i, item)
		failure_compare(fixture, item);
	json_array_foreach(json_object_get(json_object_get(report, "functions"), "failed"), i, item)
		failure_compare(fixture, item);
	for (i = 0; i < fixture->count; i++) {
		const struct expect *expect = &fixture->expects[i];

		if (expect->kind != EXPECT_XFAIL && !expect->met)
			problem(fixture, expect->line, "missing", expect->first, expect->rest);
	}
}

int main(int argc, char **argv)
{
	const char *program = getenv("DMACHECK");
	const char *headers = getenv("DMACHECK_HEADERS");
	const struct expect *xfail;
	char makefile[PATH_MAX + 16];
	struct fixture fixture;
	json_t *report;
	bool whole;

	if (argc != 2 || !program || !headers) {
		fputs("usage: DMACHECK=./dmacheck DMACHECK_HEADERS=tests/include run-fixture FILE.c\n",
		      stderr);
		return 2;
	}
	fixture_read(&fixture, argv[1]);
	puts("1..1");
	snprintf(makefile, sizeof(makefile), "%s/Makefile", fixture.folder);
	whole = !access(makefile, R_OK);
	report = fixture_lint(&fixture, program, headers, whole ? fixture.folder : argv[1]);
	if (report)
		report_compare(&fixture, report);
	json_decref(report);
	xfail = fixture_known_to_fail(&fixture);
	printf("%s 1%s%s\n", fixture.problems ? "not ok" : "ok",
	       xfail ? " # TODO " : "", xfail ? xfail->rest : "");
	return 0;
}
