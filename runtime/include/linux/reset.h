/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * reset.h - reset lines: absent
 *
 * A kernel without CONFIG_RESET_CONTROLLER says so of optional ones and fails the
 * others. Here all are absent (NULL): then drivers get past it.
 */
#ifndef _LINUX_RESET_H_
#define _LINUX_RESET_H_

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/types.h>

struct device;
struct reset_control;

#define __reset_getter(name) \
static inline struct reset_control *name(struct device *dev, const char *id) \
{ \
	return NULL; \
} \
static inline struct reset_control *devm_##name(struct device *dev, const char *id) \
{ \
	return NULL; \
}
__reset_getter(reset_control_get)
__reset_getter(reset_control_get_exclusive)
__reset_getter(reset_control_get_shared)
__reset_getter(reset_control_get_optional)
__reset_getter(reset_control_get_optional_exclusive)
__reset_getter(reset_control_get_optional_shared)
__reset_getter(reset_control_get_exclusive_deasserted)
__reset_getter(reset_control_get_optional_exclusive_deasserted)
#undef __reset_getter

static inline struct reset_control *
devm_reset_control_get_exclusive_by_index(struct device *dev, int index)
{
	return NULL;
}

static inline struct reset_control *devm_reset_control_array_get_exclusive(struct device *dev)
{
	return NULL;
}

static inline struct reset_control *
devm_reset_control_array_get_optional_exclusive(struct device *dev)
{
	return NULL;
}

static inline void reset_control_put(struct reset_control *rstc) { }
static inline int reset_control_assert(struct reset_control *rstc) { return 0; }
static inline int reset_control_deassert(struct reset_control *rstc) { return 0; }
static inline int reset_control_reset(struct reset_control *rstc) { return 0; }
static inline int reset_control_rearm(struct reset_control *rstc) { return 0; }
static inline int reset_control_status(struct reset_control *rstc) { return 0; }
static inline int device_reset(struct device *dev) { return 0; }
static inline int device_reset_optional(struct device *dev) { return 0; }

#endif /* _LINUX_RESET_H_ */
