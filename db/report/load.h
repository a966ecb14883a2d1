/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * load.h - what the files that read the database share
 *
 *   load.c        runs, violations, crashes, losses
 *   load-parts.c  what they refer to: frames, stacks, threads, mappings, steps
 *   load-time.c   what went on at the time, for pictures
 */
#ifndef DMACHECK_REPORT_LOAD_H
#define DMACHECK_REPORT_LOAD_H

#include "db/report/report.h"
#include "db/store-read.h"

/* Questions that are asked for one row after the other, prepared once. */
enum lookup {
	LOOKUP_STACK,
	LOOKUP_THREAD,
	LOOKUP_MAPPING,
	LOOKUP_STEPS,
	LOOKUP_UNTRACED,
	LOOKUP_TRANSFERS,
	LOOKUP_MAPPINGS,
	LOOKUP_SHARED,
	LOOKUP_COUNT
};

struct frame_entry;

/**
 * struct loader - a report under construction
 * @failed: the first failure; what comes after it does nothing
 * @frames: those seen, by their id; many stacks share them
 */
struct loader {
	struct report *report;
	const struct report_filter *filter;
	struct store_reader *reader;
	struct store_query *lookups[LOOKUP_COUNT];
	struct frame_entry *frames;
	int failed;
	char **ret_error;
};

/* load_text() - a column, copied into the arena */
const char *load_text(struct loader *loader, const struct store_query *query, int column);
struct maybe load_maybe(const struct store_query *query, int column);

/*
 * The parts of a row; empty where the database does not have them, or once the
 * loader has failed.
 */
struct stack load_stack(struct loader *loader, int64_t run, int64_t number);
struct thread load_thread(struct loader *loader, int64_t run, int64_t number);
const struct mapping *load_mapping(struct loader *loader, int64_t run, int64_t number);
void load_steps(struct loader *loader, int64_t run, int64_t violation,
		struct violation *ret_violation);
/* The programs that could not be traced. */
void load_untraced(struct loader *loader, struct report_run *run);

/*
 * What pictures need: of a whole run, and of a violation with its channel and page.
 * Only where the filter asks for it.
 */
void load_run_timeline(struct loader *loader, struct report_run *run);
void load_violation_timeline(struct loader *loader, struct violation *violation);

/*
 * load_ask() - a question with its values bound; NULL once something has failed
 * load_next() - whether there is another row
 */
struct store_query *load_ask(struct loader *loader, enum lookup lookup,
			     const int64_t *values);
bool load_next(struct loader *loader, struct store_query *query);

void load_release(struct loader *loader);

#endif
