/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bug.h - warnings that go on and bugs that do not */
#ifndef DMACHECK_LINUX_BUG_H
#define DMACHECK_LINUX_BUG_H

#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/once_lite.h>
#include <linux/panic.h>
#include <linux/printk.h>

#define BUGFLAG_WARNING 1

void __bug(const char *file, int line, const char *function) __noreturn __cold;
void __warn_printf(const char *file, int line, const char *function, const char *format, ...)
	__printf(4, 5) __cold;
void __warn_plain(const char *file, int line, const char *function) __cold;

#define BUG() __bug(__FILE__, __LINE__, __func__)
#define BUG_ON(condition) do { if (unlikely(condition)) BUG(); } while (0)

#define __WARN() __warn_plain(__FILE__, __LINE__, __func__)
#define __WARN_printf(taint, format...) __warn_printf(__FILE__, __LINE__, __func__, format)
#define WARN_ON(condition) \
	({ int __warned = !!(condition); if (unlikely(__warned)) __WARN(); unlikely(__warned); })
#define WARN(condition, format...) \
	({ \
		int __warned = !!(condition); \
		if (unlikely(__warned)) \
			__WARN_printf(0, format); \
		unlikely(__warned); \
	})
#define WARN_TAINT(condition, taint, format...) WARN(condition, format)
#define WARN_ON_ONCE(condition) DO_ONCE_LITE_IF(condition, __WARN)
#define WARN_ONCE(condition, format...) DO_ONCE_LITE_IF(condition, __WARN_printf, 0, format)
#define WARN_TAINT_ONCE(condition, taint, format...) WARN_ONCE(condition, format)
#define WARN_ON_SMP(condition) WARN_ON(condition)

#endif /* DMACHECK_LINUX_BUG_H */
