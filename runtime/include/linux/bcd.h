/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bcd.h - two decimal digits in a byte */
#ifndef DMACHECK_LINUX_BCD_H
#define DMACHECK_LINUX_BCD_H

#define bcd2bin(value) (((value) & 0x0f) + ((value) >> 4) * 10)
#define bin2bcd(value) ((((value) / 10) << 4) + (value) % 10)

#endif /* DMACHECK_LINUX_BCD_H */
