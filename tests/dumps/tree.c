/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tree.c - what of the source is left: no casts, no parentheses, nothing that
 * is never evaluated; constants folded
 */
#include <linux/container_of.h>
#include <linux/device.h>

enum { SMALL = 4, LARGE = SMALL << 4 };

struct inner {
	int value;
};

struct outer {
	struct inner in;
	union {
		int one;
		int two;
	};
	struct inner *next;
	int (*call)(struct outer *outer);
	int list[4];
};

static int call_it(struct outer *outer);

struct outer sample = {
	.in = { .value = LARGE },
	.one = -1,
	.call = call_it,
	.list = { [2] = 3 },
};

static int counter = 3;

static int call_it(struct outer *outer)
{
	return outer->call(outer);
}

void members(struct outer *outer, struct inner *inner)
{
	struct outer *around = container_of(inner, struct outer, in);

	outer->in.value = 1;
	outer->two = around->next->value;
	(*outer).list[1] = (int)((long)counter);
	inner = &outer->in;
	inner = ((struct inner *)(void *)outer);
}

int constants(void)
{
	int size = sizeof(struct outer) ? 0 : 1;

	size = LARGE + 2 * 3;
	size = -SMALL;
	size = ~0;
	size = 'a';
	return size;
}

int never_evaluated(int n)
{
	__typeof__(call_it(&sample)) type = 0;

	n = sizeof(call_it(&sample));
	if (__builtin_constant_p(n))
		n = 1;
	return type;
}
