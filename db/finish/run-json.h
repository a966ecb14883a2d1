/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * run-json.h - what was run, and how it ended: run.json and end.json
 */
#ifndef DMACHECK_FINISH_RUN_JSON_H
#define DMACHECK_FINISH_RUN_JSON_H

struct folder;

/**
 * run_json_read() - fill @folder with what the two files say
 *
 * Return: 0, or a negative errno: a file is damaged, or of another version. A
 * missing end.json is none.
 */
int run_json_read(struct folder *folder, char **ret_error);

#endif
