/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sarif.h - what all reports in SARIF 2.1.0 share: the tool, its rules, places
 *
 * After the OASIS standard "Static Analysis Results Interchange Format (SARIF)
 * Version 2.1.0". Every rule is listed, also where nothing was found, so that a
 * reader can tell "clean" from "not looked for". Nothing here returns NULL; the
 * caller owns what is returned.
 */
#ifndef DMACHECK_SARIF_H
#define DMACHECK_SARIF_H

#include "db/print/json.h"
#include "model/rule.h"

/**
 * struct sarif_place - where something is; strings borrowed
 * @file: of the source; made relative to the base that @base names, unless it
 *	begins with a slash
 * @base: a key of originalUriBaseIds, or NULL
 * @line, @column: from 1; 0: unknown
 * @function: "" or NULL: unknown
 */
struct sarif_place {
	const char *file;
	const char *base;
	unsigned int line;
	unsigned int column;
	const char *function;
};

/* sarif_message() - an object whose text is @text */
json_t *sarif_message(const char *text);

/* sarif_array() - an array of this one item, which it owns */
json_t *sarif_array(json_t *item);

/* sarif_tool() - this program and all its rules */
json_t *sarif_tool(void);

/* sarif_location() - @message: what to say of the place, or NULL */
json_t *sarif_location(const struct sarif_place *place, const char *message);

/* sarif_flow() - codeFlows of one thread: an array of locations, which it owns */
json_t *sarif_flow(json_t *locations);

/**
 * sarif_result() - rule, level, message and fingerprint of a result
 * @slug: a rule of the registry or of a newer one
 */
json_t *sarif_result(const char *slug, const char *level, const char *message,
		     const char *fingerprint);

/**
 * sarif_print() - a log of one run
 * @run: released, also on failure
 *
 * Return: 0 or a negative errno.
 */
int sarif_print(json_t *run, FILE *out);

#endif
