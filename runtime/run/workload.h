/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * workload.h - COMMAND, from its start to its end
 */
#ifndef DMACHECK_RUN_WORKLOAD_H
#define DMACHECK_RUN_WORKLOAD_H

#include "runtime/run/signals.h"

#include <stdbool.h>
#include <sys/types.h>

/**
 * struct workload - what is run
 * @path: the file, @words: its arguments, @environment: its variables
 * @silent: standard input is empty, and output goes nowhere
 * @timeout: seconds it may take; 0: any time
 */
struct workload {
	const char *path;
	char **words;
	char **environment;
	bool silent;
	double timeout;
};

/**
 * struct workload_end - how it ended
 * @status: as waitpid() gives it
 * @timeout: because it took too long
 */
struct workload_end {
	int status;
	bool timeout;
};

/**
 * struct workload_care - what is to be done while it runs
 * @step: called again and again; returns the milliseconds until it wants to be called
 * @kill: ends what COMMAND started, after a timeout
 */
struct workload_care {
	unsigned int (*step)(void *owner);
	void (*kill)(void *owner);
	void *owner;
};

/**
 * workload_run() - start it, stand between it and the world, wait for its end
 * @signals: held by the caller
 *
 * Return: 0, or a negative errno: it was not started.
 */
int workload_run(const struct workload *workload, struct signals *signals,
		const struct workload_care *care, struct workload_end *ret_end, char **ret_error);

#endif /* DMACHECK_RUN_WORKLOAD_H */
