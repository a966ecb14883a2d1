/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pack.h - what of an event a record keeps, by fields.def
 */
#ifndef DMACHECK_RECORD_PACK_H
#define DMACHECK_RECORD_PACK_H

#include <stddef.h>
#include <stdint.h>

#include <dmacheck/event.h>

#include "runtime/record/format.h"

/**
 * struct layout - of a kind
 * @count: words that are used, from the first on
 * @name: which of them is the place of the name, or RECORD_WORDS
 * @offsets: of members of struct dmacheck_event, all of 8 bytes
 */
struct layout {
	uint8_t count;
	uint8_t name;
	uint8_t offsets[RECORD_WORDS];
};

extern const struct layout layouts[DMACHECK_EVENT_COUNT];

/* Device accesses need all words for other fields. */
static inline uint32_t pack_flags(const struct dmacheck_event *event)
{
	if (event->kind == DMACHECK_DEVICE_READ || event->kind == DMACHECK_DEVICE_WRITE)
		return (uint32_t)event->value;
	return event->flags;
}

/**
 * pack_words() - all but the head and the time
 * @record: zeros
 * @name: offset of the event's name
 */
static inline void pack_words(struct record *record, const struct dmacheck_event *event,
			      uint64_t name)
{
	const struct layout *layout = &layouts[event->kind];

	record->flags = pack_flags(event);
	for (unsigned int i = 0; i < layout->count; i++)
		__builtin_memcpy(&record->words[i], (const char *)event + layout->offsets[i],
				 sizeof(record->words[i]));
	if (layout->name < RECORD_WORDS)
		record->words[layout->name] = name;
}

#endif /* DMACHECK_RECORD_PACK_H */
