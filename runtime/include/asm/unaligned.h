/* SPDX-License-Identifier: GPL-2.0-or-later */
/* unaligned.h - see <linux/unaligned.h> */
#ifndef DMACHECK_ASM_UNALIGNED_H
#define DMACHECK_ASM_UNALIGNED_H

#include <linux/unaligned.h>

#endif /* DMACHECK_ASM_UNALIGNED_H */
