/* SPDX-License-Identifier: GPL-2.0-or-later */
/* errno.h - error numbers */
#ifndef DMACHECK_TEST_ERRNO_H
#define DMACHECK_TEST_ERRNO_H

#define EPERM 1
#define ENOENT 2
#define EIO 5
#define ENXIO 6
#define EAGAIN 11
#define ENOMEM 12
#define EBUSY 16
#define ENODEV 19
#define EINVAL 22
#define ENOSYS 38
#define ETIMEDOUT 110
#define EINPROGRESS 115
#define ERESTARTSYS 512
#define EPROBE_DEFER 517

#endif
