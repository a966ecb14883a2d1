/* SPDX-License-Identifier: GPL-2.0-or-later */
/* link-build.h - what the files of the link stage share */
#ifndef DMACHECK_LINK_BUILD_H
#define DMACHECK_LINK_BUILD_H

#include "checker/link.h"

/* link.c: the model knows in what context the member is called */
bool has_context(const struct program *program, const struct field *field);

/* link-holders.c: which functions members, parameters and variables hold */
void holders_build(struct program *program);
void holders_free(struct program *program);
struct node_list holders_of_var(const struct program *program,
				const struct var *var);

/* link-shared.c: members that handlers write */
void shared_build(struct program *program);
void shared_free(struct program *program);

/* link-graph.c: order, components, what reaches the API */
/* qsort() comparison of struct node pointers: the program's order */
int node_by_index(const void *left, const void *right);
void graph_order(struct program *program);
void graph_needed(struct program *program);
void graph_decisive(struct program *program);

#endif
