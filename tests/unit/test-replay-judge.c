/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-replay-judge.c - steps of rules, places, paths and doubts
 */
#include "tests/unit/feed.h"

#include "db/replay/derive.h"

#include <stdlib.h>

#define DEV 0xd0
#define MEMORY 0x7f0000001040u
#define DMA 0x200040u

#pragma GCC diagnostic ignored "-Woverride-init"

#define map(f, ...) feed(f, MAP, .device = DEV, .address = MEMORY, .dma_address = DMA, \
			 .size = 64, ##__VA_ARGS__)
#define unmap(f, ...) feed(f, UNMAP, .device = DEV, .dma_address = DMA, .size = 64, ##__VA_ARGS__)

static const struct rule_edge *edge_of(const char *slug, enum rule_event event)
{
	const struct rule *rule = rule_find(slug);

	for (size_t i = 0; i < rule->edge_count; i++)
		if (rule->edges[i].event == event && rule->edges[i].report)
			return &rule->edges[i];
	cr_assert(false, "%s reports no %s", slug, rule_event_word(event));
	return NULL;
}

Test(judge, says_which_edges_were_taken)
{
	struct feed f = { 0 };

	map(&f);
	unmap(&f);
	feed_end(&f);
	cr_expect(replay_taken(f.replay, edge_of("mapping-unchecked", EVENT_UNMAP)));
	cr_expect_not(replay_taken(f.replay, edge_of("mapping-unchecked", EVENT_USE)));
	cr_expect_not(replay_taken(f.replay, edge_of("mapping-leak", EVENT_END)));
	feed_free(&f);
}

Test(judge, prints_its_steps)
{
	struct feed f = { 0 };
	char *text = NULL;
	size_t size = 0;
	FILE *file = open_memstream(&text, &size);

	feed(&f, DEVICE_ADD, .device = DEV, .name = "toy");
	replay_print(f.replay, file);
	map(&f);
	unmap(&f);
	fclose(file);
	cr_expect(strstr(text, "2 a DMA_BIDIRECTIONAL mapping of 64 bytes for toy: "
			       "mapping-unchecked: unmapped -> unchecked on map if checkable\n"),
		  "%s", text);
	cr_expect(strstr(text, "mapping-unchecked: unchecked -> unmapped on unmap, reported\n"),
		  "%s", text);
	free(text);
	feed_free(&f);
}

/* An edge's guard that is unknown costs one step of confidence. */
Test(judge, unknown_guards)
{
	struct feed f = { 0 };
	struct mapping *mapping;

	map(&f);
	mapping = mapping_at(f.replay, 1, DEV, DMA);
	judge(f.replay, (struct thing *)mapping, EVENT_UNMAP,
	      &(struct occasion){ .unknown = FACT(SIZE), .stands_alone = true });
	feed_end(&f);
	cr_assert(find(&f, "mapping-mismatch", "another size"));
	cr_expect_eq(find(&f, "mapping-mismatch", "another size")->confidence,
		     CONFIDENCE_MEDIUM);
	feed_free(&f);
}

Test(judge, only_guarded_edges_where_a_call_was_refused)
{
	struct feed f = { 0 };

	map(&f, .type = DMACHECK_MAPPED_SG);
	judge(f.replay, (struct thing *)mapping_at(f.replay, 1, DEV, DMA), EVENT_END,
	      &(struct occasion){ .guarded = true });
	feed_end(&f);
	expect_none(&f);
	feed_free(&f);
}

Test(judge, losses_do_not_matter_to_what_stands_alone)
{
	struct feed f = { .run.first_loss = 1 };
	struct thing *mapping;

	map(&f, .type = DMACHECK_MAPPED_SG);
	mapping = (struct thing *)mapping_at(f.replay, 1, DEV, DMA);
	judge(f.replay, mapping, EVENT_FREE, &(struct occasion){ .stands_alone = true });
	judge(f.replay, mapping, EVENT_MOVE, NULL);
	feed_end(&f);
	cr_assert_eq(f.violation_count, 2);
	cr_expect_null(find(&f, "memory-freed-while-mapped", "")->inconclusive);
	cr_expect_str_eq(find(&f, "page-moved-while-mapped", "")->inconclusive,
			 "records were lost before it");
	feed_free(&f);
}

/* What was sure before the loss and what is in doubt after it are two places. */
Test(judge, the_same_place_before_and_after_a_loss)
{
	struct feed f = { 0 };

	for (int i = 0; i < 3; i++) {
		map(&f, .stack = 1);
		unmap(&f, .stack = 2);
		if (i == 0)
			feed(&f, LOST, .name = "no room");
	}
	feed_end(&f);
	cr_assert_eq(f.violation_count, 2);
	cr_expect_eq(f.violations[0].occurrences, 1);
	cr_expect_null(f.violations[0].inconclusive);
	cr_expect_eq(f.violations[1].occurrences, 2);
	cr_expect(f.violations[1].inconclusive);
	feed_free(&f);
}

/* By rule in the order of the registry, then by record. */
Test(judge, order)
{
	struct feed f = { 0 };

	unmap(&f);
	map(&f, .stack = 1);
	unmap(&f);
	map(&f, .stack = 2);
	unmap(&f);
	feed_end(&f);
	cr_assert_eq(f.violation_count, 3);
	cr_expect_str_eq(f.violations[0].rule->slug, "mapping-unchecked");
	cr_expect_eq(f.violations[0].event, 3);
	cr_expect_eq(f.violations[1].event, 5);
	cr_expect_str_eq(f.violations[2].rule->slug, "mapping-double-unmap");
	cr_expect_str_eq(f.violations[0].report,
			 edge_of("mapping-unchecked", EVENT_UNMAP)->report);
	feed_free(&f);
}

/* Where it came from is never forgotten, the middle is. */
Test(path, long_one)
{
	struct feed f = { 0 };

	map(&f, .direction = 1);
	for (int i = 0; i < 20; i++)
		feed(&f, SYNC_CPU, .device = DEV, .dma_address = DMA, .size = 64, .direction = 1);
	unmap(&f, .direction = 1);
	feed_end(&f);
	expect_only(&f, "mapping-unchecked", "is unmapped");
	cr_assert_eq(f.violations[0].step_count, THING_STEPS + 1);
	cr_expect_str_eq(f.steps[0][0].message, "mapped DMA_TO_DEVICE");
	for (int i = 1; i <= THING_STEPS; i++) {
		cr_expect_str_eq(f.steps[0][i].message, "synced for the CPU");
		cr_expect_gt(f.steps[0][i].time, f.steps[0][i - 1].time);
	}
	feed_free(&f);
}

Test(path, with_another_thing)
{
	struct feed f = { 0 };
	struct thing *one, *other;
	const struct step also = { .event = 3, .time = 3000, .message = "meanwhile" };

	map(&f, .type = DMACHECK_MAPPED_SG);
	map(&f, .type = DMACHECK_MAPPED_SG, .dma_address = DMA + 8192, .address = MEMORY + 8192);
	feed(&f, MODULE_INIT, .name = "toy");
	feed(&f, MODULE_EXIT, .name = "toy");
	one = (struct thing *)mapping_at(f.replay, 1, DEV, DMA);
	other = (struct thing *)mapping_at(f.replay, 1, DEV, DMA + 8192);
	judge(f.replay, one, EVENT_FREE, &(struct occasion){
		.other = other, .other_name = "the other one", .also = &also,
		.detail = "why" });
	feed_end(&f);
	cr_expect(expect_only(&f, "memory-freed-while-mapped", "mapped: why"));
	cr_assert_eq(f.violations[0].step_count, 3);
	cr_expect_str_eq(f.steps[0][0].message, "mapped DMA_BIDIRECTIONAL");
	cr_expect_str_eq(f.steps[0][1].message, "the other one: mapped DMA_BIDIRECTIONAL");
	cr_expect_str_eq(f.steps[0][2].message, "meanwhile");
	feed_free(&f);
}

Test(path, place_elsewhere)
{
	struct feed f = { 0 };
	const struct step source = { .event = 1, .time = 1000, .thread = 4, .stack = 77 };
	struct thing *mapping;

	map(&f, .type = DMACHECK_MAPPED_SG);
	feed(&f, MODULE_EXIT, .name = "toy");
	mapping = (struct thing *)mapping_at(f.replay, 1, DEV, DMA);
	judge(f.replay, mapping, EVENT_FREE, &(struct occasion){ .source = &source });
	feed_end(&f);
	expect_only(&f, "memory-freed-while-mapped", "is freed");
	cr_expect_eq(f.violations[0].event, 1);
	cr_expect_eq(f.violations[0].time, 1000);
	cr_expect_eq(f.violations[0].thread, 4);
	cr_expect_eq(f.violations[0].stack, 77);
	cr_expect_eq(f.violations[0].step_count, 0);
	feed_free(&f);
}

/* ---- threads ---- */

static const struct thread *thread_of(struct feed *f)
{
	return world_thread(&f->replay->world, &(struct trace_event){ .thread = 1 });
}

Test(thread, locks)
{
	struct feed f = { 0 };
	const struct thread *thread;

	for (uint64_t i = 1; i <= THREAD_HELD + 4; i++)
		feed(&f, LOCK, .object = i, .name = "lock");
	thread = thread_of(&f);
	cr_expect_eq(thread->held_count, THREAD_HELD + 4);
	feed(&f, UNLOCK, .object = 2);
	cr_expect_eq(thread->held_count, THREAD_HELD + 3);
	cr_expect_eq(thread->held[1].lock, 3);
	feed(&f, UNLOCK, .object = 999);
	feed(&f, UNLOCK, .object = 1);
	while (thread->held_count)
		feed(&f, UNLOCK, .object = thread->held[0].lock);
	feed(&f, UNLOCK, .object = 5);
	cr_expect_eq(thread->held_count, 0);
	feed_free(&f);
}

Test(thread, callbacks_within_one_another)
{
	struct feed f = { 0 };
	const struct thread *thread;

	feed(&f, CALLBACK_BEGIN, .channel = 1, .object = 10);
	feed(&f, CALLBACK_BEGIN, .channel = 2, .object = 20);
	thread = thread_of(&f);
	cr_assert(thread_callback(thread, 1));
	cr_expect_eq(thread_callback(thread, 1)->object, 10);
	cr_expect_eq(thread_callback(thread, 2)->object, 20);
	cr_expect_null(thread_callback(thread, 3));
	feed(&f, CALLBACK_END, .channel = 2, .object = 20);
	cr_expect_null(thread_callback(thread, 2));
	feed(&f, CALLBACK_END, .channel = 1, .object = 10);
	feed(&f, CALLBACK_END, .channel = 1, .object = 10);
	cr_expect_null(thread_callback(thread, 1));
	feed_free(&f);
}

Test(thread, what_has_failed)
{
	struct feed f = { 0 };

	map(&f);
	cr_expect_null(thread_failed(thread_of(&f)));
	map(&f, .dma_address = UINT64_MAX);
	cr_expect_str_eq(thread_failed(thread_of(&f))->message, "a mapping failed");
	feed(&f, PREP, .channel = 1, .value = 0);
	cr_expect_str_eq(thread_failed(thread_of(&f))->message, "a prep returned NULL");
	feed(&f, MAP_SG, .device = DEV, .value = 0);
	feed(&f, SUBMIT, .channel = 1, .value = -12);
	feed(&f, CHANNEL_REQUEST, .channel = 1, .value = -16);
	cr_expect_str_eq(thread_failed(thread_of(&f))->message, "a channel request failed");
	feed_free(&f);
}

/* A kind from a newer recorder, and numbers that no trace of ours has. */
Test(replay, events_it_does_not_know)
{
	struct feed f = { 0 };

	feed_event(&f, (struct trace_event){ .kind = DMACHECK_EVENT_COUNT });
	feed_event(&f, (struct trace_event){ .kind = 100000, .thread = UINT32_MAX });
	feed(&f, LOCK, .object = 1, .thread = UINT32_MAX, .process = UINT32_MAX);
	feed_end(&f);
	expect_none(&f);
	feed_free(&f);
}
