/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sink-sarif.c - a report in SARIF 2.1.0, for code review tools
 *
 * After the OASIS standard "Static Analysis Results Interchange Format (SARIF)
 * Version 2.1.0". Every rule is listed, also where it found nothing, so that a
 * reader can tell "clean" from "not looked for". No times and no -j in it: two
 * runs over one tree are the same file.
 */
#include "db/print/json.h"
#include "checker/sink.h"
#include "db/print/uri.h"

#include <stdlib.h>

static json_t *message_json(const char *text)
{
	json_t *message = json_object_new();

	json_add_text(message, "text", text);
	return message;
}

/* SARIF's levels are our severities' words. */
static json_t *configuration_json(const struct rule *rule)
{
	json_t *configuration = json_object_new();

	json_add_text(configuration, "level", severity_word(rule->severity));
	return configuration;
}

static json_t *help_json(const struct rule *rule)
{
	json_t *help = json_object_new();

	json_add_format(help, "text", "%s\n\nLimits: %s", rule->repair,
			rule->limits);
	return help;
}

static json_t *rule_json(const struct rule *rule)
{
	json_t *item = json_object_new();
	json_t *properties = json_object_new();
	json_t *tags = json_array_new();

	json_push_text(tags, rule->group);
	json_add(properties, "tags", tags);
	json_add_text(item, "id", rule->slug);
	json_add(item, "shortDescription", message_json(rule->summary));
	json_add(item, "fullDescription", message_json(rule->contract));
	json_add(item, "help", help_json(rule));
	json_add(item, "defaultConfiguration", configuration_json(rule));
	json_add(item, "properties", properties);
	return item;
}

/* The registry's index, or rule_count for a rule from outside of it. */
static size_t rule_index(const struct rule *rule)
{
	size_t i = 0;

	while (i < rule_count && rules[i] != rule)
		i++;
	return i;
}

static json_t *tool_json(void)
{
	json_t *tool = json_object_new();
	json_t *driver = json_object_new();
	json_t *list = json_array_new();

	for (size_t i = 0; i < rule_count; i++)
		json_push(list, rule_json(rules[i]));
	json_add_text(driver, "name", "dmacheck");
	json_add_text(driver, "version", PACKAGE_VERSION);
	json_add(driver, "rules", list);
	json_add(tool, "driver", driver);
	return tool;
}

static json_t *artifact_json(const struct report *report, const char *file)
{
	json_t *artifact = json_object_new();
	char *uri = *file == '/' ? uri_file(file, false) : uri_relative(file);

	json_add_text(artifact, "uri", uri);
	if (*file != '/' && *report->tree_root)
		json_add_text(artifact, "uriBaseId", "SRCROOT");
	free(uri);
	return artifact;
}

static json_t *region_json(const struct place *at)
{
	json_t *region = json_object_new();

	json_add_number(region, "startLine", at->line);
	if (at->column)
		json_add_number(region, "startColumn", at->column);
	return region;
}

static json_t *functions_json(const char *function)
{
	json_t *list = json_array_new();
	json_t *item = json_object_new();

	json_add_text(item, "name", function);
	json_add_text(item, "kind", "function");
	json_push(list, item);
	return list;
}

/* @message: what to say of the place, or NULL */
static json_t *location_json(const struct report *report, const struct place *at,
			     const char *message)
{
	json_t *location = json_object_new();
	json_t *physical = json_object_new();

	json_add(physical, "artifactLocation", artifact_json(report, at->file));
	if (at->line)
		json_add(physical, "region", region_json(at));
	json_add(location, "physicalLocation", physical);
	if (at->function && *at->function)
		json_add(location, "logicalLocations",
			 functions_json(at->function));
	if (message)
		json_add(location, "message", message_json(message));
	return location;
}

static json_t *array_of(json_t *item)
{
	json_t *array = json_array_new();

	json_push(array, item);
	return array;
}

static json_t *flows_json(const struct report *report,
			  const struct finding *finding)
{
	json_t *steps = json_array_new();
	json_t *thread = json_object_new();
	json_t *flow = json_object_new();

	for (size_t i = 0; i < finding->note_count; i++) {
		const struct note *note = &finding->notes[i];
		json_t *step = json_object_new();

		json_add(step, "location",
			 location_json(report, &note->at, note->message));
		json_push(steps, step);
	}
	json_add(thread, "locations", steps);
	json_add(flow, "threadFlows", array_of(thread));
	return array_of(flow);
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
	json_t *result = json_object_new();
	json_t *prints = json_object_new();
	size_t index = rule_index(finding->rule);

	json_add_text(result, "ruleId", finding->rule->slug);
	if (index < rule_count)
		json_add_number(result, "ruleIndex", index);
	json_add_text(result, "level", severity_word(finding->severity));
	json_add(result, "message", message_json(finding->message));
	json_add(result, "locations",
		 array_of(location_json(report, &finding->at, NULL)));
	if (finding->note_count)
		json_add(result, "codeFlows", flows_json(report, finding));
	json_add_text(prints, "dmacheck/v1", finding->fingerprint);
	json_add(result, "partialFingerprints", prints);
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
	json_add(notification, "message", message_json(failure->reason));
	json_add(notification, "locations",
		 array_of(location_json(report, &at, NULL)));
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
	json_t *root = json_object_new();
	json_t *run = json_object_new();

	json_add(run, "tool", tool_json());
	json_add(run, "invocations", array_of(invocation_json(report, options)));
	if (*report->tree_root)
		json_add(run, "originalUriBaseIds", bases_json(report));
	/* libclang counts bytes; in ASCII sources these are code points */
	json_add_text(run, "columnKind", "unicodeCodePoints");
	json_add(run, "results", results_json(report, options));
	json_add(run, "properties", totals_json(report, options));
	json_add_text(root, "$schema",
		      "https://json.schemastore.org/sarif-2.1.0.json");
	json_add_text(root, "version", "2.1.0");
	json_add(root, "runs", array_of(run));
	return json_print(root, out);
}
