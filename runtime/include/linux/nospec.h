/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nospec.h - indexes within bounds */
#ifndef DMACHECK_LINUX_NOSPEC_H
#define DMACHECK_LINUX_NOSPEC_H

#include <linux/types.h>

#define array_index_nospec(index, size) \
	({ \
		typeof(index) __index = (index); \
		__index < (size) ? __index : (typeof(index))0; \
	})
#define barrier_nospec() do { } while (0)

#endif /* DMACHECK_LINUX_NOSPEC_H */
