/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * memory.c - what lies where, and what every allocation tells
 */
#include <pthread.h>

#include <dmacheck/event.h>
#include <linux/gfp.h>
#include <linux/mm.h>

#include <dmacheck/recorder.h>

#include "runtime/kernel/context.h"
#include "runtime/kernel/counted.h"
#include "runtime/kernel/fault.h"
#include "runtime/kernel/own.h"
#include "runtime/lib/memory.h"
#include "runtime/kernel/sched.h"

struct stack {
	uintptr_t begin;
	uintptr_t end;
	bool asked;
};

static __thread struct stack own_stack;

static void stack_ask(struct stack *stack)
{
	pthread_attr_t attributes;
	void *begin;
	size_t size;

	stack->asked = true;
	if (pthread_getattr_np(pthread_self(), &attributes))
		return;
	if (!pthread_attr_getstack(&attributes, &begin, &size)) {
		stack->begin = (uintptr_t)begin;
		stack->end = stack->begin + size;
	}
	pthread_attr_destroy(&attributes);
}

bool stack_bounds(uintptr_t *ret_begin, uintptr_t *ret_end)
{
	if (!own_stack.asked)
		stack_ask(&own_stack);
	if (!own_stack.end)
		return false;
	*ret_begin = own_stack.begin;
	*ret_end = own_stack.end;
	return true;
}

static bool stack_holds(const void *address)
{
	uintptr_t begin, end;

	return stack_bounds(&begin, &end) && (uintptr_t)address >= begin &&
	       (uintptr_t)address < end;
}

int page_kind(const void *address)
{
	if (is_vmalloc_addr(address))
		return PAGE_VMALLOC;
	if (stack_holds(address))
		return PAGE_STACK;
	if (text_holds(address))
		return PAGE_TEXT;
	return PAGE_ORDINARY;
}

/* The client's return address, or NULL behind our own. */
static const void *client_of(const void *caller)
{
	return own_caller(caller) ? NULL : caller;
}

void memory_got(const void *address, size_t size, const void *caller)
{
	if (!own_serving() && own_caller(caller))
		return;
	counted_got(address, size);
	dmacheck_emit(ALLOC, .address = (uintptr_t)address, .size = size,
		      .caller = client_of(caller));
}

void memory_given(const void *address, size_t size, const void *caller)
{
	counted_given(address);
	if (own_serving() || !own_caller(caller) || dmacheck_active_overlap(address, size))
		dmacheck_emit(FREE, .address = (uintptr_t)address, .size = size,
			      .caller = client_of(caller));
}

bool memory_may_fail(unsigned int flags, const char *what, const void *caller)
{
	if (gfpflags_allow_blocking(flags) && context_may_sleep(what, caller))
		sched_point(POINT_CALL);
	return !(flags & __GFP_NOFAIL) && fault_now(FAULT_ALLOC);
}
