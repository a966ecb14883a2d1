/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * judge-workload.c - hold the violations of a run against a workload's comments
 *
 *   judge-workload FILE.c <REPORT      the report is one of --format=json
 *
 * Comments of the workload:
 *   expect-run: SLUG words            a violation of medium or high confidence, whose
 *                                     message contains the words
 *   expect-run-low: SLUG words        one of low confidence
 *   expect-inconclusive: SLUG words   one that the trace cannot prove
 *   expect-message: words             what the engine says of misuse without a rule
 *   known-to-fail: reason             (anywhere) a wrong answer we know of
 *
 * One that stands behind code wants the function around it in the stack, one on a line
 * of its own stands for any place. Says what is wrong, a line each; silent if nothing is.
 */
#include "tests/expect.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

enum kind { VIOLATION, LOW, INCONCLUSIVE, MESSAGE, KNOWN_TO_FAIL };

static const struct expect_word words[] = {
	[VIOLATION] = { "expect-run:", true },
	[LOW] = { "expect-run-low:", true },
	[INCONCLUSIVE] = { "expect-inconclusive:", true },
	[MESSAGE] = { "expect-message:", false },
	[KNOWN_TO_FAIL] = { "known-to-fail:", false },
};

enum { WORD_COUNT = sizeof(words) / sizeof(*words) };

/* struct workload - a file and what it expects; @wrong: things that are not so */
struct workload {
	const char *path;
	struct expect expects[EXPECT_MAX];
	size_t count;
	unsigned int wrong;
};

static const char *text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text ? text : "";
}

static enum kind kind_of(const json_t *violation)
{
	if (!strcmp(text_of(violation, "verdict"), "inconclusive"))
		return INCONCLUSIVE;
	return strcmp(text_of(violation, "confidence"), "low") ? VIOLATION : LOW;
}

static bool is_in_stack(const json_t *stack, const char *function)
{
	json_t *frame;
	size_t i;

	json_array_foreach(stack, i, frame)
		if (!strcmp(text_of(frame, "function"), function))
			return true;
	return false;
}

static bool meets(const struct expect *expect, const json_t *violation)
{
	if (expect->kind != kind_of(violation) ||
	    strcmp(expect->first, text_of(violation, "rule")) != 0 ||
	    !strstr(text_of(violation, "message"), expect->rest))
		return false;
	return !*expect->function ||
	       is_in_stack(json_object_get(violation, "stack"), expect->function);
}

static void print_stack(const json_t *stack)
{
	json_t *frame;
	size_t i;

	json_array_foreach(stack, i, frame)
		printf("    %s %s:%" JSON_INTEGER_FORMAT "\n", text_of(frame, "function"),
		       text_of(frame, "file"),
		       json_integer_value(json_object_get(frame, "line")));
}

/* One violation may answer several comments, for instance of two words of it. */
static void violation_compare(struct workload *workload, const json_t *violation)
{
	bool met = false;

	for (size_t i = 0; i < workload->count; i++)
		if (meets(&workload->expects[i], violation))
			met = workload->expects[i].met = true;
	if (met || kind_of(violation) == LOW)
		return;
	workload->wrong++;
	printf("not expected: [%s] %s, %s confidence: %s %s\n", text_of(violation, "rule"),
	       text_of(violation, "verdict"), text_of(violation, "confidence"),
	       text_of(violation, "message"), text_of(violation, "reason"));
	print_stack(json_object_get(violation, "stack"));
}

static void message_compare(struct workload *workload, const json_t *message)
{
	const char *text = text_of(message, "message");
	bool met = false;

	for (size_t i = 0; i < workload->count; i++) {
		struct expect *expect = &workload->expects[i];

		if (expect->kind == MESSAGE && strstr(text, expect->rest))
			met = expect->met = true;
	}
	if (met)
		return;
	workload->wrong++;
	printf("not expected: message: %s\n", text);
	print_stack(json_object_get(message, "stack"));
}

static void missing_print(struct workload *workload)
{
	for (size_t i = 0; i < workload->count; i++) {
		const struct expect *expect = &workload->expects[i];

		if (expect->met || expect->kind == KNOWN_TO_FAIL)
			continue;
		workload->wrong++;
		printf("missing: line %u: %s %s %s%s%s\n", expect->line,
		       words[expect->kind].word, expect->first, expect->rest,
		       *expect->function ? ", in the stack: " : "", expect->function);
	}
}

int main(int argc, char **argv)
{
	struct workload workload = { .path = argc > 1 ? argv[1] : NULL };
	json_error_t error;
	json_t *report, *item;
	size_t i;

	if (argc != 2) {
		fputs("usage: judge-workload FILE.c <REPORT\n", stderr);
		return 2;
	}
	workload.count = expects_read(workload.path, words, WORD_COUNT, workload.expects);
	report = json_loadf(stdin, 0, &error);
	if (!report) {
		printf("the report is no JSON: %s\n", error.text);
		return 1;
	}
	json_array_foreach(json_object_get(report, "violations"), i, item)
		violation_compare(&workload, item);
	json_array_foreach(json_object_get(report, "messages"), i, item)
		message_compare(&workload, item);
	missing_print(&workload);
	json_decref(report);
	return workload.wrong ? 1 : 0;
}
