/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * translate.c - a compiler's complaint, as one line of ours
 *
 * Headers, functions and symbols that are missing get words of ours, since there
 * dmacheck and not the source is to blame; every other error keeps the compiler's.
 * gcc and clang, and the linkers bfd, gold and lld, word them differently.
 */
#include "runtime/cc/translate.h"

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/**
 * struct wording - how a compiler says that something is missing
 * @before, @after: what stands around its name in a message
 * @format: of ours, with the name
 */
struct wording {
	const char *before;
	const char *after;
	const char *format;
};

static const struct wording in_source[] = {
	{ "implicit declaration of function '", "'",
	  "needs %s(), which dmacheck does not have" },
	{ "call to undeclared function '", "'",
	  "needs %s(), which dmacheck does not have" },
	{ "call to undeclared library function '", "'",
	  "needs %s(), which no header that it includes declares" },
	{ "use of undeclared identifier '", "'",
	  "needs %s, which no header that it includes has" },
	{ "'", "' undeclared (first use in this function)",
	  "needs %s, which no header that it includes has" },
	{ "'", "' undeclared here (not in a function)",
	  "needs %s, which no header that it includes has" },
};

#define INSTRUMENTED \
	"calls __tsan_%s: it was instrumented; leave out --no-instrument, or compile it with that too"

static const struct wording at_link[] = {
	{ "undefined reference to `__tsan_", "'", INSTRUMENTED },
	{ "undefined reference to '__tsan_", "'", INSTRUMENTED },
	{ "undefined symbol: __tsan_", "", INSTRUMENTED },
	{ "undefined reference to `", "'", "needs symbol %s, which dmacheck does not provide" },
	{ "undefined reference to '", "'", "needs symbol %s, which dmacheck does not provide" },
	{ "undefined symbol: ", "", "needs symbol %s, which dmacheck does not provide" },
	{ "multiple definition of `", "'", "defines %s, which is defined elsewhere too" },
	{ "multiple definition of '", "'", "defines %s, which is defined elsewhere too" },
	{ "duplicate symbol: ", "", "defines %s, which is defined elsewhere too" },
	{ "cannot find -l", ":", "needs the library %s, which the linker does not find" },
	{ "unable to find library -l", "", "needs the library %s, which the linker does not find" },
};

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* Return: the first word that @wording gives a place to in @line, or NULL. */
static char *named(struct arena *arena, const struct wording *wording, const char *line)
{
	const char *start = strstr(line, wording->before), *end;
	char *name;

	if (!start)
		return NULL;
	start += strlen(wording->before);
	end = *wording->after ? strstr(start, wording->after) : NULL;
	if (*wording->after && !end && strcmp(wording->after, ":") != 0)
		return NULL;
	name = arena_strdup(arena, start);
	name[end ? (size_t)(end - start) : strcspn(start, " \t(")] = '\0';
	return *name ? name : NULL;
}

/* What the line after an error shows of the source: were there quotes? */
static bool shows_quoted(const char *next, const char *name)
{
	const char *place = next ? strstr(next, name) : NULL;

	return place && place > next && place[-1] == '"';
}

static char *missing_header(struct arena *arena, const char *where, const char *line,
			    const char *next)
{
	static const struct wording wordings[] = {
		{ "fatal error: '", "' file not found", NULL },
		{ "fatal error: ", ": No such file or directory", NULL },
	};

	for (size_t i = 0; i < COUNT(wordings); i++) {
		char *name = named(arena, &wordings[i], line);

		if (!name)
			continue;
		if (shows_quoted(next, name))
			return arena_printf(arena,
					    "%s: needs \"%s\", which is in no folder searched; name its folder with -I",
					    where, name);
		return arena_printf(arena,
				    "%s: needs <%s>, which dmacheck does not have; name the folder of another one with -I",
				    where, name);
	}
	return NULL;
}

static char *first_known(struct arena *arena, const struct wording *wordings, size_t count,
			 const char *where, const char *line)
{
	for (size_t i = 0; i < count; i++) {
		char *name = named(arena, &wordings[i], line), *format;

		if (!name)
			continue;
		format = strstr(wordings[i].format, "%s");
		return arena_printf(arena, "%s: %.*s%s%s", where,
				    (int)(format - wordings[i].format),
				    wordings[i].format, name, format + 2);
	}
	return NULL;
}

/* Return: FILE:LINE of "FILE:LINE:COLUMN: error: ..." */
static char *place_of(struct arena *arena, const char *line, const char *error)
{
	char *where = arena_strdup(arena, line), *colon;

	where[error - line] = '\0';
	colon = strrchr(where, ':');
	/* of line and column the column goes */
	if (colon && colon[1] && !colon[1 + strspn(colon + 1, "0123456789")]) {
		char *before;

		*colon = '\0';
		before = strrchr(where, ':');
		if (!before || !before[1] || before[1 + strspn(before + 1, "0123456789")])
			*colon = ':';
	}
	return where;
}

static char *in_source_of(struct arena *arena, const char *line, const char *next)
{
	const char *error = strstr(line, ": fatal error: ");
	char *where, *text;

	if (!error)
		error = strstr(line, ": error: ");
	if (!error)
		return NULL;
	where = place_of(arena, line, error);
	text = missing_header(arena, where, error, next);
	if (!text)
		text = first_known(arena, in_source, COUNT(in_source), where, error);
	if (!text)
		text = arena_printf(arena, "%s%s", where, error);
	return text;
}

/* Debug information names sources from the root. */
static char *relative(char *path)
{
	char folder[PATH_MAX];
	size_t length;

	if (*path != '/' || !getcwd(folder, sizeof(folder)))
		return path;
	length = strlen(folder);
	return !strncmp(path, folder, length) && path[length] == '/' ? path + length + 1 : path;
}

/*
 * Before the complaint of a linker stand its own name, the object, and the place in
 * the source as far as it is known: "/usr/bin/ld: a.o:/src/a.c:3: undefined ...".
 */
static char *link_place(struct arena *arena, const char *line, const char *complaint,
			const char *object, const char *source)
{
	char *where = arena_strdup(arena, line), *start = where, *colon;

	where[complaint - line] = '\0';
	/* gold: "/src/a.c:3: error: undefined ..." */
	colon = strstr(where, ": error: ");
	if (colon && !colon[strlen(": error: ")])
		*colon = '\0';
	while ((colon = strstr(start, ": ")) && colon[2])
		start = colon + 2;
	if (object && !strncmp(start, object, strlen(object)))
		start = start[strlen(object)] == ':' && strstr(start, ".c:") ?
			start + strlen(object) + 1 : (char *)source;
	start = arena_strdup(arena, start);
	for (size_t end = strlen(start); end && strchr(": ", start[end - 1]); end--)
		start[end - 1] = '\0';
	return relative(start);
}

static bool is_place(const char *where)
{
	const char *colon = strrchr(where, ':');

	return colon && colon[1] && !colon[1 + strspn(colon + 1, "0123456789")];
}

/* lld tells the place on a line of its own: ">>> referenced by a.c:3 (/src/a.c:3)" */
static char *place_below(struct arena *arena, const char *next)
{
	static const struct wording wording = { ">>> referenced by ", " (", NULL };

	return next ? named(arena, &wording, next) : NULL;
}

static char *at_link_of(struct arena *arena, const char *line, const char *next,
			const char *object, const char *source)
{
	for (size_t i = 0; i < COUNT(at_link); i++) {
		const char *complaint = strstr(line, at_link[i].before);
		char *where;

		if (!complaint)
			continue;
		where = place_below(arena, next);
		if (!where)
			where = link_place(arena, line, complaint, object, source);
		if (!is_place(where))
			where = (char *)(source ? source : "the program");
		return first_known(arena, &at_link[i], 1, where, complaint);
	}
	return NULL;
}

/* Says that something before it said what is wrong. */
static bool is_echo(const char *line)
{
	return !strncmp(line, "collect2: error: ld returned ", 29) ||
	       strstr(line, "error: linker command failed ");
}

/* The next line of *@text, which moves on; NULL at the end. */
static char *next_line(struct arena *arena, const char **text)
{
	size_t length = strcspn(*text, "\n");
	char *line;

	if (!**text)
		return NULL;
	line = arena_copy(arena, *text, length + 1);
	line[length] = '\0';
	*text += length + ((*text)[length] == '\n');
	return line;
}

char *translate(struct arena *arena, const char *text, const char *object,
		const char *source)
{
	char *line = next_line(arena, &text), *first = line, *next, *found;

	for (; line; line = next) {
		next = next_line(arena, &text);
		found = at_link_of(arena, line, next, object, source);
		if (!found && (line == first || !is_echo(line)))
			found = in_source_of(arena, line, next);
		if (found)
			return found;
	}
	return first ? first : arena_strdup(arena, "the compiler failed and said nothing");
}
