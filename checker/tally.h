/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tally.h - what was analysed, what was not, and why
 */
#ifndef DMACHECK_TALLY_H
#define DMACHECK_TALLY_H

#include "checker/context.h"
#include "checker/diagnostic.h"

/**
 * tally_run() - fill the counts and failures of a report
 * @units: of all files; those read for context only are counted apart
 *
 * A file counts as analysed if no function of it that calls the API has an
 * error inside, and each call in its text was seen by the parser.
 */
void tally_run(struct report *report, struct unit *const *units, size_t unit_count,
	       const struct contexts *contexts);

#endif
