// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * environment.c - what dmacheck run has put into the environment
 *
 *	LD_PRELOAD		the shim, and behind it what the user had
 *	DMACHECK_TRACE		the folder of the trace
 *	DMACHECK_TRACE_ENV	a line for each variable set for the engine:
 *				NAME, or NAME=what it was
 *
 * Before main() all of it is taken out, so that the program finds what it would find
 * otherwise; a program that it runs is given it again. What is kept here is copied,
 * for programs write over the strings that they were started with.
 */
#include "runtime/shim/environment.h"

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <unistd.h>

#include "runtime/shim/shim.h"

enum {
	SETTINGS = 16,
	SETTINGS_SIZE = 1 << 11,	/* bytes of all their texts */
	ROOM_MOST = 1 << 20,		/* bytes of an environment, which is on the stack */
};

static const char shim_file[] = "libdmacheck-shim.so";
static const char preload_name[] = "LD_PRELOAD=";
static const char trace_name[] = "DMACHECK_TRACE=";
static const char undo_name[] = "DMACHECK_TRACE_ENV=";

static char shim_path[PATH_MAX];	/* as LD_PRELOAD had it */
static char folder[PATH_MAX];

/* struct setting - @now: NAME=value for the engine */
static struct setting {
	const char *now;
	size_t name;			/* bytes of NAME */
} settings[SETTINGS];
static unsigned int setting_count;

static char texts[SETTINGS_SIZE];
static size_t texts_used;

/* ---- text without the C library: its functions are replaced ----------------------------- */

static size_t text_length(const char *text)
{
	size_t length = 0;

	while (text[length])
		length++;
	return length;
}

static bool text_begins(const char *text, const char *with, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (text[i] != with[i])
			return false;
	return true;
}

/* Return: behind what was copied. */
static char *text_put(char *to, const char *from, size_t length)
{
	for (size_t i = 0; i < length; i++)
		to[i] = from[i];
	return to + length;
}

static bool text_keep(char *to, size_t room, const char *from, size_t length)
{
	if (length >= room)
		return false;
	*text_put(to, from, length) = '\0';
	return true;
}

/* Return: a copy that stays, or NULL without room. */
static const char *text_store(const char *from, size_t length)
{
	char *to = texts + texts_used;

	if (!text_keep(to, sizeof(texts) - texts_used, from, length))
		return NULL;
	texts_used += length + 1;
	return to;
}

/* The entry that begins with @name, which ends in '='. */
static char **entry_find(char *const *entries, const char *name, size_t length)
{
	for (; entries && *entries; entries++)
		if (text_begins(*entries, name, length))
			return (char **)entries;
	return NULL;
}

static void entry_remove(char **entry)
{
	do {
		entry[0] = entry[1];
	} while (*entry++);
}

/* Whether the first file of a list of them is the shim. Return: its length, or 0. */
static size_t shim_in(const char *list)
{
	size_t length = 0, name = 0;

	for (; list[length] && list[length] != ':' && list[length] != ' '; length++)
		if (list[length] == '/')
			name = length + 1;
	if (length - name != sizeof(shim_file) - 1 ||
	    !text_begins(list + name, shim_file, sizeof(shim_file) - 1))
		return 0;
	return length;
}

/* ---- out of it ----------------------------------------------------------------------------- */

/* The rest of the list moves up in its string: there may be no memory yet. */
static void preload_hide(void)
{
	char **entry = entry_find(environ, preload_name, sizeof(preload_name) - 1);
	char *list = entry ? *entry + sizeof(preload_name) - 1 : NULL;
	size_t length = list ? shim_in(list) : 0;

	if (!length || !text_keep(shim_path, sizeof(shim_path), list, length))
		return;
	if (!list[length])
		entry_remove(entry);
	else
		text_put(list, list + length + 1, text_length(list + length + 1) + 1);
}

static void setting_keep(const char *now, size_t name)
{
	for (unsigned int i = 0; i < setting_count; i++)
		if (settings[i].name == name && text_begins(now, settings[i].now, name))
			return;
	if (setting_count == SETTINGS)
		return;
	settings[setting_count].name = name;
	settings[setting_count].now = text_store(now, text_length(now));
	setting_count += settings[setting_count].now != NULL;
}

/* What was there before is of the line, which the caller may not keep. */
static void setting_hide(const char *line, size_t length)
{
	const char *before = NULL;
	size_t name = 0;
	char **entry;

	while (name < length && line[name] != '=')
		name++;
	entry = name ? entry_find(environ, line, name) : NULL;
	while (entry && (*entry)[name] != '=')
		entry = entry_find(entry + 1, line, name);
	if (!entry)
		return;
	setting_keep(*entry, name);
	if (name < length)
		before = text_store(line, length);
	if (before)
		*entry = (char *)before;
	else
		entry_remove(entry);
}

static void settings_hide(void)
{
	char **entry = entry_find(environ, undo_name, sizeof(undo_name) - 1);
	const char *line = entry ? *entry + sizeof(undo_name) - 1 : "";

	while (*line) {
		size_t length = 0;

		while (line[length] && line[length] != '\n')
			length++;
		setting_hide(line, length);
		line += length + (line[length] == '\n');
	}
	entry = entry_find(environ, undo_name, sizeof(undo_name) - 1);
	if (entry)
		entry_remove(entry);
}

const char *environment_folder(void)
{
	char **entry;

	if (*folder)
		return folder;
	entry = entry_find(environ, trace_name, sizeof(trace_name) - 1);
	return entry ? *entry + sizeof(trace_name) - 1 : NULL;
}

void environment_hide(void)
{
	char **entry = entry_find(environ, trace_name, sizeof(trace_name) - 1);
	const char *path = entry ? *entry + sizeof(trace_name) - 1 : NULL;

	if (!path || !text_keep(folder, sizeof(folder), path, text_length(path)))
		return;
	entry_remove(entry);
	preload_hide();
	settings_hide();
}

/* For an engine that is loaded later, or looks only now. */
EXPORTED const char *dmacheck_recorder_setting(const char *name)
{
	for (unsigned int i = 0; i < setting_count; i++)
		if (text_length(name) == settings[i].name &&
		    text_begins(settings[i].now, name, settings[i].name))
			return settings[i].now + settings[i].name + 1;
	return NULL;
}

/* ---- into a child's -------------------------------------------------------------------------- */

/* The child's own value of a setting, with its name; NULL: it has none. */
static const char *setting_of(char *const envp[], const struct setting *setting)
{
	char **entry = entry_find(envp, setting->now, setting->name + 1);

	return entry ? *entry : NULL;
}

static bool is_ours(char *const envp[])
{
	char **entry = entry_find(envp, preload_name, sizeof(preload_name) - 1);
	const char *list = entry ? *entry + sizeof(preload_name) - 1 : "";

	return shim_in(list) && entry_find(envp, trace_name, sizeof(trace_name) - 1);
}

size_t environment_room(char *const envp[])
{
	size_t entries = 4 + setting_count, bytes = 0;

	if (!*folder || !*shim_path || !record_is_on() || is_ours(envp))
		return 0;
	for (size_t i = 0; envp && envp[i]; i++)
		entries++;
	for (unsigned int i = 0; i < setting_count; i++) {
		const char *own = setting_of(envp, &settings[i]);

		bytes += 1 + (own ? text_length(own) : settings[i].name);
	}
	if (entry_find(envp, preload_name, sizeof(preload_name) - 1))
		bytes += text_length(*entry_find(envp, preload_name, sizeof(preload_name) - 1));
	bytes += sizeof(preload_name) + text_length(shim_path) + 1 + sizeof(trace_name) +
		 text_length(folder) + sizeof(undo_name);
	bytes += entries * sizeof(char *);
	return bytes <= ROOM_MOST ? bytes : 0;
}

/* struct filling - @count entries at @entries, and texts up to @text */
struct filling {
	char **entries;
	size_t count;
	char *text;
};

/* In the place of the entry with the same name, or behind all. */
static void filling_set(struct filling *filling, char *entry, size_t name)
{
	char **old;

	filling->entries[filling->count] = NULL;
	old = entry_find(filling->entries, entry, name);
	if (old)
		*old = entry;
	else
		filling->entries[filling->count++] = entry;
	filling->entries[filling->count] = NULL;
}

static void preload_fill(struct filling *filling)
{
	char *entry = filling->text;
	char **old = entry_find(filling->entries, preload_name, sizeof(preload_name) - 1);
	const char *list = old ? *old + sizeof(preload_name) - 1 : NULL;

	filling->text = text_put(filling->text, preload_name, sizeof(preload_name) - 1);
	filling->text = text_put(filling->text, shim_path, text_length(shim_path));
	if (list) {
		*filling->text++ = ':';
		filling->text = text_put(filling->text, list, text_length(list));
	}
	*filling->text++ = '\0';
	filling_set(filling, entry, sizeof(preload_name) - 1);
}

static void trace_fill(struct filling *filling)
{
	char *entry = filling->text;

	filling->text = text_put(filling->text, trace_name, sizeof(trace_name) - 1);
	filling->text = text_put(filling->text, folder, text_length(folder) + 1);
	filling_set(filling, entry, sizeof(trace_name) - 1);
}

static void settings_fill(struct filling *filling, char *const envp[])
{
	char *entry = filling->text;

	if (!setting_count)
		return;
	filling->text = text_put(filling->text, undo_name, sizeof(undo_name) - 1);
	for (unsigned int i = 0; i < setting_count; i++) {
		const char *own = setting_of(envp, &settings[i]);
		size_t length = own ? text_length(own) : settings[i].name;

		filling->text = text_put(filling->text, own ? own : settings[i].now, length);
		*filling->text++ = i + 1 < setting_count ? '\n' : '\0';
	}
	filling_set(filling, entry, sizeof(undo_name) - 1);
	for (unsigned int i = 0; i < setting_count; i++)
		filling_set(filling, (char *)settings[i].now, settings[i].name + 1);
}

char **environment_fill(char *const envp[], void *room)
{
	struct filling filling = { .entries = room };

	while (envp && envp[filling.count]) {
		filling.entries[filling.count] = envp[filling.count];
		filling.count++;
	}
	filling.entries[filling.count] = NULL;
	filling.text = (char *)(filling.entries + filling.count + 4 + setting_count);
	preload_fill(&filling);
	trace_fill(&filling);
	settings_fill(&filling, envp);
	return filling.entries;
}
