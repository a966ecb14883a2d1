/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * devres.h - the name that some files use
 */
#ifndef _LINUX_DEVRES_H
#define _LINUX_DEVRES_H

#include <linux/device/devres.h>

#endif /* _LINUX_DEVRES_H */
