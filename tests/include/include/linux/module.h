/* SPDX-License-Identifier: GPL-2.0-or-later */
/* module.h - what a module declares of itself */
#ifndef DMACHECK_TEST_MODULE_H
#define DMACHECK_TEST_MODULE_H

#include <linux/kernel.h>

struct module;
#define THIS_MODULE ((struct module *)0)
#define MODULE_LICENSE(text) _Static_assert(sizeof(text), "license")
#define MODULE_DESCRIPTION(text) _Static_assert(sizeof(text), "description")
#define EXPORT_SYMBOL(symbol) extern __typeof__(symbol) symbol
#define EXPORT_SYMBOL_GPL(symbol) extern __typeof__(symbol) symbol
#define module_init(fn) static inline int (*__inittest(void))(void) { return fn; }
#define module_exit(fn) static inline void (*__exittest(void))(void) { return fn; }

#endif
