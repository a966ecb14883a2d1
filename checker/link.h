/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * link.h - the selected files as one program
 *
 *     units with graphs  ->  nodes, who calls whom, what operations hold
 *
 * External names resolve in the module, then through EXPORT_SYMBOL, else they
 * are unknown. A call through a member reaches every function that is put
 * into that (struct, field) anywhere in the selection.
 */
#ifndef DMACHECK_LINK_H
#define DMACHECK_LINK_H

#include "checker/cfg.h"

struct program;

/* Targets of a call that are followed; one that may reach more is opaque. */
enum { FOLLOWED_TARGETS = 4 };

/** struct node_list - borrowed functions, in the program's order */
struct node_list {
	struct node **nodes;
	size_t count;
};

/** struct registration - a function handed to the kernel: a root of contexts */
struct registration {
	struct node *node;
	enum context_kind context;
	const struct model_op *op;   /* through an operations table, else NULL */
	const char *key;             /* "struct.field" or the call's name */
	const struct function *by;   /* who hands it over, NULL: an initialiser */
	const char *file;
	uint32_t line;
	const char *object;          /* member that holds it ("host.work"), or NULL */
};

/** struct node - a function of the program */
struct node {
	const struct function *function;
	struct cfg *cfg;             /* NULL: not analysed */
	unsigned int index;          /* in the program's order */
	unsigned int component;      /* strongly connected, callees have lower numbers */
	bool recursive;              /* its component has a cycle */
	bool needed;                 /* reaches a use of the API */
	bool has_caller;
	uint32_t decisive;           /* parameters that decide branches, a bit each */
	const char **flags;          /* members of scalar type that decide branches, sorted */
	size_t flag_count;
	struct node_list *targets;   /* per call id: functions of the selection */
	struct node_list callees;    /* followed targets, without repetition */
};

struct program {
	struct arena arena;
	const struct model *model;
	struct unit **units;
	size_t unit_count;
	struct node *nodes;
	size_t node_count;
	struct node **bottom_up;     /* callees before callers */
	struct registration *registrations;
	size_t registration_count;
	struct names *names;         /* private: link.c */
	struct shared *shared;       /* private: link-shared.c */
	struct holders *holders;     /* private: link-holders.c */
};

/**
 * link_program() - join the units
 * @units: with their graphs marked; borrowed as long as the program lives
 * @cfgs: per unit, per function, in the units' order; NULL entries allowed
 */
struct program *link_program(const struct model *model, struct unit **units,
			     struct cfg ***cfgs, size_t unit_count);
void program_free(struct program *program);

/** link_name() - the function a direct reference in @from means, or NULL */
struct node *link_name(const struct program *program, const struct function *from,
		       const char *name, bool is_static);

/** link_held() - what a member ("struct.field") may hold */
struct node_list link_held(const struct program *program, const char *key);

/** link_written_by_handlers() - a member that interrupt handlers and the like assign */
bool link_written_by_handlers(const struct program *program, const char *key);

/** link_dump() - --dump=link */
void link_dump(const struct program *program, FILE *out);

#endif
