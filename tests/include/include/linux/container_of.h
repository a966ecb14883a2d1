/* SPDX-License-Identifier: GPL-2.0-or-later */
/* container_of.h - from a member to what contains it */
#ifndef DMACHECK_TEST_CONTAINER_OF_H
#define DMACHECK_TEST_CONTAINER_OF_H

#include <linux/types.h>

#define offsetof(type, member) __builtin_offsetof(type, member)
#define __same_type(a, b) __builtin_types_compatible_p(__typeof__(a), __typeof__(b))

#define container_of(ptr, type, member) ({				\
	void *__mptr = (void *)(ptr);					\
	_Static_assert(__same_type(*(ptr), ((type *)0)->member) ||	\
		       __same_type(*(ptr), void),			\
		       "pointer type mismatch in container_of()");	\
	((type *)(__mptr - offsetof(type, member))); })

#endif
