/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * derive-reference.c - references are taken and given up, objects freed and used
 *
 *   ref-get, ref-put -> the counter's count, who holds what
 *   alloc, free      -> objects begin and end
 *   lock, list, map  -> used, though it is freed
 *
 * A count is what the event says, while its memory is there; then it is reckoned.
 */
#include "db/replay/counted.h"

#include <string.h>

/* ref-get, type: the count is set, and not counted up. */
enum { COUNT_SET = 1 };

/* ---- references ---- */

static void reference_add(struct counter *counter, const struct trace_event *event,
			  bool found)
{
	if (counter->reference_count < COUNTER_REFERENCES)
		counter->references[counter->reference_count] = (struct reference){
			.step = step_of(event, "a reference is taken, and not given up"),
			.thread = event->thread, .first = event->type == COUNT_SET,
			.found = found,
		};
	counter->reference_count++;
}

/* Which of the @known ones a put of @thread gives up, see struct reference. */
static size_t reference_given(const struct counter *counter, size_t known, uint32_t thread)
{
	const struct object *object = counter->object;
	size_t place = known;

	while (place && counter->references[place - 1].thread != thread)
		place--;
	place = place ? place - 1 : known - 1;
	if (counter->references[0].first && object && object->unlisted.thread == thread &&
	    object->unlisted.event > counter->references[place].step.event)
		return 0;
	return place;
}

/* Return: the one that a put of @thread gives up; zeroed if it is not remembered. */
static struct reference reference_take(struct counter *counter, uint32_t thread)
{
	struct reference taken = { 0 };
	size_t known = counter->reference_count, place;

	if (!known)
		return taken;
	counter->reference_count--;
	if (known > COUNTER_REFERENCES)
		return taken;
	place = reference_given(counter, known, thread);
	taken = counter->references[place];
	memmove(&counter->references[place], &counter->references[place + 1],
		(known - 1 - place) * sizeof(taken));
	return taken;
}

static bool is_map_object(const struct counter *counter)
{
	return counter->object && counter->object->map_object;
}

static bool is_freed(const struct counter *counter)
{
	return counter->object && object_is_freed(counter->object);
}

/* ---- taken ---- */

static void counter_set(struct replay *replay, struct counter *counter,
			const struct trace_event *event)
{
	if (counter && is_freed(counter)) {
		objects_drop(replay, event->process, counter->object->span.start,
			     counter->object->span.end);
		counter = NULL;
	}
	if (counter)
		counter_again(replay, counter);
	else
		counter = counter_begin(replay, event->process, event->object, true);
	counter->count = event->value;
	counter->known = true;
	thing_note(&counter->thing, event, "its reference count is set");
	if (!event->value)
		return;
	reference_add(counter, event, false);
	judge(replay, &counter->thing, EVENT_GET, NULL);
}

/* By another than who put it on its list, and while it is there. */
static bool is_found(const struct counter *counter, const struct trace_event *event)
{
	const struct object *object = counter->object;

	return object && object->node_count && event->thread != object->listed.thread;
}

/* Only the first of all references leads to a count of one; a map object has such. */
static uint64_t get_facts(const struct counter *counter, const struct trace_event *event)
{
	const struct object *object = counter->object;
	uint64_t facts = 0;

	if (event->value == 1 && !is_map_object(counter) && !is_freed(counter))
		facts |= FACT(NONE_LEFT);
	if (is_found(counter, event) && event->thread != object->unmapped.thread)
		facts |= FACT(FOUND);
	return facts;
}

void derive_reference_get(struct replay *replay, const struct trace_event *event)
{
	struct counter *counter = counter_find(replay, event->process, event->object);
	struct occasion occasion = { .stands_alone = false };

	if (event->type == COUNT_SET) {
		counter_set(replay, counter, event);
		return;
	}
	if (!counter)
		counter = counter_begin(replay, event->process, event->object, false);
	if (counter->object && !is_freed(counter))
		object_keep(replay, counter->object, event->dma_address);
	occasion.facts = get_facts(counter, event);
	occasion.stands_alone = occasion.facts & FACT(NONE_LEFT);
	counter->count = is_freed(counter) ? counter->count + 1 : event->value;
	counter->known = true;
	judge(replay, &counter->thing, EVENT_GET, &occasion);
	reference_add(counter, event, is_found(counter, event));
	thing_note(&counter->thing, event, "a reference is taken");
}

/* ---- given up ---- */

/* Counts of map objects are unsigned. Below zero they all say that there was none. */
static int64_t count_after(const struct counter *counter, const struct trace_event *event)
{
	if (is_freed(counter) ||
	    (is_map_object(counter) && !counter->object->node_count))
		return counter->count - 1;
	return event->value > INT32_MAX ? -1 : event->value;
}

void derive_reference_put(struct replay *replay, const struct trace_event *event)
{
	struct counter *counter = counter_find(replay, event->process, event->object);
	struct occasion occasion = { .stands_alone = false };
	struct reference given;
	const char *message = "a reference is given up";

	if (!counter)
		counter = counter_begin(replay, event->process, event->object, false);
	counter->count = count_after(counter, event);
	counter->known = true;
	given = reference_take(counter, event->thread);
	if (counter->count < 0)
		occasion.facts |= FACT(NONE_LEFT);
	if (given.kept && given.thread == event->thread) {
		occasion.facts |= FACT(HELD_BEFORE);
		occasion.source = &counter->object->unmapped;
		occasion.also = &given.step;
	}
	if (!counter->count && !is_map_object(counter)) {
		occasion.facts |= FACT(LAST);
		message = "the last reference is given up";
	}
	occasion.stands_alone = counter->count < 0 && !is_freed(counter);
	thing_note(&counter->thing, event, message);
	judge(replay, &counter->thing, EVENT_PUT, &occasion);
}

/* ---- memory ---- */

void derive_object_run_begin(struct replay *replay, const struct trace_event *event)
{
	objects_drop(replay, event->process, 0, UINT64_MAX);
	world_process(&replay->world, event->process)->modules = 0;
}

void derive_object_alloc(struct replay *replay, const struct trace_event *event)
{
	if (event->address)
		objects_drop(replay, event->process, event->address,
			     span_end(event->address, event->size ? event->size : 1));
}

void derive_object_free(struct replay *replay, const struct trace_event *event)
{
	struct object *object = object_at(replay, event->process, event->address);

	if (!object || object->span.start != event->address || object_is_freed(object))
		return;
	for (struct counter *counter = object->lead; counter; counter = counter->next) {
		const struct occasion occasion = {
			.facts = counter->count > 0 ? FACT(REFERENCED) : 0,
		};

		thing_note(&counter->thing, event, "its memory is freed");
		judge(replay, &counter->thing, EVENT_FREE, &occasion);
	}
	object_free(replay, object, event);
}

/* ---- used ---- */

/*
 * While an object lives it is learnt where in it locks and the like are. Used again at
 * the same place after it was freed, it is the same object that is meant.
 */
static bool is_old_place(struct object *object, uint64_t address, uint32_t kind)
{
	return object && object_is_freed(object) &&
	       object_place(object, address, kind, false);
}

static void object_used(struct replay *replay, struct object *object,
			const struct trace_event *event, enum rule_event what)
{
	const struct occasion occasion = {
		.address = event->object ? event->object : event->address,
		.also = &object->freed,
	};

	judge(replay, &object->lead->thing, what, &occasion);
}

static bool same_name(const char *one, const char *other)
{
	return one && other && strcmp(one, other) == 0;
}

void derive_object_lock(struct replay *replay, const struct trace_event *event)
{
	struct object *object = object_at(replay, event->process, event->object);
	struct place *place;

	if (!object)
		return;
	place = object_place(object, event->object, DMACHECK_LOCK, !object_is_freed(object));
	if (!place)
		return;
	if (!object_is_freed(object))
		place->name = event->name;
	else if (same_name(place->name, event->name))
		object_used(replay, object, event, EVENT_LOCK);
}

/* Of a lock that was taken before the object was freed. */
void derive_object_unlock(struct replay *replay, const struct trace_event *event)
{
	struct object *object = object_at(replay, event->process, event->object);
	const struct thread *thread = world_thread(&replay->world, event);

	object_unlocked(replay, event);
	if (!is_old_place(object, event->object, DMACHECK_LOCK))
		return;
	for (size_t i = 0; i < thread->held_count && i < THREAD_HELD; i++)
		if (thread->held[i].lock == event->object &&
		    thread->held[i].step.event < object->freed.event) {
			object_used(replay, object, event, EVENT_LOCK);
			return;
		}
}

void derive_object_map(struct replay *replay, const struct trace_event *event)
{
	struct object *object = object_at(replay, event->process, event->address);

	if (!object || event->type == DMACHECK_MAPPED_COHERENT ||
	    event->type == DMACHECK_MAPPED_NONCOHERENT ||
	    event->type == DMACHECK_MAPPED_RESOURCE)
		return;
	if (is_old_place(object, event->address, DMACHECK_MAP))
		object_used(replay, object, event, EVENT_MAP);
	else if (!object_is_freed(object))
		object_place(object, event->address, DMACHECK_MAP, true);
}

bool object_list_used(struct replay *replay, struct object *object,
		      const struct trace_event *event, enum rule_event what)
{
	if (!object_is_freed(object)) {
		object_place(object, event->object, DMACHECK_LIST_ADD, true);
		return false;
	}
	if (object_place(object, event->object, DMACHECK_LIST_ADD, false))
		object_used(replay, object, event, what);
	return true;
}

/* ---- the end ---- */

void derive_module_init(struct replay *replay, const struct trace_event *event)
{
	if (!event->value)
		world_process(&replay->world, event->process)->modules++;
}

void derive_module_exit(struct replay *replay, const struct trace_event *event)
{
	world_process(&replay->world, event->process)->modules--;
}

static bool is_left(const struct counter *counter, uint32_t process)
{
	const struct object *object = counter->object;

	if (!object || object->process != process || counter->count <= 0)
		return false;
	return object->map_object ? object->node_count : counter->set && !is_freed(counter);
}

static void counter_left(struct replay *replay, struct counter *counter)
{
	size_t known = counter->reference_count;
	char detail[64];
	struct occasion occasion = {
		.facts = FACT(ALLOCATED), .detail = detail, .blame_origin = true,
	};

	snprintf(detail, sizeof(detail), "%lld %s at the end", (long long)counter->count,
		 counter->count == 1 ? "is left" : "are left");
	if (known && known <= COUNTER_REFERENCES)
		occasion.source = &counter->references[known - 1].step;
	judge(replay, &counter->thing, EVENT_END, &occasion);
}

/* What a module that stays loaded has, it keeps; what hangs has not come to its end. */
void derive_reference_run_end(struct replay *replay, const struct trace_event *event)
{
	const struct process *process = world_process(&replay->world, event->process);
	struct thing *thing, *next;

	if (process->modules > 0 || process->hung)
		return;
	HASH_ITER(hh, replay->world.tables[OBJECT_REFCOUNTED], thing, next)
		if (is_left((struct counter *)thing, event->process))
			counter_left(replay, (struct counter *)thing);
}
