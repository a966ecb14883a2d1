/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * feed.h - for tests of replay: events made by hand, what they give collected
 *
 *   feed(&f, MAP, .device = DEV, .dma_address = 0x1000, .size = 64);
 *   ...
 *   feed_end(&f);
 *   expect(&f, "mapping-leak", "never unmapped");
 *   feed_free(&f);
 *
 * Events get numbers, times and stacks of their own: stack 10 for the first, and so
 * on, so that no two places are the same unless a test says so.
 */
#ifndef DMACHECK_TESTS_FEED_H
#define DMACHECK_TESTS_FEED_H

#include <dmacheck/event.h>

#include "db/replay/replay.h"

#include <criterion/criterion.h>
#include <string.h>

enum { FEED_ROWS = 64 };

struct feed {
	struct replay_run run;
	struct replay *replay;
	struct replay_violation violations[FEED_ROWS];
	char messages[FEED_ROWS][512];
	struct replay_step steps[FEED_ROWS][16];
	size_t violation_count;
	struct replay_mapping mappings[FEED_ROWS];
	size_t mapping_count;
	struct replay_overlap overlaps[FEED_ROWS];
	size_t overlap_count;
	struct replay_device devices[FEED_ROWS];
	size_t device_count;
	struct replay_channel channels[FEED_ROWS];
	size_t channel_count;
	struct replay_descriptor descriptors[FEED_ROWS];
	size_t descriptor_count;
	struct replay_crash crashes[FEED_ROWS];
	size_t crash_count;
	uint64_t number;
	struct trace_event last;	/* for tests that ask the judge behind it */
	int result;	/* that functions of the sink return */
};

static inline int feed_take_violation(void *data, const struct replay_violation *row)
{
	struct feed *f = data;
	size_t place = f->violation_count++;

	cr_assert_lt(place, FEED_ROWS);
	f->violations[place] = *row;
	snprintf(f->messages[place], sizeof(f->messages[place]), "%s", row->message);
	for (size_t i = 0; i < row->step_count && i < 16; i++)
		f->steps[place][i] = row->steps[i];
	return f->result;
}

#define FEED_TAKER(name, plural) \
	static inline int feed_take_##name(void *data, const struct replay_##name *row) \
	{ \
		struct feed *f = data; \
		\
		if (f->name##_count < FEED_ROWS) \
			f->plural[f->name##_count] = *row; \
		f->name##_count++; \
		return f->result; \
	}
FEED_TAKER(mapping, mappings)
FEED_TAKER(overlap, overlaps)
FEED_TAKER(device, devices)
FEED_TAKER(channel, channels)
FEED_TAKER(descriptor, descriptors)
FEED_TAKER(crash, crashes)
#undef FEED_TAKER

static inline void feed_event(struct feed *f, struct trace_event event)
{
	const struct replay_sink sink = {
		.data = f, .violation = feed_take_violation,
		.mapping = feed_take_mapping, .overlap = feed_take_overlap,
		.device = feed_take_device, .channel = feed_take_channel,
		.descriptor = feed_take_descriptor, .crash = feed_take_crash,
	};

	if (!f->replay)
		f->replay = replay_new(&f->run, &sink);
	event.number = ++f->number;
	if (!event.time)
		event.time = (int64_t)event.number * 1000;
	if (!event.process)
		event.process = 1;
	if (!event.thread)
		event.thread = 1;
	if (!event.stack)
		event.stack = 10 * (uint32_t)event.number;
	f->last = event;
	cr_assert_eq(replay_event(f->replay, &f->last), f->result);
}

#define feed(f, id, ...) \
	feed_event(f, (struct trace_event){ .kind = DMACHECK_##id, ##__VA_ARGS__ })

static inline void feed_end(struct feed *f)
{
	cr_assert_eq(replay_end(f->replay), f->result);
}

static inline void feed_free(struct feed *f)
{
	replay_free(f->replay);
}

/* Return: the n-th violation of a rule whose message has the words, or NULL. */
static inline const struct replay_violation *find(const struct feed *f, const char *slug,
						  const char *words)
{
	for (size_t i = 0; i < f->violation_count; i++)
		if (strcmp(f->violations[i].rule->slug, slug) == 0 &&
		    strstr(f->messages[i], words))
			return &f->violations[i];
	return NULL;
}

static inline void feed_dump(const struct feed *f)
{
	for (size_t i = 0; i < f->violation_count; i++)
		fprintf(stderr, "  %s: %s%s%s\n", f->violations[i].rule->slug,
			f->messages[i], f->violations[i].inconclusive ? " ?" : "",
			f->violations[i].inconclusive ? f->violations[i].inconclusive : "");
}

/* Exactly one violation, this one. Return: it. */
#define expect_only(f, slug, words) ({ \
	const struct replay_violation *found = find(f, slug, words); \
	\
	if (!found || (f)->violation_count != 1) \
		feed_dump(f); \
	cr_assert(found, "no %s: %s", slug, words); \
	cr_expect_eq((f)->violation_count, 1, "not only %s", slug); \
	found; \
})

#define expect_none(f) do { \
	if ((f)->violation_count) \
		feed_dump(f); \
	cr_expect_eq((f)->violation_count, 0); \
} while (0)

#endif /* DMACHECK_TESTS_FEED_H */
