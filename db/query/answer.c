/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * answer.c - the rows of a query, printed as they come
 */
#include "db/query/answer.h"

#include "db/print/json.h"
#include "db/print/output.h"
#include "model/arena.h"
#include "model/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
	ROWS_MEASURED = 500,	/* before the first is printed */
	WIDTH_MAX = 120,	/* of a column; what is wider shifts the rest */
	BLOB_MAX = 30,		/* bytes of a blob that are shown */
};

/* What a column of the row says, in words; NULL: SQL's NULL. Lives in @arena. */
static const char *cell_text(struct arena *arena, const struct store_query *query, int column)
{
	const unsigned char *bytes;
	const char *text = "";
	size_t size;

	switch (store_column_type(query, column)) {
	case STORE_NULL:
		return NULL;
	case STORE_BLOB:
		bytes = store_column_bytes(query, column, &size);
		for (size_t i = 0; i < size && i < BLOB_MAX; i++)
			text = arena_printf(arena, "%s%02x", text, bytes[i]);
		return arena_printf(arena, "x'%s%s'", text, size > BLOB_MAX ? "..." : "");
	default:
		return arena_strdup(arena, store_column_text(query, column));
	}
}

/* ---- text ---- */

/**
 * struct table - the first rows of a table, kept to be measured
 * @cells: of all rows, one after the other
 * @numeric: columns that hold numbers only so far, which go to the right
 */
struct table {
	struct arena arena;
	struct text text;
	int columns;
	const char **cells;
	size_t cell_count;
	size_t room;
	size_t *widths;
	bool *numeric;
};

/* How wide text is on a terminal, about: bytes that go on a character do not count. */
static size_t text_width(const char *text)
{
	size_t width = 0;

	for (; *text; text++)
		width += ((unsigned char)*text & 0xc0) != 0x80;
	return width;
}

static void print_cell(const struct table *table, int column, const char *cell)
{
	size_t width = table->widths[column], own = text_width(cell);
	int gap = own < width ? (int)(width - own) : 0;
	bool last = column == table->columns - 1;

	if (table->numeric[column])
		fprintf(table->text.out, "%*s", gap, "");
	text_safe(&table->text, cell);
	if (!last && !table->numeric[column])
		fprintf(table->text.out, "%*s", gap, "");
	fputs(last ? "\n" : "  ", table->text.out);
}

static void print_cells(const struct table *table, const char **cells)
{
	for (int i = 0; i < table->columns; i++)
		print_cell(table, i, cells[i] ? cells[i] : "-");
}

static void measure(struct table *table, int column, const char *cell)
{
	size_t width = text_width(cell);

	if (width > WIDTH_MAX)
		width = WIDTH_MAX;
	if (width > table->widths[column])
		table->widths[column] = width;
}

static void print_names(const struct table *table, const struct store_query *query)
{
	text_paint(&table->text, PAINT_BOLD);
	for (int i = 0; i < table->columns; i++)
		print_cell(table, i, store_query_name(query, i));
	text_paint(&table->text, PAINT_NONE);
}

/* What was kept; later rows are printed at once. */
static void table_flush(struct table *table, const struct store_query *query)
{
	print_names(table, query);
	for (size_t i = 0; i < table->cell_count; i += (size_t)table->columns)
		print_cells(table, &table->cells[i]);
	arena_release(&table->arena);
	table->cell_count = 0;
}

static void table_keep(struct table *table, const struct store_query *query)
{
	for (int i = 0; i < table->columns; i++) {
		const char *cell = cell_text(&table->arena, query, i);
		enum store_type type = store_column_type(query, i);

		table->cells = memory_grow(table->cells, table->cell_count, &table->room,
					   sizeof(*table->cells));
		table->cells[table->cell_count++] = cell;
		measure(table, i, cell ? cell : "-");
		table->numeric[i] = table->numeric[i] &&
				    (type == STORE_NUMBER || type == STORE_REAL ||
				     type == STORE_NULL);
	}
}

static void table_row(struct table *table, const struct store_query *query)
{
	for (int i = 0; i < table->columns; i++) {
		const char *cell = cell_text(&table->arena, query, i);

		print_cell(table, i, cell ? cell : "-");
	}
	arena_release(&table->arena);
}

static void table_init(struct table *table, const struct store_query *query, FILE *out,
		       bool color)
{
	*table = (struct table){
		.text = { .out = out, .color = color },
		.columns = store_query_columns(query),
	};
	arena_init(&table->arena);
	table->widths = memory_array((size_t)table->columns, sizeof(*table->widths));
	table->numeric = memory_array((size_t)table->columns, sizeof(*table->numeric));
	for (int i = 0; i < table->columns; i++) {
		table->numeric[i] = true;
		measure(table, i, store_query_name(query, i));
	}
}

static void table_release(struct table *table)
{
	arena_release(&table->arena);
	free(table->cells);
	free(table->widths);
	free(table->numeric);
}

static int print_table(struct store_query *query, bool color, FILE *out, char **ret_error)
{
	struct table table;
	size_t rows = 0;
	int code;

	table_init(&table, query, out, color);
	while ((code = store_query_next(query, ret_error)) > 0) {
		if (rows++ < ROWS_MEASURED) {
			table_keep(&table, query);
			continue;
		}
		if (rows == ROWS_MEASURED + 1)
			table_flush(&table, query);
		table_row(&table, query);
		if (ferror(out))
			break;
	}
	if (rows <= ROWS_MEASURED && !code)
		table_flush(&table, query);
	table_release(&table);
	return code < 0 ? code : 0;
}

/* ---- json ---- */

static json_t *cell_json(struct arena *arena, const struct store_query *query, int column)
{
	char *clean;
	json_t *value;

	switch (store_column_type(query, column)) {
	case STORE_NULL:
		return json_null();
	case STORE_NUMBER:
		return json_integer(store_column_number(query, column));
	case STORE_REAL:
		/* json has no infinity: jansson refuses it */
		value = json_real(store_column_real(query, column));
		return value ? value : json_null();
	default:
		clean = text_clean(cell_text(arena, query, column));
		value = json_string_nocheck(clean);
		free(clean);
		return value;
	}
}

/* The name of a column; if there is one already, with a number behind it. */
static char *name_unique(const json_t *seen, const char *wanted)
{
	char *clean = text_clean(wanted), *name = strdup(clean);

	for (int again = 2; name && json_object_get(seen, name); again++) {
		free(name);
		if (asprintf(&name, "%s:%d", clean, again) < 0)
			name = NULL;
	}
	if (!name)
		memory_fail();
	free(clean);
	return name;
}

static json_t *names_json(const struct store_query *query)
{
	json_t *names = json_array_new(), *seen = json_object_new();

	for (int i = 0; i < store_query_columns(query); i++) {
		char *name = name_unique(seen, store_query_name(query, i));

		json_add(seen, name, json_true());
		json_push_text(names, name);
		free(name);
	}
	json_decref(seen);
	return names;
}

static void print_row(struct store_query *query, const json_t *names, FILE *out)
{
	json_t *row = json_object_new();
	struct arena arena;

	arena_init(&arena);
	for (int i = 0; i < store_query_columns(query); i++)
		json_add(row, json_string_value(json_array_get(names, (size_t)i)),
			 cell_json(&arena, query, i));
	json_dumpf(row, out, JSON_ENSURE_ASCII);
	json_decref(row);
	arena_release(&arena);
}

static void print_opening(const struct answer_style *style, const json_t *names, FILE *out)
{
	json_t *head = json_object_new();
	char *text;

	json_add(head, "query", style->name ? json_string(style->name) : json_null());
	json_add(head, "question",
		 style->question ? json_string(style->question) : json_null());
	json_add(head, "columns", json_deep_copy(names));
	text = json_dumps(head, JSON_ENSURE_ASCII);
	if (!text)
		memory_fail();
	/* the rows go in as the last member: without the closing brace */
	fprintf(out, "%.*s, \"rows\": [", (int)strlen(text) - 1, text);
	free(text);
	json_decref(head);
}

static int print_json(struct store_query *query, const struct answer_style *style, FILE *out,
		      char **ret_error)
{
	json_t *names = names_json(query);
	const char *gap = "\n ";
	int code;

	print_opening(style, names, out);
	while ((code = store_query_next(query, ret_error)) > 0 && !ferror(out)) {
		fputs(gap, out);
		print_row(query, names, out);
		gap = ",\n ";
	}
	fputs("\n]}\n", out);
	json_decref(names);
	return code < 0 ? code : 0;
}

/* ---- csv ---- */

static void print_field(const char *text, bool last, FILE *out)
{
	if (text[strcspn(text, ",\"\r\n")]) {
		fputc('"', out);
		for (; *text; text++)
			fputs(*text == '"' ? "\"\"" : (const char[]){ *text, '\0' }, out);
		fputc('"', out);
	} else {
		fputs(text, out);
	}
	fputs(last ? "\r\n" : ",", out);
}

static int print_csv(struct store_query *query, FILE *out, char **ret_error)
{
	int columns = store_query_columns(query), code;
	struct arena arena;

	arena_init(&arena);
	for (int i = 0; i < columns; i++)
		print_field(store_query_name(query, i), i == columns - 1, out);
	while ((code = store_query_next(query, ret_error)) > 0 && !ferror(out)) {
		for (int i = 0; i < columns; i++) {
			const char *cell = cell_text(&arena, query, i);

			print_field(cell ? cell : "", i == columns - 1, out);
		}
		arena_release(&arena);
	}
	return code < 0 ? code : 0;
}

int answer_print(struct store_query *query, const struct answer_style *style, FILE *out,
		 char **ret_error)
{
	int code;

	if (style->format == ANSWER_JSON)
		code = print_json(query, style, out, ret_error);
	else if (style->format == ANSWER_CSV)
		code = print_csv(query, out, ret_error);
	else
		code = print_table(query, style->color, out, ret_error);
	return code ? code : output_flush(out);
}
