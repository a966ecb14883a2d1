/* SPDX-License-Identifier: GPL-2.0-or-later */
/* panic.h - the end */
#ifndef DMACHECK_LINUX_PANIC_H
#define DMACHECK_LINUX_PANIC_H

#include <linux/compiler_attributes.h>
#include <linux/types.h>

void panic(const char *format, ...) __noreturn __cold __printf(1, 2);

#define TAINT_WARN 9

#endif /* DMACHECK_LINUX_PANIC_H */
