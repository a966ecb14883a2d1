/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pipeline.h - the stages in their order
 *
 *   tree -> source -> ast -> cfg -> event -> link -> summary -> context -> flow
 *        -> path -> diagnostic
 */
#ifndef DMACHECK_PIPELINE_H
#define DMACHECK_PIPELINE_H

#include "checker/diagnostic.h"
#include "checker/options.h"

/**
 * pipeline_run() - analyse what the options name
 * @model: with the user's rows
 * @out: where --dump prints
 * @ret_report: report_release() it; with --dump its findings are those so far
 * @ret_error: one line, owned by the caller
 *
 * Return: 0 or a negative errno.
 */
int pipeline_run(const struct options *options, const struct model *model,
		 FILE *out, struct report *ret_report, char **ret_error);
void report_release(struct report *report);

#endif
