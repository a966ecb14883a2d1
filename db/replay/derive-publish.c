/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * derive-publish.c - objects are put where others find them, and taken away; the
 * mappings they keep
 *
 *   list-add, list-del             a node of an object
 *   object-list, object-unlist     a map object of the engine's own
 *   ref-get, list-add, list-del    the DMA address that is in the object now
 *   unmap                          of a mapping that an object keeps
 *
 * That an object keeps a mapping is learnt at the first of these events after the map:
 * what happened then is judged in the order of the run all the same, for it is the
 * place of the map and the listing that counts.
 */
#include "db/replay/counted.h"

enum { OBJECTS_LOCKED = 64 };

/* ---- the lock of the list ---- */

static void locks_note(struct replay *replay, struct object *object,
		       const struct trace_event *event)
{
	const struct thread *thread = world_thread(&replay->world, event);
	struct objects *objects = objects_of(replay);

	object->lock_count = 0;
	for (size_t i = 0; i < thread->held_count && i < THREAD_HELD; i++)
		if (object->lock_count < OBJECT_LOCKS)
			object->locks[object->lock_count++] = thread->held[i].lock;
	object->unlocked = object->lock_count ? 0 : event->number;
	if (!object->lock_count)
		return;
	object->next = objects->locked;
	objects->locked = object;
}

static bool is_list_lock(const struct object *object, uint64_t lock)
{
	for (size_t i = 0; i < object->lock_count; i++)
		if (object->locks[i] == lock)
			return true;
	return false;
}

/* Beyond the first few nothing is looked for: then it counts as held for ever. */
void object_unlocked(struct replay *replay, const struct trace_event *event)
{
	struct object **link = &objects_of(replay)->locked;

	for (int i = 0; *link && i < OBJECTS_LOCKED; i++) {
		struct object *object = *link;

		if (object->listed.thread != event->thread ||
		    !is_list_lock(object, event->object)) {
			link = &object->next;
			continue;
		}
		object->unlocked = event->number;
		*link = object->next;
	}
}

static bool holds_list_lock(struct replay *replay, const struct object *object,
			    const struct trace_event *event)
{
	const struct thread *thread = world_thread(&replay->world, event);

	for (size_t i = 0; i < thread->held_count && i < THREAD_HELD; i++)
		if (is_list_lock(object, thread->held[i].lock))
			return true;
	return false;
}

/* ---- the mapping it keeps ---- */

static bool is_mapped_late(const struct object *object)
{
	return object->node_count && object->mapped.event > object->listed.event;
}

/* Nobody could find it before the lock was given up, and then it was mapped. */
static bool is_mapped_under_lock(const struct object *object)
{
	return is_mapped_late(object) && object->mapped.thread == object->listed.thread &&
	       (!object->unlocked || object->mapped.event < object->unlocked);
}

/* Whoever took it from a queue maps it: then it is a request, and not a map object. */
static bool is_mapped_by_another(const struct object *object)
{
	return is_mapped_late(object) && object->mapped.thread != object->listed.thread;
}

void object_keep(struct replay *replay, struct object *object, uint64_t dma_address)
{
	struct mapping *mapping;
	struct occasion occasion = { .source = &object->mapped };

	if (!dma_address || dma_address == MAPPING_FAILED)
		return;
	mapping = mapping_at(replay, object->process, 0, dma_address);
	if (!mapping || mapping->dma_address != dma_address ||
	    mapping->thing.id == object->mapping)
		return;
	mapping->holder = object;
	world_process(&replay->world, object->process)->holders = true;
	object->mapping = mapping->thing.id;
	object->dma_address = dma_address;
	object->mapped = mapping->thing.origin;
	object->lead->thing.device = mapping->thing.device;
	if (is_mapped_under_lock(object))
		occasion.facts = FACT(LIST_LOCK);
	judge(replay, &object->lead->thing, EVENT_MAP, &occasion);
	if (mapping->used || is_mapped_by_another(object))
		object_transfer(replay, mapping);
}

void object_transfer(struct replay *replay, const struct mapping *mapping)
{
	if (mapping->holder)
		judge(replay, &mapping->holder->lead->thing, EVENT_USE, NULL);
}

/* References of others than who unmaps, who may be ending what they began. */
static bool references_keep(struct object *object, uint32_t thread)
{
	struct counter *counter = object->lead;
	bool any = false;

	for (size_t i = 0; i < counter->reference_count && i < COUNTER_REFERENCES; i++) {
		struct reference *reference = &counter->references[i];

		reference->kept = reference->found && reference->thread != thread;
		any |= reference->kept;
	}
	return any;
}

void derive_object_unmap(struct replay *replay, const struct trace_event *event)
{
	struct process *process = world_process(&replay->world, event->process);
	struct occasion occasion = { .address = event->dma_address };
	struct mapping *mapping;
	struct object *object;

	if (!process->holders)
		return;
	mapping = mapping_at(replay, event->process, event->device, event->dma_address);
	if (!mapping || !mapping->holder || mapping->dma_address != event->dma_address)
		return;
	object = mapping->holder;
	mapping->holder = NULL;
	object->mapping = 0;
	object->unmapped = step_of(event, "unmapped");
	occasion.mapping = mapping->thing.id;
	occasion.size = mapping->size;
	if (!world_thread(&replay->world, event)->callback_count &&
	    references_keep(object, event->thread))
		occasion.facts |= FACT(REFERENCED);
	if (holds_list_lock(replay, object, event))
		occasion.facts |= FACT(LIST_LOCK);
	judge(replay, &object->lead->thing, EVENT_UNMAP, &occasion);
	thing_note(&object->lead->thing, event, "its memory is unmapped");
}

/* ---- listed ---- */

static void node_add(struct object *object, uint64_t node)
{
	size_t known = object->node_count < OBJECT_NODES ? object->node_count : OBJECT_NODES;

	for (size_t i = 0; i < known; i++)
		if (object->nodes[i] == node)
			return;
	if (object->node_count < OBJECT_NODES)
		object->nodes[object->node_count] = node;
	object->node_count++;
}

/* Return: whether it was on a list. */
static bool node_remove(struct object *object, uint64_t node)
{
	size_t known = object->node_count < OBJECT_NODES ? object->node_count : OBJECT_NODES;

	for (size_t i = 0; i < known; i++) {
		if (object->nodes[i] != node)
			continue;
		object->nodes[i] = object->nodes[known - 1];
		object->node_count--;
		return true;
	}
	return false;
}

static void object_list(struct replay *replay, struct object *object,
			const struct trace_event *event)
{
	struct occasion occasion = { .mapping = object->mapping };

	object_keep(replay, object, event->dma_address);
	if (event->dma_address == MAPPING_FAILED)
		occasion.facts = FACT(FAILED);
	if (!object->node_count) {
		object->listed = step_of(event, "put where others find it");
		locks_note(replay, object, event);
	}
	node_add(object, event->object);
	judge(replay, &object->lead->thing, EVENT_PUBLISH, &occasion);
	thing_note(&object->lead->thing, event, "it is put where others find it");
}

/*
 * What is reported now happened before: it was mapped too late, or unmapped too early.
 * Both at once cannot be.
 */
static void object_unlist(struct replay *replay, struct object *object,
			  const struct trace_event *event)
{
	struct occasion occasion = { .mapping = object->mapping };

	object_keep(replay, object, event->dma_address);
	if (!node_remove(object, event->object) || object->node_count)
		return;
	object->unlisted = step_of(event, "taken off");
	if (holds_list_lock(replay, object, event))
		occasion.facts = FACT(LIST_LOCK);
	occasion.source = object->mapping ? &object->mapped : &object->unmapped;
	thing_note(&object->lead->thing, event, "it is taken from where others find it");
	judge(replay, &object->lead->thing, EVENT_UNPUBLISH, &occasion);
}

void derive_list_add(struct replay *replay, const struct trace_event *event)
{
	struct object *object = object_at(replay, event->process, event->object);

	if (object && !object_list_used(replay, object, event, EVENT_PUBLISH))
		object_list(replay, object, event);
}

void derive_list_del(struct replay *replay, const struct trace_event *event)
{
	struct object *object = object_at(replay, event->process, event->object);

	if (object && !object_list_used(replay, object, event, EVENT_UNPUBLISH))
		object_unlist(replay, object, event);
}

/* A map object begins where it is listed. */
void derive_object_list(struct replay *replay, const struct trace_event *event)
{
	struct counter *counter = counter_map_object(replay, event->process, event->object);

	counter_again(replay, counter);
	counter->count = 0;
	counter->known = true;
	object_list(replay, counter->object, event);
}

void derive_object_unlist(struct replay *replay, const struct trace_event *event)
{
	struct counter *counter = counter_find(replay, event->process, event->object);

	if (!event->value && counter && counter->object)
		object_unlist(replay, counter->object, event);
}
