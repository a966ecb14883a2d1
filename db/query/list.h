/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * list.h - the queries themselves, as an answer
 */
#ifndef DMACHECK_QUERY_LIST_H
#define DMACHECK_QUERY_LIST_H

#include "db/query/answer.h"

/**
 * list_print() - name, arguments, question and columns of each canned query
 *
 * Return: 0, or the negative errno of the write that failed.
 */
int list_print(enum answer_format format, FILE *out);

#endif
