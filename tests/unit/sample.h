/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sample.h - a report with everything awkward in it, for the tests of the sinks
 *
 * Shared by the unit tests and by the program that prints it for other tools.
 */
#ifndef DMACHECK_TEST_SAMPLE_H
#define DMACHECK_TEST_SAMPLE_H

#include "checker/diagnostic.h"

/**
 * sample_report() - fill a report
 *
 * Four findings: one with a path and an odd file name, one with the data of
 * terminate-all-deprecated in an absolute file, one below medium confidence,
 * one suppressed. One failed file, one failed function, one figure. All
 * memory is static.
 */
void sample_report(struct report *ret_report);

/** sample_options() - medium confidence, no colour, a quoted command */
struct sink_options sample_options(void);

#endif
