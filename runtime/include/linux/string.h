/* SPDX-License-Identifier: GPL-2.0-or-later */
/* string.h - strings and memory */
#ifndef DMACHECK_LINUX_STRING_H
#define DMACHECK_LINUX_STRING_H

#include <linux/array_size.h>
#include <linux/compiler.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/overflow.h>
#include <linux/stddef.h>
#include <linux/types.h>

/* The C library's own, so that compilers see through them. */
void *memcpy(void *dst, const void *src, size_t size);
void *memmove(void *dst, const void *src, size_t size);
void *memset(void *dst, int value, size_t size);
int memcmp(const void *a, const void *b, size_t size);
void *memchr(const void *area, int value, size_t size);
int bcmp(const void *a, const void *b, size_t size);
char *strcpy(char *dst, const char *src);
char *strncpy(char *dst, const char *src, size_t size);
char *strcat(char *dst, const char *src);
char *strncat(char *dst, const char *src, size_t size);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t size);
int strcasecmp(const char *a, const char *b);
int strncasecmp(const char *a, const char *b, size_t size);
char *strchr(const char *s, int c);
char *strrchr(const char *s, int c);
char *strchrnul(const char *s, int c);
char *strstr(const char *s, const char *part);
size_t strlen(const char *s);
size_t strnlen(const char *s, size_t size);
size_t strspn(const char *s, const char *accept);
size_t strcspn(const char *s, const char *reject);
char *strpbrk(const char *s, const char *accept);
char *strsep(char **s, const char *delimiters);
char *stpcpy(char *dst, const char *src);

#define __underlying_memcpy memcpy
#define unsafe_memcpy(dst, src, size, why) memcpy(dst, src, size)
#define memcpy_flushcache(dst, src, size) memcpy(dst, src, size)

/* The kernel's. A name that the C library has too gets a prefix. */
#define strlcpy kernel_strlcpy
#define strlcat kernel_strlcat
size_t strlcpy(char *dst, const char *src, size_t size);
size_t strlcat(char *dst, const char *src, size_t size);
char *strnstr(const char *s, const char *part, size_t size);

ssize_t sized_strscpy(char *dst, const char *src, size_t size);
ssize_t sized_strscpy_pad(char *dst, const char *src, size_t size);
#define __strscpy2(dst, src) sized_strscpy(dst, src, sizeof(dst) + __must_be_array(dst))
#define __strscpy3(dst, src, size) sized_strscpy(dst, src, size)
#define __strscpy_pad2(dst, src) sized_strscpy_pad(dst, src, sizeof(dst) + __must_be_array(dst))
#define __strscpy_pad3(dst, src, size) sized_strscpy_pad(dst, src, size)
#define __strscpy_pick(_1, _2, _3, name, ...) name
#define strscpy(arguments...) \
	__strscpy_pick(arguments, __strscpy3, __strscpy2)(arguments)
#define strscpy_pad(arguments...) \
	__strscpy_pick(arguments, __strscpy_pad3, __strscpy_pad2)(arguments)

char *strim(char *s);
char *skip_spaces(const char *s);
char *strnchr(const char *s, size_t size, int c);
char *strreplace(char *s, char old, char replacement);
bool sysfs_streq(const char *a, const char *b);
int match_string(const char * const *array, size_t n, const char *string);
int __sysfs_match_string(const char * const *array, size_t n, const char *string);
#define sysfs_match_string(array, string) \
	__sysfs_match_string(array, ARRAY_SIZE(array), string)
void *memchr_inv(const void *area, int value, size_t size);
void *memscan(void *area, int value, size_t size);
void *memset16(u16 *area, u16 value, size_t count);
void *memset32(u32 *area, u32 value, size_t count);
void *memset64(u64 *area, u64 value, size_t count);
size_t memweight(const void *area, size_t bytes);
void memcpy_and_pad(void *dst, size_t dst_size, const void *src, size_t size, int pad);
const char *kbasename(const char *path);
int get_option(char **text, int *value);
char *get_options(const char *text, int count, int *values);
unsigned long long memparse(const char *text, char **ret_end);

char *kstrdup(const char *s, gfp_t flags);
const char *kstrdup_const(const char *s, gfp_t flags);
char *kstrndup(const char *s, size_t size, gfp_t flags);
void *kmemdup(const void *src, size_t size, gfp_t flags);
void *kmemdup_array(const void *src, size_t count, size_t element, gfp_t flags);
char *kmemdup_nul(const char *s, size_t size, gfp_t flags);
void *kvmemdup(const void *src, size_t size, gfp_t flags);
char **argv_split(gfp_t flags, const char *text, int *ret_count);
void argv_free(char **arguments);
void kfree_const(const void *pointer);

static inline char *strstrip(char *s)
{
	return strim(s);
}

static inline void memzero_explicit(void *area, size_t size)
{
	memset(area, 0, size);
	barrier_data(area);
}

static inline bool strstarts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

static inline size_t str_has_prefix(const char *s, const char *prefix)
{
	size_t size = strlen(prefix);

	return strncmp(s, prefix, size) == 0 ? size : 0;
}

static inline bool mem_is_zero(const void *area, size_t size)
{
	return !memchr_inv(area, 0, size);
}

#define memset_after(object, value, member) \
	memset((u8 *)(object) + offsetofend(typeof(*(object)), member), value, \
	       sizeof(*(object)) - offsetofend(typeof(*(object)), member))
#define memset_startat(object, value, member) \
	memset((u8 *)(object) + offsetof(typeof(*(object)), member), value, \
	       sizeof(*(object)) - offsetof(typeof(*(object)), member))
#define strtomem(dst, src) memcpy_and_pad(dst, sizeof(dst), src, strnlen(src, sizeof(dst)), 0)
#define strtomem_pad(dst, src, pad) \
	memcpy_and_pad(dst, sizeof(dst), src, strnlen(src, sizeof(dst)), pad)

#endif /* DMACHECK_LINUX_STRING_H */
