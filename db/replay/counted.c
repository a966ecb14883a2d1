/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * counted.c - counted objects begin, are freed, and are forgotten
 */
#include "db/replay/counted.h"

#include <string.h>

struct objects *objects_of(struct replay *replay)
{
	struct world *world = &replay->world;

	if (!world->objects)
		world->objects = world_take(world, sizeof(*world->objects));
	return world->objects;
}

static struct span_tree *objects_in(struct replay *replay, uint32_t process)
{
	return &world_process(&replay->world, process)->objects;
}

struct object *object_at(struct replay *replay, uint32_t process, uint64_t address)
{
	struct span *span = span_next(objects_in(replay, process), address,
				      span_end(address, 1), NULL);

	return span ? span->owner : NULL;
}

/* ---- begun ---- */

static struct object *object_new(struct replay *replay, uint32_t process)
{
	struct objects *objects = objects_of(replay);
	struct object *object = objects->unused;

	if (object) {
		objects->unused = object->next;
		memset(object, 0, sizeof(*object));
	} else {
		object = world_take(&replay->world, sizeof(*object));
	}
	object->process = process;
	return object;
}

/* The object of the block of the heap that has this byte; NULL: it is not on the heap. */
static struct object *object_of(struct replay *replay, uint32_t process,
				uint64_t address)
{
	struct object *object = object_at(replay, process, address);
	uint64_t start, end;

	if (object)
		return object_is_freed(object) ? NULL : object;
	if (!memory_block(replay, process, address, &start, &end))
		return NULL;
	object = object_new(replay, process);
	object->span = (struct span){ .start = start, .end = end, .owner = object };
	span_insert(objects_in(replay, process), &object->span);
	return object;
}

static void counter_name(const struct thing *thing, char *text, size_t size)
{
	const struct counter *counter = (const struct counter *)thing;
	const struct object *object = counter->object;

	if (!object)
		snprintf(text, size, "a counted object");
	else if (object->map_object)
		snprintf(text, size, "a map object");
	else
		snprintf(text, size, "a counted object of %llu bytes",
			 (unsigned long long)(object->span.end - object->span.start));
}

static void counter_join(struct counter *counter, struct object *object)
{
	struct counter **link = &object->lead;

	while (*link)
		link = &(*link)->next;
	*link = counter;
	counter->object = object;
}

static struct counter *counter_new(struct replay *replay, uint32_t process,
				   uint64_t address)
{
	struct counter *counter = world_add(&replay->world, OBJECT_REFCOUNTED,
					    sizeof(*counter), process, address);

	counter->thing.describe = counter_name;
	return counter;
}

struct counter *counter_find(struct replay *replay, uint32_t process, uint64_t address)
{
	return world_find(&replay->world, OBJECT_REFCOUNTED, process, address);
}

struct counter *counter_begin(struct replay *replay, uint32_t process, uint64_t address,
			      bool set)
{
	struct counter *counter = counter_new(replay, process, address);
	struct object *object = set ? object_of(replay, process, address) : NULL;

	counter->set = set;
	if (object)
		counter_join(counter, object);
	return counter;
}

static void object_unhold(struct replay *replay, struct object *object)
{
	struct mapping *mapping;

	if (!object->mapping)
		return;
	mapping = mapping_at(replay, object->process, 0, object->dma_address);
	if (mapping && mapping->holder == object)
		mapping->holder = NULL;
	object->mapping = 0;
}

static void object_unlock(struct replay *replay, struct object *object)
{
	struct object **link = &objects_of(replay)->locked;

	while (*link && *link != object)
		link = &(*link)->next;
	if (*link)
		*link = object->next;
}

/* As if it had just been allocated: objects that wait in a pool are used again. */
static void object_again(struct replay *replay, struct object *object)
{
	object_unhold(replay, object);
	object_unlock(replay, object);
	object->node_count = 0;
	object->place_count = 0;
}

void counter_again(struct replay *replay, struct counter *counter)
{
	struct thing *thing = &counter->thing;

	memset(thing->states, 0, sizeof(thing->states));
	thing->origin = (struct step){ 0 };
	thing->noted = 0;
	counter->set = true;
	counter->reference_count = 0;
	if (counter->object && counter->object->lead == counter)
		object_again(replay, counter->object);
}

struct counter *counter_map_object(struct replay *replay, uint32_t process,
				   uint64_t address)
{
	struct counter *counter = counter_find(replay, process, address);

	if (counter && counter->object && counter->object->map_object)
		return counter;
	counter = counter_new(replay, process, address);
	counter_join(counter, object_new(replay, process));
	counter->object->map_object = true;
	return counter;
}

/* ---- gone ---- */

static void object_forget(struct replay *replay, struct object *object)
{
	struct objects *objects = objects_of(replay);
	struct counter *counter = object->lead, *next;

	for (; counter; counter = next) {
		next = counter->next;
		world_forget(&replay->world, &counter->thing);
	}
	object_again(replay, object);
	if (object_is_freed(object))
		objects->gone[object->gone] = NULL;
	span_remove(objects_in(replay, object->process), &object->span);
	object->next = objects->unused;
	objects->unused = object;
}

void object_free(struct replay *replay, struct object *object,
		 const struct trace_event *event)
{
	struct objects *objects = objects_of(replay);
	size_t place = objects->gone_count++ % OBJECTS_GONE;

	if (objects->gone[place])
		object_forget(replay, objects->gone[place]);
	objects->gone[place] = object;
	object->gone = place;
	object->freed = step_of(event, "freed");
	object_unlock(replay, object);
}

void objects_drop(struct replay *replay, uint32_t process, uint64_t address,
		  uint64_t end)
{
	struct span_tree *tree = objects_in(replay, process);
	struct span *span;

	while (tree->root && (span = span_next(tree, address, end, NULL)))
		object_forget(replay, span->owner);
}

/* ---- places in it ---- */

struct place *object_place(struct object *object, uint64_t address, uint32_t kind,
			   bool add)
{
	for (size_t i = 0; i < object->place_count; i++)
		if (object->places[i].address == address && object->places[i].kind == kind)
			return &object->places[i];
	if (!add || object->place_count == OBJECT_PLACES)
		return NULL;
	object->places[object->place_count] =
		(struct place){ .address = address, .kind = kind };
	return &object->places[object->place_count++];
}
