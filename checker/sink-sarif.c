/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sink-sarif.c - a report in SARIF 2.1.0, for code review tools
 *
 * No times and no -j in it: two runs over one tree are the same file.
 */
#include "checker/sink.h"
#include "db/print/sarif.h"
#include "db/print/uri.h"

#include <stdlib.h>

/* @message: what to say of the place, or NULL */
static json_t *location_json(const struct report *report, const struct place *at,
			     const char *message)
{
	const struct sarif_place place = {
		.file = at->file,
		.base = *report->tree_root ? "SRCROOT" : NULL,
		.line = at->line,
		.column = at->column,
		.function = at->function,
	};

	return sarif_location(&place, message);
}

static json_t *flows_json(const struct report *report,
			  const struct finding *finding)
{
	json_t *steps = json_array_new();

	for (size_t i = 0; i < finding->note_count; i++)
		json_push(steps, location_json(report, &finding->notes[i].at,
					       finding->notes[i].message));
	return sarif_flow(steps);
}

static json_t *properties_json(const struct finding *finding)
{
	json_t *properties = json_object_new();

	json_add_text(properties, "confidence",
		      confidence_word(finding->confidence));
	if (finding->context)
		json_add_text(properties, "context", finding->context);
	if (finding->replacement)
		json_add_text(properties, "replacement", finding->replacement);
	if (finding->reason)
		json_add_text(properties, "reason", finding->reason);
	return properties;
}

static json_t *result_json(const struct report *report,
			   const struct finding *finding)
{
	json_t *result = sarif_result(finding->rule->slug,
				      severity_word(finding->severity),
				      finding->message, finding->fingerprint);

	json_add(result, "locations",
		 sarif_array(location_json(report, &finding->at, NULL)));
	if (finding->note_count)
		json_add(result, "codeFlows", flows_json(report, finding));
	json_add(result, "properties", properties_json(finding));
	return result;
}

static json_t *results_json(const struct report *report,
			    const struct sink_options *options)
{
	json_t *results = json_array_new();

	for (size_t i = 0; i < report->finding_count; i++) {
		if (finding_is_shown(&report->findings[i], options))
			json_push(results,
				  result_json(report, &report->findings[i]));
	}
	return results;
}

static json_t *notification_json(const struct report *report,
				 const struct failure *failure)
{
	const struct place at = {
		.file = failure->file,
		.function = failure->function,
	};
	json_t *notification = json_object_new();

	json_add_text(notification, "level",
		      failure->function ? "warning" : "error");
	json_add(notification, "message", sarif_message(failure->reason));
	json_add(notification, "locations",
		 sarif_array(location_json(report, &at, NULL)));
	return notification;
}

static json_t *invocation_json(const struct report *report,
			       const struct sink_options *options)
{
	json_t *invocation = json_object_new();
	json_t *notifications = json_array_new();

	for (size_t i = 0; i < report->failure_count; i++)
		json_push(notifications,
			  notification_json(report, &report->failures[i]));
	for (size_t i = 0; i < report->skipped_count; i++)
		json_push(notifications,
			  notification_json(report, &report->skipped[i]));
	if (options->command)
		json_add_text(invocation, "commandLine", options->command);
	json_add(invocation, "executionSuccessful", json_true());
	json_add(invocation, "toolExecutionNotifications", notifications);
	return invocation;
}

static json_t *bases_json(const struct report *report)
{
	json_t *bases = json_object_new();
	json_t *root = json_object_new();
	char *uri = uri_file(report->tree_root, true);

	json_add_text(root, "uri", uri);
	json_add(bases, "SRCROOT", root);
	free(uri);
	return bases;
}

/* What a run counted besides its results; the standard leaves the names to us. */
static json_t *totals_json(const struct report *report,
			   const struct sink_options *options)
{
	struct hidden hidden = report_hidden(report, options);
	json_t *totals = json_object_new();

	json_add_number(totals, "filesSelected", report->files_selected);
	json_add_number(totals, "filesAnalyzed", report->files_analyzed);
	json_add_number(totals, "belowConfidence", hidden.below);
	json_add_number(totals, "suppressed", hidden.suppressed);
	for (size_t i = 0; options->stats && i < report->count_count; i++)
		json_add_number(totals, report->counts[i].name,
				report->counts[i].value);
	return totals;
}

int sink_sarif(const struct report *report, const struct sink_options *options,
	       FILE *out)
{
	json_t *run = json_object_new();

	json_add(run, "tool", sarif_tool());
	json_add(run, "invocations",
		 sarif_array(invocation_json(report, options)));
	if (*report->tree_root)
		json_add(run, "originalUriBaseIds", bases_json(report));
	/* libclang counts bytes; in ASCII sources these are code points */
	json_add_text(run, "columnKind", "unicodeCodePoints");
	json_add(run, "results", results_json(report, options));
	json_add(run, "properties", totals_json(report, options));
	return sarif_print(run, out);
}
