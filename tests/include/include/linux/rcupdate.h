/* SPDX-License-Identifier: GPL-2.0-or-later */
/* rcupdate.h - read-side sections */
#ifndef DMACHECK_TEST_RCUPDATE_H
#define DMACHECK_TEST_RCUPDATE_H

#include <linux/types.h>

static inline void rcu_read_lock(void)
{
	barrier();
}

static inline void rcu_read_unlock(void)
{
	barrier();
}

void synchronize_rcu(void);

#endif
