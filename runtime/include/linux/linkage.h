/* SPDX-License-Identifier: GPL-2.0-or-later */
/* linkage.h - calling conventions, of which there is one */
#ifndef DMACHECK_LINUX_LINKAGE_H
#define DMACHECK_LINUX_LINKAGE_H

#include <linux/compiler_types.h>
#include <linux/export.h>
#include <linux/stringify.h>

#define __page_aligned_data __aligned(4096)
#define __page_aligned_bss __aligned(4096)

#endif /* DMACHECK_LINUX_LINKAGE_H */
