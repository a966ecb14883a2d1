/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bottom_half.h - softirqs off for the calling thread */
#ifndef _LINUX_BOTTOM_HALF_H
#define _LINUX_BOTTOM_HALF_H

void local_bh_disable(void);
void local_bh_enable(void);
void _local_bh_enable(void);

#endif /* _LINUX_BOTTOM_HALF_H */
