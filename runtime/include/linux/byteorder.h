/* SPDX-License-Identifier: GPL-2.0-or-later */
/* byteorder.h - see <asm/byteorder.h> */
#ifndef DMACHECK_LINUX_BYTEORDER_H
#define DMACHECK_LINUX_BYTEORDER_H

#include <asm/byteorder.h>

#endif /* DMACHECK_LINUX_BYTEORDER_H */
