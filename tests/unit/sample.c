/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sample.c - a report with everything awkward in it, for the tests of the sinks
 */
#include "tests/unit/sample.h"

static struct note path[] = {
	{ { "drivers/spi/b\xff d%.c", 7, 2, "start" }, "the lock is \"taken\" here" },
	{ { "drivers/spi/b\xff d%.c", 12, 9, "stop" }, "synchronized\nhere \x1b[31m" },
};

static struct finding findings[] = {
	{
		.severity = SEVERITY_ERROR,
		.confidence = CONFIDENCE_HIGH,
		.at = { "drivers/spi/b\xff d%.c", 12, 9, "stop" },
		.message = "rx is synchronized under a spinlock",
		.notes = path,
		.note_count = 2,
		.fingerprint = "0123456789abcdef0123456789abcdef",
	},
	{
		.severity = SEVERITY_WARNING,
		.confidence = CONFIDENCE_MEDIUM,
		.at = { "/out of/tree.c", 3, 0, "" },
		.message = "tx is terminated with dmaengine_terminate_all()",
		.fingerprint = "11111111111111111111111111111111",
		.context = "sleepable",
		.replacement = "sync",
		.reason = "every caller may sleep",
	},
	{
		.severity = SEVERITY_WARNING,
		.confidence = CONFIDENCE_LOW,
		.at = { "drivers/spi/low.c", 1, 1, "low" },
		.message = "a hint",
		.fingerprint = "22222222222222222222222222222222",
	},
	{
		.severity = SEVERITY_ERROR,
		.confidence = CONFIDENCE_HIGH,
		.at = { "drivers/spi/allowed.c", 1, 1, "allowed" },
		.message = "allowed by a comment",
		.fingerprint = "33333333333333333333333333333333",
		.suppressed = true,
	},
};

static struct failure failures[] = {
	{ "drivers/spi/broken.c", NULL, "3 errors of the parser" },
};

static struct failure skipped[] = {
	{ "drivers/spi/huge.c", "huge_irq", "more than 64 states in a block" },
};

static struct count counts[] = {
	{ "functions", 120 },
};

void sample_report(struct report *ret_report)
{
	const struct rule *sync = rule_find("sync-in-atomic");
	const struct rule *deprecated = rule_find("terminate-all-deprecated");

	for (size_t i = 0; i < sizeof(findings) / sizeof(*findings); i++)
		findings[i].rule = i == 1 ? deprecated : sync;
	*ret_report = (struct report){
		.tree_root = "/src/linux 6.12",
		.tree_version = "6.12.1",
		.files_selected = 5,
		.files_analyzed = 4,
		.failures = failures,
		.failure_count = 1,
		.skipped = skipped,
		.skipped_count = 1,
		.findings = findings,
		.finding_count = sizeof(findings) / sizeof(*findings),
		.counts = counts,
		.count_count = 1,
	};
}

struct sink_options sample_options(void)
{
	return (struct sink_options){
		.least = CONFIDENCE_MEDIUM,
		.command = "dmacheck lint 'drivers/o'\\''dd'",
		.started = 1738324800, /* 2025-01-31T12:00:00Z */
	};
}
