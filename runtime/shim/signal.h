/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * signal.h - signals that mean a crash
 */
#ifndef DMACHECK_SHIM_SIGNAL_H
#define DMACHECK_SHIM_SIGNAL_H

#include <signal.h>

/* To be called in the constructor. */
void signal_start(void);

/* The handler, see crash.c. */
void crash_handle(int number, siginfo_t *info, void *context);

#endif /* DMACHECK_SHIM_SIGNAL_H */
