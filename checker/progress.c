/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * progress.c - a bar on stderr, for people only
 *
 * A log of a CI run must not hold control characters, and drawing must not
 * cost: at most ten times a second, whatever the number of threads.
 */
#include "checker/progress.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum {
	DRAW_EVERY_MS = 100,
	BAR_WIDTH = 30,
	COLUMNS_NEEDED = 70,
};

static long long now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static bool can_rewrite(FILE *stream)
{
	const char *terminal = getenv("TERM");

	return isatty(fileno(stream)) && terminal && *terminal &&
	       strcmp(terminal, "dumb");
}

/* 0 where the terminal is too narrow: a bar that wraps cannot be wiped. */
static int bar_width(FILE *stream)
{
	struct winsize size;

	if (ioctl(fileno(stream), TIOCGWINSZ, &size) || !size.ws_col)
		return BAR_WIDTH;
	return size.ws_col >= COLUMNS_NEEDED ? BAR_WIDTH : 0;
}

static void draw(const struct progress *progress)
{
	int width = bar_width(progress->stream);
	int full = (int)(progress->done * (size_t)width / progress->total);

	fprintf(progress->stream, "\r\033[K%s ", progress->label);
	if (width)
		fprintf(progress->stream, "[%.*s%*s] ", full,
			"##############################", width - full, "");
	fprintf(progress->stream, "%zu/%zu", progress->done, progress->total);
	fflush(progress->stream);
}

void progress_init(struct progress *progress, FILE *stream, const char *label,
		   size_t total)
{
	*progress = (struct progress){
		.stream = stream,
		.label = label,
		.shown = total && can_rewrite(stream),
		.total = total,
	};
	pthread_mutex_init(&progress->lock, NULL);
}

void progress_step(struct progress *progress)
{
	long long now;

	if (!progress->shown)
		return;
	now = now_ms();
	pthread_mutex_lock(&progress->lock);
	if (progress->done < progress->total)
		progress->done++;
	if (now - progress->drawn_ms >= DRAW_EVERY_MS) {
		progress->drawn_ms = now;
		draw(progress);
	}
	pthread_mutex_unlock(&progress->lock);
}

void progress_release(struct progress *progress)
{
	if (progress->shown) {
		fputs("\r\033[K", progress->stream);
		fflush(progress->stream);
	}
	pthread_mutex_destroy(&progress->lock);
}
