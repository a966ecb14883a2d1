/* SPDX-License-Identifier: GPL-2.0-or-later */
/* once.h - see <linux/once_lite.h> */
#ifndef DMACHECK_LINUX_ONCE_H
#define DMACHECK_LINUX_ONCE_H

#include <linux/once_lite.h>

#define DO_ONCE(function, ...) DO_ONCE_LITE(function, ##__VA_ARGS__)
#define get_random_once(buffer, size) DO_ONCE(get_random_bytes, (buffer), (size))

#endif /* DMACHECK_LINUX_ONCE_H */
