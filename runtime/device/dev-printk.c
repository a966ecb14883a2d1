/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dev-printk.c - messages about a device: "driver name: text"
 */
#include <linux/device.h>
#include <linux/printk.h>
#include <linux/kernel.h>

/* The level stands in the format, where printk looks for it. */
#define DEV_MESSAGE(function, level) \
void function(const struct device *dev, const char *fmt, ...) \
{ \
	struct va_format message = { .fmt = fmt }; \
	va_list arguments; \
\
	va_start(arguments, fmt); \
	message.va = &arguments; \
	if (dev) \
		_printk(level "%s %s: %pV", dev_driver_string(dev), dev_name(dev), &message); \
	else \
		_printk(level "(NULL device *): %pV", &message); \
	va_end(arguments); \
}

DEV_MESSAGE(_dev_emerg, KERN_EMERG)
DEV_MESSAGE(_dev_alert, KERN_ALERT)
DEV_MESSAGE(_dev_crit, KERN_CRIT)
DEV_MESSAGE(_dev_err, KERN_ERR)
DEV_MESSAGE(_dev_warn, KERN_WARNING)
DEV_MESSAGE(_dev_notice, KERN_NOTICE)
DEV_MESSAGE(_dev_info, KERN_INFO)
DEV_MESSAGE(_dev_dbg, KERN_DEBUG)

void _dev_printk(const char *level, const struct device *dev, const char *fmt, ...)
{
	struct va_format message = { .fmt = fmt };
	va_list arguments;

	va_start(arguments, fmt);
	message.va = &arguments;
	if (dev)
		_printk("%s%s %s: %pV", level, dev_driver_string(dev), dev_name(dev), &message);
	else
		_printk("%s(NULL device *): %pV", level, &message);
	va_end(arguments);
}

/* Deferral and want of memory are not worth an error: others tell of them. */
int dev_err_probe(const struct device *dev, int err, const char *fmt, ...)
{
	struct va_format message = { .fmt = fmt };
	va_list arguments;

	if (err == -EPROBE_DEFER || err == -ENOMEM)
		return err;
	va_start(arguments, fmt);
	message.va = &arguments;
	dev_err(dev, "error %pe: %pV", ERR_PTR(err), &message);
	va_end(arguments);
	return err;
}
