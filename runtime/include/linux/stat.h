/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * stat.h - file types and permissions; C libraries include it for struct statx,
 * which they then define by themselves
 */
#ifndef _LINUX_STAT_H
#define _LINUX_STAT_H

#ifndef S_IFMT
#define S_IFMT	0170000
#define S_IFSOCK 0140000
#define S_IFLNK	0120000
#define S_IFREG	0100000
#define S_IFBLK	0060000
#define S_IFDIR	0040000
#define S_IFCHR	0020000
#define S_IFIFO	0010000
#endif
#ifndef S_IRUSR
#define S_IRWXU	0700
#define S_IRUSR	0400
#define S_IWUSR	0200
#define S_IXUSR	0100
#define S_IRWXG	0070
#define S_IRGRP	0040
#define S_IWGRP	0020
#define S_IXGRP	0010
#define S_IRWXO	0007
#define S_IROTH	0004
#define S_IWOTH	0002
#define S_IXOTH	0001
#endif
#define S_IRUGO	0444
#define S_IWUGO	0222
#define S_IXUGO	0111
#define S_IRWXUGO 0777

#endif /* _LINUX_STAT_H */
