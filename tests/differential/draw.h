/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * draw.h - numbers that are the same on every machine and every core, by their seed
 */
#ifndef DRAW_H
#define DRAW_H

#include <linux/moduleparam.h>
#include <linux/types.h>

static unsigned int seed = 1;
module_param(seed, uint, 0444);
MODULE_PARM_DESC(seed, "of what is drawn");

static u64 drawn;	/* the init function makes it the seed */

/* A linear congruential generator. Return: less than @below, which is not 0. */
static u32 draw(u32 below)
{
	drawn = drawn * 6364136223846793005ull + 1442695040888963407ull;
	return (u32)(drawn >> 33) % below;
}

#endif /* DRAW_H */
