/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compiler_types.h - address-space marks and the compiler's moods */
#ifndef DMACHECK_LINUX_COMPILER_TYPES_H
#define DMACHECK_LINUX_COMPILER_TYPES_H

#include <linux/compiler_attributes.h>

/* sparse's marks mean nothing to a compiler */
#define __user
#define __iomem
#define __percpu
#define __rcu
#define __kernel
#define __force
#define __nocast
#define __safe
#define __private
#define __bitwise
#define __bitwise__
#define __chk_user_ptr(x)	(void)0
#define __chk_io_ptr(x)		(void)0
#define __must_hold(x)
#define __acquires(x)
#define __cond_acquires(x)
#define __releases(x)
#define __acquire(x)		(void)0
#define __release(x)		(void)0
#define __cond_lock(x, c)	(c)
#define ACCESS_PRIVATE(p, member) ((p)->member)

#define notrace
#define noinstr
#define nokprobe_inline		inline
#define noinline_for_stack	noinline
#define __no_kasan_or_inline	__always_inline
#define __no_sanitize_address
#define __no_sanitize_thread
#define __noendbr
#define __nocfi
#define __randomize_layout
#define __no_randomize_layout
#define randomized_struct_fields_start
#define randomized_struct_fields_end
#define asmlinkage
#define __latent_entropy
#define __signed_wrap
#define __realloc_size(x, ...)
#define __compiletime_warning(message)
#define __compiletime_error(message) __attribute__((__error__(message)))
#ifdef __clang__
#undef __compiletime_error
#define __compiletime_error(message)
#endif

#define asm_inline asm
#define asm_volatile_goto(x...) asm goto(x)

#define ___PASTE(a, b) a##b
#define __PASTE(a, b) ___PASTE(a, b)

#define __same_type(a, b) __builtin_types_compatible_p(typeof(a), typeof(b))
#define __native_word(t) (sizeof(t) == sizeof(char) || sizeof(t) == sizeof(short) || \
			  sizeof(t) == sizeof(int) || sizeof(t) == sizeof(long))
#define __unqual_scalar_typeof(x) __typeof__(({ __auto_type __unqual = (x); __unqual; }))
#define __diag_push()
#define __diag_pop()
#define __diag_ignore(compiler, version, option, comment)
#define __diag_ignore_all(option, comment)

#endif /* DMACHECK_LINUX_COMPILER_TYPES_H */
