/* SPDX-License-Identifier: GPL-2.0-or-later */
/* static_key.h - see <linux/jump_label.h> */
#ifndef DMACHECK_LINUX_STATIC_KEY_H
#define DMACHECK_LINUX_STATIC_KEY_H

#include <linux/jump_label.h>

#endif /* DMACHECK_LINUX_STATIC_KEY_H */
