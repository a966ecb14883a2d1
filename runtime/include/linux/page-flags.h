/* SPDX-License-Identifier: GPL-2.0-or-later */
/* page-flags.h - see <linux/mm_types.h> */
#ifndef DMACHECK_LINUX_PAGE_FLAGS_H
#define DMACHECK_LINUX_PAGE_FLAGS_H

#include <linux/mm_types.h>

#endif /* DMACHECK_LINUX_PAGE_FLAGS_H */
