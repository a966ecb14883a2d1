/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sink-json.c - a report as one JSON object
 *
 *   tool, tree, files, functions, findings, hidden [, stats]
 *
 * The names are an interface: add to them, never change one.
 */
#include "db/print/json.h"
#include "checker/sink.h"

static json_t *tool_json(void)
{
	json_t *tool = json_object_new();

	json_add_text(tool, "name", "dmacheck");
	json_add_text(tool, "version", PACKAGE_VERSION);
	return tool;
}

static json_t *tree_json(const struct report *report)
{
	json_t *tree = json_object_new();

	json_add_text(tree, "root", report->tree_root);
	json_add_text(tree, "version", report->tree_version);
	return tree;
}

static json_t *failures_json(const struct failure *failures, size_t count)
{
	json_t *list = json_array_new();

	for (size_t i = 0; i < count; i++) {
		json_t *item = json_object_new();

		json_add_text(item, "file", failures[i].file);
		if (failures[i].function)
			json_add_text(item, "function", failures[i].function);
		json_add_text(item, "reason", failures[i].reason);
		json_push(list, item);
	}
	return list;
}

static json_t *files_json(const struct report *report)
{
	json_t *files = json_object_new();

	json_add_number(files, "selected", report->files_selected);
	json_add_number(files, "analyzed", report->files_analyzed);
	json_add(files, "failed",
		 failures_json(report->failures, report->failure_count));
	return files;
}

static json_t *functions_json(const struct report *report)
{
	json_t *functions = json_object_new();

	json_add(functions, "failed",
		 failures_json(report->skipped, report->skipped_count));
	return functions;
}

static json_t *path_json(const struct finding *finding)
{
	json_t *path = json_array_new();

	for (size_t i = 0; i < finding->note_count; i++) {
		const struct note *note = &finding->notes[i];
		json_t *step = json_object_new();

		json_add_text(step, "file", note->at.file);
		json_add_number(step, "line", note->at.line);
		json_add_text(step, "function", note->at.function);
		json_add_text(step, "message", note->message);
		json_push(path, step);
	}
	return path;
}

static json_t *data_json(const struct finding *finding)
{
	json_t *data = json_object_new();

	if (finding->context)
		json_add_text(data, "context", finding->context);
	if (finding->replacement)
		json_add_text(data, "replacement", finding->replacement);
	if (finding->reason)
		json_add_text(data, "reason", finding->reason);
	return data;
}

static json_t *finding_json(const struct finding *finding)
{
	json_t *item = json_object_new();

	json_add_text(item, "rule", finding->rule->slug);
	json_add_text(item, "severity", severity_word(finding->severity));
	json_add_text(item, "confidence", confidence_word(finding->confidence));
	json_add_text(item, "file", finding->at.file);
	json_add_number(item, "line", finding->at.line);
	json_add_number(item, "column", finding->at.column);
	json_add_text(item, "function", finding->at.function);
	json_add_text(item, "message", finding->message);
	json_add(item, "path", path_json(finding));
	json_add_text(item, "fingerprint", finding->fingerprint);
	if (finding_has_data(finding))
		json_add(item, "data", data_json(finding));
	return item;
}

static json_t *findings_json(const struct report *report,
			     const struct sink_options *options)
{
	json_t *list = json_array_new();

	for (size_t i = 0; i < report->finding_count; i++) {
		if (finding_is_shown(&report->findings[i], options))
			json_push(list, finding_json(&report->findings[i]));
	}
	return list;
}

static json_t *hidden_json(const struct report *report,
			   const struct sink_options *options)
{
	struct hidden hidden = report_hidden(report, options);
	json_t *object = json_object_new();

	json_add_number(object, "below_confidence", hidden.below);
	json_add_number(object, "suppressed", hidden.suppressed);
	return object;
}

static json_t *stats_json(const struct report *report)
{
	json_t *stats = json_object_new();

	for (size_t i = 0; i < report->count_count; i++)
		json_add_number(stats, report->counts[i].name,
				report->counts[i].value);
	return stats;
}

int sink_json(const struct report *report, const struct sink_options *options,
	      FILE *out)
{
	json_t *root = json_object_new();

	json_add(root, "tool", tool_json());
	json_add(root, "tree", tree_json(report));
	json_add(root, "files", files_json(report));
	json_add(root, "functions", functions_json(report));
	json_add(root, "findings", findings_json(report, options));
	json_add(root, "hidden", hidden_json(report, options));
	if (options->stats)
		json_add(root, "stats", stats_json(report));
	return json_print(root, out);
}
