/* SPDX-License-Identifier: GPL-2.0-or-later */
/* wordpart.h - parts of words */
#ifndef DMACHECK_LINUX_WORDPART_H
#define DMACHECK_LINUX_WORDPART_H

#define upper_32_bits(n) ((u32)(((n) >> 16) >> 16))
#define lower_32_bits(n) ((u32)((n) & 0xffffffff))
#define upper_16_bits(n) ((u16)((n) >> 16))
#define lower_16_bits(n) ((u16)((n) & 0xffff))
#define REPEAT_BYTE(x) ((~0ul / 0xff) * (x))

#endif /* DMACHECK_LINUX_WORDPART_H */
