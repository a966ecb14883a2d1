/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tree-commands.c - compile_commands.json: how a build compiled each file
 *
 * Of a command only that is kept which decides how the text reads: search paths,
 * macros, language and target. So a tree built by gcc can be read too.
 */
#include "checker/tree-internal.h"

#include <ctype.h>
#include <errno.h>
#include <jansson.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Options whose value is a path; it may be the next word */
static const char *const path_options[] = { "-isystem", "-iquote", "-include", "-I" };

static const char *const kept[] = {
	"-D", "-U", "-std=", "-nostdinc", "--target=", "-march=", "-mabi=", "-m16",
	"-m32", "-m64", "-mcmodel=", "-msoft-float", "-mgeneral-regs-only", "-mno-sse",
	"-mno-mmx", "-mthumb", "-marm", "-mbig-endian", "-mlittle-endian",
	"-fshort-wchar", "-funsigned-char", "-fms-extensions", "-fno-common",
	"-fno-strict-aliasing", "-fcf-protection=",
};

struct command_reader {
	struct arena *arena;
	struct tree_command *command;
	struct tree_list args;
};

static bool begins(const char *text, const char *prefix)
{
	return !strncmp(text, prefix, strlen(prefix));
}

static const char *absolute(struct arena *arena, const char *folder, const char *path)
{
	return *path == '/' ? path : arena_printf(arena, "%s/%s", folder, path);
}

/* aarch64-linux-gnu-gcc says its target by its name */
static void add_target(struct command_reader *reader, const char *compiler)
{
	const char *slash = strrchr(compiler, '/');
	const char *name = slash ? slash + 1 : compiler, *gcc = strstr(name, "-gcc");

	if (gcc && gcc - name < PATH_MAX)
		tree_list_add(&reader->args, arena_printf(reader->arena, "--target=%.*s",
							  (int)(gcc - name), name));
}

/* Returns how many words were used */
static size_t add_word(struct command_reader *reader, const char *const *words,
		       size_t left)
{
	const char *word = words[0], *folder = reader->command->folder;

	for (size_t i = 0; i < sizeof(path_options) / sizeof(*path_options); i++) {
		const char *option = path_options[i], *value = word + strlen(option);

		if (!begins(word, option))
			continue;
		if (!*value && left < 2)
			return 1;
		tree_list_add(&reader->args, option);
		tree_list_add(&reader->args, absolute(reader->arena, folder,
						      *value ? value : words[1]));
		return *value ? 1 : 2;
	}
	if ((!strcmp(word, "-D") || !strcmp(word, "-U") || !strcmp(word, "-target")) &&
	    left >= 2) {
		tree_list_add(&reader->args,
			      arena_printf(reader->arena, "%s%s",
					   word[1] == 't' ? "--target=" : word, words[1]));
		return 2;
	}
	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++) {
		if (begins(word, kept[i])) {
			tree_list_add(&reader->args, word);
			break;
		}
	}
	return !strcmp(word, "-o") && left >= 2 ? 2 : 1;
}

static void add_words(struct command_reader *reader, const struct tree_list *words)
{
	if (words->count)
		add_target(reader, words->items[0]);
	for (size_t i = 1; i < words->count;)
		i += add_word(reader, words->items + i, words->count - i);
	reader->command->args = arena_copy(reader->arena, reader->args.items,
					   reader->args.count * sizeof(*reader->args.items));
	reader->command->count = reader->args.count;
	tree_list_release(&reader->args);
}

/* Split as a shell would: blanks, two kinds of quotes, backslashes */
static void split_command(const char *text, struct arena *arena,
			  struct tree_list *ret_words)
{
	char *word = arena_alloc(arena, strlen(text) + 1), *to = word;
	bool inside = false;
	char quote = '\0';

	for (; *text; text++) {
		if (!quote && isspace((unsigned char)*text)) {
			if (inside) {
				*to++ = '\0';
				tree_list_add(ret_words, word);
				word = to;
			}
			inside = false;
			continue;
		}
		inside = true;
		if (quote && *text == quote)
			quote = '\0';
		else if (!quote && (*text == '"' || *text == '\''))
			quote = *text;
		else if (*text == '\\' && quote != '\'' && text[1])
			*to++ = *++text;
		else
			*to++ = *text;
	}
	*to = '\0';
	if (inside)
		tree_list_add(ret_words, word);
}

static bool read_words(json_t *entry, struct arena *arena, struct tree_list *ret_words)
{
	json_t *arguments = json_object_get(entry, "arguments"), *argument;
	json_t *command = json_object_get(entry, "command");
	size_t i;

	if (json_is_string(command)) {
		split_command(json_string_value(command), arena, ret_words);
		return true;
	}
	if (!json_is_array(arguments))
		return false;
	json_array_foreach(arguments, i, argument) {
		if (!json_is_string(argument))
			return false;
		tree_list_add(ret_words, arena_strdup(arena, json_string_value(argument)));
	}
	return true;
}

static bool read_entry(json_t *entry, struct arena *arena,
		       struct tree_command *ret_command)
{
	const char *folder = json_string_value(json_object_get(entry, "directory"));
	const char *file = json_string_value(json_object_get(entry, "file"));
	struct command_reader reader = { .arena = arena, .command = ret_command };
	struct tree_list words = { 0 };
	const char *path;
	char *real;
	bool good;

	if (!folder || !file)
		return false;
	ret_command->folder = arena_strdup(arena, folder);
	path = arena_strdup(arena, absolute(arena, folder, file));
	real = realpath(path, NULL);
	ret_command->file = real ? arena_strdup(arena, real) : path;
	free(real);
	good = read_words(entry, arena, &words);
	if (good)
		add_words(&reader, &words);
	tree_list_release(&words);
	return good;
}

static int compare_commands(const void *left, const void *right)
{
	return strcmp(((const struct tree_command *)left)->file,
		      ((const struct tree_command *)right)->file);
}

int tree_commands_parse(const char *name, const char *text, size_t size,
			struct tree_commands *ret_commands, char **ret_error)
{
	json_error_t where;
	json_t *root = json_loadb(text, size, JSON_REJECT_DUPLICATES, &where), *entry;
	struct tree_command *list;
	struct arena arena;
	size_t i;

	if (!root)
		return tree_error(-EINVAL, ret_error, "%s:%d: not JSON: %s; make it anew",
				  name, where.line, where.text);
	if (!json_is_array(root)) {
		json_decref(root);
		return tree_error(-EINVAL, ret_error,
				  "%s: not a list of commands; make it anew", name);
	}
	arena_init(&arena);
	list = arena_array(&arena, struct tree_command, json_array_size(root));
	json_array_foreach(root, i, entry) {
		if (read_entry(entry, &arena, &list[i]))
			continue;
		arena_release(&arena);
		json_decref(root);
		return tree_error(-EINVAL, ret_error,
				  "%s: entry %zu lacks directory, file or command; "
				  "make it anew", name, i);
	}
	qsort(list, i, sizeof(*list), compare_commands);
	json_decref(root);
	*ret_commands = (struct tree_commands){ list, i, arena };
	return 0;
}

const struct tree_command *tree_commands_find(const struct tree_commands *commands,
					      const char *file)
{
	struct tree_command key = { .file = file };

	if (!commands->count)
		return NULL;
	return bsearch(&key, commands->list, commands->count, sizeof(key),
		       compare_commands);
}

void tree_commands_release(struct tree_commands *commands)
{
	arena_release(&commands->arena);
	commands->list = NULL;
	commands->count = 0;
}
