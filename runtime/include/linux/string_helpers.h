/* SPDX-License-Identifier: GPL-2.0-or-later */
/* string_helpers.h - see <linux/string_choices.h> */
#ifndef DMACHECK_LINUX_STRING_HELPERS_H
#define DMACHECK_LINUX_STRING_HELPERS_H

#include <linux/ctype.h>
#include <linux/string.h>
#include <linux/string_choices.h>

static inline void string_upper(char *dst, const char *src)
{
	while ((*dst++ = toupper(*src++)))
		;
}

static inline void string_lower(char *dst, const char *src)
{
	while ((*dst++ = tolower(*src++)))
		;
}

#endif /* DMACHECK_LINUX_STRING_HELPERS_H */
