/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-store.c - the database: one transaction, migrations, full disks
 *
 * What the rows look like from outside, and foreign files, is tested with
 * stock sqlite3 in tests/sqlite.sh.
 */
#include "db/store-read.h"
#include "db/store-trace.h"
#include "db/store.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/store.XXXXXX";

static void folder_make(void)
{
	cr_assert(mkdtemp(folder) && !chdir(folder));
}

static void folder_remove(void)
{
	char command[64];

	snprintf(command, sizeof(command), "rm -rf %s", folder);
	cr_assert(!chdir("/") && !system(command));
}

TestSuite(store, .init = folder_make, .fini = folder_remove);

static const struct store_run a_run = {
	.started = "2025-01-31T12:00:00Z",
	.command = "dmacheck lint",
	.tool = "lint",
	.version = "1",
};

static const struct store_trace a_trace = {
	.identity = "id",
	.folder = "/f",
	.schedule = "weakest",
	.pfn_kind = "virtual",
	.cpu_access = "byte",
};

static int open_schema(const char *path, const struct store_schema *schema,
		       struct store **store)
{
	char *error = NULL;
	int code = store_open(path, schema, store, &error);

	if (code) {
		cr_expect(!strchr(error, '\n'), "%s", error);
		cr_expect(strstr(error, path), "%s", error);
	}
	free(error);
	return code;
}

static int64_t add_run(const char *path, const struct store_schema *schema)
{
	struct store *store;
	int64_t run = -1;

	cr_assert_eq(open_schema(path, schema, &store), 0);
	cr_assert_eq(store_add_run(store, &a_run, &run), 0);
	cr_assert_eq(store_close(store, true, NULL), 0);
	return run;
}

static off_t file_size(const char *path)
{
	struct stat status;

	return stat(path, &status) ? -1 : status.st_size;
}

/* struct copy - a file's bytes, to see whether they changed */
struct copy {
	char bytes[200000];
	size_t size;
};

static struct copy *copy_of(const char *path)
{
	struct copy *copy = calloc(1, sizeof(*copy));
	FILE *file = fopen(path, "r");

	cr_assert(copy && file);
	copy->size = fread(copy->bytes, 1, sizeof(copy->bytes), file);
	fclose(file);
	return copy;
}

static void expect_same(struct copy *before, const char *path)
{
	struct copy *after = copy_of(path);

	cr_expect(before->size == after->size &&
		  !memcmp(before->bytes, after->bytes, before->size));
	free(before);
	free(after);
}

Test(store, runs_are_appended)
{
	cr_expect_eq(add_run("runs.db", &store_schema), 1);
	cr_expect_eq(add_run("runs.db", &store_schema), 2);
	cr_expect_eq(file_size("runs.db-journal"), -1);
	cr_expect_eq(file_size("runs.db-wal"), -1);
}

Test(store, names_that_mean_something_to_sqlite)
{
	cr_expect_eq(add_run(":memory:", &store_schema), 1);
	cr_expect_eq(add_run(":memory:", &store_schema), 2);
	cr_expect_eq(add_run("file:x?mode=ro", &store_schema), 1);
}

Test(store, what_is_not_kept_leaves_no_trace)
{
	struct store *store;
	struct copy *before;
	int64_t run;

	cr_assert_eq(open_schema("new.db", &store_schema, &store), 0);
	cr_assert_eq(store_add_run(store, &a_run, &run), 0);
	store_close(store, false, NULL);
	cr_expect_eq(file_size("new.db"), -1);

	add_run("old.db", &store_schema);
	before = copy_of("old.db");
	cr_assert_eq(open_schema("old.db", &store_schema, &store), 0);
	cr_assert_eq(store_add_run(store, &a_run, &run), 0);
	store_close(store, false, NULL);
	expect_same(before, "old.db");
}

Test(store, a_row_that_breaks_the_schema_undoes_the_run)
{
	struct store_finding finding = {
		.rule = "x", .confidence = "certain", .severity = "error",
		.file = "f", .function = "", .message = "m", .fingerprint = "p",
	};
	struct store *store;
	char *error = NULL;
	int64_t run, id;

	cr_assert_eq(open_schema("new.db", &store_schema, &store), 0);
	cr_assert_eq(store_add_run(store, &a_run, &run), 0);
	cr_expect_lt(store_add_finding(store, run, &finding, &id), 0);
	cr_expect_lt(store_add_failure(store, run, "f", NULL, "r"), 0);
	cr_expect_lt(store_close(store, true, &error), 0);
	cr_expect(error && !strchr(error, '\n'));
	cr_expect_eq(file_size("new.db"), -1);
	free(error);
}

Test(store, a_finding_of_no_run_is_refused)
{
	struct store *store;
	char *error = NULL;

	cr_assert_eq(store_new(&store_schema, &store, &error), 0);
	cr_expect_lt(store_add_figure(store, 7, "n", 1), 0);
	store_close(store, false, NULL);
}


/* This program's schema and one more step, which is @sql. */
static struct store_schema longer(const char *steps[], const char *sql)
{
	for (int i = 0; i < store_schema.version; i++)
		steps[i] = store_schema.steps[i];
	steps[store_schema.version] = sql;
	return (struct store_schema){
		.steps = steps,
		.version = store_schema.version + 1,
	};
}

Test(store, an_older_version_is_brought_up_to_date)
{
	const char *steps[8];
	struct store_schema next = longer(steps,
		"ALTER TABLE run ADD COLUMN host TEXT;");
	struct store *store;
	struct copy *before;

	add_run("runs.db", &store_schema);
	cr_expect_eq(add_run("runs.db", &next), 2);
	cr_expect_eq(add_run("runs.db", &next), 3);
	before = copy_of("runs.db");
	cr_expect_eq(open_schema("runs.db", &store_schema, &store), -ENOTSUP);
	expect_same(before, "runs.db");
}

static int64_t count(const char *path, const char *sql)
{
	struct store_reader *reader;
	struct store_query *query;
	char *error = NULL;
	int64_t number;

	cr_assert_eq(store_read_open(path, &reader, &error), 0, "%s", error);
	cr_assert_eq(store_query_open(reader, sql, &query, &error), 0, "%s", error);
	cr_assert_eq(store_query_next(query, NULL), 1);
	number = store_column_number(query, 0);
	store_query_close(query);
	store_read_close(reader);
	return number;
}

/* What a dmacheck made that knew only lint. */
Test(store, a_first_version_becomes_the_newest)
{
	const struct store_schema first = {
		.steps = store_schema.steps, .version = 1,
	};
	const struct store_finding finding = {
		.rule = "x", .confidence = "high", .severity = "error",
		.file = "f", .function = "", .message = "m", .fingerprint = "p",
	};
	struct store *store;
	int64_t run, id;

	cr_assert_eq(open_schema("old.db", &first, &store), 0);
	cr_assert_eq(store_add_run(store, &a_run, &run), 0);
	cr_assert_eq(store_add_finding(store, run, &finding, &id), 0);
	cr_assert_eq(store_close(store, true, NULL), 0);

	cr_assert_eq(open_schema("old.db", &store_schema, &store), 0);
	cr_assert_eq(store_add_run(store, &a_run, &run), 0);
	cr_assert_eq(store_add_trace(store, run, &a_trace), 0);
	cr_assert_eq(store_close(store, true, NULL), 0);
	cr_expect_eq(run, 2);
	cr_expect_eq(count("old.db", "SELECT count(*) FROM v_finding"), 1);
	cr_expect_eq(count("old.db", "SELECT count(*) FROM trace"), 1);
	cr_expect_eq(open_schema("old.db", &first, &store), -ENOTSUP);
}

Test(store, a_recording_is_known_again)
{
	struct store *store;
	char *error = NULL;
	int64_t run = -1;

	cr_assert_eq(open_schema("runs.db", &store_schema, &store), 0);
	cr_expect_eq(store_find_trace(store, "id", &run, &error), -ENOENT);
	cr_expect_eq(run, -1);
	cr_assert_eq(store_add_run(store, &a_run, &run), 0);
	cr_assert_eq(store_add_trace(store, run, &a_trace), 0);
	cr_assert_eq(store_close(store, true, NULL), 0);

	cr_assert_eq(open_schema("runs.db", &store_schema, &store), 0);
	run = -1;
	cr_expect_eq(store_find_trace(store, "id", &run, &error), 0);
	cr_expect_eq(run, 1);
	cr_assert_eq(store_add_run(store, &a_run, &run), 0);
	cr_expect_lt(store_add_trace(store, run, &a_trace), 0);
	cr_expect_lt(store_close(store, true, &error), 0);
	free(error);
	cr_expect_eq(count("runs.db", "SELECT count(*) FROM run"), 1);
}

/* struct counter - gives events up to @last */
struct counter {
	int64_t at;
	int64_t last;
};

static bool count_on(void *data, struct store_event *ret_event)
{
	struct counter *counter = data;

	if (counter->at == counter->last)
		return false;
	*ret_event = (struct store_event){
		.number = ++counter->at,
		.kind = 1,
		.has = 1 << STORE_ADDRESS | 1 << STORE_VALUE,
		.fields = { [STORE_ADDRESS] = 1ull << 63, [STORE_VALUE] = 7,
			    [STORE_SIZE] = 9 },
		.name = counter->at % 2 ? "odd" : NULL,
	};
	return true;
}

static int events_add(struct store *store, int64_t run, int64_t number)
{
	struct counter counter = { 0, number };
	const struct store_events events = { &counter, (uint64_t)number, count_on };
	int code = store_expect(store, (uint64_t)number);

	return code ? code : store_add_events(store, run, &events);
}

static void mapping_add(struct store *store, int64_t run, int64_t number)
{
	cr_assert_eq(store_add_mapping(store, run, &(struct store_mapping){
		.number = number, .kind = "single", .address = (uint64_t)number * 64,
		.pfn_kind = "virtual", .size = 64, .direction = "to-device",
		.unmapped_at = -1 }), 0);
}

static void traced_run_add(const char *path, const char *identity, int64_t events)
{
	struct store_trace trace = a_trace;
	struct store *store;
	char *error = NULL;
	int64_t run;

	trace.identity = identity;
	cr_assert_eq(open_schema(path, &store_schema, &store), 0);
	cr_assert_eq(store_add_run(store, &(struct store_run){
		.started = "", .command = "", .tool = "run", .version = "",
		.records = events }, &run), 0);
	cr_assert_eq(events_add(store, run, events), 0);
	cr_assert_eq(store_add_trace(store, run, &trace), 0);
	for (int64_t number = 1; number <= events; number++)
		mapping_add(store, run, number);
	cr_assert_eq(store_close(store, true, &error), 0, "%s", error);
}

/* A large one beside nothing, a small one beside it, and a larger one again. */
Test(store, events_and_mappings_of_all_sizes)
{
	static const char indexes[] = "SELECT count(*) FROM sqlite_schema"
		" WHERE type = 'index' AND sql IS NOT NULL";
	int64_t before;

	add_run("runs.db", &store_schema);
	before = count("runs.db", indexes);
	traced_run_add("runs.db", "one", 10000);
	traced_run_add("runs.db", "two", 10);
	traced_run_add("runs.db", "three", 20000);
	cr_expect_eq(count("runs.db", indexes), before);
	cr_expect_eq(count("runs.db", "SELECT count(*) FROM event"), 30010);
	cr_expect_eq(count("runs.db", "SELECT count(*) FROM mapping"), 30010);
	cr_expect_eq(count("runs.db", "SELECT count(*) FROM v_leak WHERE run = 2"), 10000);
	cr_expect_eq(count("runs.db", "SELECT count(*) FROM event WHERE"
		" address = -9223372036854775808 AND value = 7 AND size IS NULL"
		" AND (name = 'odd' OR number % 2 = 0)"), 30010);
	cr_expect_eq(count("runs.db", "SELECT count(*) FROM event WHERE run = 4"
		" AND address IS NOT NULL"), 20000);
}

Test(store, a_traced_run_that_is_not_kept)
{
	struct store *store;
	struct copy *before;
	char *error = NULL;
	int64_t run;

	add_run("runs.db", &store_schema);
	before = copy_of("runs.db");
	cr_assert_eq(open_schema("runs.db", &store_schema, &store), 0);
	cr_assert_eq(store_add_run(store, &a_run, &run), 0);
	cr_assert_eq(events_add(store, run, 5000), 0);
	mapping_add(store, run, 1);
	mapping_add(store, run, 1); /* the same number */
	cr_expect_lt(store_close(store, true, &error), 0);
	free(error);
	expect_same(before, "runs.db");

	before = copy_of("runs.db");
	cr_assert_eq(open_schema("runs.db", &store_schema, &store), 0);
	cr_assert_eq(events_add(store, 1, 5000), 0);
	cr_expect_eq(store_abandon(store, -EINVAL, &error), -EINVAL);
	cr_expect(strstr(error, "runs.db"), "%s", error);
	free(error);
	expect_same(before, "runs.db");
}

Test(store, a_failing_migration_changes_nothing)
{
	const char *steps[8];
	struct store_schema next = longer(steps,
		"ALTER TABLE run ADD COLUMN host TEXT; SELECT no_such_function();");
	struct store *store;
	struct copy *before;

	add_run("runs.db", &store_schema);
	before = copy_of("runs.db");
	cr_expect_lt(open_schema("runs.db", &next, &store), 0);
	expect_same(before, "runs.db");
	cr_expect_eq(add_run("runs.db", &store_schema), 2);
}

Test(store, cut_at_every_length)
{
	struct store *store;
	struct copy *whole;

	add_run("whole.db", &store_schema);
	whole = copy_of("whole.db");
	for (size_t size = 1; size < whole->size; size += size < 120 ? 1 : 997) {
		FILE *file = fopen("cut.db", "w");

		cr_assert_eq(fwrite(whole->bytes, 1, size, file), size);
		fclose(file);
		cr_expect_lt(open_schema("cut.db", &store_schema, &store), 0,
			     "%zu bytes", size);
		cr_expect_eq(file_size("cut.db"), (off_t)size);
	}
	free(whole);
}

Test(store, full_disk)
{
	struct rlimit limit = { 16384, 16384 };
	struct store *store;
	char *error = NULL;
	int64_t run;

	signal(SIGXFSZ, SIG_IGN);
	cr_assert(!setrlimit(RLIMIT_FSIZE, &limit));
	cr_assert_eq(open_schema("new.db", &store_schema, &store), 0);
	cr_assert_eq(store_add_run(store, &a_run, &run), 0);
	cr_expect_lt(store_close(store, true, &error), 0);
	cr_expect(error && !strchr(error, '\n'), "%s", error);
	cr_expect_eq(file_size("new.db"), -1);
	free(error);
}

Test(store, what_is_no_file)
{
	struct store *store;

	mkdir("folder", 0777);
	cr_assert(!mkfifo("pipe", 0666));
	cr_expect_lt(open_schema("folder", &store_schema, &store), 0);
	cr_expect_lt(open_schema("pipe", &store_schema, &store), 0);
	cr_expect_lt(open_schema("/dev/full", &store_schema, &store), 0);
	cr_expect_lt(open_schema("none/x", &store_schema, &store), 0);
	cr_expect_lt(open_schema("", &store_schema, &store), 0);
}
