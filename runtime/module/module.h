/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * module.h - the parts of the program that runs modules
 *
 * Linked into the program: the names must not be a module's.
 */
#ifndef DMACHECK_MODULE_H
#define DMACHECK_MODULE_H

#include <stdbool.h>

struct dmacheck_entry;

/* The table of the program; dmacheck_entry_count() is 0 where no module states anything. */
unsigned int dmacheck_entry_count(void);
const struct dmacheck_entry *dmacheck_entry_at(unsigned int index);

/* Whether some module has a parameter of that name; if not, a line on stderr. */
bool dmacheck_param_known(const char *argument);

/**
 * dmacheck_param_argument() - take one argument of the command line
 * @argument: "name=value", "module.name=value", or a bare name
 *
 * Return: 0, or -EINVAL after a line on stderr.
 */
int dmacheck_param_argument(const char *argument);

/* The program's parameters and the engine's options, on stdout. */
void dmacheck_help_print(const char *program);

/**
 * dmacheck_modules_prepare() - what is there before any module: built-in ground, DMA devices
 *
 * Before the first parameter is set: setting one may use a channel already.
 * Return: false if a built-in initcall failed.
 */
bool dmacheck_modules_prepare(void);

/**
 * dmacheck_modules_load() - run the initcalls by level, then in the order of linking
 * Return: whether all went well; else what had been loaded has been unloaded.
 */
bool dmacheck_modules_load(void);

/* The exit functions of what dmacheck_modules_load() has loaded, in reverse order. */
void dmacheck_modules_unload(void);

#endif /* DMACHECK_MODULE_H */
