/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store-user.c - SQL that a user typed: it may ask, and nothing else
 *
 * The file is open read-only anyway. SQLite asks an authorizer about each thing
 * that a statement would do: so what is refused is said, and what a read-only file
 * does not stop (other files attached, settings) is stopped too.
 */
#include "db/store-internal.h"
#include "model/fail.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <strings.h>

/* Pragmas that show something; those of the second list only without a value. */
static const char *const pragmas_shown[] = {
	"collation_list", "compile_options", "database_list",
	"foreign_key_check", "foreign_key_list", "function_list", "index_info",
	"index_list", "index_xinfo", "integrity_check", "module_list",
	"pragma_list", "quick_check", "table_info", "table_list", "table_xinfo",
};

static const char *const pragmas_read[] = {
	"application_id", "data_version", "encoding", "foreign_keys",
	"freelist_count", "journal_mode", "page_count", "page_size",
	"query_only", "schema_version", "user_version",
};

static bool is_listed(const char *name, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!strcasecmp(name, list[i]))
			return true;
	return false;
}

#define LISTED(name, list) \
	is_listed((name), (list), sizeof(list) / sizeof(*(list)))

static bool is_allowed(int action, const char *first, const char *second)
{
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_READ:
	case SQLITE_RECURSIVE:
		return true;
	case SQLITE_UPDATE:
		/*
		 * SQLite declares table-valued pragmas this way. A real update
		 * of the schema is refused by SQLite and by check().
		 */
		return !strcmp(first, "sqlite_master");
	case SQLITE_FUNCTION:
		return strcasecmp(second, "load_extension") != 0;
	case SQLITE_PRAGMA:
		return LISTED(first, pragmas_shown) ||
		       (!second && LISTED(first, pragmas_read));
	default:
		return false;
	}
}

/* @data: whether something was refused */
static int authorize(void *data, int action, const char *first,
		     const char *second, const char *third, const char *fourth)
{
	bool *refused = data;

	(void)third;
	(void)fourth;
	if (is_allowed(action, first, second))
		return SQLITE_OK;
	*refused = true;
	return SQLITE_DENY;
}

/* Whether only spaces, semicolons and comments follow. */
static bool is_end(sqlite3 *db, const char *text)
{
	sqlite3_stmt *more = NULL;

	while (*text) {
		if (sqlite3_prepare_v2(db, text, -1, &more, &text) || more) {
			sqlite3_finalize(more);
			return false;
		}
	}
	return true;
}

static int check(sqlite3 *db, sqlite3_stmt *statement, const char *rest,
		 char **ret_error)
{
	if (!statement)
		return fail(ret_error, -EINVAL,
			    "the query is empty; give one SELECT");
	if (!is_end(db, rest))
		return fail(ret_error, -EINVAL,
			    "the query is more than one statement; give one SELECT");
	if (!sqlite3_stmt_readonly(statement) ||
	    !sqlite3_column_count(statement))
		return fail(ret_error, -EPERM,
			    "the query is not a question; give one SELECT");
	return 0;
}

int store_prepare_user(sqlite3 *db, const char *sql,
		       sqlite3_stmt **ret_statement, char **ret_error)
{
	sqlite3_stmt *statement = NULL;
	const char *rest = "";
	bool refused = false;
	int code;

	sqlite3_set_authorizer(db, authorize, &refused);
	code = sqlite3_prepare_v2(db, sql, -1, &statement, &rest);
	sqlite3_set_authorizer(db, NULL, NULL);
	if (code && refused)
		code = fail(ret_error, -EPERM,
			    "the query would do more than read; give one SELECT");
	else if (code)
		code = fail(ret_error, -EINVAL, "the query is wrong: %s",
			    sqlite3_errmsg(db));
	else
		code = check(db, statement, rest, ret_error);
	if (code)
		sqlite3_finalize(statement);
	else
		*ret_statement = statement;
	return code;
}
