/* SPDX-License-Identifier: GPL-2.0-or-later */
/* kernel.h - what everybody includes */
#ifndef DMACHECK_LINUX_KERNEL_H
#define DMACHECK_LINUX_KERNEL_H

#include <stdarg.h>
#include <linux/align.h>
#include <linux/array_size.h>
#include <linux/bitops.h>
#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/container_of.h>
#include <linux/errno.h>
#include <linux/hex.h>
#include <linux/instruction_pointer.h>
#include <linux/kstrtox.h>
#include <linux/limits.h>
#include <linux/linkage.h>
#include <linux/log2.h>
#include <linux/math.h>
#include <linux/minmax.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/sched/might_sleep.h>
#include <linux/sprintf.h>
#include <linux/stddef.h>
#include <linux/stringify.h>
#include <linux/typecheck.h>
#include <linux/types.h>
#include <linux/util_macros.h>
#include <linux/wordpart.h>
#include <asm/byteorder.h>

#define STACK_MAGIC 0xdeadbeef
#define READ 0
#define WRITE 1

#define might_fault() might_sleep()

#define trace_printk(format, ...) no_printk(format, ##__VA_ARGS__)
#define trace_puts(text) no_printk(text)

enum system_states {
	SYSTEM_BOOTING,
	SYSTEM_SCHEDULING,
	SYSTEM_FREEING_INITMEM,
	SYSTEM_RUNNING,
	SYSTEM_HALT,
	SYSTEM_POWER_OFF,
	SYSTEM_RESTART,
	SYSTEM_SUSPEND,
};
#define system_state SYSTEM_RUNNING

int get_option(char **text, int *value);
char *get_options(const char *text, int count, int *values);
unsigned long long memparse(const char *text, char **ret_end);

#define VERIFY_OCTAL_PERMISSIONS(permissions) (permissions)

#endif /* DMACHECK_LINUX_KERNEL_H */
