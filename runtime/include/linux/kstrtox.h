/* SPDX-License-Identifier: GPL-2.0-or-later */
/* kstrtox.h - numbers from text */
#ifndef DMACHECK_LINUX_KSTRTOX_H
#define DMACHECK_LINUX_KSTRTOX_H

#include <linux/compiler.h>
#include <linux/types.h>

/*
 * The whole text, one newline at its end allowed. Base 0 takes 0x and 0.
 * Return: 0, -EINVAL for what is no number, -ERANGE for what does not fit.
 */
int __must_check kstrtoull(const char *text, unsigned int base, unsigned long long *ret_value);
int __must_check kstrtoll(const char *text, unsigned int base, long long *ret_value);
int __must_check kstrtoul(const char *text, unsigned int base, unsigned long *ret_value);
int __must_check kstrtol(const char *text, unsigned int base, long *ret_value);
int __must_check kstrtouint(const char *text, unsigned int base, unsigned int *ret_value);
int __must_check kstrtoint(const char *text, unsigned int base, int *ret_value);
int __must_check kstrtou64(const char *text, unsigned int base, u64 *ret_value);
int __must_check kstrtos64(const char *text, unsigned int base, s64 *ret_value);
int __must_check kstrtou32(const char *text, unsigned int base, u32 *ret_value);
int __must_check kstrtos32(const char *text, unsigned int base, s32 *ret_value);
int __must_check kstrtou16(const char *text, unsigned int base, u16 *ret_value);
int __must_check kstrtos16(const char *text, unsigned int base, s16 *ret_value);
int __must_check kstrtou8(const char *text, unsigned int base, u8 *ret_value);
int __must_check kstrtos8(const char *text, unsigned int base, s8 *ret_value);
int __must_check kstrtobool(const char *text, bool *ret_value);

/* What begins the text; no error. */
unsigned long long simple_strtoull(const char *text, char **ret_end, unsigned int base);
unsigned long simple_strtoul(const char *text, char **ret_end, unsigned int base);
long long simple_strtoll(const char *text, char **ret_end, unsigned int base);
long simple_strtol(const char *text, char **ret_end, unsigned int base);

/* From user memory, which is the program's own. */
int kstrtouint_from_user(const char *text, size_t size, unsigned int base,
			 unsigned int *ret_value);
int kstrtoint_from_user(const char *text, size_t size, unsigned int base, int *ret_value);
int kstrtoull_from_user(const char *text, size_t size, unsigned int base,
			unsigned long long *ret_value);
int kstrtoul_from_user(const char *text, size_t size, unsigned int base,
		       unsigned long *ret_value);
int kstrtobool_from_user(const char *text, size_t size, bool *ret_value);

#endif /* DMACHECK_LINUX_KSTRTOX_H */
