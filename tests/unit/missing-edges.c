/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * missing-edges.c - which reporting edges of the rules no test takes
 *
 *   missing-edges lint <REPORTS	findings of dmacheck lint
 *   missing-edges run <REPORTS		violations of dmacheck report
 *
 * Reads reports (--format json), one behind the other, and holds the messages against
 * what the edges say that this detector can take. Where edges of a rule say the same at
 * different confidence, each must be seen.
 */
#include "model/memory.h"
#include "model/rule.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/**
 * struct detector - whose reports are read
 * @list: where they are in a report
 * @edges: one for each edge of the registry, in order: it was taken
 */
struct detector {
	unsigned int detector;
	const char *list;
	bool *edges;
};

/* Rows of events.def and guards.def behind these lines come from a run only. */
static bool is_of_run(const struct rule_edge *edge)
{
	return edge->event >= EVENT_STATUS || edge->guard >= GUARD_IN_FLIGHT;
}

/* And these from source only: what a branch says, and what comes later in it. */
static bool is_of_source(const struct rule_edge *edge)
{
	return edge->event == EVENT_WAIT_FAILED || edge->event == EVENT_WAIT_IGNORED ||
	       edge->event == EVENT_LATE_STOP || edge->guard == GUARD_ONLY_STOPPED ||
	       edge->guard == GUARD_MEMORY_OF;
}

static bool knows(const struct detector *detector, const struct rule_edge *edge)
{
	return detector->detector == DETECTOR_RUNTIME ? !is_of_source(edge) : !is_of_run(edge);
}

/* Bits of the states that the detector gets to, by edges that it knows. */
static unsigned int reached(const struct detector *detector, const struct rule *rule)
{
	unsigned int states = 1u << 0 | 1u << rule->completed, before;

	do {
		before = states;
		for (size_t i = 0; i < rule->edge_count; i++) {
			const struct rule_edge *edge = &rule->edges[i];

			if (knows(detector, edge) && (states & 1u << edge->from))
				states |= 1u << edge->to;
		}
	} while (states != before);
	return states;
}

static bool can_take(const struct detector *detector, const struct rule *rule,
		     const struct rule_edge *edge)
{
	return edge->report && (rule->detectors & detector->detector) &&
	       knows(detector, edge) && (reached(detector, rule) & 1u << edge->from);
}

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

static void note_finding(struct detector *detector, const json_t *finding)
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
				detector->edges[index] = true;
}

static size_t read_reports(struct detector *detector)
{
	json_t *report;
	size_t count = 0;

	while ((report = json_loadf(stdin, JSON_DISABLE_EOF_CHECK, NULL))) {
		const json_t *findings = json_object_get(report, detector->list);

		for (size_t i = 0; i < json_array_size(findings); i++)
			note_finding(detector, json_array_get(findings, i));
		json_decref(report);
		count++;
	}
	return count;
}

static size_t print_missing(const struct detector *detector)
{
	size_t index = 0, missing = 0;

	for (size_t i = 0; i < rule_count; i++)
		for (size_t j = 0; j < rules[i]->edge_count; j++, index++) {
			const struct rule *rule = rules[i];
			const struct rule_edge *edge = &rule->edges[j];

			if (!can_take(detector, rule, edge) || detector->edges[index])
				continue;
			missing++;
			printf("%s: no bad test goes from %s by %s [%s] (%s): %s\n",
			       rule->slug, rule->states[edge->from],
			       rule_event_word(edge->event), guard_word(edge->guard),
			       confidence_word(edge->confidence), edge->report);
		}
	return missing;
}

static size_t count_edges(void)
{
	size_t edges = 0;

	for (size_t i = 0; i < rule_count; i++)
		edges += rules[i]->edge_count;
	return edges;
}

int main(int argc, char **argv)
{
	bool run = argc == 2 && !strcmp(argv[1], "run");
	struct detector detector = {
		.detector = run ? DETECTOR_RUNTIME : DETECTOR_CHECKER,
		.list = run ? "violations" : "findings",
		.edges = memory_array(count_edges(), sizeof(bool)),
	};

	if (argc != 2 || (!run && strcmp(argv[1], "lint") != 0)) {
		fputs("usage: missing-edges lint|run <REPORTS\n", stderr);
		return 2;
	}
	if (!read_reports(&detector)) {
		fputs("missing-edges: no report on standard input\n", stderr);
		return 99;
	}
	return print_missing(&detector) ? 1 : 0;
}
