/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compiler_types.h - attributes, and what every file may assume */
#ifndef DMACHECK_TEST_COMPILER_TYPES_H
#define DMACHECK_TEST_COMPILER_TYPES_H

#define __user
#define __iomem
#define __init
#define __exit
#define __always_inline inline __attribute__((__always_inline__))
#define __maybe_unused __attribute__((__unused__))
#define __must_check
#define __noreturn __attribute__((__noreturn__))
#define __cleanup(function) __maybe_unused __attribute__((__cleanup__(function)))
#define __printf(a, b)
#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#define barrier() __asm__ volatile("" : : : "memory")
#define unreachable() __builtin_unreachable()

#define __PASTE2(a, b) a##b
#define __PASTE(a, b) __PASTE2(a, b)
#define __UNIQUE_ID(prefix) __PASTE(__PASTE(__UNIQUE_ID_, prefix), __COUNTER__)

#define READ_ONCE(x) (*(const volatile __typeof__(x) *)&(x))
#define WRITE_ONCE(x, value) do { *(volatile __typeof__(x) *)&(x) = (value); } while (0)

#endif
