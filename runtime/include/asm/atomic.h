/* SPDX-License-Identifier: GPL-2.0-or-later */
/* atomic.h - see <linux/atomic.h> */
#ifndef DMACHECK_ASM_ATOMIC_H
#define DMACHECK_ASM_ATOMIC_H

#include <linux/atomic.h>

#endif /* DMACHECK_ASM_ATOMIC_H */
