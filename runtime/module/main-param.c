/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * main-param.c - module parameters from the command line
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <linux/module.h>

#include "runtime/kernel/options.h"
#include "runtime/module/module.h"

/* "module.name" or "name", @length bytes of it. */
static bool param_matches(const struct dmacheck_entry *entry, const char *name, size_t length)
{
	size_t prefix = strlen(entry->module);

	if (strlen(entry->name) == length && parameqn(entry->name, name, length))
		return true;
	return length == prefix + 1 + strlen(entry->name) && name[prefix] == '.' &&
	       parameqn(entry->module, name, prefix) &&
	       parameqn(entry->name, name + prefix + 1, length - prefix - 1);
}

static int param_set(const struct dmacheck_entry *entry, const char *value)
{
	struct kernel_param *param = entry->param;
	int ret;

	if (!param->ops->set)
		return -EPERM;
	if (!value && !(param->ops->flags & KERNEL_PARAM_OPS_FL_NOARG))
		return -EINVAL;
	kernel_param_lock(param->mod);
	ret = param->ops->set(value, param);
	kernel_param_unlock(param->mod);
	return ret;
}

/* bool is a macro, so the table may have what it stands for. */
static const char *param_type(const struct dmacheck_entry *entry)
{
	if (strcmp(entry->text, "_Bool") == 0)
		return "bool";
	return strcmp(entry->text, "array of _Bool") == 0 ? "array of bool" : entry->text;
}

static int param_refuse(const struct dmacheck_entry *entry, const char *value, int error)
{
	if (!value)
		fprintf(stderr, "%s: parameter '%s' needs a value (%s)\n", entry->module,
			entry->name, param_type(entry));
	else
		fprintf(stderr, "%s: '%s' invalid for parameter '%s' (%s): %s\n",
			entry->module, value, entry->name, param_type(entry), strerror(-error));
	return -EINVAL;
}

static size_t name_length(const char *argument)
{
	const char *equals = strchr(argument, '=');

	return equals ? (size_t)(equals - argument) : strlen(argument);
}

bool dmacheck_param_known(const char *argument)
{
	unsigned int i;

	for (i = 0; i < dmacheck_entry_count(); i++)
		if (dmacheck_entry_at(i)->kind == DMACHECK_ENTRY_PARAM &&
		    param_matches(dmacheck_entry_at(i), argument, name_length(argument)))
			return true;
	fprintf(stderr, "unknown parameter '%.*s': --help lists what there is\n",
		(int)name_length(argument), argument);
	return false;
}

/* A name without module that several modules have is set in all of them. */
int dmacheck_param_argument(const char *argument)
{
	size_t length = name_length(argument);
	const char *value = argument[length] ? argument + length + 1 : NULL;
	unsigned int i;

	for (i = 0; i < dmacheck_entry_count(); i++) {
		const struct dmacheck_entry *entry = dmacheck_entry_at(i);
		int ret;

		if (entry->kind != DMACHECK_ENTRY_PARAM || !param_matches(entry, argument, length))
			continue;
		ret = param_set(entry, value);
		if (ret)
			return param_refuse(entry, value, ret);
	}
	return 0;
}

static const char *param_description(const struct dmacheck_entry *param)
{
	unsigned int i;

	for (i = 0; i < dmacheck_entry_count(); i++) {
		const struct dmacheck_entry *entry = dmacheck_entry_at(i);

		if (entry->kind == DMACHECK_ENTRY_DESCRIPTION &&
		    strcmp(entry->name, param->name) == 0 &&
		    strcmp(entry->module, param->module) == 0)
			return entry->text;
	}
	return "";
}

static void help_params(void)
{
	unsigned int i;

	for (i = 0; i < dmacheck_entry_count(); i++) {
		const struct dmacheck_entry *entry = dmacheck_entry_at(i);

		if (entry->kind == DMACHECK_ENTRY_PARAM)
			printf("  %s.%s=  (%s) %s\n", entry->module, entry->name, param_type(entry),
			       param_description(entry));
	}
}

void dmacheck_help_print(const char *program)
{
	printf("Usage: %s [NAME=VALUE...] [engine.NAME=VALUE...]\n\nModule parameters:\n",
	       program);
	help_params();
	printf("\nThe engine:\n");
#define OPTION(id, name, kind, value, help) \
	printf("  engine.%s=  (%s; %s) %s\n", name, #kind, #value, help);
#include "runtime/kernel/options.def"
#undef OPTION
	fflush(stdout);
}
