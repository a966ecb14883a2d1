/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lcm.h - common multiples */
#ifndef DMACHECK_LINUX_LCM_H
#define DMACHECK_LINUX_LCM_H

unsigned long lcm(unsigned long a, unsigned long b) __attribute__((__const__));

#endif /* DMACHECK_LINUX_LCM_H */
