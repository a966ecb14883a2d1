/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * path.h - break points as findings that persuade
 *
 *     break points  ->  where it began, what was assumed, where it broke
 */
#ifndef DMACHECK_PATH_H
#define DMACHECK_PATH_H

#include "checker/finding.h"
#include "checker/flow.h"

/**
 * path_finding() - write a break point out
 * @arena: where its strings and notes go
 * @ret_finding: without a fingerprint
 */
void path_finding(struct arena *arena, const struct break_point *point,
		  struct finding *ret_finding);

#endif
