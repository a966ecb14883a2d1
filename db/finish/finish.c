/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * finish.c - the trace of a run becomes a run of the database
 *
 *   records -> event rows                 gather: seed, fault, losses, duration
 *           -> replay -> mappings, descriptors, violations, crashes
 *           -> the stacks these name -> frames with names
 *   then commit, then the folder goes
 */
#include "db/finish/finish.h"
#include "db/finish/frames.h"
#include "db/finish/gather.h"
#include "db/finish/sink.h"
#include "db/finish/stats.h"
#include "db/print/json.h"
#include "db/replay/replay.h"
#include "db/store-trace.h"
#include "model/fail.h"

#include <dmacheck/event.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Another finish may hold the database for minutes; one wait of the store is 10 s. */
enum { WAITS = 60 };

/**
 * struct work - a run that is being finished
 * @clean: texts made fit for the database
 */
struct work {
	const struct folder *folder;
	struct trace *trace;
	struct store *store;
	struct frames *frames;
	struct gather gather;
	struct trace_counts counts;
	char identity[TRACE_IDENTITY];
	struct arena arena;
	int64_t run;
	struct stats stats;
};

static const char *clean(struct work *work, const char *text)
{
	char *copy = text_clean(text);
	const char *kept = arena_strdup(&work->arena, copy);

	free(copy);
	return kept;
}

/* ---- rows ------------------------------------------------------------------------------ */

static int add_run(struct work *work)
{
	const struct folder *folder = work->folder;

	return store_add_run(work->store, &(struct store_run){
		.started = folder->started,
		.command = folder->command,
		.tool = "run",
		.version = folder->tool,
		.status = folder->status < 0 ? NULL : &folder->status,
		.records = (int64_t)work->counts.records,
		.lost = (int64_t)work->counts.lost,
	}, &work->run);
}

static int add_events(struct work *work)
{
	const struct store_events events = {
		.data = &work->gather,
		.count = work->counts.records,
		.next = gather_next,
	};
	int code = 0;

	trace_rewind(work->trace);
	for (unsigned int kind = 1; !code && kind < DMACHECK_EVENT_COUNT; kind++)
		code = store_add_event_kind(work->store, kind, trace_kind_word(kind));
	if (!code)
		code = store_expect(work->store, work->counts.records);
	return code ? code : store_add_events(work->store, work->run, &events);
}

/* The program's own word for seed and schedule counts more than what it was given. */
static int add_trace(struct work *work)
{
	const struct folder *folder = work->folder;
	const struct gather *gather = &work->gather;
	const char *schedule = gather->seeded ? gather->schedule : folder->schedule;
	int64_t seed = gather->seeded ? gather->seed : folder->seed;
	int code = store_set_run(work->store, work->run, &seed,
				 gather->fault ? &gather->fault : NULL);

	return code ? code : store_add_trace(work->store, work->run, &(struct store_trace){
		.identity = work->identity,
		.folder = folder->working,
		.schedule = schedule,
		.pfn_kind = folder->pfn_real ? "real" : "virtual",
		.cpu_access = folder->cpu_access,
		.ended = folder->ended,
		.timeout = folder->timeout,
		.duration = gather->duration,
		.begun = (int64_t)work->counts.begun,
		.damaged = (int64_t)work->counts.damaged,
		.untraced = gather->untraced_times,
		.engine = gather->engine,
		.fault_kind = gather->fault_kind,
	});
}

static int add_untraced(struct work *work)
{
	const struct untraced *at = work->gather.untraced;
	int code = 0;

	for (; !code && at; at = at->next)
		code = store_add_untraced(work->store, work->run, &(struct store_untraced){
			.path = at->path,
			.reason = untraced_word(at->reason),
			.times = at->times,
		});
	return code;
}

static int add_messages(struct work *work)
{
	const struct message *at = work->gather.messages;
	int code = 0;

	for (; !code && at; at = at->next)
		code = store_add_message(work->store, work->run, &(struct store_message){
			.time = at->time,
			.thread = at->thread,
			.stack = at->stack,
			.text = at->text,
			.occurrences = at->occurrences,
		});
	return code;
}

/* What no record tells of is told at the end of the run. */
static int add_losses(struct work *work)
{
	const struct loss *at = work->gather.losses;
	int64_t left = (int64_t)work->counts.lost;
	int code = 0;

	for (; !code && at; at = at->next) {
		left -= at->records;
		code = store_add_loss(work->store, work->run, &(struct store_loss){
			.time = at->time,
			.thread = at->thread,
			.records = at->records,
			.reason = at->reason,
		});
	}
	if (!code && left > 0)
		code = store_add_loss(work->store, work->run, &(struct store_loss){
			.time = work->gather.duration,
			.records = left,
			.reason = "no room",
		});
	return code;
}

static int add_processes(struct work *work)
{
	const struct trace_process *processes;
	size_t count = trace_processes(work->trace, &processes);
	int code = 0;

	for (size_t i = 0; !code && i < count; i++)
		code = store_add_process(work->store, work->run, &(struct store_process){
			.number = processes[i].number,
			.parent = processes[i].parent,
			.image = processes[i].image,
			.pid = processes[i].pid,
		});
	return code;
}

static int add_threads(struct work *work)
{
	const struct trace_thread *threads;
	size_t count = trace_threads(work->trace, &threads);
	int code = 0;

	for (size_t i = 0; !code && i < count; i++)
		code = store_add_thread(work->store, work->run, &(struct store_thread){
			.number = threads[i].number,
			.process = threads[i].process,
			.tid = threads[i].tid,
			.name = threads[i].name,
		});
	return code;
}

static int add_image(struct work *work, const struct trace_image *image)
{
	char build_id[2 * 64 + 1] = "";

	for (size_t i = 0; i < image->build_id_size && i < 64; i++)
		snprintf(build_id + 2 * i, 3, "%02x", image->build_id[i]);
	return store_add_image(work->store, work->run, &(struct store_image){
		.image = image->image,
		.start = image->start,
		.end = image->end,
		.base = image->base,
		.build_id = build_id,
		.path = clean(work, image->path),
	});
}

static int add_images(struct work *work)
{
	const struct trace_image *images;
	size_t count = trace_images(work->trace, &images);
	int code = 0;

	for (size_t i = 0; !code && i < count; i++)
		code = add_image(work, &images[i]);
	return code;
}

static int replay(struct work *work)
{
	struct replay_sink replay_sink;
	struct trace_event event;
	struct replay *replay;
	struct sink sink;
	int code = 0;

	sink_init(&sink, work->store, work->frames, work->run, &replay_sink);
	sink.stats = &work->stats;
	replay = replay_new(&(struct replay_run){
		.first_loss = work->counts.first_loss,
		.pfn_real = work->folder->pfn_real,
		.same_stack = frames_same,
		.data = work->frames,
	}, &replay_sink);
	trace_rewind(work->trace);
	while (!code && trace_next(work->trace, &event))
		code = replay_event(replay, &event);
	if (!code)
		code = replay_end(replay);
	replay_free(replay);
	stats_end(&work->stats, "replay", sink.taken);
	if (work->stats.wanted)
		fprintf(stderr, "%-8s %7.2f s\n", "rows", sink.taken);
	sink_release(&sink);
	return code;
}

static int add_stacks(struct work *work)
{
	return frames_store(work->frames, work->store, work->run);
}

static int add_all(struct work *work)
{
	static const struct part {
		int (*add)(struct work *work);
		const char *name; /* of what ends with it */
	} parts[] = {
		{ add_run, NULL }, { add_events, "events" }, { add_trace, NULL },
		{ add_untraced, NULL }, { add_losses, NULL }, { add_messages, NULL },
		{ add_processes, NULL }, { add_threads, NULL }, { add_images, NULL },
		{ replay, NULL }, { add_stacks, "stacks" },
	};
	int code = 0;

	for (size_t i = 0; !code && i < sizeof(parts) / sizeof(*parts); i++) {
		code = parts[i].add(work);
		if (parts[i].name)
			stats_end(&work->stats, parts[i].name, 0);
	}
	return code;
}

/* ---- the whole ---------------------------------------------------------------------------- */

static int open_store(const char *database, struct store **ret_store, char **ret_error)
{
	int code = -EBUSY;

	for (int i = 0; i < WAITS && code == -EBUSY; i++) {
		if (i)
			free(*ret_error);
		code = store_open(database, &store_schema, ret_store, ret_error);
	}
	return code;
}

/* A copy that is there already is the one: a finish was killed behind its commit. */
static int store_once(struct work *work, char **ret_error)
{
	int code = store_find_trace(work->store, work->identity, &work->run, ret_error);

	if (code != -ENOENT) {
		store_close(work->store, false, NULL);
		return code;
	}
	code = add_all(work);
	code = code ? store_abandon(work->store, code, ret_error) :
		      store_close(work->store, true, ret_error);
	stats_end(&work->stats, "indexes", 0);
	return code;
}

static int work_do(struct work *work, const char *database, char **ret_error)
{
	int code = trace_open(work->folder->records, &work->trace, ret_error);

	if (code)
		return code;
	stats_end(&work->stats, "order", 0);
	trace_counts(work->trace, &work->counts);
	trace_identity(work->trace, work->identity);
	work->frames = frames_new(work->trace);
	gather_init(&work->gather, work->trace, work->frames);
	code = open_store(database, &work->store, ret_error);
	if (!code)
		code = store_once(work, ret_error);
	gather_release(&work->gather);
	frames_free(work->frames);
	trace_close(work->trace);
	return code;
}

int finish_folder(const struct finish_options *options, struct folder *folder,
		  int64_t *ret_run, char **ret_error)
{
	const char *database = options->database ? options->database : folder->database;
	struct work work = { .folder = folder };
	int code;

	if (!*database)
		return fail(ret_error, -EINVAL,
			    "%s does not say which database it belongs to; name one with --db",
			    folder->path);
	arena_init(&work.arena);
	stats_begin(&work.stats, options->stats);
	folder_shut(folder);
	code = work_do(&work, database, ret_error);
	arena_release(&work.arena);
	if (!code) {
		*ret_run = work.run;
		if (!options->keep)
			code = folder_remove(folder, ret_error);
	}
	return code;
}
