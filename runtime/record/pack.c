// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * pack.c - fields.def as a table
 */
#include "runtime/record/pack.h"

#define IS(field, which)	((field) == (which))
#define USED(a, b, c, d, e) \
	(!IS(a, NONE) + !IS(b, NONE) + !IS(c, NONE) + !IS(d, NONE) + !IS(e, NONE))
#define NAME_AT(a, b, c, d, e) \
	(IS(a, NAME) ? 0 : IS(b, NAME) ? 1 : IS(c, NAME) ? 2 : IS(d, NAME) ? 3 : IS(e, NAME) ? 4 : 5)

/* Where each is in the event; the name is put in by its place. */
enum {
	NONE = 0xff,
	DEVICE = offsetof(struct dmacheck_event, device),
	CHANNEL = offsetof(struct dmacheck_event, channel),
	OBJECT = offsetof(struct dmacheck_event, object),
	ADDRESS = offsetof(struct dmacheck_event, address),
	DMA = offsetof(struct dmacheck_event, dma_address),
	SIZE = offsetof(struct dmacheck_event, size),
	VALUE = offsetof(struct dmacheck_event, value),
	NAME = offsetof(struct dmacheck_event, name),
};

_Static_assert(sizeof(void *) == sizeof(uint64_t) && sizeof(long long) == sizeof(uint64_t),
	       "every field fills a word");

/* NONE comes last: what is not used stays 0, as the file was. */
#define FIELDS(kind, a, b, c, d, e) \
	_Static_assert(USED(a, b, c, d, e) == 5 || \
		       (IS(e, NONE) && (USED(a, b, c, d, e) == 4 || IS(d, NONE))), #kind);
#include "runtime/record/fields.def"
#undef FIELDS

const struct layout layouts[DMACHECK_EVENT_COUNT] = {
#define FIELDS(kind, a, b, c, d, e) \
	[DMACHECK_##kind] = { USED(a, b, c, d, e), NAME_AT(a, b, c, d, e), \
			      { a, b, c, d, e } },
#include "runtime/record/fields.def"
#undef FIELDS
};
