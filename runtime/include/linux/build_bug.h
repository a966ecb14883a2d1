/* SPDX-License-Identifier: GPL-2.0-or-later */
/* build_bug.h - checks at compile time */
#ifndef DMACHECK_LINUX_BUILD_BUG_H
#define DMACHECK_LINUX_BUILD_BUG_H

#include <linux/compiler.h>

#define BUILD_BUG_ON_ZERO(e, ...) ((int)(sizeof(struct { int : (-!!(e)); })))
#define BUILD_BUG_ON_INVALID(e) ((void)(sizeof((long)(e))))
#define BUILD_BUG_ON_MSG(condition, message) compiletime_assert(!(condition), message)
#define BUILD_BUG_ON(condition) BUILD_BUG_ON_MSG(condition, "BUILD_BUG_ON: " #condition)
#define BUILD_BUG_ON_NOT_POWER_OF_2(n) BUILD_BUG_ON((n) == 0 || (((n) & ((n) - 1)) != 0))
#define __BUILD_BUG_ON_NOT_POWER_OF_2(n) BUILD_BUG_ON(((n) & ((n) - 1)) != 0)
#define BUILD_BUG() BUILD_BUG_ON_MSG(1, "BUILD_BUG reached")
#ifndef static_assert
#define static_assert(expression, ...) \
	__static_assert(expression, ##__VA_ARGS__, #expression)
#define __static_assert(expression, message, ...) _Static_assert(expression, message)
#endif

#endif /* DMACHECK_LINUX_BUILD_BUG_H */
