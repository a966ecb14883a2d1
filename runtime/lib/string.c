/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * string.c - what the kernel's strings have and the C library's have not
 */
#include <linux/ctype.h>
#include <linux/kernel.h>
#include <linux/string.h>

ssize_t sized_strscpy(char *dst, const char *src, size_t size)
{
	size_t length = strnlen(src, size);

	if (!size)
		return -E2BIG;
	if (length < size) {
		memcpy(dst, src, length + 1);
		return length;
	}
	memcpy(dst, src, size - 1);
	dst[size - 1] = '\0';
	return -E2BIG;
}

ssize_t sized_strscpy_pad(char *dst, const char *src, size_t size)
{
	ssize_t length = sized_strscpy(dst, src, size);

	if (length >= 0)
		memset(dst + length, 0, size - length);
	return length;
}

size_t strlcpy(char *dst, const char *src, size_t size)
{
	sized_strscpy(dst, src, size);
	return strlen(src);
}

size_t strlcat(char *dst, const char *src, size_t size)
{
	size_t used = strnlen(dst, size);

	return used + strlcpy(dst + used, src, size - used);
}

char *skip_spaces(const char *s)
{
	while (isspace(*s))
		s++;
	return (char *)s;
}

char *strim(char *s)
{
	size_t length = strlen(s);

	while (length && isspace(s[length - 1]))
		length--;
	s[length] = '\0';
	return skip_spaces(s);
}

char *strnchr(const char *s, size_t size, int c)
{
	for (; size-- && *s; s++)
		if (*s == (char)c)
			return (char *)s;
	return NULL;
}

char *strnstr(const char *s, const char *part, size_t size)
{
	size_t length = strlen(part);

	if (!length)
		return (char *)s;
	for (; size >= length && *s; s++, size--)
		if (!memcmp(s, part, length))
			return (char *)s;
	return NULL;
}

char *strreplace(char *s, char old, char replacement)
{
	for (char *at = s; *at; at++)
		if (*at == old)
			*at = replacement;
	return s;
}

/* Equal but for a newline at the end of either. */
bool sysfs_streq(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	if (*a == *b)
		return true;
	if (!*a && *b == '\n' && !b[1])
		return true;
	return *a == '\n' && !a[1] && !*b;
}

int match_string(const char * const *array, size_t n, const char *string)
{
	for (size_t i = 0; i < n && array[i]; i++)
		if (!strcmp(array[i], string))
			return i;
	return -EINVAL;
}

int __sysfs_match_string(const char * const *array, size_t n, const char *string)
{
	for (size_t i = 0; i < n && array[i]; i++)
		if (sysfs_streq(array[i], string))
			return i;
	return -EINVAL;
}

void *memchr_inv(const void *area, int value, size_t size)
{
	const u8 *at = area;

	for (; size--; at++)
		if (*at != (u8)value)
			return (void *)at;
	return NULL;
}

/* Behind the area if it is not there. */
void *memscan(void *area, int value, size_t size)
{
	void *found = memchr(area, value, size);

	return found ? found : (u8 *)area + size;
}

void *memset16(u16 *area, u16 value, size_t count)
{
	for (size_t i = 0; i < count; i++)
		area[i] = value;
	return area;
}

void *memset32(u32 *area, u32 value, size_t count)
{
	for (size_t i = 0; i < count; i++)
		area[i] = value;
	return area;
}

void *memset64(u64 *area, u64 value, size_t count)
{
	for (size_t i = 0; i < count; i++)
		area[i] = value;
	return area;
}

size_t memweight(const void *area, size_t bytes)
{
	const u8 *at = area;
	size_t weight = 0;

	while (bytes--)
		weight += hweight8(*at++);
	return weight;
}

void memcpy_and_pad(void *dst, size_t dst_size, const void *src, size_t size, int pad)
{
	size_t copied = min(dst_size, size);

	memcpy(dst, src, copied);
	memset((u8 *)dst + copied, pad, dst_size - copied);
}

const char *kbasename(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}
