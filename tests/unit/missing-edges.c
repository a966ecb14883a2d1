/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * missing-edges.c - which reporting edges of the rules no fixture takes
 *
 * Reads the reports of dmacheck lint (--format json), one behind the other,
 * from standard input, and holds the messages against what the edges say. Where
 * edges of a rule say the same at different confidence, each must be seen.
 */
#include "model/rule.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EDGES_MAX = 256 };

/* One for each edge of the registry, in order. */
struct seen {
	bool edges[EDGES_MAX];
};

/* Does @message say what @format says of some object? A tail may follow. */
static bool is_message_of(const char *message, const char *format)
{
	const char *hole = strstr(format, "%s");
	size_t before = hole ? (size_t)(hole - format) : strlen(format);

	if (strncmp(message, format, before) != 0)
		return false;
	return !hole || strstr(message + before, hole + 2) != NULL;
}

static bool same_report(const struct rule_edge *left, const struct rule_edge *right)
{
	return right->report && strcmp(left->report, right->report) == 0;
}

static bool is_shared_at_other_confidence(const struct rule *rule,
					  const struct rule_edge *edge)
{
	for (size_t i = 0; i < rule->edge_count; i++)
		if (same_report(edge, &rule->edges[i]) &&
		    rule->edges[i].confidence != edge->confidence)
			return true;
	return false;
}

static bool is_taken(const struct rule *rule, const struct rule_edge *edge,
		     const char *slug, const char *message, const char *confidence)
{
	if (!edge->report || strcmp(rule->slug, slug) != 0 ||
	    !is_message_of(message, edge->report))
		return false;
	return !is_shared_at_other_confidence(rule, edge) ||
	       strcmp(confidence_word(edge->confidence), confidence) == 0;
}

static void note_finding(struct seen *seen, const json_t *finding)
{
	const char *slug = json_string_value(json_object_get(finding, "rule"));
	const char *message = json_string_value(json_object_get(finding, "message"));
	const char *confidence =
		json_string_value(json_object_get(finding, "confidence"));
	size_t index = 0;

	if (!slug || !message || !confidence) {
		fputs("missing-edges: a finding without rule, message or confidence\n", stderr);
		exit(99);
	}
	for (size_t i = 0; i < rule_count; i++)
		for (size_t j = 0; j < rules[i]->edge_count; j++, index++)
			if (is_taken(rules[i], &rules[i]->edges[j], slug, message,
				     confidence))
				seen->edges[index] = true;
}

static size_t read_reports(struct seen *seen)
{
	json_t *report;
	size_t count = 0;

	while ((report = json_loadf(stdin, JSON_DISABLE_EOF_CHECK, NULL))) {
		const json_t *findings = json_object_get(report, "findings");

		for (size_t i = 0; i < json_array_size(findings); i++)
			note_finding(seen, json_array_get(findings, i));
		json_decref(report);
		count++;
	}
	return count;
}

static size_t print_missing(const struct seen *seen)
{
	size_t index = 0, missing = 0;

	for (size_t i = 0; i < rule_count; i++)
		for (size_t j = 0; j < rules[i]->edge_count; j++, index++) {
			const struct rule *rule = rules[i];
			const struct rule_edge *edge = &rule->edges[j];

			if (!edge->report || seen->edges[index])
				continue;
			missing++;
			printf("%s: no bad fixture goes from %s by %s [%s] (%s): %s\n",
			       rule->slug, rule->states[edge->from],
			       rule_event_word(edge->event), guard_word(edge->guard),
			       confidence_word(edge->confidence), edge->report);
		}
	return missing;
}

int main(void)
{
	struct seen seen = { 0 };
	size_t edges = 0;

	for (size_t i = 0; i < rule_count; i++)
		edges += rules[i]->edge_count;
	if (edges > EDGES_MAX) {
		fprintf(stderr, "missing-edges: %zu edges; raise EDGES_MAX\n", edges);
		return 99;
	}
	if (!read_reports(&seen)) {
		fputs("missing-edges: no report on standard input\n", stderr);
		return 99;
	}
	return print_missing(&seen) ? 1 : 0;
}
