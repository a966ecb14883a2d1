/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * orphan.h - traces beside a database that nobody finished
 */
#ifndef DMACHECK_FINISH_ORPHAN_H
#define DMACHECK_FINISH_ORPHAN_H

/**
 * orphans_finish() - finish every trace that belongs to a database
 * @database: need not be there
 * @complain: told of each that could not be finished; frees the text
 *
 * One that is still being recorded is left alone.
 * Return: 0, or the last negative errno.
 */
int orphans_finish(const char *database, void (*complain)(char *error));

#endif
