/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * process.h - processes begin by fork and end by exit
 */
#ifndef DMACHECK_SHIM_PROCESS_H
#define DMACHECK_SHIM_PROCESS_H

#include <stdbool.h>

/* Whether it is worth telling what becomes of this process. */
bool process_matters(void);

/* To be called in the constructor, before the program sets handlers of exit(). */
void process_start(void);

#endif /* DMACHECK_SHIM_PROCESS_H */
