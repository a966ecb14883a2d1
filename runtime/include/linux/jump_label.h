/* SPDX-License-Identifier: GPL-2.0-or-later */
/* jump_label.h - branches that change seldom */
#ifndef DMACHECK_LINUX_JUMP_LABEL_H
#define DMACHECK_LINUX_JUMP_LABEL_H

#include <linux/atomic.h>
#include <linux/bug.h>
#include <linux/compiler.h>
#include <linux/types.h>

struct static_key {
	atomic_t enabled;
};

struct static_key_true {
	struct static_key key;
};

struct static_key_false {
	struct static_key key;
};

#define STATIC_KEY_INIT_TRUE { .enabled = { 1 } }
#define STATIC_KEY_INIT_FALSE { .enabled = { 0 } }
#define STATIC_KEY_TRUE_INIT { .key = STATIC_KEY_INIT_TRUE }
#define STATIC_KEY_FALSE_INIT { .key = STATIC_KEY_INIT_FALSE }
#define DEFINE_STATIC_KEY_TRUE(name) struct static_key_true name = STATIC_KEY_TRUE_INIT
#define DEFINE_STATIC_KEY_FALSE(name) struct static_key_false name = STATIC_KEY_FALSE_INIT
#define DECLARE_STATIC_KEY_TRUE(name) extern struct static_key_true name
#define DECLARE_STATIC_KEY_FALSE(name) extern struct static_key_false name
#define static_key_count(key) atomic_read(&(key)->enabled)
#define static_key_enabled(x) (static_key_count((struct static_key *)(x)) > 0)
#define static_key_true(key) (static_key_count(key) > 0)
#define static_key_false(key) unlikely(static_key_count(key) > 0)
#define static_branch_likely(x) likely(static_key_enabled(x))
#define static_branch_unlikely(x) unlikely(static_key_enabled(x))
#define static_branch_inc(x) atomic_inc(&(x)->key.enabled)
#define static_branch_dec(x) atomic_dec(&(x)->key.enabled)
#define static_branch_enable(x) atomic_set(&(x)->key.enabled, 1)
#define static_branch_disable(x) atomic_set(&(x)->key.enabled, 0)
#define static_key_slow_inc(key) atomic_inc(&(key)->enabled)
#define static_key_slow_dec(key) atomic_dec(&(key)->enabled)

#endif /* DMACHECK_LINUX_JUMP_LABEL_H */
