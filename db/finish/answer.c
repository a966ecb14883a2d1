/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * answer.c - what finish says about a run, read back from the database
 */
#include "db/finish/answer.h"
#include "db/print/json.h"
#include "db/print/output.h"
#include "db/store-read.h"
#include "model/fail.h"

#include <errno.h>
#include <inttypes.h>

static const char counts_sql[] =
	"SELECT r.id, r.records, r.lost,"
	" (SELECT count(*) FROM violation v WHERE v.run = r.id"
	"   AND v.verdict = 'violation' AND v.confidence <> 'low'),"
	" (SELECT count(*) FROM violation v WHERE v.run = r.id"
	"   AND v.verdict = 'inconclusive' AND v.confidence <> 'low'),"
	" (SELECT count(*) FROM crash c WHERE c.run = r.id),"
	" (SELECT count(*) FROM message m WHERE m.run = r.id)"
	" FROM run r JOIN trace t ON t.run = r.id"
	" WHERE r.id = ?1 OR (?1 = 0 AND t.identity = ?2)";

static int counts_read(struct store_reader *reader, int64_t run, const char *identity,
		       struct answer *answer, char **ret_error)
{
	struct store_query *query;
	int code = store_query_open(reader, counts_sql, &query, ret_error);

	if (code)
		return code;
	store_query_number(query, 1, run);
	store_query_text(query, 2, identity);
	code = store_query_next(query, ret_error);
	if (code == 1) {
		answer->run = store_column_number(query, 0);
		answer->records = store_column_number(query, 1);
		answer->lost = store_column_number(query, 2);
		answer->violations = store_column_number(query, 3);
		answer->inconclusive = store_column_number(query, 4);
		answer->crashes = store_column_number(query, 5);
		answer->messages = store_column_number(query, 6);
		code = 0;
	} else if (!code) {
		code = fail(ret_error, -ENOENT, "%s has no such run; it was removed meanwhile",
			    answer->database);
	}
	store_query_close(query);
	return code;
}

int answer_read(const char *database, int64_t run, const char *identity,
		struct answer *ret_answer, char **ret_error)
{
	struct store_reader *reader;
	int code = store_read_open(database, &reader, ret_error);

	if (code)
		return code;
	*ret_answer = (struct answer){ .database = database };
	code = counts_read(reader, run, identity, ret_answer, ret_error);
	store_read_close(reader);
	return code;
}

int answer_text(const struct answer *answer, FILE *out)
{
	fprintf(out, "run %" PRId64 "\n", answer->run);
	return output_flush(out);
}

static int fill_json(struct store_reader *reader, const struct answer *answer, json_t *root,
		     char **ret_error)
{
	json_t *fault = json_null(), *untraced = json_array_new();
	struct store_query *query;
	bool engine = false;
	int code;

	code = store_query_open(reader, "SELECT r.fault, t.fault_kind, t.engine, u.path"
		" FROM run r JOIN trace t ON t.run = r.id"
		" LEFT JOIN untraced u ON u.run = r.id WHERE r.id = ?",
		&query, ret_error);
	if (code)
		return code;
	store_query_number(query, 1, answer->run);
	while ((code = store_query_next(query, ret_error)) == 1) {
		engine = store_column_number(query, 2);
		if (json_is_null(fault) && store_column_type(query, 0) != STORE_NULL) {
			fault = json_object_new();
			json_add(fault, "number", json_integer(store_column_number(query, 0)));
			json_add_text(fault, "kind", store_column_text(query, 1));
		}
		if (store_column_type(query, 3) != STORE_NULL)
			json_push_text(untraced, store_column_text(query, 3));
	}
	store_query_close(query);
	json_add(root, "fault", fault);
	json_add(root, "engine", json_boolean(engine));
	json_add(root, "untraced", untraced);
	return code;
}

static int print_line(json_t *root, FILE *out)
{
	int code = json_dumpf(root, out, JSON_COMPACT) ? -EIO : 0;

	json_decref(root);
	if (code || putc('\n', out) == EOF)
		return -EIO;
	return output_flush(out);
}

int answer_json(const struct answer *answer, FILE *out, char **ret_error)
{
	struct store_reader *reader;
	json_t *root;
	int code = store_read_open(answer->database, &reader, ret_error);

	if (code)
		return code;
	root = json_object_new();
	json_add(root, "run", json_integer(answer->run));
	json_add_text(root, "database", answer->database);
	json_add(root, "records", json_integer(answer->records));
	json_add(root, "lost", json_integer(answer->lost));
	json_add(root, "violations", json_integer(answer->violations));
	json_add(root, "inconclusive", json_integer(answer->inconclusive));
	json_add(root, "crashes", json_integer(answer->crashes));
	json_add(root, "messages", json_integer(answer->messages));
	code = fill_json(reader, answer, root, ret_error);
	store_read_close(reader);
	if (code) {
		json_decref(root);
		return code;
	}
	code = print_line(root, out);
	return code ? fail(ret_error, code, "cannot write standard output") : 0;
}
