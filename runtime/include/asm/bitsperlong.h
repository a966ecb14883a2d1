/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bitsperlong.h - how wide a long is */
#ifndef DMACHECK_ASM_BITSPERLONG_H
#define DMACHECK_ASM_BITSPERLONG_H

#define BITS_PER_LONG 64
#define __BITS_PER_LONG 64
#define BITS_PER_LONG_LONG 64

#endif /* DMACHECK_ASM_BITSPERLONG_H */
