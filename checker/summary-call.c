/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * summary-call.c - what a call of an analysed function does to a state
 *
 * Each outcome of the callee that is possible here continues on its own: what
 * it assumed is checked against what is known, its events, writes and locks
 * are taken over in terms of the arguments.
 */
#include "checker/summary-build.h"

#include <string.h>

enum { CALL_ARGS = 16 };

/** struct call - one call, while the callee's values are translated */
struct call {
	struct analysis *analysis;
	const struct inst *inst;
	const struct state *before; /* the caller's, at the call */
	const struct value *args[CALL_ARGS];
	uint32_t arg_count;
};

static const struct value *translate(const struct call *call,
				     const struct value *value);

/* Where the callee's place is in the caller. */
static const struct value *translate_place(const struct call *call,
					   const struct value *place)
{
	const struct value *base = translate(call, place->a);

	if (place->field[0] == '*' && base->kind == VALUE_SUB)
		return value_load(call->analysis->values, base->a, base->field);
	return value_load(call->analysis->values, base, place->field);
}

static const struct value *translate_object(const struct call *call,
					    const struct value *value)
{
	if (value->var->kind == VAR_GLOBAL || value->var->kind == VAR_STATIC)
		return value_object(call->analysis->values, value->var);
	return value_via(call->analysis->values, call->inst, value);
}

static const struct value *translate_op(const struct call *call,
					const struct value *value)
{
	return value_op(call->analysis->values, value->op,
			translate(call, value->a), translate(call, value->b));
}

static const struct value *translate(const struct call *call,
				     const struct value *value)
{
	struct value_table *values = call->analysis->values;

	switch ((enum value_kind)value->kind) {
	case VALUE_INT: return value_int(values, value->number);
	case VALUE_FUNC: return value_func(values, value->name);
	case VALUE_PARAM:
		if (value->number < call->arg_count)
			return call->args[value->number];
		return value_unknown(values);
	case VALUE_OBJECT: return translate_object(call, value);
	case VALUE_LOAD:
		return state_read(call->analysis, call->before,
				  translate_place(call, value));
	case VALUE_SUB:
		return value_sub(values, translate(call, value->a), value->field);
	case VALUE_CONTAINER:
		return value_container(values, translate(call, value->a), value->field);
	case VALUE_DATA: return value_data(values, translate(call, value->a));
	case VALUE_NOT:
	case VALUE_IS_ERR:
	case VALUE_IS_ERR_OR_NULL:
	case VALUE_IS_NEGATIVE:
		return value_test(values, value->kind, translate(call, value->a));
	case VALUE_OP: return translate_op(call, value);
	case VALUE_RESULT:
	case VALUE_VIA:
	case VALUE_JOIN: return value_via(values, call->inst, value);
	case VALUE_UNKNOWN: break;
	}
	return value_unknown(values);
}

static bool is_predicate(const struct value *value)
{
	return value->kind == VALUE_OP ||
	       (value->kind >= VALUE_NOT && value->kind <= VALUE_IS_NEGATIVE);
}

static bool apply_fact(const struct call *call, struct state *state,
		       const struct fact *fact)
{
	const struct value *value = translate(call, fact->value);

	if (value->kind == VALUE_UNKNOWN)
		return true;
	if (fact->is_equal)
		return assume_compare(call->analysis, state, value, OP_EQ, fact->equal);
	if (is_predicate(value) && fact->signs == SIGN_ZERO)
		return assume(call->analysis, state, value, false);
	if (is_predicate(value) && !(fact->signs & SIGN_ZERO))
		return assume(call->analysis, state, value, true);
	return state_narrow(call->analysis, state, value, fact->signs);
}

static const struct value *translate_maybe(const struct call *call,
					   const struct value *value)
{
	return value ? translate(call, value) : NULL;
}

static bool gives_up_memory(enum effect effect)
{
	return effect == EFFECT_FREE || effect == EFFECT_UNMAP ||
	       effect == EFFECT_GIVE_BACK;
}

/* What the callee allocated and freed itself is nobody else's business. */
static bool is_private(const struct event *event)
{
	return gives_up_memory(event->effect) && event->memory &&
	       event->memory->kind == VALUE_VIA;
}

/* Locks of the event in terms of the caller: its own around the callee's. */
static const struct locks *locks_at(const struct call *call, const struct state *state,
				    const struct locks *inner)
{
	struct state probe = *state;

	for (uint8_t i = 0; i < inner->dropped_count; i++)
		state_drop(call->analysis, &probe, inner->dropped[i].key,
			   translate_maybe(call, inner->dropped[i].lock));
	for (uint8_t i = 0; i < inner->held_count; i++) {
		struct held held = inner->held[i];

		held.lock = translate_maybe(call, held.lock);
		held.taken = call->inst;
		state_take(call->analysis, &probe, &held);
	}
	return probe.locks;
}

static void apply_step(const struct call *call, struct state *state,
		       const struct step *step)
{
	const struct event *inner = step->event;
	struct event event = {
		.effect = inner->effect, .row = inner->row, .inst = call->inst,
		.line = call->inst->line, .column = call->inst->column,
		.function = call->analysis->function, .inner = inner,
		.object = translate_maybe(call, inner->object),
		.memory = translate_maybe(call, inner->memory),
		.memory2 = translate_maybe(call, inner->memory2),
		.device = translate_maybe(call, inner->device),
	};

	if (is_private(&event))
		return;
	if (inner->result)
		event.result = translate(call, inner->result);
	if (inner->locks)
		event.locks = locks_at(call, state, inner->locks);
	state_append(call->analysis, state, event_new(call->analysis, &event));
	if (event.result)
		state_narrow(call->analysis, state, event.result, step->signs);
}

static void apply_writes(const struct call *call, struct state *state,
			 const struct outcome *outcome)
{
	for (size_t i = 0; i < outcome->write_count; i++) {
		const struct binding *write = &outcome->writes[i];

		state_write(call->analysis, state,
			    translate_place(call, write->place),
			    translate(call, write->value));
	}
}

static void apply_return(const struct call *call, struct state *state,
			 const struct outcome *outcome)
{
	const struct value *value;

	if (!outcome->returned) {
		bind_result(call->analysis, state, call->inst,
			    value_result(call->analysis->values, call->inst));
		return;
	}
	value = translate(call, outcome->returned);
	if (value->unknown)
		value = value_result(call->analysis->values, call->inst);
	if (value->kind != VALUE_INT && !is_predicate(value))
		state_narrow(call->analysis, state, value, outcome->returned_signs);
	if (outcome->returned_equal && value->kind != VALUE_INT)
		state_equal(call->analysis, state, value, outcome->returned_number);
	bind_result(call->analysis, state, call->inst, value);
}

static void apply_locks(const struct call *call, struct state *state,
			const struct outcome *outcome)
{
	state->locks = locks_at(call, state, outcome->locks);
}

static bool apply_outcome(const struct call *call, struct state *state,
			  const struct outcome *outcome)
{
	state_forget(state, call->inst);
	for (size_t i = 0; i < outcome->assumed_count; i++)
		if (!apply_fact(call, state, &outcome->assumed[i]))
			return false;
	for (size_t i = 0; i < outcome->step_count; i++)
		apply_step(call, state, &outcome->steps[i]);
	apply_writes(call, state, outcome);
	apply_locks(call, state, outcome);
	if (outcome->slept && !state->slept)
		state->slept = call->inst;
	apply_return(call, state, outcome);
	return true;
}

static void opaque(const struct call *call, struct state *state)
{
	state_forget(state, call->inst);
	forget_outputs(call->analysis, state, call->inst);
	bind_result(call->analysis, state, call->inst,
		    value_result(call->analysis->values, call->inst));
	live_add(call->analysis, state);
}

static void make_call(struct call *call, struct analysis *analysis,
		      const struct inst *inst, const struct state *state)
{
	*call = (struct call){ .analysis = analysis, .inst = inst, .before = state };
	call->arg_count = inst->arg_count < CALL_ARGS ? inst->arg_count : CALL_ARGS;
	for (uint32_t i = 0; i < call->arg_count; i++)
		call->args[i] = eval(analysis, state, inst->args[i]);
}

/* How to get from @arg to @base: false if it takes too many steps. */
static bool steps_between(const struct value *arg, const struct value *base,
			  struct spec_field *field)
{
	const struct value *path[SPEC_STEPS];
	size_t count = 0;

	while (base != arg) {
		if (count == SPEC_STEPS ||
		    (base->kind != VALUE_DATA && base->kind != VALUE_CONTAINER &&
		     base->kind != VALUE_SUB && base->kind != VALUE_LOAD))
			return false;
		path[count++] = base;
		base = base->a;
	}
	for (size_t i = 0; i < count; i++) {
		const struct value *step = path[count - 1 - i];

		field->step_kind[i] = step->kind;
		field->step_field[i] = step->kind == VALUE_DATA ? NULL : step->field;
	}
	return true;
}

static bool is_flag(const struct node *target, const char *key)
{
	for (size_t i = 0; i < target->flag_count; i++)
		if (target->flags[i] == key)
			return true;
	return false;
}

/* Note that a flag behind an argument is known, if the target branches on it. */
static void add_flag(const struct call *call, const struct node *target,
		     const struct value *place, const struct fact *fact,
		     struct spec *spec)
{
	for (uint32_t i = 0; i < call->arg_count && i < SPEC_PARAMS; i++) {
		struct spec_field field;

		memset(&field, 0, sizeof(field));
		if (spec->field_count == SPEC_FIELDS || place->unknown ||
		    call->args[i]->kind == VALUE_INT ||
		    !is_flag(target, place->field) ||
		    !steps_between(call->args[i], place->a, &field))
			continue;
		field.key = place->field;
		field.param = (uint8_t)i;
		field.is_equal = fact->is_equal || fact->signs == SIGN_ZERO;
		field.number = fact->is_equal ? fact->equal : 0;
		field.signs = field.is_equal ? 0 : fact->signs;
		spec->fields[spec->field_count++] = field;
		return;
	}
}

/* What was stored into flags, then what branches told of them. */
static void add_flags(const struct call *call, const struct state *state,
		      const struct node *target, struct spec *spec)
{
	if (!target->flag_count)
		return;
	for (uint16_t i = 0; i < state->binding_count; i++) {
		const struct binding *binding = &state->bindings[i];
		struct fact fact = { .is_equal = true };

		if (binding->value->kind != VALUE_INT)
			continue;
		fact.equal = binding->value->number;
		add_flag(call, target, binding->place, &fact, spec);
	}
	for (uint16_t i = 0; i < state->fact_count; i++) {
		const struct fact *fact = &state->facts[i];

		if (fact->value->kind != VALUE_LOAD ||
		    state_read(call->analysis, state, fact->value) != fact->value)
			continue;
		if (fact->is_equal || fact->signs == SIGN_ZERO ||
		    !(fact->signs & SIGN_ZERO))
			add_flag(call, target, fact->value, fact, spec);
	}
}

static struct spec spec_of(const struct call *call, const struct state *state,
			   const struct node *target)
{
	struct spec spec;

	memset(&spec, 0, sizeof(spec));
	for (uint32_t i = 0; i < call->arg_count && i < SPEC_PARAMS; i++) {
		const struct value *arg = call->args[i];
		const struct fact *fact = state_fact(state, arg);

		if (!(target->decisive & (1u << i)))
			continue;
		if (arg->kind == VALUE_INT)
			spec.number[i] = arg->number;
		else if (fact && fact->is_equal)
			spec.number[i] = fact->equal;
		else
			continue;
		spec.known |= 1u << i;
	}
	if (target->needed)
		add_flags(call, state, target, &spec);
	return spec;
}

static const struct spec *keep_spec(struct analysis *analysis, struct spec spec)
{
	if (!spec.known && !spec.field_count)
		return NULL;
	return arena_copy(analysis->arena, &spec, sizeof(spec));
}

static bool is_followed(const struct analysis *analysis, const struct node *target)
{
	return target->cfg && !target->cfg->error &&
	       !(target->recursive &&
		 target->component == analysis->node->component);
}

static void call_target(const struct call *call, struct state *state,
			const struct node *target)
{
	struct spec spec = spec_of(call, state, target);
	const struct spec *kept = keep_spec(call->analysis, spec);
	const struct summary *summary = NULL;
	size_t taken = 0;

	if (target->needed)
		add_site(call->analysis, state, (struct site){
			.inst = call->inst, .callee = target, .spec = kept,
			.locks = state->locks, .slept = state->slept });
	if (is_followed(call->analysis, target))
		summary = summary_get(call->analysis->summaries, target, kept);
	if (!summary || summary->error) {
		opaque(call, state_copy(call->analysis, state));
		return;
	}
	for (size_t i = 0; i < summary->shown_count; i++) {
		struct state *next = state_copy(call->analysis, state);

		if (!apply_outcome(call, next,
				   &summary->outcomes[summary->shown[i]]))
			continue;
		live_add(call->analysis, next);
		taken++;
	}
	/* Kept ways may all be impossible where others were left out. */
	if (!taken && summary->joined)
		opaque(call, state_copy(call->analysis, state));
}

static void call_many(const struct call *call, struct state *state,
		      struct node_list targets)
{
	for (size_t i = 0; i < targets.count; i++)
		if (targets.nodes[i]->needed)
			add_site(call->analysis, state, (struct site){
				.inst = call->inst, .callee = targets.nodes[i],
				.locks = state->locks, .slept = state->slept });
	opaque(call, state);
}

void step_internal(struct analysis *analysis, const struct inst *inst,
		   struct node_list targets)
{
	size_t count = analysis->live_count;
	struct state **states = arena_copy(&analysis->scratch, analysis->live,
					   count * sizeof(*states));

	analysis->live_count = 0;
	for (size_t i = 0; i < count; i++) {
		struct call call;

		make_call(&call, analysis, inst, states[i]);
		if (targets.count > FOLLOWED_TARGETS) {
			call_many(&call, states[i], targets);
			continue;
		}
		for (size_t j = 0; j < targets.count; j++)
			call_target(&call, states[i], targets.nodes[j]);
	}
}
