/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * summary-effect.c - what a modelled call or assignment does to a state
 */
#include "checker/summary-build.h"

#include "checker/event.h"
#include "model/intern.h"

#include <string.h>


void live_add(struct analysis *analysis, struct state *state)
{
	analysis->live = memory_grow(analysis->live, analysis->live_count,
				       &analysis->live_room, sizeof(*analysis->live));
	analysis->live[analysis->live_count++] = state;
}

static bool same_event(const struct event *left, const struct event *right)
{
	return left->effect == right->effect && left->row == right->row &&
	       left->inst == right->inst && left->inner == right->inner &&
	       left->object == right->object && left->memory == right->memory &&
	       left->memory2 == right->memory2 && left->result == right->result &&
	       left->device == right->device && left->locks == right->locks;
}

const struct event *event_new(struct analysis *analysis, const struct event *like)
{
	struct event *event;

	for (event = analysis->events; event; event = event->next_made)
		if (same_event(event, like))
			return event;
	event = arena_copy(&analysis->scratch, like, sizeof(*like));
	event->next_made = analysis->events;
	analysis->events = event;
	return event;
}

/* What @returns says when the wait saw the end; as signs. */
static uint8_t done_signs(enum returns returns)
{
	switch (returns) {
	case RETURNS_TIMEOUT:
	case RETURNS_TIMEOUT_INTERRUPT:
	case RETURNS_TRUE: return SIGN_POSITIVE;
	default: return SIGN_ZERO;
	}
}

bool effect_waits(enum effect effect)
{
	return effect == EFFECT_WAIT || effect == EFFECT_WAIT_DMA ||
	       effect == EFFECT_STATUS;
}

bool wait_succeeded(const struct event *event, uint8_t signs)
{
	if (event->effect == EFFECT_STATUS)
		return signs == SIGN_ZERO;
	if (event->row->returns == RETURNS_VOID)
		return true;
	return event->result && !(signs & ~done_signs(event->row->returns));
}

bool wait_may_succeed(const struct event *event, uint8_t signs)
{
	return event->row->returns == RETURNS_VOID ||
	       (signs & done_signs(event->row->returns));
}

/* The last that was said of a running transfer before this point. */
static enum waited waited_at(const struct state *state)
{
	for (uint16_t i = state->trace_count; i-- > 0;) {
		const struct event *event = state->trace[i];
		uint8_t signs = event->result ?
				state_signs(state, event->result) : SIGN_ANY;

		if (event->effect == EFFECT_ISSUE)
			return WAITED_NO;
		if (effect_waits(event->effect) && wait_succeeded(event, signs))
			return WAITED_YES;
	}
	return WAITED_INHERIT;
}

/* On several ways: what holds on each of them. */
static enum waited waited_on_both(enum waited left, enum waited right)
{
	if (left == right)
		return left;
	return left == WAITED_NO || right == WAITED_NO ? WAITED_NO : WAITED_INHERIT;
}

void add_site(struct analysis *analysis, const struct state *state,
	      struct site site)
{
	struct summary *summary = analysis->summary;

	for (size_t i = 0; i < summary->site_count; i++) {
		struct site *known = &summary->sites[i];

		if (known->inst != site.inst || known->row != site.row ||
		    known->callee != site.callee || known->locks != site.locks ||
		    known->object != site.object)
			continue;
		if ((known->spec == NULL) != (site.spec == NULL) ||
		    (site.spec && memcmp(known->spec, site.spec, sizeof(*site.spec))))
			continue;
		known->slept_always = known->slept_always && site.slept;
		known->waited = waited_on_both(known->waited, waited_at(state));
		return;
	}
	site.slept_always = site.slept != NULL;
	site.waited = waited_at(state);
	summary->sites = memory_grow(summary->sites, summary->site_count,
				       &analysis->sites_room,
				       sizeof(*summary->sites));
	summary->sites[summary->site_count++] = site;
}

void add_relation(struct analysis *analysis, const struct value *left,
		  const struct value *right)
{
	struct summary *summary = analysis->summary;

	if (left == right || !left || !right)
		return;
	for (size_t i = 0; i < summary->relation_count; i++)
		if (summary->relations[i].left == left &&
		    summary->relations[i].right == right)
			return;
	summary->relations = memory_grow(summary->relations,
					   summary->relation_count,
					   &analysis->relations_room,
					   sizeof(*summary->relations));
	summary->relations[summary->relation_count++] =
		(struct relation){ left, right };
}

void bind_result(struct analysis *analysis, struct state *state,
		 const struct inst *inst, const struct value *value)
{
	const struct value *place;

	if (!inst->dst)
		return;
	place = eval_place(analysis, state, inst->dst);
	if (place)
		state_write(analysis, state, place, value);
}

/* Members of a record on the stack go with it. */
static void forget_record(struct analysis *analysis, struct state *state,
			  const struct value *record)
{
	for (uint16_t i = 0; i < state->binding_count; i++)
		if (state->bindings[i].place->a == record)
			state->bindings[i].value = value_unknown(analysis->values);
}

/* What a guard stands for stays the same while it is looked at. */
static bool is_guard(const struct expr *expr)
{
	return expr->kind == EXPR_VAR && expr->var->cleanup;
}

void forget_outputs(struct analysis *analysis, struct state *state,
		    const struct inst *inst)
{
	for (uint32_t i = 0; i < inst->arg_count; i++) {
		const struct value *place;

		if (inst->args[i]->kind != EXPR_ADDR ||
		    is_guard(inst->args[i]->kids[0]))
			continue;
		place = eval_place(analysis, state, inst->args[i]->kids[0]);
		if (!place)
			continue;
		state_write(analysis, state, place, value_unknown(analysis->values));
		if (place->a->kind == VALUE_OBJECT && place->field[0] == '*')
			forget_record(analysis, state, place->a);
	}
}

static const struct value *arg_value(struct analysis *analysis,
				     const struct state *state,
				     const struct model_call *row,
				     const struct inst *inst, enum role role)
{
	const struct expr *arg = row_arg(row, inst, role);

	return arg ? eval(analysis, state, arg) : NULL;
}

/* The channel of a descriptor: of the prep that made it, or its own member. */
static const struct value *channel_of(struct analysis *analysis,
				      const struct state *state,
				      const struct value *descriptor)
{
	for (uint16_t i = state->trace_count; i-- > 0;) {
		const struct event *event = state->trace[i];

		if (event->effect == EFFECT_PREP && event->result &&
		    value_same(event->result, descriptor))
			return event->object;
	}
	return value_load(analysis->values, descriptor,
			  intern("dma_async_tx_descriptor.chan"));
}

static const struct value *object_of(struct analysis *analysis,
				     const struct state *state,
				     const struct model_call *row,
				     const struct inst *inst)
{
	static const enum role roles[] = { ROLE_CHAN, ROLE_WAITED, ROLE_LOCK, ROLE_OBJ };
	const struct value *value;

	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++) {
		value = arg_value(analysis, state, row, inst, roles[i]);
		if (value)
			return value;
	}
	value = arg_value(analysis, state, row, inst, ROLE_DESC);
	return value ? channel_of(analysis, state, value) : NULL;
}

/* What the memory of an event is called: by the CPU, and by the bus. */
static void memory_of(struct analysis *analysis, const struct state *state,
		      const struct model_call *row, const struct inst *inst,
		      struct event *event)
{
	const struct value *mem = arg_value(analysis, state, row, inst, ROLE_MEM);
	const struct value *addr = arg_value(analysis, state, row, inst, ROLE_ADDR);
	const struct value *addr2 = arg_value(analysis, state, row, inst, ROLE_ADDR_2);

	if (row->memory.record) {
		const char *key = arena_printf(&analysis->scratch, "%s.%s",
					       row->memory.record, row->memory.field);

		event->memory = value_load(analysis->values,
					   value_unknown(analysis->values),
					   intern(key));
		return;
	}
	event->memory = mem ? mem : addr;
	event->memory2 = mem ? addr : addr2;
}

/* The signs that a call may return, before anybody looks. */
static uint8_t returned_signs(enum returns returns)
{
	switch (returns) {
	case RETURNS_NULL:
	case RETURNS_ZERO:
	case RETURNS_TIMEOUT:
	case RETURNS_TRUE: return SIGN_ZERO | SIGN_POSITIVE;
	case RETURNS_ERR_PTR:
	case RETURNS_COOKIE: return SIGN_NEGATIVE | SIGN_POSITIVE;
	case RETURNS_ERRNO:
	case RETURNS_INTERRUPT: return SIGN_NEGATIVE | SIGN_ZERO;
	default: return SIGN_ANY;
	}
}

static const struct value *result_of(struct analysis *analysis,
				     const struct state *state,
				     const struct model_call *row,
				     const struct inst *inst)
{
	struct value_table *values = analysis->values;
	const struct value *arg = arg_value(analysis, state, row, inst, ROLE_OBJ);

	if (!arg)
		arg = arg_value(analysis, state, row, inst, ROLE_COOKIE);
	if (!arg)
		arg = arg_value(analysis, state, row, inst, ROLE_ADDR);
	if (row->returns == RETURNS_ARG0 && inst->arg_count > 0)
		return eval(analysis, state, inst->args[0]);
	if (row->returns == RETURNS_ARG1 && inst->arg_count > 1)
		return eval(analysis, state, inst->args[1]);
	if (arg && row->effect == EFFECT_IS_ERR && row->returns != RETURNS_ERRNO)
		return value_test(values, VALUE_IS_ERR, arg);
	if (arg && row->effect == EFFECT_IS_ERR_OR_NULL)
		return value_test(values, VALUE_IS_ERR_OR_NULL, arg);
	if (arg && row->effect == EFFECT_IS_NEGATIVE)
		return value_test(values, VALUE_IS_NEGATIVE, arg);
	if (arg && row->effect == EFFECT_DRVDATA_GET)
		return value_data(values, arg);
	return value_result(values, inst);
}

static bool leaves_a_trace(enum effect effect)
{
	switch (effect) {
	case EFFECT_PREP: case EFFECT_SUBMIT: case EFFECT_ISSUE:
	case EFFECT_TERMINATE_ALL: case EFFECT_TERMINATE_ASYNC:
	case EFFECT_TERMINATE_SYNC: case EFFECT_SYNCHRONIZE: case EFFECT_RELEASE:
	case EFFECT_WAIT: case EFFECT_WAIT_DMA: case EFFECT_STATUS:
	case EFFECT_UNMAP: case EFFECT_FREE: case EFFECT_GIVE_BACK:
	case EFFECT_CALLBACK: case EFFECT_CALLBACK_DATA:
		return true;
	default:
		return false;
	}
}

static bool asks_for_locks(enum effect effect)
{
	return effect == EFFECT_TERMINATE_SYNC || effect == EFFECT_SYNCHRONIZE ||
	       effect == EFFECT_RELEASE;
}

static bool is_failure_of_locking(const struct model_call *row)
{
	return row->effect == EFFECT_LOCK && row->returns == RETURNS_TRUE;
}

/* kzalloc(GFP_KERNEL) sleeps, kzalloc(GFP_ATOMIC) does not. */
static bool sleeps_here(struct analysis *analysis, const struct state *state,
			const struct model_call *row, const struct inst *inst)
{
	const struct value *gfp = arg_value(analysis, state, row, inst, ROLE_GFP);

	if (gfp)
		return gfp->kind == VALUE_INT &&
		       (gfp->number & MODEL_GFP_DIRECT_RECLAIM);
	return row->sleeps;
}

static struct held lock_of(struct analysis *analysis, const struct state *state,
			   const struct model_call *row, const struct inst *inst)
{
	struct held held = { .lock_class = row->lock_class, .taken = inst };
	const struct value *lock = arg_value(analysis, state, row, inst, ROLE_LOCK);

	if (row->effect == EFFECT_ATOMIC_ENTER || row->effect == EFFECT_ATOMIC_LEAVE) {
		held.key = intern("(atomic section)");
		held.lock_class = LOCK_SPIN;
		return held;
	}
	if (held.lock_class == LOCK_NONE)
		held.lock_class = LOCK_SPIN;
	held.lock = lock;
	if (row->lock.record)
		held.key = intern(arena_printf(&analysis->scratch, "%s.%s",
					       row->lock.record, row->lock.field));
	else if (lock && value_member(lock))
		held.key = value_member(lock);
	else if (lock && lock->kind == VALUE_OBJECT)
		held.key = lock->var->name;
	else
		held.key = intern("(some lock)");
	return held;
}

static void apply_lock(struct analysis *analysis, struct state *state,
		       const struct model_call *row, const struct inst *inst)
{
	struct held held = lock_of(analysis, state, row, inst);

	if (row->effect == EFFECT_LOCK || row->effect == EFFECT_ATOMIC_ENTER)
		state_take(analysis, state, &held);
	else
		state_drop(analysis, state, held.key, held.lock);
}

/* Memory that is known by the result of the call: dma_map_single() and others. */
static void relate(struct analysis *analysis, const struct state *state,
		   const struct model_call *row, const struct inst *inst,
		   const struct value *result)
{
	const struct value *mem = arg_value(analysis, state, row, inst, ROLE_MEM);
	const struct value *obj = arg_value(analysis, state, row, inst, ROLE_OBJ);
	const struct value *out = arg_value(analysis, state, row, inst, ROLE_ADDR_OUT);

	if (row->effect == EFFECT_MAP && mem)
		add_relation(analysis, result, mem);
	if (row->effect == EFFECT_ATTACH && mem && obj)
		add_relation(analysis, obj, mem);
	if (row->effect == EFFECT_ALLOC && out && out->kind == VALUE_SUB)
		add_relation(analysis, result,
			     value_load(analysis->values, out->a, out->field));
}

static void leave_trace(struct analysis *analysis, struct state *state,
			const struct model_call *row, const struct inst *inst,
			const struct value *result)
{
	struct event event = {
		.effect = row->effect, .row = row, .inst = inst,
		.line = inst->line, .column = inst->column,
		.function = analysis->function,
		.object = object_of(analysis, state, row, inst),
	};

	memory_of(analysis, state, row, inst, &event);
	event.device = arg_value(analysis, state, row, inst, ROLE_DEV);
	if (!inst->discarded && row->returns != RETURNS_VOID)
		event.result = result;
	if (asks_for_locks(row->effect))
		event.locks = state->locks;
	state_append(analysis, state, event_new(analysis, &event));
}

static void note_site(struct analysis *analysis, const struct state *state,
		      const struct model_call *row, const struct inst *inst)
{
	if (effect_group(row->effect) != GROUP_API)
		return;
	add_site(analysis, state, (struct site){
		.inst = inst, .row = row, .locks = state->locks,
		.slept = state->slept,
		.object = object_of(analysis, state, row, inst),
	});
}

/* One row of one call, in one state. */
static void apply_row(struct analysis *analysis, struct state *state,
		      const struct model_call *row, const struct inst *inst,
		      const struct value *result)
{
	note_site(analysis, state, row, inst);
	switch (row->effect) {
	case EFFECT_LOCK: case EFFECT_UNLOCK:
	case EFFECT_ATOMIC_ENTER: case EFFECT_ATOMIC_LEAVE:
		apply_lock(analysis, state, row, inst);
		break;
	case EFFECT_MAP: case EFFECT_ATTACH: case EFFECT_ALLOC:
		relate(analysis, state, row, inst, result);
		break;
	default:
		if (leaves_a_trace(row->effect))
			leave_trace(analysis, state, row, inst, result);
		break;
	}
	if (sleeps_here(analysis, state, row, inst) && !state->slept)
		state->slept = inst;
}

static void try_lock(struct analysis *analysis, struct state *state,
		     const struct inst *inst, const struct value *result)
{
	struct state *failed = state_copy(analysis, state);

	if (state_narrow(analysis, failed, result, SIGN_ZERO))
		live_add(analysis, failed);
	if (state_narrow(analysis, state, result, SIGN_POSITIVE | SIGN_NEGATIVE)) {
		apply_lock(analysis, state, inst->row, inst);
		live_add(analysis, state);
	}
}

/* While it waits, handlers run: what they write is not known afterwards. */
static void forget_shared(struct analysis *analysis, struct state *state)
{
	for (uint16_t i = 0; i < state->binding_count; i++) {
		struct binding *binding = &state->bindings[i];

		if (!value_is_local(binding->place) &&
		    link_written_by_handlers(analysis->program,
					     binding->place->field))
			binding->value = value_unknown(analysis->values);
	}
}

static void step_state(struct analysis *analysis, struct state *state,
		       const struct inst *inst)
{
	const struct value *result = result_of(analysis, state, inst->row, inst);

	if (result->kind == VALUE_RESULT) {
		state_forget(state, inst);
		state_narrow(analysis, state, result,
			     returned_signs(inst->row->returns));
	}
	/* What an allocation stores through &addr has its name from there. */
	if (effect_group(inst->row->effect) != GROUP_LOCK &&
	    inst->row->effect != EFFECT_ALLOC)
		forget_outputs(analysis, state, inst);
	if (inst->row->effect == EFFECT_WAIT || inst->row->effect == EFFECT_WAIT_DMA)
		forget_shared(analysis, state);
	bind_result(analysis, state, inst, result);
	if (is_failure_of_locking(inst->row)) {
		try_lock(analysis, state, inst, result);
		return;
	}
	for (const struct model_call *row = inst->row; row; row = row->next) {
		if (row->effect == EFFECT_NORETURN)
			return;
		apply_row(analysis, state, row, inst, result);
	}
	live_add(analysis, state);
}

void step_effect(struct analysis *analysis, const struct inst *inst)
{
	size_t count = analysis->live_count;
	struct state **states = arena_copy(&analysis->scratch, analysis->live,
					   count * sizeof(*states));

	analysis->live_count = 0;
	for (size_t i = 0; i < count; i++)
		step_state(analysis, states[i], inst);
}

/* Results worth a name: mappings, buffers and channels kept in members. */
static bool is_named_by_place(const struct value *value)
{
	const struct model_call *row;

	if (value->kind != VALUE_RESULT)
		return false;
	row = value->inst->row;
	return row && (row->effect == EFFECT_MAP || row->effect == EFFECT_ALLOC ||
		       row->effect == EFFECT_REQUEST);
}

/* host->data_chan = host->dma.chan: two names of one channel. */
static bool copies_channel(const struct inst *inst, const struct value *value)
{
	const struct field *field = inst->dst->kind == EXPR_FIELD ?
				    inst->dst->field : NULL;

	return field && field->type_record && value_member(value) &&
	       strcmp(field->type_record, "dma_chan") == 0;
}

/* desc->callback = f; desc->callback_param = data; */
static void assign_callback(struct analysis *analysis, struct state *state,
			    const struct inst *inst)
{
	const struct expr *base = inst->dst->kids[0];
	struct event event = {
		.effect = inst->row->effect, .row = inst->row, .inst = inst,
		.line = inst->line, .column = inst->column,
		.function = analysis->function,
		.memory = eval(analysis, state, inst->src),
		.object = channel_of(analysis, state, eval(analysis, state, base)),
	};

	state_append(analysis, state, event_new(analysis, &event));
}

static void assign_state(struct analysis *analysis, struct state *state,
			 const struct inst *inst)
{
	const struct value *place = eval_place(analysis, state, inst->dst);
	const struct value *value;

	if (!place)
		return;
	if (inst->row && inst->src)
		assign_callback(analysis, state, inst);
	if (!inst->src || inst->src->kind == EXPR_INIT ||
	    inst->src->kind == EXPR_UNKNOWN) {
		value = value_unknown(analysis->values);
	} else {
		value = eval(analysis, state, inst->src);
		if (value_member(place) &&
		    (is_named_by_place(value) || copies_channel(inst, value)))
			add_relation(analysis, place, value);
	}
	state_write(analysis, state, place, value);
}

void step_assign(struct analysis *analysis, const struct inst *inst)
{
	for (size_t i = 0; i < analysis->live_count; i++)
		assign_state(analysis, analysis->live[i], inst);
}
