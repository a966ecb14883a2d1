/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tree-kconfig-values.c - which symbols are on, and the autoconf.h that says so
 *
 * Not a Kconfig: nothing is solved. A tree without a configuration needs an
 * autoconf.h under which drivers parse, and for that it is enough to turn on
 * what a driver asks for plainly and what that selects.
 */
#include "checker/tree-kconfig.h"

#include <stdlib.h>
#include <string.h>

enum { EXPRESSION_DEPTH = 64 };

void tree_kconfig_set(struct tree_kconfig *kconfig, const char *name,
		      const char *value)
{
	struct tree_symbol *symbol = tree_symbol_get(kconfig, name, strlen(name));

	symbol->value = value && !symbol->fixed_off ?
				arena_strdup(&kconfig->arena, value) : NULL;
	if (!value)
		symbol->fixed_off = true;
}

const char *tree_kconfig_get(const struct tree_kconfig *kconfig, const char *name)
{
	struct tree_symbol *symbol = tree_symbol_find(kconfig, name, strlen(name));

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
	return symbol_enable(tree_symbol_find(kconfig, name, strlen(name)));
}

bool tree_kconfig_is_driver(const struct tree_kconfig *kconfig, const char *name)
{
	struct tree_symbol *symbol = tree_symbol_find(kconfig, name, strlen(name));

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

	expression->at = tree_kconfig_blanks(expression->at);
	if (strncmp(expression->at, operator, length) != 0)
		return false;
	expression->at = tree_kconfig_blanks(expression->at + length);
	return true;
}

static bool is_on(const struct expression *expression, const char *name,
		  size_t length)
{
	const struct tree_symbol *symbol;

	if (length == 1 && (*name == 'y' || *name == 'm'))
		return true;
	symbol = tree_symbol_find(expression->kconfig, name, length);
	return symbol && symbol->value;
}

/* SYMBOL = y and the like; comparing with anything else is not answered: no */
static bool compare(struct expression *expression, bool on, bool equal)
{
	size_t length;
	char word;

	expression->at = tree_kconfig_blanks(expression->at);
	if (*expression->at == '"') {
		length = strcspn(expression->at + 1, "\"") + 1;
		length += expression->at[length] == '"';
		expression->at += length;
		return false;
	}
	length = tree_kconfig_word(expression->at);
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
	length = tree_kconfig_word(name);
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
	return on && !expression.bad && !*tree_kconfig_blanks(expression.at);
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

			target = tree_symbol_find(kconfig, clause->target,
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
	word = tree_kconfig_word(at);
	if (!word || word > length)
		return NULL;
	rest = tree_kconfig_blanks(at + word);
	if (*rest == '=')
		rest = tree_kconfig_blanks(rest + 1), rest += tree_kconfig_word(rest);
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
		struct tree_symbol *symbol = tree_symbol_find(kconfig, todo.items[i],
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
