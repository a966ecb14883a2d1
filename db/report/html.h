/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * html.h - what the files of the HTML report share
 *
 *   html.c          the page
 *   html-picture.c  timelines, as SVG inside of it
 */
#ifndef DMACHECK_REPORT_HTML_H
#define DMACHECK_REPORT_HTML_H

#include "db/report/report.h"

/* html_text() - text or the value of an attribute, whatever it holds */
void html_text(FILE *out, const char *text);

/**
 * struct mark - something that happened at one time
 * @label: what a reader sees who points at it
 * @link: number of the violation on this page, from 1
 * @step: of its way, from 1; 0: the violation itself
 */
struct mark {
	int64_t time;
	struct thread thread;
	const char *label;
	size_t link;
	size_t step;
};

/**
 * html_picture() - mappings and transfers as bars, what happened as marks
 * @broken: number of the mapping that this is about, 0: none
 */
void html_picture(struct report *report, const struct timeline *timeline,
		  const struct mark *marks, size_t mark_count, int64_t broken, FILE *out);

#endif
