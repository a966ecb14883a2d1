/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * summary-state.c - states: places, facts, locks, trace
 *
 * Two states at one point are one when their traces, their locks, what is
 * known of results in the trace, and the places that later events look at are
 * equal; the rest is joined: what only one of them knows is forgotten.
 */
#include "checker/summary-build.h"

#include <stdlib.h>
#include <string.h>

/* Arrays of a state grow inside the scratch arena; 16-bit counts suffice. */
static void *room_for(struct analysis *analysis, void *items, uint16_t count,
		      uint16_t *room, size_t size)
{
	void *memory;

	if (count < *room)
		return items;
	*room = (uint16_t)(*room ? *room * 2 : 8);
	memory = arena_alloc(&analysis->scratch, *room * size);
	if (count)
		memcpy(memory, items, count * size);
	return memory;
}

struct state *state_copy(struct analysis *analysis, const struct state *state)
{
	struct arena *arena = &analysis->scratch;
	struct state *copy = arena_copy(arena, state, sizeof(*state));

	copy->bindings = arena_copy(arena, state->bindings,
				    state->binding_count * sizeof(*copy->bindings));
	copy->facts = arena_copy(arena, state->facts,
				 state->fact_count * sizeof(*copy->facts));
	copy->trace = arena_copy(arena, state->trace,
				 state->trace_count * sizeof(*copy->trace));
	copy->binding_room = copy->binding_count;
	copy->fact_room = copy->fact_count;
	copy->trace_room = copy->trace_count;
	copy->pending = false;
	return copy;
}

/* Index of the first entry with an id not below @id. */
static uint16_t binding_index(const struct state *state, uint32_t id)
{
	uint16_t low = 0, high = state->binding_count;

	while (low < high) {
		uint16_t middle = (uint16_t)((low + high) / 2);

		if (state->bindings[middle].place->id < id)
			low = (uint16_t)(middle + 1);
		else
			high = middle;
	}
	return low;
}

static uint16_t fact_index(const struct state *state, uint32_t id)
{
	uint16_t low = 0, high = state->fact_count;

	while (low < high) {
		uint16_t middle = (uint16_t)((low + high) / 2);

		if (state->facts[middle].value->id < id)
			low = (uint16_t)(middle + 1);
		else
			high = middle;
	}
	return low;
}

const struct value *state_read(struct analysis *analysis, const struct state *state,
			       const struct value *place)
{
	uint16_t i = binding_index(state, place->id);

	(void)analysis;
	if (i < state->binding_count && state->bindings[i].place == place)
		return state->bindings[i].value;
	return place;
}

void state_write(struct analysis *analysis, struct state *state,
		 const struct value *place, const struct value *value)
{
	uint16_t i = binding_index(state, place->id);

	if (place->unknown)
		return;
	if (i < state->binding_count && state->bindings[i].place == place) {
		state->bindings[i].value = value;
		return;
	}
	state->bindings = room_for(analysis, state->bindings, state->binding_count,
				   &state->binding_room, sizeof(*state->bindings));
	memmove(state->bindings + i + 1, state->bindings + i,
		(size_t)(state->binding_count - i) * sizeof(*state->bindings));
	state->bindings[i] = (struct binding){ place, value };
	state->binding_count++;
}

const struct fact *state_fact(const struct state *state, const struct value *value)
{
	uint16_t i = fact_index(state, value->id);

	if (i < state->fact_count && state->facts[i].value == value)
		return &state->facts[i];
	return NULL;
}

static struct fact *fact_make(struct analysis *analysis, struct state *state,
			      const struct value *value)
{
	uint16_t i = fact_index(state, value->id);

	if (i < state->fact_count && state->facts[i].value == value)
		return &state->facts[i];
	state->facts = room_for(analysis, state->facts, state->fact_count,
				&state->fact_room, sizeof(*state->facts));
	memmove(state->facts + i + 1, state->facts + i,
		(size_t)(state->fact_count - i) * sizeof(*state->facts));
	state->facts[i] = (struct fact){ .value = value, .signs = SIGN_ANY };
	state->fact_count++;
	return &state->facts[i];
}

static uint8_t sign_of(int64_t number)
{
	if (number < 0)
		return SIGN_NEGATIVE;
	return number ? SIGN_POSITIVE : SIGN_ZERO;
}

uint8_t state_signs(const struct state *state, const struct value *value)
{
	const struct fact *fact;

	if (value->kind == VALUE_INT)
		return sign_of(value->number);
	if (value->kind == VALUE_OBJECT || value->kind == VALUE_SUB ||
	    value->kind == VALUE_FUNC)
		return SIGN_POSITIVE;
	fact = state_fact(state, value);
	return fact ? fact->signs : SIGN_ANY;
}

bool state_narrow(struct analysis *analysis, struct state *state,
		  const struct value *value, uint8_t signs)
{
	uint8_t now = state_signs(state, value);

	if (!(now & signs))
		return false;
	if ((now & signs) != now && !value->unknown)
		fact_make(analysis, state, value)->signs = now & signs;
	return true;
}

bool state_equal(struct analysis *analysis, struct state *state,
		 const struct value *value, int64_t number)
{
	const struct fact *known;
	struct fact *fact;

	if (value->kind == VALUE_INT)
		return value->number == number;
	known = state_fact(state, value);
	if (known && known->is_equal)
		return known->equal == number;
	if (!state_narrow(analysis, state, value, sign_of(number)))
		return false;
	if (value->unknown)
		return true;
	fact = fact_make(analysis, state, value);
	fact->is_equal = true;
	fact->equal = number;
	return true;
}

static bool mentions(const struct value *value, const struct inst *inst)
{
	if ((value->kind == VALUE_RESULT || value->kind == VALUE_VIA) &&
	    value->inst == inst)
		return true;
	if (value->kind == VALUE_VIA)
		return false;
	return (value->a && mentions(value->a, inst)) ||
	       (value->b && mentions(value->b, inst));
}

/* A call made again returns something new: nothing is known of it. */
void state_forget(struct state *state, const struct inst *inst)
{
	uint16_t kept = 0;

	for (uint16_t i = 0; i < state->fact_count; i++)
		if (!mentions(state->facts[i].value, inst))
			state->facts[kept++] = state->facts[i];
	state->fact_count = kept;
}

/*
 * An event that happens again in a loop moves to the end, so that traces are
 * finite and still tell what came last.
 */
void state_append(struct analysis *analysis, struct state *state,
		  const struct event *event)
{
	for (uint16_t i = 0; i < state->trace_count; i++) {
		if (state->trace[i] != event)
			continue;
		memmove(state->trace + i, state->trace + i + 1,
			(size_t)(state->trace_count - i - 1) * sizeof(*state->trace));
		state->trace_count--;
		break;
	}
	if (state->trace_count >= TRACE_LENGTH) {
		analysis->truncated = true;
		return;
	}
	state->trace = room_for(analysis, state->trace, state->trace_count,
				&state->trace_room, sizeof(*state->trace));
	state->trace[state->trace_count++] = event;
}

enum { MARK_TRACKED = 1, MARK_UNTRACKED = 2 };

static bool find_place(const struct analysis *analysis, const struct value *place)
{
	if (place->a->kind == VALUE_OBJECT && place->field[0] == '*') {
		for (size_t i = 0; i < analysis->tracked_var_count; i++)
			if (analysis->tracked_vars[i] == place->a->var)
				return true;
		return false;
	}
	for (size_t i = 0; i < analysis->tracked_count; i++)
		if (analysis->tracked[i] == place->field)
			return true;
	return false;
}

/* What is tracked is settled before the first state: the answer is kept. */
static bool is_tracked_place(const struct analysis *analysis, const struct value *place)
{
	if (!place->mark)
		value_mark(place, find_place(analysis, place) ? MARK_TRACKED :
			   MARK_UNTRACKED);
	return place->mark == MARK_TRACKED;
}

static bool same_traces(const struct state *left, const struct state *right)
{
	if (left->trace_count != right->trace_count || left->locks != right->locks)
		return false;
	for (uint16_t i = 0; i < left->trace_count; i++) {
		const struct event *event = left->trace[i];

		if (event != right->trace[i])
			return false;
		if (event->result &&
		    state_signs(left, event->result) !=
		    state_signs(right, event->result))
			return false;
	}
	return true;
}

/* Every tracked place of @left holds the same in @right. */
static bool places_agree(struct analysis *analysis, const struct state *left,
			 const struct state *right)
{
	for (uint16_t i = 0; i < left->binding_count; i++) {
		const struct binding *binding = &left->bindings[i];

		if (!is_tracked_place(analysis, binding->place))
			continue;
		if (state_read(analysis, right, binding->place) != binding->value)
			return false;
	}
	return true;
}

bool states_alike(struct analysis *analysis, const struct state *left,
		  const struct state *right)
{
	return same_traces(left, right) && places_agree(analysis, left, right) &&
	       places_agree(analysis, right, left);
}

static bool join_facts(struct state *into, const struct state *from)
{
	uint16_t kept = 0;
	bool changed = false;

	for (uint16_t i = 0; i < into->fact_count; i++) {
		struct fact fact = into->facts[i];
		const struct fact *other = state_fact(from, fact.value);

		if (!other) {
			changed = true;
			continue;
		}
		if ((fact.signs | other->signs) != fact.signs ||
		    (fact.is_equal && (!other->is_equal || other->equal != fact.equal)))
			changed = true;
		fact.signs |= other->signs;
		fact.is_equal = fact.is_equal && other->is_equal &&
				fact.equal == other->equal;
		if (fact.signs != SIGN_ANY || fact.is_equal)
			into->facts[kept++] = fact;
	}
	into->fact_count = kept;
	return changed;
}

/* What a place may hold where two ways met: of either's sign. */
static void bind_join(struct analysis *analysis, struct state *into,
		      const struct state *from, struct binding *binding,
		      const struct value *other, unsigned int block)
{
	uint8_t signs = state_signs(into, binding->value) | state_signs(from, other);
	const struct value *join = value_join(analysis->values, binding->place, block);

	binding->value = join;
	if (signs != SIGN_ANY) {
		struct fact *fact = fact_make(analysis, into, join);

		fact->signs = signs;
		fact->is_equal = false;
	}
}

bool state_join(struct analysis *analysis, struct state *into,
		const struct state *from, unsigned int block)
{
	struct binding changes[STATES_PER_BLOCK];
	size_t change_count = 0;
	bool changed = false;

	/* Places that only @from has changed are read from it first. */
	for (uint16_t i = 0; i < from->binding_count; i++) {
		const struct value *place = from->bindings[i].place;

		if (state_read(analysis, into, place) == place &&
		    from->bindings[i].value != place &&
		    change_count < STATES_PER_BLOCK)
			changes[change_count++] = (struct binding){ place, place };
	}
	for (size_t i = 0; i < change_count; i++)
		state_write(analysis, into, changes[i].place, changes[i].value);
	changed = join_facts(into, from);
	for (uint16_t i = 0; i < into->binding_count; i++) {
		struct binding *binding = &into->bindings[i];
		const struct value *other = state_read(analysis, from, binding->place);
		const struct value *join;

		if (binding->value == other)
			continue;
		join = value_join(analysis->values, binding->place, block);
		if (binding->value == join)
			continue;
		bind_join(analysis, into, from, binding, other, block);
		changed = true;
	}
	if (into->slept && !from->slept) {
		into->slept = NULL;
		changed = true;
	}
	return changed;
}

static bool locks_equal(const struct locks *left, const struct locks *right)
{
	if (left->held_count != right->held_count ||
	    left->dropped_count != right->dropped_count)
		return false;
	for (uint8_t i = 0; i < left->held_count; i++)
		if (left->held[i].key != right->held[i].key ||
		    left->held[i].lock != right->held[i].lock)
			return false;
	for (uint8_t i = 0; i < left->dropped_count; i++)
		if (left->dropped[i].key != right->dropped[i].key)
			return false;
	return true;
}

static const struct locks *locks_make(struct analysis *analysis, struct locks locks)
{
	struct locks *made;

	for (size_t i = 0; i < analysis->locks_count; i++)
		if (locks_equal(analysis->locks[i], &locks))
			return analysis->locks[i];
	made = arena_new(&analysis->scratch, struct locks);
	made->held_count = locks.held_count;
	made->dropped_count = locks.dropped_count;
	made->held = arena_copy(&analysis->scratch, locks.held,
				locks.held_count * sizeof(*locks.held));
	made->dropped = arena_copy(&analysis->scratch, locks.dropped,
				   locks.dropped_count * sizeof(*locks.dropped));
	analysis->locks = memory_grow(analysis->locks, analysis->locks_count,
					&analysis->locks_room,
					sizeof(*analysis->locks));
	analysis->locks[analysis->locks_count++] = made;
	return made;
}

enum { LOCKS_MAX = 8 };

static void copy_held(struct held *to, const struct held *from, uint8_t count)
{
	for (uint8_t i = 0; i < count; i++)
		to[i] = from[i];
}

/* Taking back a lock that the caller held ends its absence. */
void state_take(struct analysis *analysis, struct state *state,
		const struct held *lock)
{
	struct held held[LOCKS_MAX], dropped[LOCKS_MAX];
	struct locks locks = *state->locks;
	bool taken_back = false;

	copy_held(held, locks.held, locks.held_count);
	copy_held(dropped, locks.dropped, locks.dropped_count);
	for (uint8_t i = 0; i < locks.dropped_count && !taken_back; i++) {
		if (dropped[i].key != lock->key)
			continue;
		dropped[i] = dropped[--locks.dropped_count];
		taken_back = true;
	}
	if (!taken_back) {
		if (locks.held_count == LOCKS_MAX)
			return;
		held[locks.held_count++] = *lock;
	}
	locks.held = held;
	locks.dropped = dropped;
	state->locks = locks_make(analysis, locks);
}

void state_drop(struct analysis *analysis, struct state *state, const char *key,
		const struct value *lock)
{
	struct held held[LOCKS_MAX], dropped[LOCKS_MAX];
	struct locks locks = *state->locks;
	bool found = false;

	copy_held(held, locks.held, locks.held_count);
	copy_held(dropped, locks.dropped, locks.dropped_count);
	for (uint8_t i = locks.held_count; i-- > 0 && !found;) {
		if (held[i].key != key)
			continue;
		memmove(held + i, held + i + 1,
			(size_t)(locks.held_count - i - 1) * sizeof(*held));
		locks.held_count--;
		found = true;
	}
	for (uint8_t i = 0; i < locks.dropped_count; i++)
		found |= dropped[i].key == key;
	if (!found && locks.dropped_count < LOCKS_MAX)
		dropped[locks.dropped_count++] = (struct held){ .key = key, .lock = lock };
	locks.held = held;
	locks.dropped = dropped;
	state->locks = locks_make(analysis, locks);
}
