/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tree-kconfig.c - the symbols of Kconfig text, what they select and depend on
 *
 * Not a Kconfig: nothing is solved. A tree without a configuration needs an
 * autoconf.h under which drivers parse, and for that it is enough to turn on
 * what a driver asks for plainly and what that selects.
 */
#include "checker/tree-internal.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define uthash_fatal(msg) abort()
#include <uthash.h>

enum { EXPRESSION_DEPTH = 64 };

/* "select TARGET if CONDITION", or "depends on CONDITION" without a target */
struct tree_clause {
	struct tree_clause *next;
	const char *target;
	const char *condition;
};

struct tree_symbol {
	UT_hash_handle hh;
	const char *name;
	enum tree_symbol_type type;
	const char *initial; /* first literal default, NULL if none */
	const char *value;   /* in autoconf.h, NULL: absent */
	bool driver;
	bool fixed_off;
	struct tree_clause *selects;
	struct tree_clause *depends;
};

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

static struct tree_symbol *symbol_find(const struct tree_kconfig *kconfig,
				       const char *name, size_t length)
{
	struct tree_symbol *symbol;

	HASH_FIND(hh, kconfig->symbols, name, length, symbol);
	return symbol;
}

static struct tree_symbol *symbol_get(struct tree_kconfig *kconfig,
				      const char *name, size_t length)
{
	struct tree_symbol *symbol = symbol_find(kconfig, name, length);

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

static size_t word_length(const char *at)
{
	size_t length = 0;

	while (isalnum((unsigned char)at[length]) || at[length] == '_')
		length++;
	return length;
}

static const char *skip_blanks(const char *at)
{
	while (*at == ' ' || *at == '\t')
		at++;
	return at;
}

/* @word and a blank (or the end) stand at *@at: step over them */
static bool take_word(const char **at, const char *word)
{
	size_t length = strlen(word);

	if (strncmp(*at, word, length) != 0 || word_length(*at) != length)
		return false;
	*at = skip_blanks(*at + length);
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
	size_t length = word_length(at);

	if (!length || length > INT_MAX)
		return;
	clause = clause_add(reader, &reader->symbol->selects);
	clause->target = symbol_get(reader->kconfig, at, length)->name;
	at = skip_blanks(at + length);
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
	size_t length = word_length(at);

	reader->symbol = NULL;
	if (!length || length > INT_MAX || *skip_blanks(at + length))
		return;
	reader->symbol = symbol_get(reader->kconfig, at, length);
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

	if (!reader->in_help || !*skip_blanks(line))
		return reader->in_help;
	if (reader->help_indent < 0 && indent > 0)
		reader->help_indent = indent;
	reader->in_help = indent > 0 && indent >= reader->help_indent;
	return reader->in_help;
}

static void read_line(struct reader *reader, char *line)
{
	const char *at = skip_blanks(line);
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

/* ---- values ---- */

void tree_kconfig_set(struct tree_kconfig *kconfig, const char *name,
		      const char *value)
{
	struct tree_symbol *symbol = symbol_get(kconfig, name, strlen(name));

	symbol->value = value && !symbol->fixed_off ?
				arena_strdup(&kconfig->arena, value) : NULL;
	if (!value)
		symbol->fixed_off = true;
}

const char *tree_kconfig_get(const struct tree_kconfig *kconfig, const char *name)
{
	struct tree_symbol *symbol = symbol_find(kconfig, name, strlen(name));

	return symbol ? symbol->value : NULL;
}

static bool symbol_enable(struct tree_symbol *symbol)
{
	if (!symbol || symbol->value || symbol->fixed_off ||
	    symbol->type != SYMBOL_BOOL)
		return false;
	symbol->value = "1";
	return true;
}

bool tree_kconfig_enable(struct tree_kconfig *kconfig, const char *name)
{
	return symbol_enable(symbol_find(kconfig, name, strlen(name)));
}

bool tree_kconfig_is_driver(const struct tree_kconfig *kconfig, const char *name)
{
	struct tree_symbol *symbol = symbol_find(kconfig, name, strlen(name));

	return symbol && symbol->driver;
}

static bool is_number(const char *text)
{
	char *end;

	if (!text || !*text)
		return false;
	strtoull(text, &end, 0);
	return !*end;
}

void tree_kconfig_numbers(struct tree_kconfig *kconfig)
{
	for (struct tree_symbol *symbol = kconfig->symbols; symbol;
	     symbol = symbol->hh.next) {
		const char *initial = symbol->initial;

		if (symbol->value || symbol->fixed_off)
			continue;
		if (symbol->type == SYMBOL_NUMBER)
			symbol->value = is_number(initial) ? initial : "0";
		else if (symbol->type == SYMBOL_STRING)
			symbol->value = initial && *initial == '"' ? initial : "\"\"";
	}
}

/* ---- expressions ---- */

struct expression {
	const struct tree_kconfig *kconfig;
	const char *at;
	int depth;
	bool bad;
};

static bool expression_or(struct expression *expression);

static bool take_operator(struct expression *expression, const char *operator)
{
	size_t length = strlen(operator);

	expression->at = skip_blanks(expression->at);
	if (strncmp(expression->at, operator, length) != 0)
		return false;
	expression->at = skip_blanks(expression->at + length);
	return true;
}

static bool is_on(const struct expression *expression, const char *name,
		  size_t length)
{
	const struct tree_symbol *symbol;

	if (length == 1 && (*name == 'y' || *name == 'm'))
		return true;
	symbol = symbol_find(expression->kconfig, name, length);
	return symbol && symbol->value;
}

/* SYMBOL = y and the like; comparing with anything else is not answered: no */
static bool compare(struct expression *expression, bool on, bool equal)
{
	size_t length;
	char word;

	expression->at = skip_blanks(expression->at);
	if (*expression->at == '"') {
		length = strcspn(expression->at + 1, "\"") + 1;
		length += expression->at[length] == '"';
		expression->at += length;
		return false;
	}
	length = word_length(expression->at);
	word = *expression->at;
	expression->at += length;
	if (!length)
		expression->bad = true;
	if (length != 1 || !strchr("ymn", word))
		return false;
	return ((on ? 'y' : 'n') == word) == equal;
}

static bool expression_primary(struct expression *expression)
{
	const char *name;
	size_t length;
	bool on;

	if (take_operator(expression, "(")) {
		on = expression_or(expression);
		expression->bad |= !take_operator(expression, ")");
		return on;
	}
	name = expression->at;
	length = word_length(name);
	if (!length) {
		expression->bad = true;
		return false;
	}
	expression->at += length;
	on = is_on(expression, name, length);
	if (take_operator(expression, "!="))
		return compare(expression, on, false);
	if (take_operator(expression, "="))
		return compare(expression, on, true);
	return on;
}

static bool expression_not(struct expression *expression)
{
	bool negate = false;

	while (take_operator(expression, "!"))
		negate = !negate;
	if (++expression->depth > EXPRESSION_DEPTH) {
		expression->bad = true;
		return false;
	}
	negate ^= expression_primary(expression);
	expression->depth--;
	return negate;
}

static bool expression_and(struct expression *expression)
{
	bool on = expression_not(expression);

	while (!expression->bad && take_operator(expression, "&&"))
		on &= expression_not(expression);
	return on;
}

static bool expression_or(struct expression *expression)
{
	bool on = expression_and(expression);

	while (!expression->bad && take_operator(expression, "||"))
		on |= expression_and(expression);
	return on;
}

static bool condition_holds(const struct tree_kconfig *kconfig, const char *text)
{
	struct expression expression = { .kconfig = kconfig, .at = text };
	bool on;

	if (!text)
		return true;
	on = expression_or(&expression);
	return on && !expression.bad && !*skip_blanks(expression.at);
}

static bool selects_once(struct tree_kconfig *kconfig)
{
	bool changed = false;

	for (struct tree_symbol *symbol = kconfig->symbols; symbol;
	     symbol = symbol->hh.next) {
		if (!symbol->value)
			continue;
		for (struct tree_clause *clause = symbol->selects; clause;
		     clause = clause->next) {
			struct tree_symbol *target;

			target = symbol_find(kconfig, clause->target,
					     strlen(clause->target));
			if (target->value || target->fixed_off ||
			    !condition_holds(kconfig, clause->condition))
				continue;
			target->value = "1";
			changed = true;
		}
	}
	return changed;
}

void tree_kconfig_selects(struct tree_kconfig *kconfig)
{
	while (selects_once(kconfig))
		;
}

/* Names that say which machine it is, not which subsystem is needed */
static bool names_machine(const char *name, const struct tree_list *arch_names)
{
	static const char *const prefixes[] = { "ARCH_", "MACH_", "CPU_", "PLAT_",
						"SOC_" };
	static const char *const names[] = { "X86_32", "X86_64", "PPC", "PPC32",
					     "PPC64", "PPC_DCR", "SUPERH", "UML",
					     "COMPILE_TEST", "BROKEN", "EXPERT" };

	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++)
		if (!strncmp(name, prefixes[i], strlen(prefixes[i])))
			return true;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!strcmp(name, names[i]))
			return true;
	return tree_list_has(arch_names, name);
}

/* One conjunct: NAME, (NAME), or NAME = y */
static const char *plain_name(struct arena *arena, const char *at, size_t length)
{
	const char *rest;
	size_t word;

	while (length && strchr(" \t(", *at)) {
		at++;
		length--;
	}
	word = word_length(at);
	if (!word || word > length)
		return NULL;
	rest = skip_blanks(at + word);
	if (*rest == '=')
		rest = skip_blanks(rest + 1), rest += word_length(rest);
	rest += strspn(rest, " \t)");
	return rest >= at + length ? arena_printf(arena, "%.*s", (int)word, at) : NULL;
}

static void enable_conjuncts(struct tree_kconfig *kconfig, const char *condition,
			     const struct tree_list *arch_names,
			     struct tree_list *todo)
{
	while (*condition) {
		const char *end = strstr(condition, "&&");
		size_t length = end ? (size_t)(end - condition) : strlen(condition);
		const char *name = plain_name(&kconfig->arena, condition, length);

		if (name && !names_machine(name, arch_names) &&
		    tree_kconfig_enable(kconfig, name))
			tree_list_add(todo, name);
		condition += length + (end ? 2 : 0);
	}
}

void tree_kconfig_depends(struct tree_kconfig *kconfig,
			  const struct tree_list *names,
			  const struct tree_list *arch_names)
{
	struct tree_list todo = { 0 };

	for (size_t i = 0; i < names->count; i++)
		if (tree_kconfig_get(kconfig, names->items[i]))
			tree_list_add(&todo, names->items[i]);
	for (size_t i = 0; i < todo.count; i++) {
		struct tree_symbol *symbol = symbol_find(kconfig, todo.items[i],
							 strlen(todo.items[i]));

		for (struct tree_clause *clause = symbol->depends; clause;
		     clause = clause->next)
			enable_conjuncts(kconfig, clause->condition, arch_names,
					 &todo);
	}
	tree_list_release(&todo);
}

static int compare_symbols(const struct tree_symbol *left,
			   const struct tree_symbol *right)
{
	return strcmp(left->name, right->name);
}

void tree_kconfig_print(struct tree_kconfig *kconfig,
			struct tree_text *ret_text)
{
	HASH_SORT(kconfig->symbols, compare_symbols);
	for (struct tree_symbol *symbol = kconfig->symbols; symbol;
	     symbol = symbol->hh.next)
		if (symbol->value)
			tree_text_print(ret_text, "#define CONFIG_%s %s\n",
					symbol->name, symbol->value);
}
