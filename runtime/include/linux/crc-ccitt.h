/* SPDX-License-Identifier: GPL-2.0-or-later */
/* crc-ccitt.h - check sums of 16 bits, CCITT's */
#ifndef DMACHECK_LINUX_CRC_CCITT_H
#define DMACHECK_LINUX_CRC_CCITT_H

#include <linux/types.h>

u16 crc_ccitt(u16 crc, const u8 *data, size_t size);
u16 crc_ccitt_byte(u16 crc, u8 byte);

#endif /* DMACHECK_LINUX_CRC_CCITT_H */
