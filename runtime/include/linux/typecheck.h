/* SPDX-License-Identifier: GPL-2.0-or-later */
/* typecheck.h - is it that type */
#ifndef DMACHECK_LINUX_TYPECHECK_H
#define DMACHECK_LINUX_TYPECHECK_H

#define typecheck(type, x) \
	({ \
		type __wanted; \
		typeof(x) __given; \
		(void)(&__wanted == &__given); \
		1; \
	})
#define typecheck_fn(type, function) \
	({ typeof(type) __function = function; (void)__function; })
#define typecheck_pointer(x) \
	({ typeof(x) __pointer; (void)sizeof(*__pointer); 1; })

#endif /* DMACHECK_LINUX_TYPECHECK_H */
