/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sweep.h - a run for each call that may fail
 */
#ifndef DMACHECK_RUN_SWEEP_H
#define DMACHECK_RUN_SWEEP_H

#include "runtime/run/run.h"

/**
 * sweep_run() - run COMMAND until no call is left that has not failed once
 *
 * Prints the report over all runs, and how many they were.
 * Return: how dmacheck ends, as waitpid() gives it; or a negative errno: nothing was run.
 */
int sweep_run(const struct run_plan *plan, char **ret_error);

#endif /* DMACHECK_RUN_SWEEP_H */
