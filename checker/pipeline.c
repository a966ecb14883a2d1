/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pipeline.c - the stages in their order
 *
 * Files are parsed, and functions summarised, by as many threads as asked for;
 * what is joined between them is joined in one order, so that the result does
 * not depend on their number.
 */
#include "checker/pipeline.h"

#include "checker/event.h"
#include "checker/path.h"
#include "checker/parse.h"
#include "checker/progress.h"
#include "checker/suppress.h"
#include "checker/tally.h"
#include "model/memory.h"

#include <malloc.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/** struct pipeline - what the stages hand to each other */
struct pipeline {
	const struct options *options;
	const struct model *model;
	FILE *out;
	struct report *report;
	struct tree *tree;
	const struct tree_file *files;
	size_t file_count;
	struct parsed_unit *parsed;
	struct unit **units;
	struct cfg ***cfgs;
	struct program *program;
	struct summaries *summaries;
	struct contexts *contexts;
	struct facts *facts;
	struct flow flow;
	struct finding *findings;
	size_t finding_count, finding_room;
	/* summarising */
	struct node **roots;
	size_t root_count;
	atomic_size_t next_root;
};

static bool is_dumped(const struct pipeline *pipeline, enum stage stage)
{
	return pipeline->options->dump == stage;
}

static void dump_unit(struct pipeline *pipeline, size_t i)
{
	const struct unit *unit = pipeline->units[i];

	if (!unit->file->requested)
		return;
	if (is_dumped(pipeline, STAGE_AST))
		unit_dump(unit, pipeline->out);
	for (size_t j = 0; j < unit->function_count; j++) {
		if (!pipeline->cfgs[i][j])
			continue;
		if (is_dumped(pipeline, STAGE_CFG))
			cfg_dump(pipeline->cfgs[i][j], pipeline->out);
		if (is_dumped(pipeline, STAGE_EVENT))
			event_dump(pipeline->cfgs[i][j], pipeline->out);
	}
}

static int parse_files(struct pipeline *pipeline, char **ret_error)
{
	struct progress progress;
	int status;

	progress_init(&progress, stderr, "parsing", pipeline->file_count);
	status = parse_units(pipeline->tree, pipeline->model, pipeline->files,
			     pipeline->file_count, pipeline->options->tree.jobs,
			     is_dumped(pipeline, STAGE_SOURCE) ? pipeline->out : NULL,
			     &progress, &pipeline->parsed, ret_error);
	progress_release(&progress);
	if (status)
		return status;
#ifdef __GLIBC__
	malloc_trim(0); /* what the parser held is not needed any more */
#endif
	pipeline->units = arena_array(&pipeline->report->arena, struct unit *,
				      pipeline->file_count);
	pipeline->cfgs = arena_array(&pipeline->report->arena, struct cfg **,
				     pipeline->file_count);
	for (size_t i = 0; i < pipeline->file_count; i++) {
		pipeline->units[i] = &pipeline->parsed[i].unit;
		pipeline->cfgs[i] = pipeline->parsed[i].cfgs;
		dump_unit(pipeline, i);
	}
	return 0;
}

static void *summarise(void *data)
{
	struct pipeline *pipeline = data;
	size_t i;

	while ((i = atomic_fetch_add(&pipeline->next_root, 1)) <
	       pipeline->root_count)
		summary_get(pipeline->summaries, pipeline->roots[i], NULL);
	return NULL;
}

/* Long functions first, so that no thread is left alone with one at the end. */
static int by_length(const void *left, const void *right)
{
	const struct node *const *a = left, *const *b = right;
	size_t first = (*a)->cfg->block_count, second = (*b)->cfg->block_count;

	if (first != second)
		return first < second ? 1 : -1;
	return ((*a)->index > (*b)->index) - ((*a)->index < (*b)->index);
}

static void summarise_all(struct pipeline *pipeline)
{
	pipeline->summaries = summaries_new(pipeline->program);
	pipeline->roots = arena_array(&pipeline->report->arena, struct node *,
				      pipeline->program->node_count);
	pipeline->root_count = contexts_roots(pipeline->program, pipeline->roots);
	if (pipeline->root_count)
		qsort(pipeline->roots, pipeline->root_count,
		      sizeof(*pipeline->roots), by_length);
	run_threads(pipeline->options->tree.jobs, summarise, pipeline);
}

static void dump_summaries(struct pipeline *pipeline)
{
	for (size_t i = 0; i < pipeline->contexts->frame_count; i++) {
		const struct frame *frame = pipeline->contexts->frames[i];

		if (frame->node->function->unit->file->requested)
			summary_dump(frame->summary, pipeline->out);
	}
}

static void analyse(struct pipeline *pipeline)
{
	pipeline->program = link_program(pipeline->model, pipeline->units,
					 pipeline->cfgs, pipeline->file_count);
	if (is_dumped(pipeline, STAGE_LINK))
		link_dump(pipeline->program, pipeline->out);
	summarise_all(pipeline);
	pipeline->contexts = contexts_build(pipeline->program, pipeline->summaries);
	if (is_dumped(pipeline, STAGE_SUMMARY))
		dump_summaries(pipeline);
	if (is_dumped(pipeline, STAGE_CONTEXT))
		contexts_dump(pipeline->contexts, pipeline->out);
	pipeline->facts = facts_build(pipeline->contexts);
	if (is_dumped(pipeline, STAGE_FLOW))
		facts_dump(pipeline->facts, pipeline->out);
	pipeline->flow = (struct flow){
		.contexts = pipeline->contexts, .facts = pipeline->facts,
		.wanted = pipeline->options->rules,
	};
	flow_run(&pipeline->flow);
}

static const struct unit *unit_of(const struct pipeline *pipeline, const char *path)
{
	for (size_t i = 0; i < pipeline->file_count; i++)
		if (strcmp(pipeline->units[i]->path, path) == 0)
			return pipeline->units[i];
	return NULL;
}

static bool is_requested(const struct pipeline *pipeline, const char *path)
{
	const struct unit *unit = unit_of(pipeline, path);

	/* Headers beside a driver are the driver's. */
	return !unit || unit->file->requested;
}

static void add_finding(struct pipeline *pipeline, const struct finding *finding)
{
	pipeline->findings = memory_grow(pipeline->findings,
					 pipeline->finding_count,
					 &pipeline->finding_room,
					 sizeof(*pipeline->findings));
	pipeline->findings[pipeline->finding_count++] = *finding;
}

static void add_suppression_problems(struct pipeline *pipeline,
				     const struct unit *unit,
				     const struct suppress_list *list)
{
	struct arena *arena = &pipeline->report->arena;

	for (size_t i = 0; i < list->count; i++) {
		const struct suppression *row = &list->rows[i];
		bool judged = false;
		const char *problem;
		struct finding finding = {
			.rule = &suppression_rule, .severity = SEVERITY_NOTE,
			.confidence = CONFIDENCE_HIGH,
			.at = { unit->path, row->line, row->column, "" },
		};

		for (size_t j = 0; j < rule_count; j++)
			if (rules[j] == row->rule)
				judged = pipeline->options->rules[j];
		problem = suppress_problem(arena, row, judged);
		if (!problem)
			continue;
		finding.message = problem;
		add_finding(pipeline, &finding);
	}
}

static void suppress_unit(struct pipeline *pipeline, const struct unit *unit)
{
	struct suppress_list list = { 0 };

	if (!unit->text || !unit->file->requested)
		return;
	suppress_scan(&pipeline->report->arena, unit->text, unit->text_size, &list);
	if (!list.count)
		return;
	for (size_t i = 0; i < pipeline->finding_count; i++) {
		struct finding *finding = &pipeline->findings[i];

		if (strcmp(finding->at.file, unit->path) == 0 &&
		    suppress_allows(&list, finding->rule, finding->at.line))
			finding->suppressed = true;
	}
	add_suppression_problems(pipeline, unit, &list);
}

static void write_findings(struct pipeline *pipeline)
{
	for (size_t i = 0; i < pipeline->flow.count; i++) {
		struct finding finding;

		path_finding(&pipeline->report->arena, &pipeline->flow.points[i],
			     &finding);
		if (is_requested(pipeline, finding.at.file))
			add_finding(pipeline, &finding);
	}
}

static void collect_findings(struct pipeline *pipeline)
{
	write_findings(pipeline);
	for (size_t i = 0; i < pipeline->file_count; i++)
		suppress_unit(pipeline, pipeline->units[i]);
	report_take_findings(pipeline->report, pipeline->findings,
			     pipeline->finding_count);
}

static void release(struct pipeline *pipeline)
{
	facts_free(pipeline->facts);
	contexts_free(pipeline->contexts);
	summaries_free(pipeline->summaries);
	program_free(pipeline->program);
	flow_release(&pipeline->flow);
	free(pipeline->findings);
	parse_free(pipeline->parsed, pipeline->file_count);
	tree_close(pipeline->tree);
}

/*
 * Where nothing can be written, each file would fail for the same reason: said
 * once, before the work. An architecture met later still fails file by file.
 */
static int prepare(struct pipeline *pipeline, char **ret_error)
{
	enum tree_arch arches[ARCH_COUNT];

	if (!pipeline->file_count ||
	    !tree_arches(pipeline->tree, pipeline->files, arches))
		return 0;
	return tree_prepare(pipeline->tree, arches[0], ret_error);
}

static int run_stages(struct pipeline *pipeline, char **ret_error)
{
	const struct options *options = pipeline->options;
	struct report *report = pipeline->report;
	int status;

	status = tree_open(options->paths, options->path_count, &options->tree,
			   pipeline->model, &pipeline->tree, ret_error);
	if (status)
		return status;
	report->tree_root = arena_strdup(&report->arena, tree_root(pipeline->tree));
	report->tree_version = arena_strdup(&report->arena,
					    tree_version(pipeline->tree));
	status = tree_select(pipeline->tree, &pipeline->files,
			     &pipeline->file_count, ret_error);
	if (!status)
		status = prepare(pipeline, ret_error);
	if (!status)
		status = parse_files(pipeline, ret_error);
	if (status)
		return status;
	analyse(pipeline);
	collect_findings(pipeline);
	tally_run(report, pipeline->units, pipeline->file_count,
		  pipeline->contexts);
	return 0;
}

/** struct run - a pipeline on a thread of its own */
struct run {
	struct pipeline pipeline;
	char **ret_error;
	int status;
};

static void *run(void *data)
{
	struct run *run = data;

	run->status = run_stages(&run->pipeline, run->ret_error);
	/* Borrowed strings are interned or in the report: the rest may go. */
	release(&run->pipeline);
	return NULL;
}

int pipeline_run(const struct options *options, const struct model *model,
		 FILE *out, struct report *report, char **ret_error)
{
	struct run one = {
		.pipeline = { .options = options, .model = model, .out = out,
			      .report = report },
		.ret_error = ret_error,
	};

	*report = (struct report){ .tree_root = "", .tree_version = "" };
	/* not here: what walks deep trees needs the stack those threads get */
	run_threads(1, run, &one);
	return one.status;
}

void report_release(struct report *report)
{
	arena_release(&report->arena);
}
