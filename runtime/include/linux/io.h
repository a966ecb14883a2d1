/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * io.h - registers of devices
 *
 *   physical address -> ioremap() -> zeroed memory, the same for the same address
 *
 * A register keeps what was last written. Reading one again and again is taken
 * for polling: time goes on and others run.
 */
#ifndef _LINUX_IO_H
#define _LINUX_IO_H

#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/init.h>
#include <linux/bug.h>
#include <linux/err.h>
#include <linux/device/devres.h>
#include <asm/io.h>

struct device;

#endif /* _LINUX_IO_H */
