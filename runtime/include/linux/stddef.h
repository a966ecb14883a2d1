/* SPDX-License-Identifier: GPL-2.0-or-later */
/* stddef.h - offsets and groups of fields */
#ifndef DMACHECK_LINUX_STDDEF_H
#define DMACHECK_LINUX_STDDEF_H

#include <stdbool.h>
#include <stddef.h>

#define sizeof_field(type, member) sizeof((((type *)0)->member))
#define offsetofend(type, member) (offsetof(type, member) + sizeof_field(type, member))

#ifndef __struct_group
#define __struct_group(tag, name, attributes, members...) \
	union { \
		struct { members } attributes; \
		struct tag { members } attributes name; \
	} attributes
#endif
#define struct_group(name, members...) __struct_group(, name, , members)
#define struct_group_attr(name, attributes, members...) __struct_group(, name, attributes, members)
#define struct_group_tagged(tag, name, members...) __struct_group(tag, name, , members)
#ifndef __DECLARE_FLEX_ARRAY
#define __DECLARE_FLEX_ARRAY(type, name) \
	struct { \
		struct { } __empty_##name; \
		type name[]; \
	}
#endif
#define DECLARE_FLEX_ARRAY(type, name) __DECLARE_FLEX_ARRAY(type, name)
#define TRAILING_OVERLAP(type, name, flex, members) \
	union { \
		type name; \
		struct { \
			unsigned char __offset_to_##flex[offsetof(type, flex)]; \
			members \
		}; \
	}

#endif /* DMACHECK_LINUX_STDDEF_H */
