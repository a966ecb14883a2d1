/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * parse.c - files to units with graphs, by several threads
 *
 * Each thread has an index of its own and takes the next file; a translation
 * unit is disposed as soon as its tree is made.
 */
#include "checker/parse.h"

#include "checker/event.h"
#include "checker/source.h"
#include "model/intern.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum {
	THREADS_MAX = 256,
	PREPARED_AHEAD = 64, /* files from which on all architectures are prepared */
};

/* Deeply nested code means deep recursion, in the parser and in ours. */
static const size_t stack_size = 512ul << 20;

/** struct job - what the parsing threads share */
struct job {
	struct source_pool *pool;
	const struct model *model;
	const struct tree_file *files;
	size_t count;
	struct parsed_unit *units;
	struct progress *progress;
	FILE *dump;
	struct tree *tree;
	unsigned int jobs;
	atomic_size_t next, next_arch;
};

static void make_graphs(const struct model *model, struct parsed_unit *parsed)
{
	struct unit *unit = &parsed->unit;

	parsed->cfgs = arena_array(&unit->arena, struct cfg *, unit->function_count);
	for (size_t i = 0; i < unit->function_count; i++) {
		if (!unit->functions[i]->body)
			continue;
		parsed->cfgs[i] = cfg_build(&unit->arena, unit->functions[i]);
		event_mark(model, parsed->cfgs[i]);
	}
}

static void fail_unit(const struct tree_file *file, struct unit *unit,
		      const char *error)
{
	*unit = (struct unit){ .file = file, .path = intern(file->path),
			       .module = intern(file->module) };
	unit->error = arena_strdup(&unit->arena, error ? error : "not parsed");
}

static void parse_one(struct job *job, struct source_index *index, size_t i)
{
	struct parsed_unit *parsed = &job->units[i];
	struct source source;
	char *error = NULL;

	if (source_parse(job->pool, index, &job->files[i], &source, &error)) {
		fail_unit(&job->files[i], &parsed->unit, error);
		free(error);
		return;
	}
	if (job->dump && job->files[i].requested)
		source_dump(&source, job->dump);
	ast_build(job->model, &source, &parsed->unit);
	source_release(&source);
	make_graphs(job->model, parsed);
}

/*
 * A few of many files want another architecture than the first. Its headers are
 * made by a thread that would else wait for those of the first.
 */
static void prepare(struct job *job)
{
	enum tree_arch arches[ARCH_COUNT];
	size_t count, i;

	if (job->count < PREPARED_AHEAD || job->jobs < 2)
		return;
	count = tree_arches(job->tree, &job->files[0], arches);
	while ((i = atomic_fetch_add(&job->next_arch, 1)) < count)
		source_pool_prepare(job->pool, arches[i]);
}

static void *work(void *data)
{
	struct job *job = data;
	struct source_index *index = source_index_new();
	size_t i;

	prepare(job);
	while ((i = atomic_fetch_add(&job->next, 1)) < job->count) {
		parse_one(job, index, i);
		progress_step(job->progress);
	}
	source_index_free(index);
	return NULL;
}

void run_threads(unsigned int jobs, void *(*function)(void *), void *data)
{
	pthread_t threads[THREADS_MAX];
	pthread_attr_t attributes;
	unsigned int started = 0;

	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, stack_size);
	if (jobs > THREADS_MAX)
		jobs = THREADS_MAX;
	while (started < jobs &&
	       pthread_create(&threads[started], &attributes, function, data) == 0)
		started++;
	pthread_attr_destroy(&attributes);
	if (!started)
		function(data); /* no thread to be had: do it here */
	for (unsigned int i = 0; i < started; i++)
		pthread_join(threads[i], NULL);
}

int parse_units(struct tree *tree, const struct model *model,
		const struct tree_file *files, size_t count, unsigned int jobs,
		FILE *dump, struct progress *progress,
		struct parsed_unit **ret_units, char **ret_error)
{
	struct job job = { .model = model, .files = files, .count = count,
			   .progress = progress, .dump = dump, .tree = tree,
			   .jobs = dump ? 1 : jobs };

	job.units = calloc(count + 1, sizeof(*job.units));
	job.pool = source_pool_new(tree, model);
	if (!job.units || !job.pool) {
		free(job.units);
		*ret_error = strdup("out of memory");
		return -ENOMEM;
	}
	run_threads(job.jobs, work, &job);
	source_pool_free(job.pool);
	*ret_units = job.units;
	return 0;
}

void parse_free(struct parsed_unit *units, size_t count)
{
	for (size_t i = 0; units && i < count; i++)
		unit_release(&units[i].unit);
	free(units);
}
