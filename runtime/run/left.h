/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * left.h - processes that write the trace although COMMAND has ended
 */
#ifndef DMACHECK_RUN_LEFT_H
#define DMACHECK_RUN_LEFT_H

#include "runtime/run/folder.h"

#include <stddef.h>

/**
 * left_signal() - send a signal to every process that has the trace mapped
 * @number: 0 sends none
 *
 * Return: how many there are, without this one.
 */
size_t left_signal(const struct folder *folder, int number);

/**
 * left_close() - wait up to a second for them to end, then end the trace
 *
 * Return: how many live on, unrecorded.
 */
size_t left_close(struct folder *folder);

#endif /* DMACHECK_RUN_LEFT_H */
