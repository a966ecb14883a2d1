/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bug.h - see <linux/bug.h> */
#ifndef DMACHECK_ASM_BUG_H
#define DMACHECK_ASM_BUG_H

#include <linux/bug.h>

#endif /* DMACHECK_ASM_BUG_H */
