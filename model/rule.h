/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * rule.h - a rule: one property of the API, as an automaton over one object
 *
 * Both detectors step the same edges: the checker over paths of the source,
 * the replay over events of a run. A report belongs to an edge; an event
 * without an edge leaves the state as it is.
 */
#ifndef DMACHECK_RULE_H
#define DMACHECK_RULE_H

#include "model/model.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };
enum confidence { CONFIDENCE_LOW, CONFIDENCE_MEDIUM, CONFIDENCE_HIGH };

/* What an event is, seen by a rule: the calls' effects and what is derived. */
enum rule_event {
#define EVENT(name, word, sentence) EVENT_##name,
#include "model/events.def"
#undef EVENT
	EVENT_COUNT
};

/* What an edge may ask about the event; each answer is yes, no or unknown. */
enum guard {
#define GUARD(name, word, sentence) GUARD_##name,
#include "model/guards.def"
#undef GUARD
	GUARD_COUNT
};

enum answer { ANSWER_NO, ANSWER_UNKNOWN, ANSWER_YES };

enum rule_object { OBJECT_CHANNEL, OBJECT_DESCRIPTOR, OBJECT_MAPPING, OBJECT_BUFFER, OBJECT_REFCOUNTED, OBJECT_DEVICE };

enum { DETECTOR_CHECKER = 1, DETECTOR_CONVERT = 2, DETECTOR_PATCH = 4, DETECTOR_RUNTIME = 8 };

enum { RULE_STATES = 8 };

/**
 * struct rule_edge - in state @from, @event moves to @to
 * @guard: must not be answered no; GUARD_ALWAYS asks nothing
 * @report: message, or NULL where nothing is wrong; %s is the object
 * @confidence: where the guard is answered yes; unknown lowers it by one
 */
struct rule_edge {
	uint8_t from;
	uint8_t to;
	enum rule_event event;
	enum guard guard;
	const char *report;
	enum confidence confidence;
};

/**
 * struct rule - one row of the catalogue
 * @states: names, the first is the state at entry
 * @texts: for rules, explain, SARIF and the man page
 */
struct rule {
	const char *slug;
	const char *group;       /* terminate, channel, descriptor, mapping, refcount, provider */
	enum severity severity;
	unsigned int detectors;  /* what exists today */
	enum rule_object object;
	const char *states[RULE_STATES];
	uint8_t completed;       /* state at entry where the transfer is known to be over */
	const struct rule_edge *edges;
	size_t edge_count;
	const char *summary;     /* one line */
	const char *contract;    /* what the API promises and asks, with its source */
	const char *repair;      /* what to do */
	const char *limits;      /* what the rule cannot see */
};

/** rules - the registry, in the catalogue's order */
extern const struct rule *const rules[];
extern const size_t rule_count;

/** rule_find() - by slug; NULL if there is none */
const struct rule *rule_find(const char *slug);

/**
 * rule_step() - the edge an event takes
 * @answer: asks a guard about the event, called at most once per edge
 * @ret_answer: what the guard said, for the confidence
 *
 * The first edge in the list whose guard is not answered no wins.
 * Return: the edge, or NULL where the state stays.
 */
const struct rule_edge *rule_step(const struct rule *rule, unsigned int state,
				  enum rule_event event,
				  enum answer (*answer)(enum guard, void *),
				  void *data, enum answer *ret_answer);

/**
 * rules_select() - apply one LIST of --rule
 * @list: slugs and groups, each with '-' before it to leave it out, or "all"
 * @selected: one flag per row of the registry, changed item by item; the
 *	caller begins with none set, and a list that begins with '-' sets all
 */
int rules_select(const char *list, bool *selected, char **ret_error);

const char *severity_word(enum severity severity);
const char *confidence_word(enum confidence confidence);
/** confidence_parse() - "high", "medium" or "low". Return: 0 or -EINVAL. */
int confidence_parse(const char *word, enum confidence *ret_confidence);
const char *rule_event_word(enum rule_event event);
const char *guard_word(enum guard guard);

#endif
