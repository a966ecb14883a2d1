/* SPDX-License-Identifier: GPL-2.0-or-later */
/* array_size.h - how many elements */
#ifndef DMACHECK_LINUX_ARRAY_SIZE_H
#define DMACHECK_LINUX_ARRAY_SIZE_H

#include <linux/build_bug.h>

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]) + __must_be_array(array))

#endif /* DMACHECK_LINUX_ARRAY_SIZE_H */
