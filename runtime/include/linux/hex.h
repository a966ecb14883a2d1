/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hex.h - bytes as hexadecimal digits */
#ifndef DMACHECK_LINUX_HEX_H
#define DMACHECK_LINUX_HEX_H

#include <linux/types.h>

extern const char hex_asc[];
extern const char hex_asc_upper[];
#define hex_asc_lo(x) hex_asc[(x) & 0x0f]
#define hex_asc_hi(x) hex_asc[((x) & 0xf0) >> 4]

static inline char *hex_byte_pack(char *at, u8 byte)
{
	*at++ = hex_asc_hi(byte);
	*at++ = hex_asc_lo(byte);
	return at;
}

int hex_to_bin(unsigned char digit);
int __must_check hex2bin(u8 *dst, const char *src, size_t bytes);
char *bin2hex(char *dst, const void *src, size_t bytes);

#endif /* DMACHECK_LINUX_HEX_H */
