/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * load.c - reading what the database says of its traced runs
 *
 *   run, trace -> violations, crashes, messages of these -> what each refers to
 */
#include "db/report/load.h"

#include "model/fail.h"
#include "model/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* struct table - what a question fills: a list of items of one size */
struct table {
	const char *sql;
	size_t size;
	bool (*row)(struct loader *loader, const struct store_query *query, void *item);
};

#define RUNS_ASKED "r.tool <> 'lint' AND (?1 = 0 OR r.id BETWEEN ?1 AND ?2)"

static bool run_row(struct loader *loader, const struct store_query *query, void *item)
{
	struct report_run *run = item;

	*run = (struct report_run){
		.id = store_column_number(query, 0),
		.started = load_text(loader, query, 1),
		.command = load_text(loader, query, 2),
		.version = load_text(loader, query, 3),
		.seed = load_maybe(query, 4),
		.fault = load_maybe(query, 5),
		.status = load_maybe(query, 6),
		.records = store_column_number(query, 7),
		.lost = store_column_number(query, 8),
		.traced = load_maybe(query, 9).known,
		.folder = load_text(loader, query, 10),
		.schedule = load_text(loader, query, 11),
		.pfn_kind = load_text(loader, query, 12),
		.cpu_access = load_text(loader, query, 13),
		.ended = load_text(loader, query, 14),
		.timeout = store_column_number(query, 15),
		.begun = store_column_number(query, 16),
		.damaged = store_column_number(query, 17),
		.untraced_count = store_column_number(query, 18),
		.duration = store_column_number(query, 19),
		.engine = store_column_number(query, 20),
		.fault_kind = load_text(loader, query, 21),
	};
	load_untraced(loader, run);
	return true;
}

static const struct table runs_table = {
	"SELECT r.id, r.started, r.command, r.version, r.seed, r.fault, r.status,"
	" r.records, r.lost, t.run, t.folder, t.schedule, t.pfn_kind, t.cpu_access,"
	" t.ended, t.timeout, t.begun, t.damaged, t.untraced, t.duration,"
	" t.engine, t.fault_kind"
	" FROM run r LEFT JOIN trace t ON t.run = r.id"
	" WHERE " RUNS_ASKED " ORDER BY r.id",
	sizeof(struct report_run), run_row,
};

static int run_order(const void *one, const void *other)
{
	const struct report_run *a = one, *b = other;

	return (a->id > b->id) - (a->id < b->id);
}

/* The run of a row: one of those loaded, as the question asks for the same. */
static struct report_run *run_of(const struct loader *loader, int64_t id)
{
	const struct report_run key = { .id = id };

	return bsearch(&key, loader->report->runs, loader->report->run_count,
		       sizeof(key), run_order);
}

static enum severity severity_of(const char *word)
{
	enum severity severity = SEVERITY_ERROR;

	while (severity > SEVERITY_NOTE && strcmp(severity_word(severity), word))
		severity--;
	return severity;
}

/* A word that is none, in a file that somebody made by hand, counts as the least. */
static enum confidence confidence_of(const char *word)
{
	enum confidence confidence = CONFIDENCE_LOW;

	confidence_parse(word, &confidence);
	return confidence;
}

static bool is_asked(const struct report_filter *filter, const char *slug)
{
	if (!filter->rules)
		return true;
	for (size_t i = 0; i < rule_count; i++)
		if (filter->rules[i] && !strcmp(rules[i]->slug, slug))
			return true;
	return false;
}

/* What is shown is loaded in full; the rest is counted. */
static bool is_shown(struct loader *loader, const struct store_query *query)
{
	if (!is_asked(loader->filter, store_column_text(query, 2)))
		return false;
	if (confidence_of(store_column_text(query, 6)) >= loader->filter->least)
		return true;
	loader->report->below++;
	return false;
}

static void count_violation(struct report_run *run, const struct violation *violation)
{
	if (violation->inconclusive)
		run->inconclusive++;
	else
		run->violations++;
}

static bool violation_row(struct loader *loader, const struct store_query *query, void *item)
{
	struct report_run *run = run_of(loader, store_column_number(query, 1));
	struct violation *violation = item;

	if (!is_shown(loader, query))
		return false;
	*violation = (struct violation){
		.run = run,
		.rule = load_text(loader, query, 2),
		.inconclusive = strcmp(store_column_text(query, 3), "violation"),
		.reason = load_text(loader, query, 4),
		.severity = severity_of(store_column_text(query, 5)),
		.confidence = confidence_of(store_column_text(query, 6)),
		.fingerprint = load_text(loader, query, 7),
		.message = load_text(loader, query, 8),
		.address = (uint64_t)store_column_number(query, 9),
		.pfn = (uint64_t)store_column_number(query, 10),
		.size = (uint64_t)store_column_number(query, 11),
		.device = load_text(loader, query, 12),
		.channel = load_text(loader, query, 13),
		.channel_number = store_column_number(query, 14),
		.mapping = load_mapping(loader, run->id, store_column_number(query, 15)),
		.thread = load_thread(loader, run->id, store_column_number(query, 16)),
		.time = store_column_number(query, 17),
		.stack = load_stack(loader, run->id, store_column_number(query, 18)),
		.occurrences = store_column_number(query, 19),
	};
	load_steps(loader, run->id, store_column_number(query, 0), violation);
	load_violation_timeline(loader, violation);
	count_violation(run, violation);
	return true;
}

static const struct table violations_table = {
	"SELECT v.id, v.run, v.rule, v.verdict, v.reason, v.severity, v.confidence,"
	" v.fingerprint, v.message, v.address, v.pfn, v.size,"
	" iif(d.number, coalesce(nullif(d.name, ''), printf('0x%x', d.address)), ''), c.name,"
	" v.channel, v.mapping, v.thread, v.time, v.stack, v.occurrences"
	" FROM violation v JOIN run r ON r.id = v.run"
	" LEFT JOIN device d ON d.run = v.run AND d.number = v.device"
	" LEFT JOIN channel c ON c.run = v.run AND c.number = v.channel"
	" WHERE " RUNS_ASKED " ORDER BY v.run, v.time, v.id",
	sizeof(struct violation), violation_row,
};

static bool crash_row(struct loader *loader, const struct store_query *query, void *item)
{
	struct report_run *run = run_of(loader, store_column_number(query, 0));

	*(struct crash *)item = (struct crash){
		.run = run,
		.thread = load_thread(loader, run->id, store_column_number(query, 1)),
		.time = store_column_number(query, 2),
		.signal = store_column_number(query, 3),
		.address = (uint64_t)store_column_number(query, 4),
		.stack = load_stack(loader, run->id, store_column_number(query, 5)),
		.after = load_text(loader, query, 6),
	};
	run->crashes++;
	return true;
}

static const struct table crashes_table = {
	"SELECT c.run, c.thread, c.time, c.signal, c.address, c.stack, c.after"
	" FROM crash c JOIN run r ON r.id = c.run"
	" WHERE " RUNS_ASKED " ORDER BY c.run, c.time",
	sizeof(struct crash), crash_row,
};

static bool message_row(struct loader *loader, const struct store_query *query, void *item)
{
	struct report_run *run = run_of(loader, store_column_number(query, 0));

	*(struct message *)item = (struct message){
		.run = run,
		.thread = load_thread(loader, run->id, store_column_number(query, 1)),
		.time = store_column_number(query, 2),
		.stack = load_stack(loader, run->id, store_column_number(query, 3)),
		.text = load_text(loader, query, 4),
		.occurrences = store_column_number(query, 5),
	};
	return true;
}

static const struct table messages_table = {
	"SELECT m.run, m.thread, m.time, m.stack, m.text, m.occurrences"
	" FROM message m JOIN run r ON r.id = m.run"
	" WHERE " RUNS_ASKED " ORDER BY m.run, m.time",
	sizeof(struct message), message_row,
};

static bool loss_row(struct loader *loader, const struct store_query *query, void *item)
{
	struct report_run *run = run_of(loader, store_column_number(query, 0));

	*(struct loss *)item = (struct loss){
		.run = run,
		.time = store_column_number(query, 1),
		.thread = load_thread(loader, run->id, store_column_number(query, 2)),
		.records = store_column_number(query, 3),
		.reason = load_text(loader, query, 4),
	};
	return true;
}

static const struct table losses_table = {
	"SELECT l.run, l.time, l.thread, l.records, l.reason"
	" FROM loss l JOIN run r ON r.id = l.run"
	" WHERE " RUNS_ASKED " ORDER BY l.run, l.time",
	sizeof(struct loss), loss_row,
};

static int rows_read(struct loader *loader, const struct table *table,
		     struct store_query *query, void **items, size_t *count)
{
	size_t room = 0;
	int code;

	store_query_number(query, 1, loader->filter->first);
	store_query_number(query, 2, loader->filter->last);
	while ((code = store_query_next(query, loader->ret_error)) > 0) {
		*items = memory_grow(*items, *count, &room, table->size);
		*count += table->row(loader, query,
				     (char *)*items + *count * table->size);
		if (loader->failed)
			return loader->failed;
	}
	return code;
}

/* Return: the rows, in the arena. */
static void *table_read(struct loader *loader, const struct table *table, size_t *ret_count)
{
	struct store_query *query = NULL;
	void *items = NULL, *kept;
	size_t count = 0;

	if (!loader->failed)
		loader->failed = store_query_open(loader->reader, table->sql, &query,
						  loader->ret_error);
	if (!loader->failed)
		loader->failed = rows_read(loader, table, query, &items, &count);
	if (query)
		store_query_close(query);
	kept = arena_copy(&loader->report->arena, items, count * table->size);
	free(items);
	*ret_count = count;
	return kept;
}

/* A run that was named must be there. */
static int check_runs(const struct loader *loader)
{
	const struct report_filter *filter = loader->filter;
	const struct report *report = loader->report;

	if (!filter->first || report->run_count)
		return 0;
	return fail(loader->ret_error, -ENOENT,
		    "%s has no traced run %lld; \"dmacheck query %s runs\" lists those it has",
		    report->path, (long long)filter->first, report->path);
}

static void load_all(struct loader *loader)
{
	struct report *report = loader->report;

	report->runs = table_read(loader, &runs_table, &report->run_count);
	if (!loader->failed)
		loader->failed = check_runs(loader);
	report->violations = table_read(loader, &violations_table,
					&report->violation_count);
	report->crashes = table_read(loader, &crashes_table, &report->crash_count);
	report->messages = table_read(loader, &messages_table, &report->message_count);
	report->losses = table_read(loader, &losses_table, &report->loss_count);
	for (size_t i = 0; i < report->run_count; i++)
		load_run_timeline(loader, &report->runs[i]);
}

int report_load(const char *path, const struct report_filter *filter,
		struct report *ret_report, char **ret_error)
{
	struct loader loader = {
		.report = ret_report,
		.filter = filter,
		.ret_error = ret_error,
	};

	*ret_report = (struct report){ .path = path };
	arena_init(&ret_report->arena);
	loader.failed = store_read_open(path, &loader.reader, ret_error);
	load_all(&loader);
	load_release(&loader);
	return loader.failed;
}

void report_release(struct report *report)
{
	arena_release(&report->arena);
}
