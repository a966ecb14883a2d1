/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * event.h - what the instructions of a graph mean
 *
 *     cfg + model/  ->  instructions that know their row
 *
 * A direct call is looked up by name, a call through an operation by
 * "struct.field", an assignment to a modelled member likewise.
 */
#ifndef DMACHECK_EVENT_H
#define DMACHECK_EVENT_H

#include "checker/cfg.h"

/**
 * event_mark() - give each instruction of @cfg its row of the model
 * @model: borrowed by the graph from now on
 */
void event_mark(const struct model *model, struct cfg *cfg);

/** event_callee_key() - what a callee is looked up by; NULL if nothing */
const char *event_callee_key(const struct expr *callee);

/** event_member() - the member that &x->member, or &x->member[i], is about; or NULL */
const char *event_member(const struct expr *expr);

/** row_arg() - the argument of @inst that has @role, or NULL */
const struct expr *row_arg(const struct model_call *row, const struct inst *inst,
			   enum role role);

/** event_dump() - --dump=event: the instructions that mean something */
void event_dump(const struct cfg *cfg, FILE *out);

#endif
