/* SPDX-License-Identifier: GPL-2.0-or-later */
/* export.h - symbols for other modules: the linker's are enough */
#ifndef DMACHECK_LINUX_EXPORT_H
#define DMACHECK_LINUX_EXPORT_H

#include <linux/compiler.h>
#include <linux/stringify.h>

/* Something that a semicolon may follow at file scope. */
#define __EXPORT_NOTHING(symbol) extern typeof(symbol) symbol
#define EXPORT_SYMBOL(symbol) __EXPORT_NOTHING(symbol)
#define EXPORT_SYMBOL_GPL(symbol) __EXPORT_NOTHING(symbol)
#define EXPORT_SYMBOL_NS(symbol, ns) __EXPORT_NOTHING(symbol)
#define EXPORT_SYMBOL_NS_GPL(symbol, ns) __EXPORT_NOTHING(symbol)
#define EXPORT_SYMBOL_FOR_TESTS_ONLY(symbol) __EXPORT_NOTHING(symbol)

#endif /* DMACHECK_LINUX_EXPORT_H */
