/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tree-kconfig.c - the symbols of Kconfig text, what they select and depend on
 *
 *	Kconfig text -> symbols with their clauses -> values (tree-kconfig-values.c)
 *
 * Read line by line and forgivingly: what is not understood says nothing.
 */
#include "checker/tree-kconfig.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

void tree_kconfig_init(struct tree_kconfig *kconfig)
{
	kconfig->symbols = NULL;
	arena_init(&kconfig->arena);
}

void tree_kconfig_release(struct tree_kconfig *kconfig)
{
	HASH_CLEAR(hh, kconfig->symbols);
	arena_release(&kconfig->arena);
}

struct tree_symbol *tree_symbol_find(const struct tree_kconfig *kconfig,
				     const char *name, size_t length)
{
	struct tree_symbol *symbol;

	HASH_FIND(hh, kconfig->symbols, name, length, symbol);
	return symbol;
}

struct tree_symbol *tree_symbol_get(struct tree_kconfig *kconfig, const char *name,
				    size_t length)
{
	struct tree_symbol *symbol = tree_symbol_find(kconfig, name, length);

	if (symbol)
		return symbol;
	symbol = arena_new(&kconfig->arena, struct tree_symbol);
	symbol->name = arena_printf(&kconfig->arena, "%.*s", (int)length, name);
	HASH_ADD_KEYPTR(hh, kconfig->symbols, symbol->name, length, symbol);
	return symbol;
}

/* ---- reading ---- */

struct reader {
	struct tree_kconfig *kconfig;
	struct tree_symbol *symbol; /* whose attributes follow, or NULL */
	struct tree_list *sources;
	bool driver;
	bool in_help;
	int help_indent;            /* -1: its first line is still to come */
};

size_t tree_kconfig_word(const char *at)
{
	size_t length = 0;

	while (isalnum((unsigned char)at[length]) || at[length] == '_')
		length++;
	return length;
}

const char *tree_kconfig_blanks(const char *at)
{
	while (*at == ' ' || *at == '\t')
		at++;
	return at;
}

/* @word and a blank (or the end) stand at *@at: step over them */
static bool take_word(const char **at, const char *word)
{
	size_t length = strlen(word);

	if (strncmp(*at, word, length) != 0 || tree_kconfig_word(*at) != length)
		return false;
	*at = tree_kconfig_blanks(*at + length);
	return true;
}

static int indent_of(const char *line)
{
	int indent = 0;

	for (; *line == ' ' || *line == '\t'; line++)
		indent = *line == '\t' ? (indent / 8 + 1) * 8 : indent + 1;
	return indent;
}

static struct tree_clause *clause_add(struct reader *reader,
				      struct tree_clause **list)
{
	struct tree_clause *clause;

	clause = arena_new(&reader->kconfig->arena, struct tree_clause);
	clause->next = *list;
	*list = clause;
	return clause;
}

static void read_select(struct reader *reader, const char *at)
{
	struct tree_clause *clause;
	size_t length = tree_kconfig_word(at);

	if (!length || length > INT_MAX)
		return;
	clause = clause_add(reader, &reader->symbol->selects);
	clause->target = tree_symbol_get(reader->kconfig, at, length)->name;
	at = tree_kconfig_blanks(at + length);
	if (take_word(&at, "if"))
		clause->condition = arena_strdup(&reader->kconfig->arena, at);
}

static void read_default(struct reader *reader, const char *at)
{
	size_t length;

	if (reader->symbol->initial)
		return;
	if (*at == '"') {
		const char *end = strchr(at + 1, '"');

		length = end ? (size_t)(end - at) + 1 : 0;
	} else {
		length = strcspn(at, " \t");
	}
	if (length && length < INT_MAX)
		reader->symbol->initial = arena_printf(&reader->kconfig->arena,
						       "%.*s", (int)length, at);
}

static bool read_type(struct reader *reader, const char *at)
{
	static const struct {
		const char *word;
		enum tree_symbol_type type;
	} types[] = {
		{ "bool", SYMBOL_BOOL },     { "tristate", SYMBOL_BOOL },
		{ "def_bool", SYMBOL_BOOL }, { "def_tristate", SYMBOL_BOOL },
		{ "int", SYMBOL_NUMBER },    { "hex", SYMBOL_NUMBER },
		{ "string", SYMBOL_STRING },
	};

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		if (!take_word(&at, types[i].word))
			continue;
		if (reader->symbol->type == SYMBOL_NONE)
			reader->symbol->type = types[i].type;
		return true;
	}
	return false;
}

static void read_attribute(struct reader *reader, const char *at)
{
	struct tree_symbol *symbol = reader->symbol;

	if (read_type(reader, at))
		return;
	if (take_word(&at, "select"))
		read_select(reader, at);
	else if (take_word(&at, "default"))
		read_default(reader, at);
	else if (take_word(&at, "depends") && take_word(&at, "on"))
		clause_add(reader, &symbol->depends)->condition =
			arena_strdup(&reader->kconfig->arena, at);
}

static void read_source(struct reader *reader, const char *at, bool relative)
{
	size_t length;

	if (*at == '"')
		at++;
	length = strcspn(at, "\"");
	if (length && length < INT_MAX)
		tree_list_add(reader->sources,
			      arena_printf(&reader->kconfig->arena, "%s%.*s",
					   relative ? "./" : "", (int)length, at));
}

static void read_config(struct reader *reader, const char *at)
{
	size_t length = tree_kconfig_word(at);

	reader->symbol = NULL;
	if (!length || length > INT_MAX || *tree_kconfig_blanks(at + length))
		return;
	reader->symbol = tree_symbol_get(reader->kconfig, at, length);
	reader->symbol->driver |= reader->driver;
}

/* Entries that end the attributes of a symbol */
static bool read_entry(struct reader *reader, const char *at)
{
	static const char *const others[] = {
		"choice", "endchoice", "menu", "endmenu", "if", "endif",
		"comment", "mainmenu",
	};

	if (take_word(&at, "config") || take_word(&at, "menuconfig")) {
		read_config(reader, at);
		return true;
	}
	if (take_word(&at, "source") || take_word(&at, "osource")) {
		read_source(reader, at, false);
		return true;
	}
	if (take_word(&at, "rsource") || take_word(&at, "orsource")) {
		read_source(reader, at, true);
		return true;
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		if (take_word(&at, others[i])) {
			reader->symbol = NULL;
			return true;
		}
	}
	return false;
}

static bool in_help(struct reader *reader, const char *line)
{
	int indent = indent_of(line);

	if (!reader->in_help || !*tree_kconfig_blanks(line))
		return reader->in_help;
	if (reader->help_indent < 0 && indent > 0)
		reader->help_indent = indent;
	reader->in_help = indent > 0 && indent >= reader->help_indent;
	return reader->in_help;
}

static void read_line(struct reader *reader, char *line)
{
	const char *at = tree_kconfig_blanks(line);
	char *comment;

	if (in_help(reader, line))
		return;
	if (take_word(&at, "help") || !strncmp(at, "---help---", 10)) {
		reader->in_help = true;
		reader->help_indent = -1;
		return;
	}
	comment = strchr(line, '#');
	if (comment && !strchr(line, '"'))
		*comment = '\0';
	for (size_t end = strlen(line); end && isspace((unsigned char)line[end - 1]);)
		line[--end] = '\0';
	if (read_entry(reader, at) || !reader->symbol)
		return;
	read_attribute(reader, at);
}

void tree_kconfig_parse(struct tree_kconfig *kconfig, const char *text,
			bool driver, struct tree_list *ret_sources)
{
	struct reader reader = {
		.kconfig = kconfig, .sources = ret_sources, .driver = driver,
	};
	struct tree_text line = { 0 };

	while (*text) {
		size_t length = strcspn(text, "\n");
		bool more = text[length] == '\n';
		bool joined = more && length && text[length - 1] == '\\';

		tree_text_add(&line, text, joined ? length - 1 : length);
		text += length + more;
		if (joined)
			continue;
		read_line(&reader, line.data);
		line.size = 0;
	}
	if (line.size)
		read_line(&reader, line.data);
	tree_text_release(&line);
}

/* "arch/$(SRCARCH)/Kconfig" names a file once the architecture is known */
static char *source_path(struct arena *arena, const char *from,
			 const char *source, const char *arch)
{
	static const char variable[] = "$(SRCARCH)";
	const char *at = strstr(source, variable);
	const char *slash = strrchr(from, '/');

	if (at)
		return arena_printf(arena, "%.*s%s%s", (int)(at - source), source,
				    arch, at + sizeof(variable) - 1);
	if (!strncmp(source, "./", 2))
		return arena_printf(arena, "%.*s%s", (int)(slash ? slash - from + 1 : 0),
				    from, source + 2);
	return arena_strdup(arena, source);
}

static void read_file(struct tree_kconfig *kconfig, const char *root,
		      const char *path, struct tree_list *ret_sources)
{
	bool driver = !strncmp(path, "drivers/", 8) || !strncmp(path, "sound/", 6);
	char *text, *full;
	size_t size;

	full = arena_printf(&kconfig->arena, "%s/%s", root, path);
	/* a source line may name what the tree was packed without */
	if (tree_read(full, &text, &size) < 0)
		return;
	tree_kconfig_parse(kconfig, text, driver, ret_sources);
	free(text);
}

void tree_kconfig_read(struct tree_kconfig *kconfig, const char *root,
		       const char *arch)
{
	enum { FILES_MAX = 20000 }; /* a file that sources itself must end */
	struct tree_list files = { 0 };

	tree_list_add(&files, "Kconfig");
	for (size_t i = 0; i < files.count && i < FILES_MAX; i++) {
		struct tree_list sources = { 0 };

		read_file(kconfig, root, files.items[i], &sources);
		for (size_t j = 0; j < sources.count; j++)
			tree_list_add(&files, source_path(&kconfig->arena,
							  files.items[i],
							  sources.items[j], arch));
		tree_list_release(&sources);
	}
	tree_list_release(&files);
}
