/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * event-text.c - a preloaded library that writes events as text
 *
 * For tests: what a recorder would see, one line an event, on the file that
 * EVENT_TEXT names. Pointers become numbers in the order they first appear, each
 * role for itself, so that two runs can be compared. EVENT_SKIP names kinds that are left out,
 * separated by commas: those of a core's own memory and locks, say.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dmacheck/event.h>

enum { NAMES = 1 << 16 };

static const char *const kinds[] = {
	"none",
#define EVENT(id, name, fields) name,
#include <dmacheck/events.def>
#undef EVENT
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct names {
	const void *items[NAMES];
	unsigned int count;
} devices, channels, objects;
static bool skipped[sizeof(kinds) / sizeof(*kinds)];
static FILE *out;

static void skip(const char *list)
{
	char *copy = strdup(list), *rest = copy, *word;

	while (copy && (word = strsep(&rest, ","))) {
		for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
			skipped[i] |= !strcmp(kinds[i], word);
	}
	free(copy);
}

__attribute__((constructor)) static void text_open(void)
{
	const char *path = getenv("EVENT_TEXT"), *list = getenv("EVENT_SKIP");

	if (list)
		skip(list);
	if (path)
		out = fopen(path, "w");
	if (out)
		setlinebuf(out);	/* children have nothing left to write */
	dmacheck_recording = !!out;
}

static unsigned int name_of(struct names *names, const void *pointer)
{
	unsigned int i;

	if (!pointer)
		return 0;
	for (i = 0; i < names->count; i++) {
		if (names->items[i] == pointer)
			return i + 1;
	}
	if (names->count == NAMES)
		return NAMES + 1;
	names->items[names->count++] = pointer;
	return names->count;
}

/* What is added now is another device than what was at that address before. */
static void forget(struct names *names, const void *pointer)
{
	for (unsigned int i = 0; i < names->count; i++)
		if (names->items[i] == pointer)
			names->items[i] = NULL;
}

void dmacheck_event(const struct dmacheck_event *event)
{
	if (!out || skipped[event->kind])
		return;
	pthread_mutex_lock(&lock);
	if (event->kind == DMACHECK_DEVICE_ADD)
		forget(&devices, event->device);
	fprintf(out,
		"%s dev=%u chan=%u obj=%u dma=%llx size=%llu value=%lld type=%u dir=%u flags=%x%s%s\n",
		kinds[event->kind], name_of(&devices, event->device),
		name_of(&channels, event->channel), name_of(&objects, event->object),
		event->dma_address, event->size, event->value, event->type,
		event->direction, event->flags, event->name ? " " : "",
		event->name ? event->name : "");
	pthread_mutex_unlock(&lock);
}
