/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * counted.h - objects with a reference count, as a run has them at one moment
 *
 *   counter (a kref, a refcount_t) --> object: the block of memory it is in, its
 *   a map object is both               list nodes, the mapping it keeps
 *
 * An object begins when a count in a block of the heap is set. It stays known after it
 * was freed, until its memory is given out again: who still uses it is told so. A
 * counter that is not on the heap has no object, only a count.
 */
#ifndef DMACHECK_REPLAY_COUNTED_H
#define DMACHECK_REPLAY_COUNTED_H

#include "db/replay/mapping.h"

enum { COUNTER_REFERENCES = 8, OBJECT_NODES = 4, OBJECT_PLACES = 8, OBJECT_LOCKS = 4 };

/**
 * struct reference - one that was taken and not given up, as far as one can tell
 *
 * A put gives up the latest of its own thread, else the latest. But who has taken the
 * object off its lists gives up the first of all, which was the list's.
 * @found: on a list, by another than who put it there
 * @first: that the count was set to
 * @kept: since before the object was unmapped by another
 */
struct reference {
	struct step step;
	uint32_t thread;
	bool first;
	bool found;
	bool kept;
};

/**
 * struct counter - a reference count
 * @object: NULL: not on the heap
 * @next: of the same object
 * @count: after the last event; @known: there was one
 * @set: its beginning was seen
 * @references: the last ones; @reference_count may be more
 */
struct counter {
	struct thing thing;
	struct object *object;
	struct counter *next;
	int64_t count;
	bool known;
	bool set;
	size_t reference_count;
	struct reference references[COUNTER_REFERENCES];
};

/* struct place - an address in an object that was a lock, a list node, a mapping's */
struct place {
	uint64_t address;
	uint32_t kind;		/* of the event that told: LOCK, LIST_ADD, MAP */
	const char *name;	/* of a lock */
};

/**
 * struct object - what has a count, or several
 * @span: its bytes, in the tree of its process; not of map objects
 * @lead: the counter that rules about the object are judged on: the first one
 * @freed: when; .event 0: it is not; @gone: its place among those
 * @places: remembered, up to @place_count
 * @nodes: that are on lists, of @node_count
 * @listed: when the first of them was; by whom; @unlisted: when none was any more
 * @locks: that one held then; @unlocked: number of the event where it gave the first of
 *	them up, 0: it holds them all
 * @mapping: id of the one it keeps, 0: none
 * @mapped, @unmapped: when it was
 * @next: unused, or with a lock of its list still held
 */
struct object {
	struct span span;
	uint32_t process;
	bool map_object;
	struct counter *lead;
	struct step freed;
	size_t gone;
	struct place places[OBJECT_PLACES];
	size_t place_count;
	uint64_t nodes[OBJECT_NODES];
	size_t node_count;
	struct step listed;
	struct step unlisted;
	uint64_t locks[OBJECT_LOCKS];
	size_t lock_count;
	uint64_t unlocked;
	int64_t mapping;
	uint64_t dma_address;
	struct step mapped;
	struct step unmapped;
	struct object *next;
};

/**
 * struct objects - what is kept beside the things
 * @gone: freed, a ring: the oldest is forgotten for a new one
 * @locked: listed under a lock that is still held
 */
enum { OBJECTS_GONE = 1024 };

struct objects {
	struct object *unused;
	struct object *locked;
	struct object *gone[OBJECTS_GONE];
	uint64_t gone_count;
};

struct objects *objects_of(struct replay *replay);

/** counter_find() - or NULL: nothing is known of it */
struct counter *counter_find(struct replay *replay, uint32_t process, uint64_t address);

/**
 * counter_begin() - a new one
 * @set: its object, if it is on the heap, is looked for
 */
struct counter *counter_begin(struct replay *replay, uint32_t process, uint64_t address,
			      bool set);

/** counter_again() - its count is set anew: what was known of it is no more */
void counter_again(struct replay *replay, struct counter *counter);

/** counter_map_object() - the map object at @address, which may be a new one */
struct counter *counter_map_object(struct replay *replay, uint32_t process,
				   uint64_t address);

/** object_at() - the object that has this byte, live or freed, or NULL */
struct object *object_at(struct replay *replay, uint32_t process, uint64_t address);

static inline bool object_is_freed(const struct object *object)
{
	return object->freed.event;
}

/** object_free() - as @event says; it stays known for a while */
void object_free(struct replay *replay, struct object *object,
		 const struct trace_event *event);

/** objects_drop() - those that have some of these bytes, which are others' now */
void objects_drop(struct replay *replay, uint32_t process, uint64_t address,
		  uint64_t end);

/** object_place() - the place of this kind at @address, or NULL; @add: made if it can be */
struct place *object_place(struct object *object, uint64_t address, uint32_t kind,
			   bool add);

/* --- derive-publish.c --- */

/** object_keep() - it has this DMA address in it; 0, or that of a failed map: none */
void object_keep(struct replay *replay, struct object *object, uint64_t dma_address);

/** object_unlocked() - a lock is given up, as @event says */
void object_unlocked(struct replay *replay, const struct trace_event *event);

/* --- derive-reference.c --- */

/**
 * object_list_used() - a list node in it is put on a list, or taken off
 *
 * Return: whether it is freed, and that has been judged.
 */
bool object_list_used(struct replay *replay, struct object *object,
		      const struct trace_event *event, enum rule_event what);

#endif /* DMACHECK_REPLAY_COUNTED_H */
