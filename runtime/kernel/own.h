/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * own.h - which code is ours, and not the client's
 *
 * A recorder wants what the client does: the locks, references and memory of the
 * services, the engine and the reference devices are nothing of it. They are told
 * apart by where the call came from: the code of our libraries, or, with dmacheck
 * cc --kernel, the core that is compiled into the program. What our headers have
 * inline is the client's.
 */
#ifndef DMACHECK_OWN_H
#define DMACHECK_OWN_H

#include <stdbool.h>
#include <stdint.h>
#include "shared.h"

/* Not for modules, whose functions may have these names. */
#pragma GCC visibility push(hidden)

struct own_range {
	uintptr_t begin;
	uintptr_t size;
};

/* This library, the engine's, and its objects in a program. */
enum { OWN_RANGES = 3 };

/* Written by constructors. */
extern struct own_range own_ranges[OWN_RANGES] SHARED(own_ranges);

/* Whether @caller, a return address, is in our code. Any context. */
static inline bool own_caller(const void *caller)
{
	for (int i = 0; i < OWN_RANGES; i++)
		if ((uintptr_t)caller - own_ranges[i].begin < own_ranges[i].size)
			return true;
	return false;
}

/* The code from @begin to @end is ours; in a constructor. */
void own_add(const void *begin, const void *end) SHARED(own_add);

/* The same for all code of the library or program that @address is in. */
void own_add_object(const void *address) SHARED(own_add_object);

/*
 * What the calling thread allocates and frees from here on is the client's, though
 * our code does it: copies of strings, memory of a device, elements of a pool; if
 * @caller is not ours. Return: what is to be given to own_serve_end().
 */
bool own_serve(const void *caller);
void own_serve_end(bool outer);
bool own_serving(void);

/* For the function that it stands in. */
#define OWN_SERVES() \
	__attribute__((cleanup(own_serve_cleanup))) bool own_outer_ = \
		own_serve(__builtin_return_address(0))

static inline void own_serve_cleanup(const bool *outer)
{
	own_serve_end(*outer);
}

/*
 * The client's return address behind a call that came from our code. Return: NULL if
 * the stack has none. @ret_name: what the client called, or left alone if no symbol
 * tells; it stays.
 */
const void *own_client(const char **ret_name);

#pragma GCC visibility pop

#endif /* DMACHECK_OWN_H */
