/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * poll.h - waiting for files; nobody polls: poll_wait() has nothing to add itself to
 */
#ifndef _LINUX_POLL_H
#define _LINUX_POLL_H

#include <linux/types.h>
#include <linux/wait.h>
#include <linux/fs.h>
#include <linux/uaccess.h>

typedef struct poll_table_struct {
	unsigned int key;
} poll_table;

#define EPOLLIN		((__poll_t)0x001)
#define EPOLLPRI	((__poll_t)0x002)
#define EPOLLOUT	((__poll_t)0x004)
#define EPOLLERR	((__poll_t)0x008)
#define EPOLLHUP	((__poll_t)0x010)
#define EPOLLRDNORM	((__poll_t)0x040)
#define EPOLLWRNORM	((__poll_t)0x100)

static inline void poll_wait(struct file *file, wait_queue_head_t *queue, poll_table *table) { }

#endif /* _LINUX_POLL_H */
