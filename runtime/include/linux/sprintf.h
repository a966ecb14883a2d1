/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sprintf.h - formatted text, by the kernel's format */
#ifndef DMACHECK_LINUX_SPRINTF_H
#define DMACHECK_LINUX_SPRINTF_H

#include <stdarg.h>
#include <linux/compiler_types.h>
#include <linux/types.h>

/*
 * Other formats than the C library's: %pI4, %ph, %*pbl... and no floating point.
 */
#define sprintf kernel_sprintf
#define vsprintf kernel_vsprintf
#define snprintf kernel_snprintf
#define vsnprintf kernel_vsnprintf
#define sscanf kernel_sscanf
#define vsscanf kernel_vsscanf

int sprintf(char *buffer, const char *format, ...) __printf(2, 3);
int vsprintf(char *buffer, const char *format, va_list arguments) __printf(2, 0);
int snprintf(char *buffer, size_t size, const char *format, ...) __printf(3, 4);
int vsnprintf(char *buffer, size_t size, const char *format, va_list arguments) __printf(3, 0);
int scnprintf(char *buffer, size_t size, const char *format, ...) __printf(3, 4);
int vscnprintf(char *buffer, size_t size, const char *format, va_list arguments) __printf(3, 0);
int sscanf(const char *text, const char *format, ...) __scanf(2, 3);
int vsscanf(const char *text, const char *format, va_list arguments) __scanf(2, 0);
char *kasprintf(gfp_t flags, const char *format, ...) __printf(2, 3);
char *kvasprintf(gfp_t flags, const char *format, va_list arguments) __printf(2, 0);
const char *kvasprintf_const(gfp_t flags, const char *format, va_list arguments) __printf(2, 0);

#endif /* DMACHECK_LINUX_SPRINTF_H */
