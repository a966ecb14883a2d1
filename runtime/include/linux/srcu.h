/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * srcu.h - readers without locks that may sleep; see runtime/kernel/srcu.c
 */
#ifndef _LINUX_SRCU_H
#define _LINUX_SRCU_H

#include <linux/types.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>

struct srcu_struct {
	struct dmacheck_rcu domain;
};

#define __SRCU_INIT(name) { .domain = DMACHECK_RCU_INIT(#name) }
#define DEFINE_SRCU(name) struct srcu_struct name = __SRCU_INIT(name)
#define DEFINE_STATIC_SRCU(name) static struct srcu_struct name = __SRCU_INIT(name)

int init_srcu_struct(struct srcu_struct *ssp);
void cleanup_srcu_struct(struct srcu_struct *ssp);
int srcu_read_lock(struct srcu_struct *ssp);
void srcu_read_unlock(struct srcu_struct *ssp, int idx);
int srcu_down_read(struct srcu_struct *ssp);
void srcu_up_read(struct srcu_struct *ssp, int idx);
int srcu_read_lock_held(const struct srcu_struct *ssp);
void synchronize_srcu(struct srcu_struct *ssp);
void synchronize_srcu_expedited(struct srcu_struct *ssp);
void call_srcu(struct srcu_struct *ssp, struct rcu_head *head, rcu_callback_t func);
void srcu_barrier(struct srcu_struct *ssp);

#define srcu_dereference_check(p, ssp, condition) \
	DMACHECK_RCU_CHECKED(p, (condition) || srcu_read_lock_held(ssp))
#define srcu_dereference(p, ssp) srcu_dereference_check(p, ssp, 0)

DEFINE_LOCK_GUARD_1(srcu, struct srcu_struct,
		    _T->idx = srcu_read_lock(_T->lock),
		    srcu_read_unlock(_T->lock, _T->idx), int idx)

#endif /* _LINUX_SRCU_H */
