/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-rules.c - every rule of the registry is well made, and edges are taken
 * as rule.h says
 */
#include "model/rule.h"

#include <criterion/criterion.h>
#include <string.h>

static size_t states_of(const struct rule *rule)
{
	size_t count = 0;

	while (count < RULE_STATES && rule->states[count])
		count++;
	return count;
}

Test(rules, slugs_are_words_joined_by_hyphens)
{
	for (size_t i = 0; i < rule_count; i++) {
		const char *slug = rules[i]->slug;
		size_t length = strlen(slug);

		cr_assert_gt(length, 0);
		cr_expect_eq(strspn(slug, "abcdefghijklmnopqrstuvwxyz-"), length,
			     "%s", slug);
		cr_expect_neq(slug[0], '-', "%s", slug);
		cr_expect_neq(slug[length - 1], '-', "%s", slug);
		cr_expect_not(strstr(slug, "--"), "%s", slug);
		cr_expect_eq(rule_find(slug), rules[i], "%s exists twice", slug);
	}
	cr_expect_null(rule_find("no-such-rule"));
	cr_expect_null(rule_find(""));
}

static void expect_text(const struct rule *rule, const char *what, const char *text)
{
	cr_assert(text && *text, "%s: no %s", rule->slug, what);
	cr_expect_null(strchr(text, '\t'), "%s: tab in %s", rule->slug, what);
	cr_expect_neq(text[strlen(text) - 1], '\n', "%s: %s ends in a newline",
		      rule->slug, what);
}

static const char *longest_line(const char *text, size_t *ret_length)
{
	const char *longest = text;

	*ret_length = 0;
	for (const char *line = text; *line;) {
		size_t length = strcspn(line, "\n");

		if (length > *ret_length) {
			*ret_length = length;
			longest = line;
		}
		line += length + (line[length] == '\n');
	}
	return longest;
}

Test(rules, texts_are_there)
{
	for (size_t i = 0; i < rule_count; i++) {
		const struct rule *rule = rules[i];
		const char *const texts[] = { rule->contract, rule->repair,
					      rule->limits };
		size_t length;

		expect_text(rule, "group", rule->group);
		expect_text(rule, "summary", rule->summary);
		expect_text(rule, "contract", rule->contract);
		expect_text(rule, "repair", rule->repair);
		expect_text(rule, "limits", rule->limits);
		cr_expect_null(strchr(rule->summary, '\n'), "%s", rule->slug);
		cr_expect(strstr(rule->contract, "Source: "),
			  "%s: the contract names no source", rule->slug);
		cr_expect(rule->detectors, "%s: nothing detects it", rule->slug);
		for (size_t j = 0; j < sizeof(texts) / sizeof(*texts); j++) {
			const char *line = longest_line(texts[j], &length);

			cr_expect_leq(length, 80, "%s: a long line: %.*s",
				      rule->slug, (int)length, line);
		}
	}
}

Test(rules, states_have_names)
{
	for (size_t i = 0; i < rule_count; i++) {
		const struct rule *rule = rules[i];
		size_t count = states_of(rule);

		cr_assert_gt(count, 0, "%s", rule->slug);
		for (size_t j = 0; j < count; j++) {
			cr_expect(*rule->states[j], "%s", rule->slug);
			for (size_t k = 0; k < j; k++)
				cr_expect_str_neq(rule->states[k], rule->states[j],
						  "%s", rule->slug);
		}
		for (size_t j = count; j < RULE_STATES; j++)
			cr_expect_null(rule->states[j], "%s: a gap in the states",
				       rule->slug);
		for (size_t j = 0; j < rule->edge_count; j++) {
			cr_expect_lt(rule->edges[j].from, count, "%s", rule->slug);
			cr_expect_lt(rule->edges[j].to, count, "%s", rule->slug);
			cr_expect_lt(rule->edges[j].event, EVENT_COUNT);
			cr_expect_lt(rule->edges[j].guard, GUARD_COUNT);
		}
	}
}

Test(rules, states_are_reachable)
{
	for (size_t i = 0; i < rule_count; i++) {
		const struct rule *rule = rules[i];
		bool reached[RULE_STATES] = { true };
		size_t count = states_of(rule);

		for (size_t round = 0; round < count; round++)
			for (size_t j = 0; j < rule->edge_count; j++)
				if (reached[rule->edges[j].from])
					reached[rule->edges[j].to] = true;
		for (size_t j = 0; j < count; j++)
			cr_expect(reached[j], "%s: nothing leads to %s", rule->slug,
				  rule->states[j]);
	}
}

/* Of two edges alike the second is never taken; nor is one behind "always". */
Test(rules, edges_are_deterministic)
{
	for (size_t i = 0; i < rule_count; i++) {
		const struct rule *rule = rules[i];

		for (size_t j = 0; j < rule->edge_count; j++)
			for (size_t k = 0; k < j; k++) {
				const struct rule_edge *one = &rule->edges[k];
				const struct rule_edge *two = &rule->edges[j];

				if (one->from != two->from || one->event != two->event)
					continue;
				cr_expect_neq(one->guard, two->guard,
					      "%s: two edges from %s by %s",
					      rule->slug, rule->states[one->from],
					      rule_event_word(one->event));
				cr_expect_neq(one->guard, GUARD_ALWAYS,
					      "%s: an edge from %s by %s is hidden",
					      rule->slug, rule->states[one->from],
					      rule_event_word(one->event));
			}
	}
}

/* Messages are formats of the object's name and nothing else. */
Test(rules, messages_are_safe_formats)
{
	for (size_t i = 0; i < rule_count; i++)
		for (size_t j = 0; j < rules[i]->edge_count; j++) {
			const char *report = rules[i]->edges[j].report;
			const char *percent = report ? strchr(report, '%') : NULL;

			if (!report)
				continue;
			cr_expect(*report, "%s", rules[i]->slug);
			cr_expect_null(strchr(report, '\n'), "%s", report);
			cr_expect_neq(report[strlen(report) - 1], '.', "%s", report);
			if (!percent)
				continue;
			cr_expect_eq(percent[1], 's', "%s", report);
			cr_expect_null(strchr(percent + 1, '%'), "%s", report);
		}
}

/* An edge that neither moves nor reports says nothing. */
Test(rules, edges_do_something)
{
	for (size_t i = 0; i < rule_count; i++)
		for (size_t j = 0; j < rules[i]->edge_count; j++) {
			const struct rule_edge *edge = &rules[i]->edges[j];

			cr_expect(edge->report || edge->from != edge->to,
				  "%s: the edge from %s by %s is idle",
				  rules[i]->slug, rules[i]->states[edge->from],
				  rule_event_word(edge->event));
		}
}

Test(rules, words_of_events_and_guards)
{
	for (int i = 0; i < EVENT_COUNT; i++) {
		cr_assert(rule_event_word((enum rule_event)i));
		for (int j = 0; j < i; j++)
			cr_expect_str_neq(rule_event_word((enum rule_event)i),
					  rule_event_word((enum rule_event)j));
	}
	for (int i = 0; i < GUARD_COUNT; i++) {
		cr_assert(guard_word((enum guard)i));
		for (int j = 0; j < i; j++)
			cr_expect_str_neq(guard_word((enum guard)i),
					  guard_word((enum guard)j));
	}
}

Test(rules, confidence_words_read_back)
{
	enum confidence confidence;

	for (int i = CONFIDENCE_LOW; i <= CONFIDENCE_HIGH; i++) {
		cr_assert_eq(confidence_parse(confidence_word((enum confidence)i),
					      &confidence), 0);
		cr_expect_eq((int)confidence, i);
	}
	cr_expect_lt(confidence_parse("", &confidence), 0);
	cr_expect_lt(confidence_parse("HIGH", &confidence), 0);
	cr_expect_lt(confidence_parse("medium ", &confidence), 0);
}

/* ---- rule_step() on a rule in small ---- */

enum { IDLE, BUSY, OVER };

static const struct rule_edge small_edges[] = {
	{ IDLE, BUSY, EVENT_ISSUE, GUARD_ALWAYS, NULL, CONFIDENCE_LOW },
	{ BUSY, OVER, EVENT_FREE, GUARD_MEMORY_OF, "first", CONFIDENCE_HIGH },
	{ BUSY, OVER, EVENT_FREE, GUARD_ATOMIC, "second", CONFIDENCE_MEDIUM },
	{ BUSY, IDLE, EVENT_FREE, GUARD_ALWAYS, "third", CONFIDENCE_LOW },
	{ BUSY, BUSY, EVENT_RELEASE, GUARD_SYNCHRONIZED, "stays", CONFIDENCE_LOW },
};

static const struct rule small = {
	.slug = "small", .states = { "idle", "busy", "over" },
	.edges = small_edges,
	.edge_count = sizeof(small_edges) / sizeof(*small_edges),
};

/** struct asked - what guards answer, and how often each was asked */
struct asked {
	enum answer answers[GUARD_COUNT];
	unsigned int times[GUARD_COUNT];
};

static enum answer reply(enum guard guard, void *data)
{
	struct asked *asked = data;

	asked->times[guard]++;
	return asked->answers[guard];
}

static const struct rule_edge *step(unsigned int state, enum rule_event event,
				    struct asked *asked, enum answer *ret_answer)
{
	return rule_step(&small, state, event, reply, asked, ret_answer);
}

Test(rule_step, nothing_is_asked_of_always)
{
	struct asked asked = { 0 };
	enum answer answer = ANSWER_NO;

	cr_expect_eq(step(IDLE, EVENT_ISSUE, &asked, &answer), &small_edges[0]);
	cr_expect_eq(answer, ANSWER_YES);
	cr_expect_eq(asked.times[GUARD_ALWAYS], 0);
}

Test(rule_step, an_event_without_an_edge_changes_nothing)
{
	struct asked asked = { 0 };
	enum answer answer;

	cr_expect_null(step(IDLE, EVENT_FREE, &asked, &answer));
	cr_expect_null(step(BUSY, EVENT_ISSUE, &asked, &answer));
	cr_expect_null(step(OVER, EVENT_ISSUE, &asked, &answer));
	for (int i = 0; i < GUARD_COUNT; i++)
		cr_expect_eq(asked.times[i], 0);
}

Test(rule_step, the_first_edge_not_refused_wins)
{
	struct asked asked = { 0 };
	enum answer answer;

	asked.answers[GUARD_MEMORY_OF] = ANSWER_YES;
	asked.answers[GUARD_ATOMIC] = ANSWER_YES;
	cr_expect_eq(step(BUSY, EVENT_FREE, &asked, &answer), &small_edges[1]);
	cr_expect_eq(answer, ANSWER_YES);
	cr_expect_eq(asked.times[GUARD_ATOMIC], 0);

	asked.answers[GUARD_MEMORY_OF] = ANSWER_NO;
	cr_expect_eq(step(BUSY, EVENT_FREE, &asked, &answer), &small_edges[2]);
	asked.answers[GUARD_ATOMIC] = ANSWER_NO;
	cr_expect_eq(step(BUSY, EVENT_FREE, &asked, &answer), &small_edges[3]);
	cr_expect_eq(answer, ANSWER_YES);
	cr_expect_eq(asked.times[GUARD_MEMORY_OF], 3);
	cr_expect_eq(asked.times[GUARD_ATOMIC], 2);
}

Test(rule_step, unknown_takes_the_edge_and_says_so)
{
	struct asked asked = { 0 };
	enum answer answer = ANSWER_YES;

	asked.answers[GUARD_MEMORY_OF] = ANSWER_UNKNOWN;
	asked.answers[GUARD_ATOMIC] = ANSWER_YES;
	cr_expect_eq(step(BUSY, EVENT_FREE, &asked, &answer), &small_edges[1]);
	cr_expect_eq(answer, ANSWER_UNKNOWN);
}

Test(rule_step, refused_by_its_only_edge)
{
	struct asked asked = { 0 };
	enum answer answer;

	asked.answers[GUARD_SYNCHRONIZED] = ANSWER_NO;
	cr_expect_null(step(BUSY, EVENT_RELEASE, &asked, &answer));
	asked.answers[GUARD_SYNCHRONIZED] = ANSWER_YES;
	cr_expect_eq(step(BUSY, EVENT_RELEASE, &asked, &answer), &small_edges[4]);
}
