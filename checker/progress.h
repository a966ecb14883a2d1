/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * progress.h - a bar on stderr, for people only
 */
#ifndef DMACHECK_PROGRESS_H
#define DMACHECK_PROGRESS_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/**
 * struct progress - how far a run has come
 * @shown: @stream is a terminal that can rewrite its line
 * @drawn_ms: when the bar was last drawn, ms of the monotonic clock
 */
struct progress {
	pthread_mutex_t lock;
	FILE *stream;
	const char *label;   /* borrowed */
	bool shown;
	size_t total;
	size_t done;         /* protected by lock */
	long long drawn_ms;  /* protected by lock */
};

/**
 * progress_init() - begin a bar
 * @stream: stderr; nothing is ever drawn unless it is a terminal
 * @label: "parsing"; borrowed
 * @total: steps until the end, may be 0
 */
void progress_init(struct progress *progress, FILE *stream, const char *label,
		   size_t total);

/** progress_step() - one more is done. Context: any thread. */
void progress_step(struct progress *progress);

/** progress_release() - wipe the bar; the line is empty again */
void progress_release(struct progress *progress);

#endif
