/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * event-text.c - a preloaded library that writes events as text
 *
 * For tests: what a recorder would see, one line an event, on the file that
 * EVENT_TEXT names. Pointers become numbers in the order they first appear, so
 * that two runs can be compared.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include <dmacheck/event.h>

enum { NAMES = 1 << 16 };

static const char *const kinds[] = {
	"none",
#define EVENT(id, name, fields) name,
#include <dmacheck/events.def>
#undef EVENT
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const void *names[NAMES];
static unsigned int name_count;
static FILE *out;

__attribute__((constructor)) static void text_open(void)
{
	const char *path = getenv("EVENT_TEXT");

	if (path)
		out = fopen(path, "w");
	dmacheck_recording = !!out;
}

__attribute__((destructor)) static void text_close(void)
{
	if (out && fclose(out))
		perror("event-text");
}

static unsigned int name_of(const void *pointer)
{
	unsigned int i;

	if (!pointer)
		return 0;
	for (i = 0; i < name_count; i++) {
		if (names[i] == pointer)
			return i + 1;
	}
	if (name_count == NAMES)
		return NAMES + 1;
	names[name_count++] = pointer;
	return name_count;
}

void dmacheck_event(const struct dmacheck_event *event)
{
	if (!out)
		return;
	pthread_mutex_lock(&lock);
	fprintf(out, "%s dev=%u chan=%u obj=%u dma=%llx size=%llu value=%lld type=%u dir=%u flags=%x%s%s\n",
		kinds[event->kind], name_of(event->device), name_of(event->channel),
		name_of(event->object), event->dma_address, event->size, event->value,
		event->type, event->direction, event->flags,
		event->name ? " " : "", event->name ? event->name : "");
	pthread_mutex_unlock(&lock);
}
