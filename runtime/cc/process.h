/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * process.h - run a compiler and hear what it says
 */
#ifndef DMACHECK_CC_PROCESS_H
#define DMACHECK_CC_PROCESS_H

#include "runtime/cc/words.h"

/**
 * process_run() - run @command and take what it writes to one of its files
 * @fd: 1 or 2, which is read; the others stay as they are
 * @ret_text: its output, in the arena of @command; also where it failed
 *
 * Return: its exit status, 128 + its signal, or a negative errno if it could not
 * be started.
 */
int process_run(const struct words *command, int fd, char **ret_text);

#endif /* DMACHECK_CC_PROCESS_H */
