/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * system.h - system calls that nobody stands in front of
 *
 * The C library's own functions set errno, may be points of cancellation, and may be
 * those of another preloaded library, or ours. These do nothing but the call.
 */
#ifndef DMACHECK_RECORD_SYSTEM_H
#define DMACHECK_RECORD_SYSTEM_H

#include <signal.h>
#include <stdint.h>
#include <sys/syscall.h>

/* Return: what the system returned, a negative errno for a failure. */
static inline long system_call6(long number, long a, long b, long c, long d, long e, long f)
{
#if defined(__x86_64__)
	register long r10 __asm__("r10") = d;
	register long r8 __asm__("r8") = e;
	register long r9 __asm__("r9") = f;
	long result;

	__asm__ volatile("syscall"
			 : "=a"(result)
			 : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
			 : "rcx", "r11", "memory");
	return result;
#elif defined(__aarch64__)
	register long x8 __asm__("x8") = number;
	register long x0 __asm__("x0") = a;
	register long x1 __asm__("x1") = b;
	register long x2 __asm__("x2") = c;
	register long x3 __asm__("x3") = d;
	register long x4 __asm__("x4") = e;
	register long x5 __asm__("x5") = f;

	__asm__ volatile("svc 0"
			 : "+r"(x0)
			 : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
			 : "memory");
	return x0;
#else
#error "the recorder has no system calls for this architecture"
#endif
}

#define system_call(...) \
	SYSTEM_CALL_PICK(__VA_ARGS__, 0, 0, 0, 0, 0, 0, 0)
#define SYSTEM_CALL_PICK(number, a, b, c, d, e, f, ...) \
	system_call6((number), (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f))

/* struct signals_kept - the mask that signals_block() found */
struct signals_kept {
	uint64_t mask;
};

/*
 * All signals, those of the C library too: until signals_restore() nothing of this
 * thread runs in between, and it cannot be the one that forks. But for those that an
 * instruction or a system call brings about: blocked, they would end the program.
 */
static inline void signals_block(struct signals_kept *ret_kept)
{
#define ONE(signal) ((uint64_t)1 << ((signal) - 1))
	const uint64_t blocked = ~(ONE(SIGSEGV) | ONE(SIGBUS) | ONE(SIGILL) | ONE(SIGFPE) |
				   ONE(SIGTRAP) | ONE(SIGSYS));
#undef ONE

	system_call(SYS_rt_sigprocmask, SIG_BLOCK, &blocked, &ret_kept->mask, sizeof(blocked));
}

static inline void signals_restore(const struct signals_kept *kept)
{
	system_call(SYS_rt_sigprocmask, SIG_SETMASK, &kept->mask, 0, sizeof(kept->mask));
}

#endif /* DMACHECK_RECORD_SYSTEM_H */
