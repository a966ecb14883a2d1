/* SPDX-License-Identifier: GPL-2.0-or-later */
/* page_ref.h - see <linux/mm.h> */
#ifndef DMACHECK_LINUX_PAGE_REF_H
#define DMACHECK_LINUX_PAGE_REF_H

#include <linux/mm.h>

#endif /* DMACHECK_LINUX_PAGE_REF_H */
