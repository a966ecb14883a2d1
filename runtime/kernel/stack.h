/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * stack.h - who called whom: walked at once, kept by number for later
 */
#ifndef DMACHECK_STACK_H
#define DMACHECK_STACK_H

#include <stdint.h>

#pragma GCC visibility push(hidden)

/* How many return addresses a kept stack has at most. */
enum { STACK_FRAMES = 8 };

/* An address space of a thread, for the walk. */
void stack_bounds_of_thread(uintptr_t *ret_low, uintptr_t *ret_high);

/**
 * stack_walk() - the return addresses of the calling thread, innermost first
 * @addresses: room for @limit of them
 *
 * Follows frame pointers, within the stack and upwards only, to where
 * report_stack_top() has been called. The first one is the caller's own.
 * Context: any; takes no lock and no memory.
 * Return: how many there are.
 */
int stack_walk(void **addresses, int limit);

/**
 * stack_intern() - keep the stack from a caller on, up to STACK_FRAMES addresses
 * @caller: the return address to begin with; kept alone if the stack has none such
 *
 * The same stack has the same number for as long as the program runs.
 * Context: any; takes no lock.
 * Return: its number; 0 if memory or numbers are out.
 */
uint32_t stack_intern(const void *caller);

/*
 * The addresses of a kept stack, innermost first. Return: how many, 0 for number
 * 0. They stay.
 */
unsigned int stack_frames(uint32_t number, const void *const **ret_addresses);

/* Where a kept stack begins; NULL for number 0. */
const void *stack_caller(uint32_t number);

#pragma GCC visibility pop

#endif /* DMACHECK_STACK_H */
