/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * asm/uaccess.h - see <linux/uaccess.h>
 */
#ifndef _ASM_UACCESS_H
#define _ASM_UACCESS_H

#include <linux/uaccess.h>

#endif /* _ASM_UACCESS_H */
