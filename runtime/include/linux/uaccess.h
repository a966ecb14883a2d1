/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * uaccess.h - memory of the calling process, which here is memory like any other
 */
#ifndef __LINUX_UACCESS_H__
#define __LINUX_UACCESS_H__

#include <linux/types.h>
#include <linux/errno.h>
#include <linux/compiler.h>

unsigned long copy_from_user(void *to, const void __user *from, unsigned long n);
unsigned long copy_to_user(void __user *to, const void *from, unsigned long n);
unsigned long clear_user(void __user *to, unsigned long n);
long strncpy_from_user(char *to, const char __user *from, long count);
long strnlen_user(const char __user *s, long count);
void *memdup_user(const void __user *from, size_t size);
void *memdup_user_nul(const void __user *from, size_t size);

#define __copy_from_user(to, from, n)	copy_from_user(to, from, n)
#define __copy_to_user(to, from, n)	copy_to_user(to, from, n)
#define access_ok(pointer, size)	((void)(pointer), (void)(size), true)
#define get_user(x, pointer) ({ \
	__typeof__(*(pointer)) __value; \
	int __failed = copy_from_user(&__value, (pointer), sizeof(__value)) ? -EFAULT : 0; \
	(x) = __value; \
	__failed; })
#define put_user(x, pointer) ({ \
	__typeof__(*(pointer)) __value = (x); \
	copy_to_user((pointer), &__value, sizeof(__value)) ? -EFAULT : 0; })
#define __get_user(x, pointer) get_user(x, pointer)
#define __put_user(x, pointer) put_user(x, pointer)

#endif /* __LINUX_UACCESS_H__ */
