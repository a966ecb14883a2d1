/* SPDX-License-Identifier: GPL-2.0-or-later */
/* crc7.h - check sums of 7 bits, in the upper ones of a byte */
#ifndef DMACHECK_LINUX_CRC7_H
#define DMACHECK_LINUX_CRC7_H

#include <linux/types.h>

u8 crc7_be_byte(u8 crc, u8 byte);
u8 crc7_be(u8 crc, const u8 *data, size_t size);

#endif /* DMACHECK_LINUX_CRC7_H */
