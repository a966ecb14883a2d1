/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dev_printk.h - messages that begin with the driver and the device
 */
#ifndef _DEVICE_PRINTK_H_
#define _DEVICE_PRINTK_H_

#include <stdarg.h>
#include <linux/compiler.h>
#include <linux/types.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/bug.h>

struct device;

#ifndef dev_fmt
#define dev_fmt(fmt) fmt
#endif

#define __dev_printf __attribute__((format(printf, 2, 3)))
__attribute__((format(printf, 3, 4)))
void _dev_printk(const char *level, const struct device *dev, const char *fmt, ...);
void __dev_printf _dev_emerg(const struct device *dev, const char *fmt, ...);
void __dev_printf _dev_alert(const struct device *dev, const char *fmt, ...);
void __dev_printf _dev_crit(const struct device *dev, const char *fmt, ...);
void __dev_printf _dev_err(const struct device *dev, const char *fmt, ...);
void __dev_printf _dev_warn(const struct device *dev, const char *fmt, ...);
void __dev_printf _dev_notice(const struct device *dev, const char *fmt, ...);
void __dev_printf _dev_info(const struct device *dev, const char *fmt, ...);
void __dev_printf _dev_dbg(const struct device *dev, const char *fmt, ...);

#define dev_printk(level, dev, fmt, ...) _dev_printk(level, dev, fmt, ##__VA_ARGS__)
#define dev_emerg(dev, fmt, ...)  _dev_emerg(dev, dev_fmt(fmt), ##__VA_ARGS__)
#define dev_alert(dev, fmt, ...)  _dev_alert(dev, dev_fmt(fmt), ##__VA_ARGS__)
#define dev_crit(dev, fmt, ...)	  _dev_crit(dev, dev_fmt(fmt), ##__VA_ARGS__)
#define dev_err(dev, fmt, ...)	  _dev_err(dev, dev_fmt(fmt), ##__VA_ARGS__)
#define dev_warn(dev, fmt, ...)	  _dev_warn(dev, dev_fmt(fmt), ##__VA_ARGS__)
#define dev_notice(dev, fmt, ...) _dev_notice(dev, dev_fmt(fmt), ##__VA_ARGS__)
#define dev_info(dev, fmt, ...)	  _dev_info(dev, dev_fmt(fmt), ##__VA_ARGS__)

#define __dev_silent(dev, fmt, ...) \
	do { if (0) _dev_dbg(dev, dev_fmt(fmt), ##__VA_ARGS__); } while (0)
#ifdef DEBUG
#define dev_dbg(dev, fmt, ...)	  _dev_dbg(dev, dev_fmt(fmt), ##__VA_ARGS__)
#else
#define dev_dbg(dev, fmt, ...)	  __dev_silent(dev, fmt, ##__VA_ARGS__)
#endif
#ifdef VERBOSE_DEBUG
#define dev_vdbg dev_dbg
#else
#define dev_vdbg(dev, fmt, ...)	  __dev_silent(dev, fmt, ##__VA_ARGS__)
#endif

#define dev_level_once(call, dev, fmt, ...) \
	do { \
		static bool __once; \
		if (!__atomic_exchange_n(&__once, 1, __ATOMIC_RELAXED)) \
			call(dev, fmt, ##__VA_ARGS__); \
	} while (0)
#define dev_emerg_once(dev, ...)  dev_level_once(dev_emerg, dev, __VA_ARGS__)
#define dev_crit_once(dev, ...)	  dev_level_once(dev_crit, dev, __VA_ARGS__)
#define dev_err_once(dev, ...)	  dev_level_once(dev_err, dev, __VA_ARGS__)
#define dev_warn_once(dev, ...)	  dev_level_once(dev_warn, dev, __VA_ARGS__)
#define dev_notice_once(dev, ...) dev_level_once(dev_notice, dev, __VA_ARGS__)
#define dev_info_once(dev, ...)	  dev_level_once(dev_info, dev, __VA_ARGS__)
#define dev_dbg_once(dev, ...)	  dev_level_once(dev_dbg, dev, __VA_ARGS__)

#define dev_level_ratelimited(call, dev, fmt, ...) \
	do { \
		static DEFINE_RATELIMIT_STATE(__state, DEFAULT_RATELIMIT_INTERVAL, \
					      DEFAULT_RATELIMIT_BURST); \
		if (__ratelimit(&__state)) \
			call(dev, fmt, ##__VA_ARGS__); \
	} while (0)
#define dev_emerg_ratelimited(dev, ...)	 dev_level_ratelimited(dev_emerg, dev, __VA_ARGS__)
#define dev_crit_ratelimited(dev, ...)	 dev_level_ratelimited(dev_crit, dev, __VA_ARGS__)
#define dev_err_ratelimited(dev, ...)	 dev_level_ratelimited(dev_err, dev, __VA_ARGS__)
#define dev_warn_ratelimited(dev, ...)	 dev_level_ratelimited(dev_warn, dev, __VA_ARGS__)
#define dev_notice_ratelimited(dev, ...) dev_level_ratelimited(dev_notice, dev, __VA_ARGS__)
#define dev_info_ratelimited(dev, ...)	 dev_level_ratelimited(dev_info, dev, __VA_ARGS__)
#ifdef DEBUG
#define dev_dbg_ratelimited(dev, ...)	 dev_level_ratelimited(dev_dbg, dev, __VA_ARGS__)
#else
#define dev_dbg_ratelimited(dev, ...)	 __dev_silent(dev, __VA_ARGS__)
#endif

#define dev_WARN(dev, fmt, ...) \
	WARN(1, "%s %s: " fmt, dev_driver_string(dev), dev_name(dev), ##__VA_ARGS__)
#define dev_WARN_ONCE(dev, condition, fmt, ...) \
	WARN_ONCE(condition, "%s %s: " fmt, dev_driver_string(dev), dev_name(dev), \
		  ##__VA_ARGS__)

__attribute__((format(printf, 3, 4)))
int dev_err_probe(const struct device *dev, int err, const char *fmt, ...);
#define dev_err_ptr_probe(dev, err, fmt, ...) \
	ERR_PTR(dev_err_probe(dev, err, fmt, ##__VA_ARGS__))
#define dev_err_cast_probe(dev, err_ptr, fmt, ...) \
	ERR_PTR(dev_err_probe(dev, PTR_ERR(err_ptr), fmt, ##__VA_ARGS__))

#endif /* _DEVICE_PRINTK_H_ */
