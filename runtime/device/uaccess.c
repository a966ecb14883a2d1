/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * uaccess.c - copying from and to the calling process: one's own memory
 */
#include <linux/uaccess.h>
#include <linux/err.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "runtime/kernel/context.h"
#include "runtime/kernel/own.h"

unsigned long copy_from_user(void *to, const void __user *from, unsigned long n)
{
	context_may_sleep("copy_from_user", __builtin_return_address(0));
	memcpy(to, (const void *)from, n);
	return 0;
}

unsigned long copy_to_user(void __user *to, const void *from, unsigned long n)
{
	context_may_sleep("copy_to_user", __builtin_return_address(0));
	memcpy((void *)to, from, n);
	return 0;
}

unsigned long clear_user(void __user *to, unsigned long n)
{
	context_may_sleep("clear_user", __builtin_return_address(0));
	memset((void *)to, 0, n);
	return 0;
}

long strncpy_from_user(char *to, const char __user *from, long count)
{
	long length = strnlen((const char *)from, count);

	context_may_sleep("strncpy_from_user", __builtin_return_address(0));
	memcpy(to, (const char *)from, length < count ? length + 1 : length);
	return length;
}

/* With the terminator, as the kernel counts. */
long strnlen_user(const char __user *s, long count)
{
	return strnlen((const char *)s, count) + 1;
}

void *memdup_user(const void __user *from, size_t size)
{
	OWN_SERVES();
	void *copy = kmalloc(size, GFP_USER);

	if (!copy)
		return ERR_PTR(-ENOMEM);
	copy_from_user(copy, from, size);
	return copy;
}

void *memdup_user_nul(const void __user *from, size_t size)
{
	OWN_SERVES();
	char *copy = kmalloc(size + 1, GFP_KERNEL);

	if (!copy)
		return ERR_PTR(-ENOMEM);
	copy_from_user(copy, from, size);
	copy[size] = '\0';
	return copy;
}
