/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * kmod.h - loading other modules: a program has only its own
 */
#ifndef _LINUX_KMOD_H
#define _LINUX_KMOD_H

#include <linux/types.h>
#include <linux/errno.h>

static inline int dmacheck_request_module(void)
{
	return -ENOENT;
}

#define request_module(...)		dmacheck_request_module()
#define request_module_nowait(...)	dmacheck_request_module()
#define try_then_request_module(x, ...)	(x)

#endif /* _LINUX_KMOD_H */
