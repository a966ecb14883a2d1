/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * rule-select.c - which rules a LIST of --rule means
 *
 * A LIST reads from left to right: "terminate,-issue-before-sync" is a group
 * without one of its rules, "-channel" is everything without a group.
 */
#include "model/fail.h"
#include "model/rule.h"

#include <errno.h>
#include <string.h>

static bool is_named(const char *name, const char *item, size_t length)
{
	return strlen(name) == length && !strncmp(name, item, length);
}

/* Sets what @item names. Return: how many rules that are. */
static size_t mark(const char *item, size_t length, bool on, bool *selected)
{
	bool all = is_named("all", item, length);
	size_t found = 0;

	for (size_t i = 0; i < rule_count; i++) {
		if (!all && !is_named(rules[i]->slug, item, length) &&
		    !is_named(rules[i]->group, item, length))
			continue;
		selected[i] = on;
		found++;
	}
	return found;
}

static bool is_empty(const bool *selected)
{
	for (size_t i = 0; i < rule_count; i++) {
		if (selected[i])
			return false;
	}
	return true;
}

int rules_select(const char *list, bool *selected, char **ret_error)
{
	const char *item = list;

	if (*list == '-' && is_empty(selected))
		mark("all", 3, true, selected);
	for (;;) {
		bool on = *item != '-';
		const char *name = on ? item : item + 1;
		size_t length = strcspn(name, ",");

		if (!mark(name, length, on, selected))
			return fail(ret_error, -EINVAL,
				    "--rule: no rule or group \"%.*s\"; \"dmacheck rules\" lists them",
				    (int)length, name);
		item = name + length;
		if (!*item)
			return 0;
		item++;
	}
}
