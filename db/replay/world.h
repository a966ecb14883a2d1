/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * world.h - what is known of a run at one moment of its replay
 *
 *   process -> spans of mapped memory, spans of DMA addresses
 *   thread  -> locks it holds, callbacks it is in, channel it waits for
 *   things  -> channels, descriptors, mappings, devices, objects: what rules are of
 *
 * Every struct of a thing begins with a struct thing. They are found by process and
 * pointer: a pointer is an identity in its own process only.
 */
#ifndef DMACHECK_REPLAY_WORLD_H
#define DMACHECK_REPLAY_WORLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/replay/span.h"
#include "db/trace/trace.h"
#include "model/memory.h"
#include "model/rule.h"

#define HASH_FUNCTION(key, size, hash) ((hash) = world_hash(key))
#define uthash_fatal(message) memory_fail()
#include <uthash.h>

/* Of a thing: rules that a run steps for its kind, and steps remembered. */
enum { THING_RULES = 20, THING_STEPS = 5, OBJECT_COUNT = OBJECT_DEVICE + 1 };

/**
 * struct step - what happened to a thing, for the path to a violation
 * @event: number of the record, 0: none
 * @message: of static storage, or one that lives as long as the trace
 */
struct step {
	uint64_t event;
	int64_t time;
	uint32_t thread;
	uint32_t stack;
	const char *message;
};

struct thing_key {
	uint64_t process;
	uint64_t pointer;
};

static inline unsigned int world_hash(const void *key)
{
	const struct thing_key *pair = key;
	uint64_t mixed = (pair->pointer ^ pair->process << 48) * 0x9e3779b97f4a7c15u;

	return (unsigned int)(mixed >> 32);
}

/**
 * struct thing - what rules have states of
 * @object: enum rule_object
 * @states: of each rule of its kind, by the rule's place, see judge.h
 * @id: as the sink knows it; 0: it does not
 * @device, @channel: ids, 0: none
 * @origin: where it came from; never forgotten
 * @recent: what happened since, oldest at @noted % THING_STEPS once it is full
 * @describe: writes what messages call it: a noun
 */
struct thing {
	UT_hash_handle hh;
	struct thing_key key;
	uint8_t object;
	uint8_t states[THING_RULES];
	int64_t id;
	int64_t device;
	int64_t channel;
	struct step origin;
	struct step recent[THING_STEPS];
	uint64_t noted;
	void (*describe)(const struct thing *thing, char *text, size_t size);
	struct thing *next_free;
};

/* struct device - a DMA device, or the struct device of mappings */
struct device {
	struct thing thing;
	const char *name;	/* "" if nothing named it */
	struct device *next;	/* in the order found */
};

/* struct held - a lock a thread holds */
struct held {
	uint64_t lock;
	const char *name;
	bool sleeping;
	struct step step;
};

/* struct inside - a call or callback of a channel a thread is in */
struct inside {
	uint64_t channel;
	uint64_t object;
	uint32_t type;
	uint32_t flags;
	struct step step;
};

enum { THREAD_HELD = 16, THREAD_INSIDE = 8 };

/**
 * struct thread - what a thread is doing
 * @held: locks, in the order taken; those beyond THREAD_HELD are counted only
 * @callbacks, @syncs: innermost last
 * @failed: the last call that failed, @failed_event 0: none
 * @sg_first: entries mapped since its last map_sg; @sg_link: where the next one goes,
 *	NULL: to the first
 * @sg_entries: of an unmap_sg that has just begun, for its first entry; 0: none has
 * @sg_skipped: entries to come of an unmap_sg that has been judged as a whole
 * @prepared: descriptors it has prepared and nobody has issued, see channel.h
 * @no_descriptor: the last prep that failed, if it was its last call of a channel
 * @prep_ordered: its next prep fails because that was asked for
 * @sleep_message: of its last call that may sleep, which was @sleep_name
 */
struct thread {
	UT_hash_handle hh;
	struct thing_key key;
	uint32_t number;
	uint32_t process;
	size_t held_count;
	struct held held[THREAD_HELD];
	size_t callback_count;
	struct inside callbacks[THREAD_INSIDE];
	size_t sync_count;
	struct inside syncs[THREAD_INSIDE];
	struct step failed;
	struct mapping *sg_first;
	struct mapping **sg_link;
	uint64_t sg_entries;
	uint64_t sg_skipped;
	struct descriptor *prepared;
	struct descriptor *no_descriptor;
	bool prep_ordered;
	const char *sleep_name;
	const char *sleep_message;
};

/**
 * struct process - an address space
 * @memory, @dma: spans of the mappings that are active, see mapping.h
 * @heap: spans of memory that was allocated and is not freed
 * @failed: the last map that failed, or NULL; @failed_list: of which scatterlist
 * @forked: the last fork
 * @in_flight: DMA addresses that transfers use, from issue to completion or retirement
 * @callback_data: what callbacks are given that may still come
 * @providers: where its DMA devices are, see derive-provider.c
 * @replaced: by another program, of which nothing has been heard yet
 * @objects: that have reference counts, see counted.h; @holders: some keep mappings
 * @modules: that were loaded and not unloaded
 * @ended: its program has come to its end by itself
 * @hung: it hangs, so that what it leaves behind says nothing
 */
struct process {
	UT_hash_handle hh;
	struct thing_key key;
	uint32_t number;
	struct span_tree memory;
	struct span_tree dma;
	struct span_tree heap;
	struct mapping *failed;
	uint64_t failed_list;
	struct step forked;
	struct span_tree in_flight;
	struct span_tree callback_data;
	struct span_tree providers;
	struct span_tree objects;
	bool holders;
	int64_t modules;
	bool replaced;
	bool ended;
	bool hung;
};

struct world {
	struct thing *tables[OBJECT_COUNT];	/* hashed by key */
	struct thing *unused[OBJECT_COUNT];
	struct device *devices;
	struct device **device_link;
	struct block *blocks;			/* what all that memory is of */
	struct process *processes;		/* hashed by number, as threads */
	struct thread *threads;
	struct process *last_process;		/* the ones asked for last, or NULL */
	struct thread *last_thread;
	int64_t ids[OBJECT_COUNT];		/* last given out */
	struct mappings *mappings;		/* see mapping.h */
	struct objects *objects;		/* see counted.h */
	struct heap_block *unused_heap_blocks;	/* see derive-memory.c */
	struct buffer *unused_buffers;		/* see channel.h */
};

void world_release(struct world *world);

/**
 * world_new() - a thing that no pointer finds
 * @size: of its struct; always the same for an object
 *
 * Zeroed, but for object, key and id. Return: the world's, until world_forget().
 */
void *world_new(struct world *world, enum rule_object object, size_t size);

/** world_add() - a thing that world_find() finds; one of the same key is no longer found */
void *world_add(struct world *world, enum rule_object object, size_t size,
		uint32_t process, uint64_t pointer);

/** world_hash_as() - from now on it is found by this process and pointer */
void world_hash_as(struct world *world, struct thing *thing, uint32_t process,
		   uint64_t pointer);

/** world_find() - Return: the thing of this process and pointer, or NULL */
void *world_find(const struct world *world, enum rule_object object,
		 uint32_t process, uint64_t pointer);

/** world_forget() - its memory will be another thing's */
void world_forget(struct world *world, struct thing *thing);

/** world_device() - found or made; never forgotten */
struct device *world_device(struct world *world, uint32_t process, uint64_t pointer);

/** world_device_again() - another one at the same address */
struct device *world_device_again(struct world *world, uint32_t process,
				  uint64_t pointer);

struct process *world_process(struct world *world, uint32_t number);
struct thread *world_thread(struct world *world, const struct trace_event *event);

/** world_take() - memory that lives as long as the world */
void *world_take(struct world *world, size_t size);

/**
 * step_of() - @event as a step
 * @message: see struct step
 */
struct step step_of(const struct trace_event *event, const char *message);

/** thing_note() - remember that this happened to it; the first is where it came from */
void thing_note(struct thing *thing, const struct trace_event *event,
		const char *message);

/** thing_steps() - what is remembered, in order. Return: how many, THING_STEPS + 1 at most */
size_t thing_steps(const struct thing *thing, const struct step **ret_steps);

enum { THING_NAME = 160 };

/** thing_name() - what messages call it */
void thing_name(const struct thing *thing, char text[THING_NAME]);

/** thing_step() - the newest step with this message (compared by its pointer), or NULL */
const struct step *thing_step(const struct thing *thing, const char *message);

#endif /* DMACHECK_REPLAY_WORLD_H */
