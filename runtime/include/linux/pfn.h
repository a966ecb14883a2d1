/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pfn.h - see <asm/page.h> */
#ifndef DMACHECK_LINUX_PFN_H
#define DMACHECK_LINUX_PFN_H

#include <asm/page.h>

#endif /* DMACHECK_LINUX_PFN_H */
