/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ctype.h - what kind of character */
#ifndef DMACHECK_LINUX_CTYPE_H
#define DMACHECK_LINUX_CTYPE_H

#include <linux/types.h>

/* Plain ASCII, whatever the C library's locale says. */
#undef isdigit
#undef isupper
#undef islower
#undef isalpha
#undef isalnum
#undef isspace
#undef isxdigit
#undef iscntrl
#undef isprint
#undef isgraph
#undef ispunct
#undef isascii
#undef toascii
#undef isodigit
#undef tolower
#undef toupper
#define __ctype_in(c, low, high) \
	({ int __c = (unsigned char)(c); __c >= (low) && __c <= (high); })
#define isdigit(c) __ctype_in(c, '0', '9')
#define isodigit(c) __ctype_in(c, '0', '7')
#define isupper(c) __ctype_in(c, 'A', 'Z')
#define islower(c) __ctype_in(c, 'a', 'z')
#define isalpha(c) __ctype_in((c) | 0x20, 'a', 'z')
#define isalnum(c) __ctype_alnum(c)
#define isspace(c) __ctype_space(c)
#define isxdigit(c) __ctype_xdigit(c)
#define iscntrl(c) ({ int __i = (unsigned char)(c); __i < 0x20 || __i == 0x7f; })
#define isprint(c) __ctype_in(c, 0x20, 0x7e)
#define isgraph(c) __ctype_in(c, 0x21, 0x7e)
#define ispunct(c) __ctype_punct(c)
#define isascii(c) (((unsigned char)(c)) <= 0x7f)
#define toascii(c) (((unsigned char)(c)) & 0x7f)
#define tolower(c) __ctype_lower(c)
#define toupper(c) __ctype_upper(c)

static inline int __ctype_alnum(unsigned char c)
{
	return isdigit(c) || isalpha(c);
}

static inline int __ctype_space(unsigned char c)
{
	return c == ' ' || __ctype_in(c, '\t', '\r');
}

static inline int __ctype_xdigit(unsigned char c)
{
	return isdigit(c) || __ctype_in(c | 0x20, 'a', 'f');
}

static inline int __ctype_punct(unsigned char c)
{
	return isgraph(c) && !__ctype_alnum(c);
}

static inline int __ctype_lower(unsigned char c)
{
	return isupper(c) ? c + 0x20 : c;
}

static inline int __ctype_upper(unsigned char c)
{
	return islower(c) ? c - 0x20 : c;
}

#endif /* DMACHECK_LINUX_CTYPE_H */
