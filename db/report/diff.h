/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * diff.h - two reports beside each other
 */
#ifndef DMACHECK_REPORT_DIFF_H
#define DMACHECK_REPORT_DIFF_H

#include "db/report/report.h"

/*
 * What is new, what is gone, what is still there, by fingerprint.
 * Return: 0, or the negative errno of the write that failed.
 */
int diff_text(struct report *old, struct report *new, bool color, FILE *out);
int diff_json(struct report *old, struct report *new, FILE *out);

#endif
