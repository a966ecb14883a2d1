/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store-version.c - whose database it is, and bringing ours up to date
 *
 * A wrong -o or --db must not harm somebody's file, so the head is read as
 * plain bytes before SQLite may touch it. Offsets are those of SQLite's
 * documented file format: magic at 0, page size at 16, pages at 28, user_version
 * at 60, application_id at 68.
 */
#include "db/store-internal.h"
#include "model/fail.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	HEAD_SIZE = 100,
	HEAD_PAGE_SIZE = 16,
	HEAD_PAGES = 28,
	HEAD_VERSION = 60,
	HEAD_APPLICATION = 68,
};

static const char magic[16] = "SQLite format 3";

static uint32_t big_endian(const unsigned char *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
	       (uint32_t)bytes[2] << 8 | bytes[3];
}

static int check_version(const char *path, int64_t application, int64_t version,
			 const struct store_schema *schema, char **ret_error)
{
	if (application != STORE_APPLICATION || version < 1)
		return fail(ret_error, -EINVAL,
			    "%s is a database of another program; name a new file or one that dmacheck made",
			    path);
	if (version > schema->version)
		return fail(ret_error, -ENOTSUP,
			    "%s has schema %lld, this dmacheck knows up to %d; use a newer dmacheck",
			    path, (long long)version, schema->version);
	return 0;
}

/* 65536 is stored as 1: it does not fit. */
static uint64_t size_told(const unsigned char *head)
{
	uint32_t page = (uint32_t)head[HEAD_PAGE_SIZE] << 8 |
			head[HEAD_PAGE_SIZE + 1];

	return (uint64_t)big_endian(head + HEAD_PAGES) *
	       (page == 1 ? 65536 : page);
}

/*
 * SQLite reads what is missing at the end as zeros. With a journal beside it
 * the file is in the middle of a commit, and SQLite mends it.
 */
static int check_size(const char *path, int fd, const unsigned char *head,
		      char **ret_error)
{
	struct stat status;
	char *journal;
	bool mends;

	if (fstat(fd, &status))
		return fail(ret_error, -errno, "cannot read %s: %s", path,
			    strerror(errno));
	if ((uint64_t)status.st_size >= size_told(head))
		return 0;
	if (asprintf(&journal, "%s-journal", path) < 0)
		return fail(ret_error, -ENOMEM, "out of memory");
	mends = !access(journal, F_OK);
	free(journal);
	if (mends)
		return 0;
	return fail(ret_error, -EBADMSG,
		    "%s is damaged: its end is missing; name a new file", path);
}

int store_check_file(const char *path, int fd,
		     const struct store_schema *schema, char **ret_error)
{
	unsigned char head[HEAD_SIZE];
	ssize_t got = pread(fd, head, sizeof(head), 0);
	int code;

	if (got < 0)
		return fail(ret_error, -errno, "cannot read %s: %s", path,
			    strerror(errno));
	if (!got)
		return 0;
	if (got < HEAD_SIZE || memcmp(head, magic, sizeof(magic)))
		return fail(ret_error, -EINVAL,
			    "%s is not a database; name a new file or one that dmacheck made",
			    path);
	code = check_version(path, big_endian(head + HEAD_APPLICATION),
			     (int32_t)big_endian(head + HEAD_VERSION), schema,
			     ret_error);
	return code ? code : check_size(path, fd, head, ret_error);
}

int store_pragma_read(sqlite3 *db, const char *sql, int64_t *ret_value)
{
	sqlite3_stmt *statement;
	int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);

	if (code)
		return code;
	code = sqlite3_step(statement);
	if (code == SQLITE_ROW)
		*ret_value = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return code == SQLITE_ROW ? SQLITE_OK : code;
}

/* Pragmas take no bound values; these are numbers of our own. */
static int pragma_write(struct store *store, const char *name, int value)
{
	char sql[64];

	sqlite3_snprintf(sizeof(sql), sql, "PRAGMA %s = %d", name, value);
	return sqlite3_exec(store->db, sql, NULL, NULL, NULL);
}

static int run_steps(struct store *store, const struct store_schema *schema,
		     int version)
{
	int code = SQLITE_OK;

	if (!version)
		code = pragma_write(store, "application_id", STORE_APPLICATION);
	for (; !code && version < schema->version; version++)
		code = sqlite3_exec(store->db, schema->steps[version], NULL,
				    NULL, NULL);
	if (!code)
		code = pragma_write(store, "user_version", version);
	return code;
}

/* Another process may have made or upgraded the file since its head was read. */
int store_upgrade(struct store *store, const struct store_schema *schema,
		  char **ret_error)
{
	int64_t application = 0, version = 0, tables = 0;
	int code;

	code = store_pragma_read(store->db, "PRAGMA application_id", &application);
	if (!code)
		code = store_pragma_read(store->db, "PRAGMA user_version", &version);
	if (!code)
		code = store_pragma_read(store->db, "SELECT count(*) FROM sqlite_schema",
				   &tables);
	if (code)
		return store_fail(store, code, ret_error);
	if (application || version || tables) {
		code = check_version(store->path, application, version, schema,
				     ret_error);
		if (code)
			return code;
	}
	if (version == schema->version)
		return 0;
	code = run_steps(store, schema, (int)version);
	return code ? store_fail(store, code, ret_error) : 0;
}
