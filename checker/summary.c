/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * summary.c - the table of summaries, each made once
 *
 * A function is analysed once for each set of constants it is called with, and
 * once without any, as the kernel calls it.
 */
#include "checker/summary-build.h"

#include "model/intern.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>


struct entry {
	struct summary summary;
	struct entry *next;
};

/** struct slot - all summaries of one function */
struct slot {
	pthread_mutex_t lock;
	struct entry *entries;  /* protected by lock */
	unsigned int count;     /* protected by lock */
};

struct summaries {
	struct program *program;
	struct slot *slots;     /* per node */
};

struct summaries *summaries_new(struct program *program)
{
	struct summaries *summaries = memory_array(1, sizeof(*summaries));

	summaries->slots = memory_array(program->node_count,
					sizeof(*summaries->slots));
	summaries->program = program;
	for (size_t i = 0; i < program->node_count; i++)
		pthread_mutex_init(&summaries->slots[i].lock, NULL);
	return summaries;
}

static void entry_free(struct entry *entry)
{
	arena_release(&entry->summary.arena);
	free(entry);
}

void summaries_free(struct summaries *summaries)
{
	if (!summaries)
		return;
	for (size_t i = 0; i < summaries->program->node_count; i++) {
		struct entry *entry = summaries->slots[i].entries;

		while (entry) {
			struct entry *next = entry->next;

			entry_free(entry);
			entry = next;
		}
		pthread_mutex_destroy(&summaries->slots[i].lock);
	}
	free(summaries->slots);
	free(summaries);
}

const struct value *summary_name(const struct summary *summary,
				 const struct value *value)
{
	if (value_member(value))
		return value;
	for (size_t i = 0; i < summary->relation_count; i++) {
		const struct relation *relation = &summary->relations[i];

		if (relation->left == value && value_member(relation->right))
			return relation->right;
		if (relation->right == value && value_member(relation->left))
			return relation->left;
	}
	return NULL;
}

static void analysis_release(struct analysis *analysis)
{
	for (size_t i = 0; analysis->at && i < analysis->cfg->block_count; i++)
		free(analysis->at[i].items);
	free(analysis->locks);
	free(analysis->tracked);
	free(analysis->tracked_vars);
	free(analysis->live);
	free(analysis->exits);
	free(analysis->exit_values);
	free(analysis->exit_lines);
	value_table_free(analysis->values);
	arena_release(&analysis->scratch);
}

static void analyse(struct summaries *summaries, const struct node *node,
		    struct summary *summary)
{
	struct analysis analysis = {
		.summaries = summaries, .summary = summary,
		.program = summaries->program, .node = node,
		.function = node->function, .cfg = node->cfg,
		.arena = &summary->arena,
	};

	summary->node = node;
	if (node->cfg->error) {
		summary->error = node->cfg->error;
		return;
	}
	analysis.values = value_table_new(&analysis.scratch);
	analysis.whole = intern("*");
	analysis.any_element = intern("[]");
	analysis.no_locks = arena_new(&analysis.scratch, struct locks);
	analysis.locks = memory_grow(NULL, 0, &analysis.locks_room,
				       sizeof(*analysis.locks));
	analysis.locks[analysis.locks_count++] = (struct locks *)analysis.no_locks;
	find_tracked(&analysis);
	summary->error = engine_run(&analysis);
	summary->joined = analysis.truncated;
	if (!summary->error)
		collect_outcomes(&analysis);
	summary_keep(summary);
	analysis_release(&analysis);
}

static struct entry *find(const struct slot *slot, const struct spec *spec)
{
	for (struct entry *entry = slot->entries; entry; entry = entry->next)
		if (!memcmp(&entry->summary.spec, spec, sizeof(*spec)))
			return entry;
	return NULL;
}

static struct entry *make(struct summaries *summaries, struct slot *slot,
			  const struct node *node, const struct spec *spec)
{
	struct entry *entry = memory_array(1, sizeof(*entry));

	entry->summary.spec = *spec;
	analyse(summaries, node, &entry->summary);
	entry->next = slot->entries;
	slot->entries = entry;
	slot->count++;
	return entry;
}

const struct summary *summary_get(struct summaries *summaries,
				  const struct node *node,
				  const struct spec *wanted)
{
	struct slot *slot = &summaries->slots[node->index];
	struct spec spec;
	struct entry *entry;

	memset(&spec, 0, sizeof(spec));
	if (wanted)
		spec = *wanted;
	pthread_mutex_lock(&slot->lock);
	entry = find(slot, &spec);
	if (!entry)
		entry = make(summaries, slot, node, &spec);
	pthread_mutex_unlock(&slot->lock);
	return &entry->summary;
}
