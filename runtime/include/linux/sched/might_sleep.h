/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * might_sleep.h - "this call may sleep", checked where it is written
 *
 * The same as in <linux/kernel.h>, for the headers that do without it.
 */
#ifndef _LINUX_SCHED_MIGHT_SLEEP_H
#define _LINUX_SCHED_MIGHT_SLEEP_H

/* Tells where the caller is, and whether it may sleep there. */
void __might_sleep(const char *file, int line);

#ifndef might_sleep
#define might_sleep() __might_sleep(__FILE__, __LINE__)
#define might_sleep_if(condition) do { if (condition) might_sleep(); } while (0)
#define cant_sleep() do { } while (0)
#endif
#ifndef might_resched
#define might_resched() do { } while (0)
#define non_block_start() do { } while (0)
#define non_block_end() do { } while (0)
#endif

#endif /* _LINUX_SCHED_MIGHT_SLEEP_H */
