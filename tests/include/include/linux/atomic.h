/* SPDX-License-Identifier: GPL-2.0-or-later */
/* atomic.h - counters and bits that need no lock */
#ifndef DMACHECK_TEST_ATOMIC_H
#define DMACHECK_TEST_ATOMIC_H

#include <linux/types.h>

int atomic_read(const atomic_t *v);
void atomic_set(atomic_t *v, int value);
void atomic_inc(atomic_t *v);
void atomic_dec(atomic_t *v);
bool atomic_dec_and_test(atomic_t *v);
int atomic_xchg(atomic_t *v, int value);

#endif
