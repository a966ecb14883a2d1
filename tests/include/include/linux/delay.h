/* SPDX-License-Identifier: GPL-2.0-or-later */
/* delay.h - waits by time: busy, or asleep */
#ifndef DMACHECK_TEST_DELAY_H
#define DMACHECK_TEST_DELAY_H

#include <linux/types.h>

void msleep(unsigned int ms);
void usleep_range(unsigned long min, unsigned long max);
void udelay(unsigned long us);

#endif
