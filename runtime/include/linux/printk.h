/* SPDX-License-Identifier: GPL-2.0-or-later */
/* printk.h - lines on the console, which is stderr */
#ifndef DMACHECK_LINUX_PRINTK_H
#define DMACHECK_LINUX_PRINTK_H

#include <stdarg.h>
#include <linux/init.h>
#include <linux/kern_levels.h>
#include <linux/linkage.h>
#include <linux/ratelimit_types.h>
#include <linux/sprintf.h>
#include <linux/types.h>

#ifndef pr_fmt
#define pr_fmt(format) format
#endif

struct va_format {
	const char *fmt;
	va_list *va;
};

extern int console_printk[4];
#define console_loglevel (console_printk[0])

int _printk(const char *format, ...) __printf(1, 2);
int vprintk(const char *format, va_list arguments) __printf(1, 0);
void dump_stack(void);
void dump_stack_lvl(const char *level);

/* Once a site; some times in a while a site. */
bool __printk_once(bool *done);
bool printk_timed_ratelimit(unsigned long *last, unsigned int interval_ms);

#define printk(format, ...) _printk(format, ##__VA_ARGS__)
#define printk_deferred(format, ...) _printk(format, ##__VA_ARGS__)
#define no_printk(format, ...) \
	({ if (0) _printk(format, ##__VA_ARGS__); 0; })

#define pr_emerg(format, ...) printk(KERN_EMERG pr_fmt(format), ##__VA_ARGS__)
#define pr_alert(format, ...) printk(KERN_ALERT pr_fmt(format), ##__VA_ARGS__)
#define pr_crit(format, ...) printk(KERN_CRIT pr_fmt(format), ##__VA_ARGS__)
#define pr_err(format, ...) printk(KERN_ERR pr_fmt(format), ##__VA_ARGS__)
#define pr_warn(format, ...) printk(KERN_WARNING pr_fmt(format), ##__VA_ARGS__)
#define pr_warning(format, ...) pr_warn(format, ##__VA_ARGS__)
#define pr_notice(format, ...) printk(KERN_NOTICE pr_fmt(format), ##__VA_ARGS__)
#define pr_info(format, ...) printk(KERN_INFO pr_fmt(format), ##__VA_ARGS__)
#define pr_cont(format, ...) printk(KERN_CONT format, ##__VA_ARGS__)

/*
 * Someone who defines DEBUG wants to see it, so it goes out as information; a
 * KERN_DEBUG line written out stays off the console, as in a kernel.
 */
#ifdef DEBUG
#define pr_debug(format, ...) printk(KERN_INFO pr_fmt(format), ##__VA_ARGS__)
#define pr_devel(format, ...) pr_debug(format, ##__VA_ARGS__)
#else
#define pr_debug(format, ...) no_printk(KERN_DEBUG pr_fmt(format), ##__VA_ARGS__)
#define pr_devel(format, ...) no_printk(KERN_DEBUG pr_fmt(format), ##__VA_ARGS__)
#endif

#define printk_once(format, ...) \
	({ static bool __done; if (__printk_once(&__done)) printk(format, ##__VA_ARGS__); })
#define pr_emerg_once(format, ...) printk_once(KERN_EMERG pr_fmt(format), ##__VA_ARGS__)
#define pr_alert_once(format, ...) printk_once(KERN_ALERT pr_fmt(format), ##__VA_ARGS__)
#define pr_crit_once(format, ...) printk_once(KERN_CRIT pr_fmt(format), ##__VA_ARGS__)
#define pr_err_once(format, ...) printk_once(KERN_ERR pr_fmt(format), ##__VA_ARGS__)
#define pr_warn_once(format, ...) printk_once(KERN_WARNING pr_fmt(format), ##__VA_ARGS__)
#define pr_notice_once(format, ...) printk_once(KERN_NOTICE pr_fmt(format), ##__VA_ARGS__)
#define pr_info_once(format, ...) printk_once(KERN_INFO pr_fmt(format), ##__VA_ARGS__)
#define pr_debug_once(format, ...) no_printk(KERN_DEBUG pr_fmt(format), ##__VA_ARGS__)

#define printk_ratelimited(format, ...) \
	({ \
		static DEFINE_RATELIMIT_STATE(__state, DEFAULT_RATELIMIT_INTERVAL, \
					      DEFAULT_RATELIMIT_BURST); \
		if (__ratelimit(&__state)) \
			printk(format, ##__VA_ARGS__); \
	})
#define pr_emerg_ratelimited(format, ...) printk_ratelimited(KERN_EMERG pr_fmt(format), ##__VA_ARGS__)
#define pr_err_ratelimited(format, ...) printk_ratelimited(KERN_ERR pr_fmt(format), ##__VA_ARGS__)
#define pr_crit_ratelimited(format, ...) printk_ratelimited(KERN_CRIT pr_fmt(format), ##__VA_ARGS__)
#define pr_warn_ratelimited(format, ...) printk_ratelimited(KERN_WARNING pr_fmt(format), ##__VA_ARGS__)
#define pr_notice_ratelimited(format, ...) printk_ratelimited(KERN_NOTICE pr_fmt(format), ##__VA_ARGS__)
#define pr_info_ratelimited(format, ...) printk_ratelimited(KERN_INFO pr_fmt(format), ##__VA_ARGS__)
#define pr_debug_ratelimited(format, ...) no_printk(KERN_DEBUG pr_fmt(format), ##__VA_ARGS__)
#define printk_ratelimit() \
	({ \
		static DEFINE_RATELIMIT_STATE(__state, DEFAULT_RATELIMIT_INTERVAL, \
					      DEFAULT_RATELIMIT_BURST); \
		__ratelimit(&__state); \
	})

enum {
	DUMP_PREFIX_NONE,
	DUMP_PREFIX_ADDRESS,
	DUMP_PREFIX_OFFSET,
};

int hex_dump_to_buffer(const void *data, size_t size, int row, int group, char *line,
		       size_t line_size, bool ascii);
void print_hex_dump(const char *level, const char *prefix, int prefix_type, int row, int group,
		    const void *data, size_t size, bool ascii);
#define print_hex_dump_bytes(prefix, prefix_type, data, size) \
	print_hex_dump_debug(prefix, prefix_type, 16, 1, data, size, true)
#ifdef DEBUG
#define print_hex_dump_debug(prefix, prefix_type, row, group, data, size, ascii) \
	print_hex_dump(KERN_INFO, prefix, prefix_type, row, group, data, size, ascii)
#else
#define print_hex_dump_debug(prefix, prefix_type, row, group, data, size, ascii) \
	do { \
		if (0) \
			print_hex_dump(KERN_DEBUG, prefix, prefix_type, row, group, data, size, \
				       ascii); \
	} while (0)
#endif

#endif /* DMACHECK_LINUX_PRINTK_H */
