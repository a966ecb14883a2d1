/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bits.h - see bitops.h */
#ifndef DMACHECK_TEST_BITS_H
#define DMACHECK_TEST_BITS_H

#include <linux/bitops.h>

#endif
