/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dmi.h - no firmware tables here
 */
#ifndef __DMI_H__
#define __DMI_H__

#include <linux/types.h>
#include <linux/mod_devicetable.h>

static inline int dmi_check_system(const struct dmi_system_id *list) { return 0; }
static inline const char *dmi_get_system_info(int field) { return NULL; }
static inline bool dmi_match(enum dmi_field field, const char *text) { return false; }
static inline const struct dmi_system_id *
dmi_first_match(const struct dmi_system_id *list) { return NULL; }

#endif /* __DMI_H__ */
