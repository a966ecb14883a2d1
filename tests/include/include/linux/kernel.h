/* SPDX-License-Identifier: GPL-2.0-or-later */
/* kernel.h - printing, assertions, small arithmetic */
#ifndef DMACHECK_TEST_KERNEL_H
#define DMACHECK_TEST_KERNEL_H

#include <linux/container_of.h>
#include <linux/err.h>
#include <linux/types.h>

int _printk(const char *format, ...);
#define printk(...) _printk(__VA_ARGS__)
#define pr_err(...) printk(__VA_ARGS__)
#define pr_info(...) printk(__VA_ARGS__)
#define pr_debug(...) do { if (0) printk(__VA_ARGS__); } while (0)

void __might_sleep(const char *file, int line);
#define might_sleep() do { __might_sleep(__FILE__, __LINE__); } while (0)

void panic(const char *format, ...) __noreturn;
#define BUG() do { __asm__ volatile(""); unreachable(); } while (0)
#define BUG_ON(condition) do { if (unlikely(condition)) BUG(); } while (0)
#define WARN_ON(condition) ({						\
	int __ret_warn_on = !!(condition);				\
	if (unlikely(__ret_warn_on))					\
		_printk("warning\n");					\
	unlikely(__ret_warn_on); })
#define WARN_ON_ONCE(condition) WARN_ON(condition)

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))
#define typecheck(type, x) ({ type __dummy; __typeof__(x) __dummy2; (void)(&__dummy == &__dummy2); 1; })
#define min(x, y) ({ __typeof__(x) __x = (x); __typeof__(y) __y = (y); __x < __y ? __x : __y; })
#define max(x, y) ({ __typeof__(x) __x = (x); __typeof__(y) __y = (y); __x > __y ? __x : __y; })
#define min_t(type, x, y) min((type)(x), (type)(y))

extern unsigned long volatile jiffies;
#define HZ 250
unsigned long msecs_to_jiffies(unsigned int ms);
#define time_after(a, b) ((long)((b) - (a)) < 0)
#define time_before(a, b) time_after(b, a)

void *memcpy(void *to, const void *from, size_t size);
void *memset(void *to, int byte, size_t size);
void cpu_relax(void);

#endif
