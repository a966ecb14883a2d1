/* SPDX-License-Identifier: GPL-2.0-or-later */
/* crc32.h - check sums of 32 bits */
#ifndef DMACHECK_LINUX_CRC32_H
#define DMACHECK_LINUX_CRC32_H

#include <linux/bitops.h>
#include <linux/types.h>

u32 crc32_le(u32 crc, const unsigned char *data, size_t size);
u32 crc32_be(u32 crc, const unsigned char *data, size_t size);
u32 __crc32c_le(u32 crc, const unsigned char *data, size_t size);
#define crc32(seed, data, size) crc32_le(seed, (const unsigned char *)(data), size)
#define ether_crc_le(size, data) crc32_le(~0, data, size)

#endif /* DMACHECK_LINUX_CRC32_H */
