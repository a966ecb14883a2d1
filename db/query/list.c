/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * list.c - the queries themselves, as an answer
 */
#include "db/query/list.h"

#include "db/print/json.h"
#include "db/print/output.h"
#include "db/query/canned.h"

#include <string.h>

enum { LINE = 78 };

static const char *const kind_words[] = {
	[ARGUMENT_NUMBER] = "number",
	[ARGUMENT_TIME] = "time",
	[ARGUMENT_TEXT] = "text",
};

/* ---- text ---- */

static void print_columns(const struct canned *query, FILE *out)
{
	int at = fprintf(out, "    columns:");

	for (size_t i = 0; i < query->column_count; i++) {
		const char *name = query->columns[i].name;

		if (at + 2 + (int)strlen(name) > LINE)
			at = fprintf(out, "\n            ") - 1;
		at += fprintf(out, " %s%s", name, i + 1 < query->column_count ? "," : "");
	}
	fputc('\n', out);
}

static void print_text(const struct canned *query, FILE *out)
{
	fputs(query->name, out);
	for (size_t i = 0; i < query->argument_count; i++)
		fprintf(out, query->arguments[i].fallback ? " [%s]" : " %s",
			query->arguments[i].name);
	fprintf(out, "\n    %s\n", query->question);
	for (size_t i = 0; i < query->argument_count; i++) {
		const struct argument *argument = &query->arguments[i];

		fprintf(out, "    %s: %s", argument->name, argument->help);
		if (argument->fallback)
			fprintf(out, " [%s]", argument->fallback);
		fputc('\n', out);
	}
	print_columns(query, out);
}

/* ---- json ---- */

static json_t *arguments_json(const struct canned *query)
{
	json_t *list = json_array_new();

	for (size_t i = 0; i < query->argument_count; i++) {
		const struct argument *argument = &query->arguments[i];
		json_t *item = json_object_new();

		json_add_text(item, "name", argument->name);
		json_add_text(item, "kind", kind_words[argument->kind]);
		json_add(item, "default", argument->fallback ?
					  json_string(argument->fallback) : json_null());
		json_add_text(item, "help", argument->help);
		json_push(list, item);
	}
	return list;
}

static json_t *columns_json(const struct canned *query)
{
	json_t *list = json_array_new();

	for (size_t i = 0; i < query->column_count; i++) {
		json_t *item = json_object_new();

		json_add_text(item, "name", query->columns[i].name);
		json_add_text(item, "help", query->columns[i].help);
		json_push(list, item);
	}
	return list;
}

static int print_json(FILE *out)
{
	json_t *root = json_object_new(), *list = json_array_new();

	for (size_t i = 0; i < canned_count; i++) {
		json_t *item = json_object_new();

		json_add_text(item, "name", canned[i].name);
		json_add_text(item, "question", canned[i].question);
		json_add(item, "arguments", arguments_json(&canned[i]));
		json_add(item, "columns", columns_json(&canned[i]));
		json_push(list, item);
	}
	json_add(root, "queries", list);
	return json_print(root, out);
}

/* ---- csv ---- */

/* Names hold nothing that csv would have to quote, questions only commas. */
static void print_csv(FILE *out)
{
	fputs("name,question\r\n", out);
	for (size_t i = 0; i < canned_count; i++)
		fprintf(out, "%s,\"%s\"\r\n", canned[i].name, canned[i].question);
}

int list_print(enum answer_format format, FILE *out)
{
	if (format == ANSWER_JSON)
		return print_json(out);
	if (format == ANSWER_CSV)
		print_csv(out);
	for (size_t i = 0; format == ANSWER_TEXT && i < canned_count; i++)
		print_text(&canned[i], out);
	return output_flush(out);
}
