/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store-read.c - opening a database to read, and its questions
 */
#include "db/store-internal.h"
#include "db/store-read.h"
#include "model/fail.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* struct store_reader - @path: for messages; owned */
struct store_reader {
	sqlite3 *db;
	char *path;
};

/* struct store_query - @read: it has given a row or its end */
struct store_query {
	struct store_reader *reader;
	sqlite3_stmt *statement;
	bool read;
};

static const char *advice(int code)
{
	switch (store_errno(code)) {
	case -EBUSY:
		return "; another program is writing it; run again";
	case -EBADMSG:
		return "; it is damaged";
	case -EROFS:
		return "; a program was killed while it wrote; make it writable and run again";
	default:
		return "";
	}
}

static int read_fail(const struct store_reader *reader, int code,
		     char **ret_error)
{
	return fail(ret_error, store_errno(code), "cannot read %s: %s%s",
		    reader->path, sqlite3_errstr(code), advice(code));
}

static int file_check(const char *path, char **ret_error)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat status;
	int code = 0;

	if (fd < 0)
		return fail(ret_error, -errno,
			    "cannot read %s: %s; name a database that dmacheck made",
			    path, strerror(errno));
	if (fstat(fd, &status) || !S_ISREG(status.st_mode))
		code = fail(ret_error, -EINVAL,
			    "%s is not an ordinary file; name a database that dmacheck made",
			    path);
	else if (!status.st_size)
		code = fail(ret_error, -EINVAL,
			    "%s is empty; name a database that dmacheck made",
			    path);
	if (!code)
		code = store_check_file(path, fd, &store_schema, ret_error);
	close(fd);
	return code;
}

/* A read transaction, so that all that follows sees the same rows. */
static int begin(struct store_reader *reader, int flags)
{
	static const char setup[] =
		"PRAGMA trusted_schema = OFF;"
		"PRAGMA temp_store = MEMORY;"
		"BEGIN;"
		"SELECT count(*) FROM sqlite_schema";
	int code = store_connect(reader->path, flags, &reader->db);

	if (!code)
		code = sqlite3_exec(reader->db, setup, NULL, NULL, NULL);
	if (code) {
		sqlite3_close(reader->db);
		reader->db = NULL;
	}
	return code;
}

/* Only a connection that may write undoes what a killed program left half. */
static int begin_mended(struct store_reader *reader)
{
	int code = begin(reader, SQLITE_OPEN_READONLY);

	if ((code & 0xff) != SQLITE_READONLY && (code & 0xff) != SQLITE_CANTOPEN)
		return code;
	if (begin(reader, SQLITE_OPEN_READWRITE))
		return code;
	sqlite3_close(reader->db);
	return begin(reader, SQLITE_OPEN_READONLY);
}

/* Copies into a new database that no other program sees, and that is gone when closed. */
static int copy(sqlite3 *from, sqlite3 **ret_db)
{
	int code = sqlite3_open_v2("", ret_db,
				   SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
				   NULL);
	sqlite3_backup *backup;

	if (code)
		return code;
	backup = sqlite3_backup_init(*ret_db, "main", from, "main");
	if (!backup)
		return sqlite3_errcode(*ret_db);
	sqlite3_backup_step(backup, -1);
	return sqlite3_backup_finish(backup);
}

/* An older version moves to a copy, which is brought up to date. */
static int copy_upgrade(struct store_reader *reader, char **ret_error)
{
	struct store store = { .path = reader->path };
	int code = copy(reader->db, &store.db);

	code = code ? read_fail(reader, code, ret_error) :
		      store_upgrade(&store, &store_schema, ret_error);
	sqlite3_close(reader->db);
	reader->db = store.db;
	return code;
}

static int reader_start(struct store_reader *reader, char **ret_error)
{
	int64_t version = 0;
	int code = begin_mended(reader);

	if (!code)
		code = store_pragma_read(reader->db, "PRAGMA user_version",
					 &version);
	if (code)
		return read_fail(reader, code, ret_error);
	if (version < store_schema.version)
		code = copy_upgrade(reader, ret_error);
	if (!code && sqlite3_exec(reader->db, "PRAGMA query_only = ON", NULL,
				  NULL, NULL))
		code = fail(ret_error, -EIO, "cannot read %s", reader->path);
	return code;
}

int store_read_open(const char *path, struct store_reader **ret_reader,
		    char **ret_error)
{
	struct store_reader *reader;
	int code = file_check(path, ret_error);

	if (code)
		return code;
	reader = calloc(1, sizeof(*reader));
	if (reader)
		reader->path = strdup(path);
	code = reader && reader->path ? reader_start(reader, ret_error) :
					fail(ret_error, -ENOMEM, "out of memory");
	if (code && reader)
		store_read_close(reader);
	if (!code)
		*ret_reader = reader;
	return code;
}

void store_read_close(struct store_reader *reader)
{
	sqlite3_close(reader->db);
	free(reader->path);
	free(reader);
}

static int query_new(struct store_reader *reader, sqlite3_stmt *statement,
		     struct store_query **ret_query, char **ret_error)
{
	struct store_query *query = calloc(1, sizeof(*query));

	if (!query) {
		sqlite3_finalize(statement);
		return fail(ret_error, -ENOMEM, "out of memory");
	}
	query->reader = reader;
	query->statement = statement;
	*ret_query = query;
	return 0;
}

int store_query_open(struct store_reader *reader, const char *sql,
		     struct store_query **ret_query, char **ret_error)
{
	sqlite3_stmt *statement;

	if (sqlite3_prepare_v2(reader->db, sql, -1, &statement, NULL))
		return fail(ret_error, store_errno(sqlite3_errcode(reader->db)),
			    "cannot ask %s: %s", reader->path,
			    sqlite3_errmsg(reader->db));
	return query_new(reader, statement, ret_query, ret_error);
}

int store_query_user(struct store_reader *reader, const char *sql,
		     struct store_query **ret_query, char **ret_error)
{
	sqlite3_stmt *statement;
	int code = store_prepare_user(reader->db, sql, &statement, ret_error);

	return code ? code : query_new(reader, statement, ret_query, ret_error);
}

void store_query_close(struct store_query *query)
{
	sqlite3_finalize(query->statement);
	free(query);
}

int store_query_parameters(const struct store_query *query)
{
	return sqlite3_bind_parameter_count(query->statement);
}

const char *store_query_parameter(const struct store_query *query, int place)
{
	const char *name = sqlite3_bind_parameter_name(query->statement, place);

	return name && *name != '?' ? name + 1 : "";
}

static void query_restart(struct store_query *query)
{
	if (query->read)
		sqlite3_reset(query->statement);
	query->read = false;
}

int store_query_number(struct store_query *query, int place, int64_t value)
{
	query_restart(query);
	return sqlite3_bind_int64(query->statement, place, value) ? -EINVAL : 0;
}

int store_query_text(struct store_query *query, int place, const char *value)
{
	query_restart(query);
	return sqlite3_bind_text(query->statement, place, value, -1,
				 SQLITE_TRANSIENT) ? -EINVAL : 0;
}

int store_query_next(struct store_query *query, char **ret_error)
{
	int code = sqlite3_step(query->statement);

	query->read = true;
	if (code == SQLITE_ROW)
		return 1;
	if (code == SQLITE_DONE) {
		query_restart(query);
		return 0;
	}
	return fail(ret_error, store_errno(code), "cannot read %s: %s%s",
		    query->reader->path, sqlite3_errmsg(query->reader->db),
		    advice(code));
}

int store_query_columns(const struct store_query *query)
{
	return sqlite3_column_count(query->statement);
}

const char *store_query_name(const struct store_query *query, int column)
{
	const char *name = sqlite3_column_name(query->statement, column);

	return name ? name : "";
}

enum store_type store_column_type(const struct store_query *query, int column)
{
	switch (sqlite3_column_type(query->statement, column)) {
	case SQLITE_INTEGER:
		return STORE_NUMBER;
	case SQLITE_FLOAT:
		return STORE_REAL;
	case SQLITE_TEXT:
		return STORE_TEXT;
	case SQLITE_BLOB:
		return STORE_BLOB;
	default:
		return STORE_NULL;
	}
}

int64_t store_column_number(const struct store_query *query, int column)
{
	return sqlite3_column_int64(query->statement, column);
}

double store_column_real(const struct store_query *query, int column)
{
	return sqlite3_column_double(query->statement, column);
}

const char *store_column_text(const struct store_query *query, int column)
{
	const unsigned char *text = sqlite3_column_text(query->statement, column);

	return text ? (const char *)text : "";
}

const void *store_column_bytes(const struct store_query *query, int column,
			       size_t *ret_size)
{
	const void *bytes = sqlite3_column_blob(query->statement, column);

	*ret_size = (size_t)sqlite3_column_bytes(query->statement, column);
	return bytes;
}
