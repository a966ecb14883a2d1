/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store.c - the database of runs: opening, its one transaction, closing
 *
 * The journal is SQLite's rollback journal, so a database at rest is one file,
 * and a program killed in between leaves what was there before.
 */
#include "db/store-internal.h"
#include "model/fail.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WAIT_MS = 10000 };

int store_errno(int code)
{
	switch (code & 0xff) {
	case SQLITE_NOMEM:
		return -ENOMEM;
	case SQLITE_FULL:
		return -ENOSPC;
	case SQLITE_READONLY:
		return -EROFS;
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return -EACCES;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return -EBUSY;
	case SQLITE_CANTOPEN:
		return -ENOENT;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return -EBADMSG;
	default:
		return -EIO;
	}
}

static const char *advice(int code)
{
	switch (store_errno(code)) {
	case -ENOSPC:
		return "make room and run again";
	case -EROFS:
	case -EACCES:
	case -ENOENT:
		return "name a file in a folder that you may write";
	case -EBUSY:
		return "another program is writing it; run again";
	case -EBADMSG:
		return "it is damaged; name a new file";
	default:
		return "nothing was stored";
	}
}

int store_fail(struct store *store, int code, char **ret_error)
{
	return fail(ret_error, store_errno(code), "cannot write %s: %s; %s",
		    store->path ? store->path : "the database",
		    sqlite3_errstr(code), advice(code));
}

/*
 * SQLite itself would make a file before anything is known to be well, and
 * would not say why it could not.
 */
static int file_open(struct store *store, const struct store_schema *schema,
		     char **ret_error)
{
	int fd = open(store->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	struct stat status;
	int code = 0;

	store->created = fd >= 0;
	if (fd < 0 && errno == EEXIST)
		fd = open(store->path, O_RDWR | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return fail(ret_error, -errno,
			    "cannot write %s: %s; name a file that you may write",
			    store->path, strerror(errno));
	if (fstat(fd, &status) || !S_ISREG(status.st_mode))
		code = fail(ret_error, -EINVAL,
			    "%s is not an ordinary file; name another one",
			    store->path);
	if (!code)
		code = store_check_file(store->path, fd, schema, ret_error);
	close(fd);
	return code;
}

static int begin(struct store *store, const struct store_schema *schema,
		 char **ret_error)
{
	/* one file at rest, whatever somebody else switched on */
	static const char setup[] = "PRAGMA journal_mode = DELETE;"
				    "PRAGMA foreign_keys = ON;"
				    "PRAGMA trusted_schema = OFF;"
				    "BEGIN IMMEDIATE";
	int code;

	code = sqlite3_exec(store->db, setup, NULL, NULL, NULL);
	if (code)
		return store_fail(store, code, ret_error);
	return store_upgrade(store, schema, ret_error);
}

/* Whether the file that store_open() made is still without a page. */
static bool is_empty_file(const struct store *store)
{
	struct stat status;

	return store->created && !stat(store->path, &status) && !status.st_size;
}

static void store_free(struct store *store)
{
	store_statements_release(store);
	store_batches_release(store);
	store_indexes_release(store);
	sqlite3_close(store->db);
	if (is_empty_file(store))
		unlink(store->path);
	free(store->path);
	free(store);
}

/* ":memory:" and "file:..." are file names like any other here. */
int store_connect(const char *path, int flags, sqlite3 **ret_db)
{
	char *plain = NULL;
	int code;

	if (path && *path != '/') {
		if (asprintf(&plain, "./%s", path) < 0)
			return SQLITE_NOMEM;
		path = plain;
	}
	code = sqlite3_open_v2(path ? path : ":memory:", ret_db, flags, NULL);
	sqlite3_busy_timeout(*ret_db, WAIT_MS);
	free(plain);
	return code;
}

static int store_start(struct store *store, const struct store_schema *schema,
		       struct store **ret_store, char **ret_error)
{
	int code = 0, opened;

	if (store->path)
		code = file_open(store, schema, ret_error);
	if (!code) {
		opened = store_connect(store->path,
				       SQLITE_OPEN_READWRITE |
				       SQLITE_OPEN_CREATE, &store->db);
		code = opened ? store_fail(store, opened, ret_error) :
				begin(store, schema, ret_error);
	}
	if (code)
		store_free(store);
	else
		*ret_store = store;
	return code;
}

int store_open(const char *path, const struct store_schema *schema,
	       struct store **ret_store, char **ret_error)
{
	struct store *store = calloc(1, sizeof(*store));

	if (store)
		store->path = strdup(path);
	if (!store || !store->path) {
		free(store);
		return fail(ret_error, -ENOMEM, "out of memory");
	}
	return store_start(store, schema, ret_store, ret_error);
}

int store_new(const struct store_schema *schema, struct store **ret_store,
	      char **ret_error)
{
	struct store *store = calloc(1, sizeof(*store));

	if (!store)
		return fail(ret_error, -ENOMEM, "out of memory");
	return store_start(store, schema, ret_store, ret_error);
}

static int commit(struct store *store, char **ret_error)
{
	int code;

	store_batches_flush(store);
	store_indexes_make(store);
	store_statements_release(store);
	code = store->failed;
	if (!code)
		code = sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
	return code ? store_fail(store, code, ret_error) : 0;
}

int store_write(struct store *store, FILE *out, char **ret_error)
{
	sqlite3_int64 size;
	unsigned char *bytes;
	int code = commit(store, ret_error);

	if (code)
		return code;
	bytes = sqlite3_serialize(store->db, "main", &size, 0);
	if (!bytes)
		return fail(ret_error, -ENOMEM, "out of memory");
	errno = 0;
	if (fwrite(bytes, 1, (size_t)size, out) != (size_t)size || fflush(out))
		code = errno ? -errno : -EIO;
	sqlite3_free(bytes);
	return code ? fail(ret_error, code, "cannot write the database: %s",
			   strerror(-code)) : 0;
}

int store_close(struct store *store, bool keep, char **ret_error)
{
	int code = 0;

	if (keep)
		code = commit(store, ret_error);
	if (!sqlite3_get_autocommit(store->db))
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	store_free(store);
	return code;
}

int store_abandon(struct store *store, int code, char **ret_error)
{
	if (store->failed)
		code = store_fail(store, store->failed, ret_error);
	else
		fail(ret_error, code, "nothing was stored in %s: %s",
		     store->path ? store->path : "the database", strerror(-code));
	store_close(store, false, NULL);
	return code;
}
