/* SPDX-License-Identifier: GPL-2.0-or-later */
/* once_lite.h - the first time only */
#ifndef DMACHECK_LINUX_ONCE_LITE_H
#define DMACHECK_LINUX_ONCE_LITE_H

#include <linux/types.h>

bool __printk_once(bool *done);

#define DO_ONCE_LITE_IF(condition, function, ...) \
	({ \
		static bool __already_done; \
		bool __true = !!(condition); \
		if (unlikely(__true) && __printk_once(&__already_done)) \
			function(__VA_ARGS__); \
		unlikely(__true); \
	})
#define DO_ONCE_LITE(function, ...) DO_ONCE_LITE_IF(true, function, ##__VA_ARGS__)

#endif /* DMACHECK_LINUX_ONCE_LITE_H */
