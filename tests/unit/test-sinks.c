/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-sinks.c - each format says the same of one report
 */
#include "db/print/json.h"
#include "checker/sink.h"
#include "db/print/uri.h"
#include "tests/unit/sample.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

typedef int sink(const struct report *, const struct sink_options *, FILE *);

static char *print(sink *sink, struct sink_options options)
{
	struct report report;
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	sample_report(&report);
	cr_assert_eq(sink(&report, &options, out), 0);
	fclose(out);
	return text;
}

static json_t *load(sink *sink)
{
	char *text = print(sink, sample_options());
	json_error_t error;
	json_t *root = json_loads(text, 0, &error);

	cr_assert(root, "%s", error.text);
	free(text);
	return root;
}

static const char *word(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	cr_assert(text, "no %s", key);
	return text;
}

static json_int_t figure(const json_t *object, const char *key)
{
	return json_integer_value(json_object_get(object, key));
}

static json_t *first(const json_t *object, const char *key)
{
	return json_array_get(json_object_get(object, key), 0);
}

Test(sinks, who_is_shown)
{
	struct sink_options options = sample_options();
	struct report report;
	struct hidden hidden;

	sample_report(&report);
	cr_expect(finding_is_shown(&report.findings[1], &options));
	cr_expect_not(finding_is_shown(&report.findings[2], &options));
	cr_expect_not(finding_is_shown(&report.findings[3], &options));
	hidden = report_hidden(&report, &options);
	cr_expect_eq(hidden.below, 1);
	cr_expect_eq(hidden.suppressed, 1);
	cr_expect_eq(report_status(&report, &options), 1);
	report.findings += 2;
	report.finding_count = 2;
	cr_expect_eq(report_status(&report, &options), 0);
	options.least = CONFIDENCE_LOW;
	cr_expect_eq(report_status(&report, &options), 1);
}

Test(sinks, text)
{
	char *text = print(sink_text, sample_options());

	cr_expect_str_eq(text,
		"drivers/spi/b\xff d%.c:12:9: error: rx is synchronized under a spinlock [sync-in-atomic]\n"
		"drivers/spi/b\xff d%.c:7:2: note: the lock is \"taken\" here\n"
		"drivers/spi/b\xff d%.c:12:9: note: synchronized?here ?[31m\n"
		"/out of/tree.c:3: warning: tx is terminated with dmaengine_terminate_all() [terminate-all-deprecated]\n"
		"drivers/spi/broken.c: note: not analysed: 3 errors of the parser\n"
		"drivers/spi/huge.c: note: huge_irq() not analysed: more than 64 states in a block\n");
	free(text);
}

Test(sinks, text_in_colour_with_figures)
{
	struct sink_options options = sample_options();
	char *text;

	options.color = options.stats = true;
	text = print(sink_text, options);
	cr_expect(strstr(text, "\033[1;31merror: \033[0m"));
	cr_expect(strstr(text, "functions: 120\n"));
	free(text);
}

Test(sinks, json_has_its_keys_in_order)
{
	static const char *const keys[] = { "tool", "tree", "files", "functions",
					    "findings", "hidden" };
	json_t *root = load(sink_json), *value;
	const char *key;
	size_t i = 0;

	json_object_foreach(root, key, value)
		cr_expect_str_eq(key, keys[i++]);
	cr_expect_eq(i, 6);
	cr_expect_str_eq(word(json_object_get(root, "tree"), "version"), "6.12.1");
	cr_expect_eq(figure(json_object_get(root, "files"), "selected"), 5);
	cr_expect_eq(figure(json_object_get(root, "files"), "analyzed"), 4);
	cr_expect_str_eq(word(first(json_object_get(root, "files"), "failed"),
			      "file"), "drivers/spi/broken.c");
	cr_expect_eq(figure(json_object_get(root, "hidden"), "suppressed"), 1);
	json_decref(root);
}

Test(sinks, json_findings)
{
	json_t *root = load(sink_json);
	json_t *list = json_object_get(root, "findings");
	json_t *finding = json_array_get(list, 0);
	json_t *data = json_object_get(json_array_get(list, 1), "data");

	cr_expect_eq(json_array_size(list), 2);
	cr_expect_str_eq(word(finding, "rule"), "sync-in-atomic");
	cr_expect_str_eq(word(finding, "severity"), "error");
	cr_expect_str_eq(word(finding, "confidence"), "high");
	cr_expect_str_eq(word(finding, "file"), "drivers/spi/b\xef\xbf\xbd d%.c");
	cr_expect_eq(figure(finding, "column"), 9);
	cr_expect_eq(json_array_size(json_object_get(finding, "path")), 2);
	cr_expect_str_eq(word(first(finding, "path"), "function"), "start");
	cr_expect_null(json_object_get(finding, "data"));
	cr_expect_str_eq(word(data, "context"), "sleepable");
	cr_expect_str_eq(word(data, "replacement"), "sync");
	cr_expect_str_eq(word(data, "reason"), "every caller may sleep");
	json_decref(root);
}

Test(sinks, sarif)
{
	json_t *root = load(sink_sarif);
	json_t *run = first(root, "runs");
	json_t *result = first(run, "results");
	json_t *place = json_object_get(first(result, "locations"),
					"physicalLocation");
	json_t *driver = json_object_get(json_object_get(run, "tool"), "driver");

	cr_expect_eq(json_array_size(json_object_get(driver, "rules")), rule_count);
	cr_expect_str_eq(word(json_object_get(place, "artifactLocation"), "uri"),
			 "drivers/spi/b%FF%20d%25.c");
	cr_expect_eq(json_array_size(json_object_get(run, "results")), 2);
	cr_expect_eq(json_array_size(json_object_get(first(run, "invocations"),
						     "toolExecutionNotifications")), 2);
	cr_expect_str_eq(word(json_object_get(json_object_get(run, "originalUriBaseIds"),
					      "SRCROOT"), "uri"),
			 "file:///src/linux%206.12/");
	json_decref(root);
}

Test(sinks, the_same_every_time)
{
	sink *const sinks[] = { sink_text, sink_json, sink_sarif };

	for (size_t i = 0; i < 3; i++) {
		char *one = print(sinks[i], sample_options());
		char *two = print(sinks[i], sample_options());

		cr_expect_str_eq(one, two);
		free(one);
		free(two);
	}
}

Test(sinks, full_device)
{
	sink *const sinks[] = { sink_text, sink_json, sink_sarif, sink_sqlite_new };
	struct sink_options options = sample_options();
	struct report report;

	sample_report(&report);
	for (size_t i = 0; i < 4; i++) {
		FILE *out = fopen("/dev/full", "w");

		cr_expect_eq(sinks[i](&report, &options, out), -ENOSPC, "%zu", i);
		fclose(out);
	}
}

static void expect_clean(const char *text, const char *expected)
{
	char *clean = text_clean(text);

	cr_expect_str_eq(clean, expected);
	free(clean);
}

#define UNKNOWN "\xef\xbf\xbd"

Test(sinks, any_bytes_become_utf8)
{
	expect_clean("", "");
	expect_clean("plain \xc3\xa4 \xe2\x82\xac \xf0\x9f\x98\x80", "plain \xc3\xa4 \xe2\x82\xac \xf0\x9f\x98\x80");
	expect_clean("\xff", UNKNOWN);
	expect_clean("\xc3", UNKNOWN);
	expect_clean("\xe2\x82", UNKNOWN UNKNOWN);
	expect_clean("\xc0\xaf", UNKNOWN UNKNOWN);
	expect_clean("\xe0\x80\x80", UNKNOWN UNKNOWN UNKNOWN);
	expect_clean("\xed\xa0\x80", UNKNOWN UNKNOWN UNKNOWN);
	expect_clean("\xf4\x90\x80\x80", UNKNOWN UNKNOWN UNKNOWN UNKNOWN);
	expect_clean("\xc3(", UNKNOWN "(");
}

static void expect_uri(char *uri, const char *expected)
{
	cr_expect_str_eq(uri, expected);
	free(uri);
}

Test(sinks, uris)
{
	expect_uri(uri_relative("a-b_c.~/d"), "a-b_c.~/d");
	expect_uri(uri_relative("c:#?&"), "c%3A%23%3F%26");
	expect_uri(uri_file("/", true), "file:///");
	expect_uri(uri_file("/a b", true), "file:///a%20b/");
	expect_uri(uri_file("/a", false), "file:///a");
}
