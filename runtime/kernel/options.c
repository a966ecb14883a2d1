// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * options.c - options.def from the environment and from arguments
 */
#include <ctype.h>
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <dmacheck/event.h>
#include "options.h"
#include "report.h"

enum option_kind { WORD, NUMBER, BOOL, TEXT };

/* @standard is the default's text; for a WORD the words there are. */
struct option {
	const char *name;
	enum option_kind kind;
	const char *standard;
	size_t offset;
};

static const struct option rows[] = {
#define OPTION(id, name, kind, standard, help) \
	{ name, kind, OPTION_##kind(standard), offsetof(struct options, id) },
#define OPTION_WORD(standard)	standard
#define OPTION_NUMBER(standard)	#standard
#define OPTION_BOOL(standard)	#standard
#define OPTION_TEXT(standard)	standard
#include "options.def"
#undef OPTION
};

enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

/* The defaults stand before any constructor may ask. */
struct options options = {
#define OPTION(id, name, kind, standard, help) .id = VALUE_##kind(standard),
#define VALUE_WORD(standard)	0
#define VALUE_NUMBER(standard)	standard
#define VALUE_BOOL(standard)	standard
#define VALUE_TEXT(standard)	standard
#include "options.def"
#undef OPTION
};

static int word_set(unsigned int *ret_index, const char *words, const char *value)
{
	size_t length = strlen(value);
	unsigned int index;

	for (index = 0; *words; index++) {
		size_t word = strcspn(words, " ");

		if (word == length && !memcmp(words, value, word)) {
			*ret_index = index;
			return 0;
		}
		words += word + strspn(words + word, " ");
	}
	return -EINVAL;
}

static int number_set(uint64_t *ret_number, const char *value)
{
	unsigned long long number;
	char *end;

	if (!isdigit((unsigned char)*value))
		return -EINVAL;
	errno = 0;
	number = strtoull(value, &end, 0);
	if (errno || *end)
		return -EINVAL;
	*ret_number = number;
	return 0;
}

static int bool_set(bool *ret_bool, const char *value)
{
	unsigned int index;

	if (word_set(&index, "0 1 n y no yes off on", value))
		return -EINVAL;
	*ret_bool = index & 1;
	return 0;
}

static int option_set(const struct option *option, const char *value)
{
	void *field = (char *)&options + option->offset;

	switch (option->kind) {
	case WORD:
		return word_set(field, option->standard, value);
	case NUMBER:
		return number_set(field, value);
	case BOOL:
		return bool_set(field, value);
	case TEXT:
		*(const char **)field = value;
		return 0;
	}
	return -EINVAL;
}

static const char *kind_words(const struct option *option)
{
	switch (option->kind) {
	case WORD:
		return option->standard;
	case NUMBER:
		return "a number";
	case BOOL:
		return "0 or 1";
	default:
		return "text";
	}
}

int options_argument(const char *argument)
{
	static const char prefix[] = "engine.";
	const char *name = argument + sizeof(prefix) - 1;
	const char *equals = strchr(argument, '=');
	size_t length;
	int i;

	if (strncmp(argument, prefix, sizeof(prefix) - 1))
		return -ENOENT;
	length = equals ? (size_t)(equals - name) : strlen(name);
	for (i = 0; i < ROWS; i++)
		if (strlen(rows[i].name) == length &&
		    !memcmp(rows[i].name, name, length))
			break;
	if (i == ROWS) {
		report_notice("%.*s: no option of the engine", (int)length + 7, argument);
		return -EINVAL;
	}
	if (equals && !option_set(&rows[i], equals + 1))
		return 0;
	report_notice("%s: takes %s", argument, kind_words(&rows[i]));
	return -EINVAL;
}

static void environment_name(char *ret_name, size_t size, const char *name)
{
	size_t i = snprintf(ret_name, size, "DMACHECK_");

	for (; *name && i + 1 < size; name++)
		ret_name[i++] = *name == '-' ? '_' : toupper((unsigned char)*name);
	ret_name[i] = '\0';
}

/* A recorder may have taken it out of the environment already. */
static const char *setting(const char *name)
{
	const char *value = getenv(name);

	if (!value && dmacheck_recorder_setting)
		value = dmacheck_recorder_setting(name);
	return value;
}

__attribute__((constructor(101))) static void options_read(void)
{
	char name[64];
	const char *value;
	int i;

	for (i = 0; i < ROWS; i++) {
		environment_name(name, sizeof(name), rows[i].name);
		value = setting(name);
		if (value && option_set(&rows[i], value))
			report_fatal("%s=%s: takes %s", name, value,
				     kind_words(&rows[i]));
	}
}
