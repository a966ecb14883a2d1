/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * main.c - the program that one or more kernel modules become
 *
 *   options -> devices -> parameters -> initcalls -> until idle -> exit functions -> until idle
 *
 * Exit status: 0; 1 if an init failed or the module hangs; 2 for an argument
 * that is not understood.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "runtime/kernel/options.h"
#include "runtime/kernel/sched.h"
#include "runtime/module/module.h"

struct device;

/* Of the mapping layer: what is still mapped at the end. */
unsigned int dmacheck_mapping_leaks(struct device *dev);

static bool is_option(const char *argument)
{
	return strncmp(argument, "engine.", 7) == 0;
}

/* Options first, for what comes after looks at them; nothing starts on a wrong name. */
static bool take_options(int argc, char **argv)
{
	int i;

	for (i = 1; i < argc; i++)
		if (is_option(argv[i]) ? options_argument(argv[i]) != 0 : !dmacheck_param_known(argv[i]))
			return false;
	return true;
}

static bool take_parameters(int argc, char **argv)
{
	int i;

	for (i = 1; i < argc; i++)
		if (!is_option(argv[i]) && dmacheck_param_argument(argv[i]))
			return false;
	return true;
}

static int run_modules(void)
{
	bool hangs;

	if (!dmacheck_modules_load()) {
		sched_wait_idle();
		return 1;
	}
	hangs = sched_wait_idle() != 0;
	dmacheck_modules_unload();
	if (sched_wait_idle())
		hangs = true;
	return hangs ? 1 : 0;
}

static int run_program(int argc, char **argv)
{
	if (!dmacheck_modules_prepare())
		return 1;
	if (!take_parameters(argc, argv))
		return 2;
	return run_modules();
}

int main(int argc, char **argv)
{
	int i, status;

	for (i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--help") == 0) {
			dmacheck_help_print(argv[0]);
			return 0;
		}
	}
	if (!take_options(argc, argv))
		return 2;
	sched_start();
	status = run_program(argc, argv);
	dmacheck_mapping_leaks(NULL);
	fflush(stdout);
	fflush(stderr);
	return status;
}
