/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * events.h - what a recorder is told while a test runs
 *
 * The program's own dmacheck_event() comes before the library's, as that of a
 * preloaded recorder would. Names are copied: they end with the call.
 */
#ifndef EVENTS_H
#define EVENTS_H

#include <dmacheck/event.h>
#include <linux/string.h>

enum { EVENTS = 8192, EVENT_NAME = 64 };

static struct dmacheck_event events[EVENTS];
static char event_names[EVENTS][EVENT_NAME];
static unsigned int event_count;	/* atomic */

__attribute__((visibility("default")))
void dmacheck_event(const struct dmacheck_event *event)
{
	unsigned int place = __atomic_fetch_add(&event_count, 1, __ATOMIC_ACQ_REL);

	if (place >= EVENTS)
		return;
	events[place] = *event;
	if (!event->name)
		return;
	strscpy(event_names[place], event->name, EVENT_NAME);
	events[place].name = event_names[place];
}

static inline void events_forget(void)
{
	__atomic_store_n(&event_count, 0, __ATOMIC_RELEASE);
}

static inline unsigned int events_end(void)
{
	return min_t(unsigned int, __atomic_load_n(&event_count, __ATOMIC_ACQUIRE), EVENTS);
}

static inline unsigned int events_of(unsigned int kind)
{
	unsigned int i, count = 0;

	for (i = 0; i < events_end(); i++)
		count += events[i].kind == kind;
	return count;
}

/* The first of that kind; one of no kind, with which every check fails, if none is. */
static inline struct dmacheck_event event_of(unsigned int kind)
{
	static const struct dmacheck_event none = { .value = -1, .flags = ~0u, .type = ~0u };
	unsigned int i;

	for (i = 0; i < events_end(); i++)
		if (events[i].kind == kind)
			return events[i];
	return none;
}

/* Where the first of that kind stands; behind all if there is none. */
static inline unsigned int event_place(unsigned int kind)
{
	unsigned int i = 0;

	while (i < events_end() && events[i].kind != kind)
		i++;
	return i;
}

static inline bool event_named(const struct dmacheck_event *event, const char *name)
{
	return event->name && !strcmp(event->name, name);
}

#endif /* EVENTS_H */
