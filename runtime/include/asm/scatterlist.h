/* SPDX-License-Identifier: GPL-2.0-or-later */
/* scatterlist.h - nothing of it depends on the architecture here */
#ifndef _ASM_SCATTERLIST_H
#define _ASM_SCATTERLIST_H

#include <linux/scatterlist.h>

#endif /* _ASM_SCATTERLIST_H */
