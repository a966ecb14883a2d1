/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * rule.c - the registry and the stepper of the automata
 */
#include "model/rule.h"

#include <errno.h>
#include <string.h>

#define RULE(name) extern const struct rule rule_##name;
#include "model/rules/registry.def"
#undef RULE

const struct rule *const rules[] = {
#define RULE(name) &rule_##name,
#include "model/rules/registry.def"
#undef RULE
};
const size_t rule_count = sizeof(rules) / sizeof(*rules);

const struct rule *rule_find(const char *slug)
{
	for (size_t i = 0; i < rule_count; i++)
		if (strcmp(rules[i]->slug, slug) == 0)
			return rules[i];
	return NULL;
}

const struct rule_edge *rule_step(const struct rule *rule, unsigned int state,
				  enum rule_event event,
				  enum answer (*answer)(enum guard, void *),
				  void *data, enum answer *ret_answer)
{
	for (size_t i = 0; i < rule->edge_count; i++) {
		const struct rule_edge *edge = &rule->edges[i];
		enum answer said = ANSWER_YES;

		if (edge->from != state || edge->event != event)
			continue;
		if (edge->guard != GUARD_ALWAYS)
			said = answer(edge->guard, data);
		if (said == ANSWER_NO)
			continue;
		*ret_answer = said;
		return edge;
	}
	return NULL;
}

const char *severity_word(enum severity severity)
{
	static const char *const words[] = {
		[SEVERITY_NOTE] = "note", [SEVERITY_WARNING] = "warning",
		[SEVERITY_ERROR] = "error",
	};

	return words[severity];
}

static const char *const confidence_words[] = {
	[CONFIDENCE_LOW] = "low", [CONFIDENCE_MEDIUM] = "medium",
	[CONFIDENCE_HIGH] = "high",
};

const char *confidence_word(enum confidence confidence)
{
	return confidence_words[confidence];
}

int confidence_parse(const char *word, enum confidence *ret_confidence)
{
	for (int i = CONFIDENCE_LOW; i <= CONFIDENCE_HIGH; i++) {
		if (strcmp(confidence_words[i], word) != 0)
			continue;
		*ret_confidence = (enum confidence)i;
		return 0;
	}
	return -EINVAL;
}

const char *rule_event_word(enum rule_event event)
{
	static const char *const words[] = {
#define EVENT(name, word, sentence) [EVENT_##name] = word,
#include "model/events.def"
#undef EVENT
	};

	return words[event];
}

const char *guard_word(enum guard guard)
{
	static const char *const words[] = {
#define GUARD(name, word, sentence) [GUARD_##name] = word,
#include "model/guards.def"
#undef GUARD
	};

	return words[guard];
}
