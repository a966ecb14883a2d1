/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-store-read.c - questions to the database: ours, a user's, of older files
 */
#include "db/store-read.h"
#include "db/store.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/read.XXXXXX";

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

TestSuite(read, .init = folder_make, .fini = folder_remove);

static void run_add(const char *path, const struct store_schema *schema)
{
	static const struct store_run a_run = {
		.started = "2025-01-31T12:00:00Z", .command = "dmacheck lint",
		.tool = "lint", .version = "1", .records = 7,
	};
	struct store *store;
	int64_t run;

	cr_assert_eq(store_open(path, schema, &store, NULL), 0);
	cr_assert_eq(store_add_run(store, &a_run, &run), 0);
	cr_assert_eq(store_close(store, true, NULL), 0);
}

static struct store_reader *reader_of(const char *path)
{
	struct store_reader *reader = NULL;
	char *error = NULL;

	cr_assert_eq(store_read_open(path, &reader, &error), 0, "%s", error);
	return reader;
}

static struct store_reader *reader_new(void)
{
	run_add("runs.db", &store_schema);
	return reader_of("runs.db");
}

Test(read, rows_and_columns)
{
	struct store_reader *reader = reader_new();
	struct store_query *query;

	cr_assert_eq(store_query_open(reader, "SELECT tool, records, seed, 0.5,"
			" x'00ff' FROM v_run WHERE run = :run AND tool = ?",
			&query, NULL), 0);
	cr_expect_eq(store_query_parameters(query), 2);
	cr_expect_str_eq(store_query_parameter(query, 1), "run");
	cr_expect_str_eq(store_query_parameter(query, 2), "");
	for (int round = 0; round < 2; round++) {
		size_t size;

		cr_assert_eq(store_query_number(query, 1, 1), 0);
		cr_assert_eq(store_query_text(query, 2, "lint"), 0);
		cr_assert_eq(store_query_next(query, NULL), 1);
		cr_expect_eq(store_query_columns(query), 5);
		cr_expect_str_eq(store_query_name(query, 0), "tool");
		cr_expect_eq(store_column_type(query, 0), STORE_TEXT);
		cr_expect_str_eq(store_column_text(query, 0), "lint");
		cr_expect_eq(store_column_type(query, 1), STORE_NUMBER);
		cr_expect_eq(store_column_number(query, 1), 7);
		cr_expect_eq(store_column_type(query, 2), STORE_NULL);
		cr_expect_str_eq(store_column_text(query, 2), "");
		cr_expect_eq(store_column_type(query, 3), STORE_REAL);
		cr_expect_eq(store_column_real(query, 3), 0.5);
		cr_expect_eq(store_column_type(query, 4), STORE_BLOB);
		cr_expect_arr_eq(store_column_bytes(query, 4, &size), "\0\377", 2);
		cr_expect_eq(size, 2);
		cr_expect_eq(store_query_next(query, NULL), 0);
	}
	cr_expect_eq(store_query_number(query, 3, 1), -EINVAL);
	store_query_close(query);
	store_read_close(reader);
}

/* struct attempt - a text of a user, and what becomes of it */
static const struct attempt {
	int code;
	const char *sql;
} attempts[] = {
	{ 0, "SELECT * FROM v_run" },
	{ 0, " select 1 ; -- no more\n /* really */ ;" },
	{ 0, "WITH RECURSIVE n (i) AS (SELECT 1 UNION SELECT i + 1 FROM n WHERE i < 9) SELECT i FROM n" },
	{ 0, "VALUES (1, 2)" },
	{ 0, "EXPLAIN QUERY PLAN SELECT * FROM run" },
	{ 0, "PRAGMA user_version" },
	{ 0, "PRAGMA table_info(run)" },
	{ 0, "SELECT name FROM pragma_table_info('run')" },
	{ 0, "SELECT sql FROM sqlite_schema" },
	{ -EPERM, "PRAGMA user_version = 9" },
	{ -EPERM, "PRAGMA query_only = OFF" },
	{ -EPERM, "PRAGMA writable_schema = ON" },
	{ -EPERM, "PRAGMA wal_checkpoint" },
	{ -EPERM, "DELETE FROM run" },
	{ -EPERM, "INSERT INTO figure VALUES (1, 'x', 1)" },
	{ -EPERM, "UPDATE run SET tool = '' RETURNING id" },
	{ -EPERM, "CREATE TABLE t (x)" },
	{ -EPERM, "CREATE TEMP TABLE t (x)" },
	{ -EPERM, "DROP TABLE run" },
	{ -EINVAL, "UPDATE sqlite_schema SET sql = ''" },
	{ -EPERM, "ALTER TABLE run ADD COLUMN x" },
	{ -EPERM, "ATTACH 'other.db' AS other" },
	{ -EPERM, "DETACH main" },
	{ -EPERM, "VACUUM" },
	{ -EPERM, "VACUUM INTO 'other.db'" },
	{ -EPERM, "BEGIN" },
	{ -EPERM, "COMMIT" },
	{ -EPERM, "SAVEPOINT x" },
	{ -EPERM, "ANALYZE" },
	{ -EPERM, "REINDEX" },
	{ -EPERM, "SELECT load_extension('x')" },
	{ -EINVAL, "SELECT 1; SELECT 2" },
	{ -EINVAL, "SELECT 1; DELETE FROM run" },
	{ -EINVAL, "SELECT 1; nonsense" },
	{ -EINVAL, "SELEC 1" },
	{ -EINVAL, "SELECT * FROM nothing" },
	{ -EINVAL, "" },
	{ -EINVAL, " -- nothing\n" },
};

static off_t size_of(const char *path)
{
	struct stat status;

	return stat(path, &status) ? -1 : status.st_size;
}

Test(read, a_user_may_ask_and_nothing_else)
{
	struct store_reader *reader = reader_new();
	off_t size = size_of("runs.db");

	for (size_t i = 0; i < sizeof(attempts) / sizeof(*attempts); i++) {
		const struct attempt *attempt = &attempts[i];
		struct store_query *query = NULL;
		char *error = NULL;
		int code = store_query_user(reader, attempt->sql, &query, &error);

		cr_expect_eq(code, attempt->code, "%s: %d: %s", attempt->sql,
			     code, error);
		cr_expect(!code || (error && !strchr(error, '\n')));
		if (!code) {
			cr_expect_eq(store_query_next(query, &error), 1, "%s",
				     attempt->sql);
			store_query_close(query);
		}
		free(error);
	}
	store_read_close(reader);
	cr_expect_eq(size_of("runs.db"), size);
	cr_expect_eq(size_of("other.db"), -1);
}

Test(read, one_moment)
{
	struct store_reader *reader = reader_new();
	struct store_query *query;

	cr_assert_eq(store_query_open(reader, "SELECT count(*) FROM v_run",
				      &query, NULL), 0);
	for (int i = 0; i < 2; i++) {
		cr_assert_eq(store_query_next(query, NULL), 1);
		cr_expect_eq(store_column_number(query, 0), 1);
		cr_assert_eq(store_query_next(query, NULL), 0);
	}
	store_query_close(query);
	store_read_close(reader);
}

Test(read, an_older_version_is_not_touched)
{
	const struct store_schema first = {
		.steps = store_schema.steps, .version = 1,
	};
	struct store_reader *reader;
	struct store_query *query;
	char *error = NULL;

	run_add("old.db", &first);
	reader = reader_of("old.db");
	cr_assert_eq(store_query_open(reader, "SELECT (SELECT count(*) FROM v_run),"
			" (SELECT count(*) FROM v_violation)", &query, NULL), 0);
	cr_assert_eq(store_query_next(query, NULL), 1);
	cr_expect_eq(store_column_number(query, 0), 1);
	cr_expect_eq(store_column_number(query, 1), 0);
	store_query_close(query);
	cr_expect_eq(store_query_user(reader, "DELETE FROM run", &query, &error),
		     -EPERM);
	free(error);
	store_read_close(reader);

	reader = reader_of("old.db");
	store_read_close(reader);
	run_add("old.db", &first);
}

static void expect_refused(const char *path, int expected)
{
	struct store_reader *reader;
	char *error = NULL;
	int code = store_read_open(path, &reader, &error);

	cr_expect_eq(code, expected, "%s: %d", path, code);
	cr_assert(error);
	cr_expect(strstr(error, path) && !strchr(error, '\n'), "%s", error);
	free(error);
}

static void file_write(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	cr_assert(file && fputs(text, file) >= 0 && !fclose(file));
}

Test(read, what_is_no_database_of_ours)
{
	const char *steps[8];
	struct store_schema next = store_schema;

	for (int i = 0; i < store_schema.version; i++)
		steps[i] = store_schema.steps[i];
	steps[next.version++] = "CREATE TABLE more (x);";
	next.steps = steps;
	run_add("newer.db", &next);
	expect_refused("newer.db", -ENOTSUP);
	file_write("text", "of no database, and of some length, so that there is"
			   " a head to read; it must be more than one hundred");
	expect_refused("text", -EINVAL);
	file_write("empty", "");
	expect_refused("empty", -EINVAL);
	expect_refused("none", -ENOENT);
	cr_assert(!mkdir("folder", 0777) && !mkfifo("pipe", 0666));
	expect_refused("folder", -EINVAL);
	expect_refused("pipe", -EINVAL);
	cr_expect_eq(size_of("none"), -1);
}
