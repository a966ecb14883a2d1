/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * kdev_t.h - device numbers: 12 bits of major, 20 of minor
 */
#ifndef _LINUX_KDEV_T_H
#define _LINUX_KDEV_T_H

#define MINORBITS	20
#define MINORMASK	((1U << MINORBITS) - 1)
#define MAJOR(dev)	((unsigned int)((dev) >> MINORBITS))
#define MINOR(dev)	((unsigned int)((dev) & MINORMASK))
#define MKDEV(major, minor) (((dev_t)(major) << MINORBITS) | (minor))

#endif /* _LINUX_KDEV_T_H */
