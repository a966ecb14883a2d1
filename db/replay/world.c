/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * world.c - things, processes and threads: made, found, forgotten
 *
 * Things come from blocks and go to a list of their kind, so that a long run with
 * few of them at a time takes no more memory than a short one.
 */
#include "db/replay/world.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK_THINGS = 64 };

struct block {
	struct block *next;
	max_align_t memory[];
};

void *world_take(struct world *world, size_t size)
{
	struct block *block = memory_array(1, sizeof(*block) + size);

	block->next = world->blocks;
	world->blocks = block;
	return block->memory;
}

void world_release(struct world *world)
{
	for (size_t i = 0; i < OBJECT_COUNT; i++)
		HASH_CLEAR(hh, world->tables[i]);
	HASH_CLEAR(hh, world->processes);
	HASH_CLEAR(hh, world->threads);
	while (world->blocks) {
		struct block *block = world->blocks;

		world->blocks = block->next;
		free(block);
	}
}

static void things_make(struct world *world, enum rule_object object, size_t size)
{
	size_t room = (size + sizeof(max_align_t) - 1) / sizeof(max_align_t) *
		      sizeof(max_align_t);
	char *memory = world_take(world, room * BLOCK_THINGS);

	for (size_t i = 0; i < BLOCK_THINGS; i++) {
		struct thing *thing = (struct thing *)(memory + i * room);

		thing->next_free = world->unused[object];
		world->unused[object] = thing;
	}
}

void *world_new(struct world *world, enum rule_object object, size_t size)
{
	struct thing *thing;

	if (!world->unused[object])
		things_make(world, object, size);
	thing = world->unused[object];
	world->unused[object] = thing->next_free;
	memset(thing, 0, size);
	thing->object = (uint8_t)object;
	thing->id = ++world->ids[object];
	return thing;
}

static bool is_hashed(const struct thing *thing)
{
	return thing->hh.tbl;
}

static void thing_unhash(struct world *world, struct thing *thing)
{
	if (!is_hashed(thing))
		return;
	HASH_DEL(world->tables[thing->object], thing);
	thing->hh.tbl = NULL;
}

void *world_find(const struct world *world, enum rule_object object,
		 uint32_t process, uint64_t pointer)
{
	const struct thing_key key = { process, pointer };
	struct thing *thing;

	HASH_FIND(hh, world->tables[object], &key, sizeof(key), thing);
	return thing;
}

void world_hash_as(struct world *world, struct thing *thing, uint32_t process,
		   uint64_t pointer)
{
	struct thing *old = world_find(world, (enum rule_object)thing->object, process,
				       pointer);

	if (old)
		thing_unhash(world, old);
	thing_unhash(world, thing);
	thing->key = (struct thing_key){ process, pointer };
	HASH_ADD(hh, world->tables[thing->object], key, sizeof(thing->key), thing);
}

void *world_add(struct world *world, enum rule_object object, size_t size,
		uint32_t process, uint64_t pointer)
{
	struct thing *thing = world_new(world, object, size);

	world_hash_as(world, thing, process, pointer);
	return thing;
}

void world_forget(struct world *world, struct thing *thing)
{
	thing_unhash(world, thing);
	thing->next_free = world->unused[thing->object];
	world->unused[thing->object] = thing;
}

struct device *world_device_again(struct world *world, uint32_t process,
				  uint64_t pointer)
{
	struct device *device = world_add(world, OBJECT_DEVICE, sizeof(*device), process,
					  pointer);

	device->name = "";
	device->thing.device = device->thing.id;
	if (!world->device_link)
		world->device_link = &world->devices;
	*world->device_link = device;
	world->device_link = &device->next;
	return device;
}

struct device *world_device(struct world *world, uint32_t process, uint64_t pointer)
{
	struct device *device = world_find(world, OBJECT_DEVICE, process, pointer);

	return device ? device : world_device_again(world, process, pointer);
}

/* A trace may name any number, so they are hashed; the same one comes again and again. */
struct process *world_process(struct world *world, uint32_t number)
{
	const struct thing_key key = { number, 0 };
	struct process *process = world->last_process;

	if (process && process->number == number)
		return process;
	HASH_FIND(hh, world->processes, &key, sizeof(key), process);
	if (!process) {
		process = world_take(world, sizeof(*process));
		process->key = key;
		process->number = number;
		HASH_ADD(hh, world->processes, key, sizeof(key), process);
	}
	world->last_process = process;
	return process;
}

struct thread *world_thread(struct world *world, const struct trace_event *event)
{
	const struct thing_key key = { event->thread, 0 };
	struct thread *thread = world->last_thread;

	if (thread && thread->number == event->thread)
		return thread;
	HASH_FIND(hh, world->threads, &key, sizeof(key), thread);
	if (!thread) {
		thread = world_take(world, sizeof(*thread));
		thread->key = key;
		thread->number = event->thread;
		thread->process = event->process;
		HASH_ADD(hh, world->threads, key, sizeof(key), thread);
	}
	world->last_thread = thread;
	return thread;
}

struct step step_of(const struct trace_event *event, const char *message)
{
	return (struct step){
		.event = event->number, .time = event->time, .thread = event->thread,
		.stack = event->stack, .message = message,
	};
}

void thing_note(struct thing *thing, const struct trace_event *event,
		const char *message)
{
	struct step step = step_of(event, message);

	if (!thing->origin.event)
		thing->origin = step;
	else
		thing->recent[thing->noted++ % THING_STEPS] = step;
}

static const struct step *recent_step(const struct thing *thing, size_t place)
{
	uint64_t first = thing->noted > THING_STEPS ? thing->noted - THING_STEPS : 0;

	return &thing->recent[(first + place) % THING_STEPS];
}

void thing_name(const struct thing *thing, char text[THING_NAME])
{
	text[0] = '?';
	text[1] = '\0';
	if (thing->describe)
		thing->describe(thing, text, THING_NAME);
}

size_t thing_steps(const struct thing *thing, const struct step **ret_steps)
{
	size_t recent = thing->noted < THING_STEPS ? thing->noted : THING_STEPS;
	size_t count = 0;

	if (thing->origin.event)
		ret_steps[count++] = &thing->origin;
	for (size_t i = 0; i < recent; i++)
		ret_steps[count++] = recent_step(thing, i);
	return count;
}

const struct step *thing_step(const struct thing *thing, const char *message)
{
	const struct step *steps[THING_STEPS + 1];
	size_t count = thing_steps(thing, steps);

	while (count--)
		if (steps[count]->message == message)
			return steps[count];
	return NULL;
}
