/* SPDX-License-Identifier: GPL-2.0-or-later */
/* time.h - time as drivers ask for it */
#ifndef _LINUX_TIME_H
#define _LINUX_TIME_H

#include <linux/types.h>
#include <linux/time64.h>

#endif /* _LINUX_TIME_H */
