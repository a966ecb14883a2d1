/* SPDX-License-Identifier: GPL-2.0-or-later */
/* container_of.h - from a member to what contains it */
#ifndef DMACHECK_LINUX_CONTAINER_OF_H
#define DMACHECK_LINUX_CONTAINER_OF_H

#include <linux/build_bug.h>
#include <linux/stddef.h>

#define typeof_member(type, member) typeof(((type *)0)->member)

#define container_of(pointer, type, member) \
	({ \
		void *__member = (void *)(pointer); \
		_Static_assert(__same_type(*(pointer), ((type *)0)->member) || \
			       __same_type(*(pointer), void), "not that member's type"); \
		(type *)(__member - offsetof(type, member)); \
	})
#define container_of_const(pointer, type, member) \
	_Generic(pointer, \
		 const typeof(*(pointer)) *: \
			(const type *)container_of(pointer, type, member), \
		 default: (type *)container_of(pointer, type, member))

#endif /* DMACHECK_LINUX_CONTAINER_OF_H */
