/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * judge.h - steps the rules of a thing, and keeps what they report
 *
 *   judge(thing, event, occasion) -> each rule of the thing's kind -> an edge
 *                                 -> a verdict: the first of its place, counted
 */
#ifndef DMACHECK_REPLAY_JUDGE_H
#define DMACHECK_REPLAY_JUDGE_H

#include <stdio.h>

#include "db/replay/replay.h"
#include "db/replay/world.h"

/* A guard that is answered yes, or unknown: bits of @facts and @unknown. */
#define FACT(guard) (UINT64_C(1) << GUARD_##guard)

_Static_assert(GUARD_COUNT <= 64, "guards are bits of a word");

/**
 * struct occasion - what is known of what happens, beside the event being replayed
 * @facts, @unknown: FACT()s; every other guard is answered no
 * @address, @size: bytes meant; 0: none
 * @pfn: their frame, 0: unknown
 * @mapping: id of the mapping it is about, 0: none, or the thing itself
 * @detail: goes behind the message, or NULL
 * @other: whose steps belong to the path too, or NULL
 * @other_name: what the path calls it: "the other mapping"
 * @also: a step that is of neither, or NULL
 * @stands_alone: rests on this event alone, so earlier losses do not matter
 * @source: the step that is the violation, where it is not this event, or NULL
 * @blame_origin: the place is where the thing came from, not where this event is
 * @place: the place, where it is neither, or NULL
 * @guarded: only edges with a guard are taken: the call was refused, or is not over
 * @doubt: why it may be no violation, or NULL
 */
struct occasion {
	uint64_t facts;
	uint64_t unknown;
	uint64_t address;
	uint64_t size;
	uint64_t pfn;
	int64_t mapping;
	const char *detail;
	const struct thing *other;
	const char *other_name;
	const struct step *also;
	const struct step *source;
	bool stands_alone;
	bool blame_origin;
	const struct step *place;
	bool guarded;
	const char *doubt;
};

/**
 * struct rule_place - a rule that has edges for an event
 * @rule: with the edges of this event only; owned
 * @edges: the same in the registry's rule; owned
 * @states: bits of the states that have one
 * @slot: of states[] of a thing
 * @number: in rules[]
 */
struct rule_place {
	struct rule rule;
	const struct rule_edge **edges;
	uint8_t states;
	uint8_t slot;
	uint16_t number;
};

_Static_assert(RULE_STATES <= 8, "states are bits of a byte");

/* struct rule_list - who asks about an event of a kind of thing */
struct rule_list {
	size_t count;
	size_t room;
	struct rule_place *places;
};

struct judge {
	struct rule_list lists[OBJECT_COUNT][EVENT_COUNT];
	struct verdict *verdicts;	/* hashed by place, aliases too */
	struct verdict **found;		/* in the order found */
	size_t found_count;
	size_t found_room;
	bool **taken;			/* [rule][edge] */
	FILE *print;
};

void judge_init(struct judge *judge);
void judge_release(struct judge *judge);

/**
 * judge() - an event has happened to a thing
 * @occasion: NULL: no guard is answered yes
 *
 * Steps every rule of its kind that a run detects. Says what it does to the file of
 * replay_print().
 */
void judge(struct replay *replay, struct thing *thing, enum rule_event event,
	   const struct occasion *occasion);

/** verdict_report() - the edge has reported; @answer: of its guard */
void verdict_report(struct replay *replay, const struct rule_place *place,
		    const struct thing *thing, const struct rule_edge *edge,
		    const struct occasion *occasion, enum answer answer);
void verdicts_release(struct judge *judge);

/** judge_tell() - all verdicts to the sink, by rule and time. Return: 0 or the sink's. */
int judge_tell(struct replay *replay);

#endif /* DMACHECK_REPLAY_JUDGE_H */
