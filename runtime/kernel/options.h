/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * options.h - what the user has set of the engine
 */
#ifndef DMACHECK_OPTIONS_H
#define DMACHECK_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>
#include "shared.h"

/* Values of kind WORD are the index in the row's list. */
struct options {
	unsigned int schedule;
	uint64_t seed;
	bool coherent;
	uint64_t fault;
	uint64_t fault_engine;
	bool iommu;
	const char *devices;
	const char *hold;
	bool report;
	unsigned int pfn;
	unsigned int cpu_access;
};

/* Values of cpu_access. */
enum { CPU_ACCESS_BYTE, CPU_ACCESS_PAGE, CPU_ACCESS_OFF };

/* Read once from the environment before main(); wrong values end the program. */
extern struct options options SHARED(options);

/**
 * options_argument() - take an argument "engine.NAME=VALUE"
 * Return: 0; -ENOENT if @argument is none; -EINVAL, with a line on stderr, for an
 * unknown name or a value that its kind does not take.
 */
int options_argument(const char *argument) SHARED(options_argument);

#endif /* DMACHECK_OPTIONS_H */
