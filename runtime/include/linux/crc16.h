/* SPDX-License-Identifier: GPL-2.0-or-later */
/* crc16.h - check sums of 16 bits */
#ifndef DMACHECK_LINUX_CRC16_H
#define DMACHECK_LINUX_CRC16_H

#include <linux/types.h>

u16 crc16(u16 crc, const u8 *data, size_t size);

#endif /* DMACHECK_LINUX_CRC16_H */
