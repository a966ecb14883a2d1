/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * watch.h - what the parts of the watch layer share
 *
 *   client -> dmacheck_NAME() or an operation of dma_device = thunk
 *          -> events, checks, refusals, faults
 *          -> the core's function, or the provider's operation
 *
 *   watch-state.c     what is known of devices, channels and descriptors
 *   watch-device.c    registration: thunks in, thunks out
 *   watch-request.c   channels by mask and by name, release
 *   watch-ops.c       config, issue, status, pause and resume
 *   watch-prep.c      prep
 *   watch-callback.c  submit and callbacks
 *   watch-changed.c   what the client changes in a descriptor that is not its any more
 *   watch-sync.c      terminate and synchronize, and who may not wait
 *
 * Compiled against our linux/dmaengine.h or that of a kernel tree (6.1, 6.12), for
 * the core's own names: DMACHECK_CORE.
 */
#ifndef DMACHECK_ENGINE_WATCH_H
#define DMACHECK_ENGINE_WATCH_H

#define DMACHECK_CORE
#include "runtime/kernel/raw.h"

#include <linux/dmaengine.h>
#include <linux/sched.h>
#include <dmacheck/event.h>
#include <dmacheck/watch.h>

#include "runtime/kernel/sched.h"

/* Not for modules, whose functions may have these names. */
#pragma GCC visibility push(hidden)

#if defined(DMACHECK_OWN_CORE) || DMACHECK_TREE_VERSION >= 0x060c00
#define WATCH_VEC_OP(X) X(device_prep_peripheral_dma_vec)
#define WATCH_HAS_VEC 1
#else
#define WATCH_VEC_OP(X)
#endif

/* The operations that are swapped, where a provider has them. */
#define WATCH_OPS(X) \
	X(device_prep_dma_memcpy) \
	X(device_prep_dma_xor) \
	X(device_prep_dma_xor_val) \
	X(device_prep_dma_pq) \
	X(device_prep_dma_pq_val) \
	X(device_prep_dma_memset) \
	X(device_prep_dma_memset_sg) \
	X(device_prep_dma_interrupt) \
	WATCH_VEC_OP(X) \
	X(device_prep_slave_sg) \
	X(device_prep_dma_cyclic) \
	X(device_prep_interleaved_dma) \
	X(device_prep_dma_imm_data) \
	X(device_config) \
	X(device_pause) \
	X(device_resume) \
	X(device_terminate_all) \
	X(device_synchronize) \
	X(device_tx_status) \
	X(device_issue_pending) \
	X(device_release)

/* thunk_NAME() has the type of the operation. */
#define THUNK(op) __typeof__(*((struct dma_device *)0)->op) thunk_##op;
WATCH_OPS(THUNK)
#undef THUNK

/**
 * struct watch_device - a dma_device that has been registered
 * @key: its address
 * @ops: the provider's operations, nothing else in it means anything
 *
 * Kept for ever: one that is gone may still be asked for by a late call.
 */
struct watch_device {
	struct watch_device *next;
	struct watch_device *next_registered;
	struct dma_device *key;
	struct dma_device ops;
	bool watched;		/* the thunks are in place */
};

/**
 * struct watch_channel - what is known of a channel
 *
 * Kept for ever, as devices; the rest is protected by watch_lock.
 * @generation: of forks, when it was requested
 * @epoch: another one whenever something is issued, completed or terminated
 * @limit: last cookie given out when it was terminated
 * @terminated: and not synchronized since
 * @issued_after: issue_pending was called in that state
 * @tx_submit: the provider's, as first seen; @mixed: it has several
 * @callback_task: who runs a callback of it, @callback_tx: of which descriptor
 * @first: descriptors submitted, oldest first
 */
struct watch_channel {
	struct watch_channel *next;
	struct watch_channel *next_made;
	const struct dma_chan *key;
	struct watch_device *device;
	char name[24];
	unsigned int generation;
	unsigned int epoch;
	dma_cookie_t limit;
	bool terminated;
	bool issued_after;
	bool mixed;
	bool found;		/* by a public client, which has been told */
	dma_cookie_t (*tx_submit)(struct dma_async_tx_descriptor *tx);
	struct task_struct *callback_task;
	const void *callback_tx;
	struct watch_desc *first;
	struct watch_desc *last;
};

enum watch_state {
	WATCH_FREE,
	WATCH_PREPARED,
	WATCH_SUBMITTED,
	WATCH_COMPLETED,
	WATCH_ABORTED,
};

/**
 * struct watch_desc - a descriptor from prep to the end of its callback
 * @tx: found by it while @hashed; the provider may give the same one again
 * @cookie: 0 until the submit has returned
 * @users: submits and callbacks that are at it: it is used again only after them
 *
 * Protected by watch_lock. Never given back to the C library: a provider that
 * invokes a callback too late still finds one.
 */
struct watch_desc {
	struct watch_desc *next_hashed;
	struct watch_desc *next;	/* of the channel, or free */
	struct watch_desc *previous;
	struct dma_async_tx_descriptor *tx;
	struct dma_chan *chan;
	struct watch_channel *channel;
	dma_cookie_t (*tx_submit)(struct dma_async_tx_descriptor *tx);
	int (*desc_free)(struct dma_async_tx_descriptor *tx);
	dma_async_tx_callback callback;
	dma_async_tx_callback_result callback_result;
	void *callback_param;
	dma_cookie_t cookie;
	enum watch_state state;
	unsigned int users;
	bool hashed;
	bool cyclic;
	bool reuse;
	bool issued;
	bool submit_told;
	bool complete_told;
};

/* Held for a few instructions; events may be emitted under it, for their order. */
extern struct raw_lock watch_lock;

/* Counts forks on the way from the first process. */
extern unsigned int watch_generation;

/* --- watch-state.c --- */

/* Return: what is known, made now if need be; NULL without memory. */
struct watch_device *watch_device_get(struct dma_device *dma);
struct watch_channel *watch_channel_get(struct dma_chan *chan);

/*
 * Where a call of the client begins: lets others run, and looks whether the
 * channel is this process's.
 * Return: the channel; NULL if the call is to fail with -ENODEV.
 */
struct watch_channel *watch_enter(struct dma_chan *chan, int why);

/*
 * Asked when watch_enter() has returned NULL: whether there was no memory to watch
 * the channel. Its calls go straight to the core.
 */
bool watch_lacks(struct dma_chan *chan);

/* The provider's operations behind @chan. */
const struct dma_device *watch_ops(struct watch_channel *channel);

/* A fresh one, found by @tx from now on; NULL without memory. */
struct watch_desc *watch_desc_new(struct watch_channel *channel,
				  struct dma_async_tx_descriptor *tx);
/* From here on watch_lock is held by the caller. */
struct watch_desc *watch_desc_find(const struct dma_async_tx_descriptor *tx);
/* @address: of anything. Return: the record, if it is one. */
struct watch_desc *watch_desc_at(void *address);
/* One channel after the other, NULL for the first. */
struct watch_channel *watch_channel_next(struct watch_channel *channel);
void watch_desc_add(struct watch_desc *desc);
/* Off the channel's list, and again the client's to submit. */
void watch_desc_take_back(struct watch_desc *desc);
void watch_desc_drop(struct watch_desc *desc);
/* The end of what was begun by users++. */
void watch_desc_release(struct watch_desc *desc);
/* Begins another epoch of the channel: what devices access is told anew. */
void watch_epoch(struct watch_channel *channel);
/* Whether the cookie says that it is over. */
bool watch_desc_over(const struct watch_desc *desc);
/* Whether @cookie is not newer than @limit, of those given out up to @used. */
bool watch_given_by(dma_cookie_t cookie, dma_cookie_t limit, dma_cookie_t used);
/* Tells SUBMIT, COMPLETE once. */
void watch_tell_submit(struct watch_desc *desc, dma_cookie_t cookie);
void watch_tell_complete(struct watch_desc *desc);
/* Marks and tells what the channel has completed. */
void watch_scan(struct watch_channel *channel);

/* --- the others --- */

void watch_swap_in(struct dma_device *dma, struct watch_device *device);
void watch_swap_out(struct dma_device *dma, struct watch_device *device);

/*
 * watch-callback.c: ours in the place of the client's callbacks, which @desc keeps.
 * watch_callbacks_changed() names what is not ours any more, or NULL.
 */
void watch_wrap_callbacks(struct watch_desc *desc, struct dma_async_tx_descriptor *tx);
const char *watch_callbacks_changed(const struct watch_desc *desc,
				    const struct dma_async_tx_descriptor *tx);

/*
 * watch-changed.c, with watch_lock held: looks at a descriptor that the provider has
 * for certain, or at such of a channel; what the client has changed is told, and
 * taken over, so that its callback stays seen.
 */
void watch_check_desc(struct watch_desc *desc);
void watch_check_channel(struct watch_channel *channel);
/* The same for all that are issued now. */
void watch_check_issued(struct watch_channel *channel);
/*
 * Return: the descriptor that a callback with the parameter @data is of, changed or
 * not; NULL if that cannot be told.
 */
struct watch_desc *watch_find_called(void *data);

/* watch-callback.c: puts our tx_submit into a prepared descriptor. */
void watch_prepared(struct watch_channel *channel,
		    struct dma_async_tx_descriptor *tx, bool cyclic);

/* watch-sync.c. Return: 0, or -EDEADLK if it was refused. */
int watch_synchronize(struct watch_channel *channel, struct dma_chan *chan,
		      unsigned int call, const void *caller);
/* Whether the caller may not wait at all; has been told and reported. */
bool watch_refuses(struct watch_channel *channel, struct dma_chan *chan,
		   unsigned int call, const void *caller);
/* Set while the core synchronizes as a part of what has been told already. */
extern __thread bool watch_quiet;
extern __thread struct dma_chan *watch_synchronized;

/*
 * watch-request.c: a public client uses a channel, which it does not release. Told
 * once, until somebody requests or releases the channel.
 */
void watch_tell_found(struct watch_channel *channel, struct dma_chan *chan);

/* watch-device.c: one registered device after the other, until @take likes it. */
bool watch_each_device(bool (*take)(struct dma_device *dma, void *data),
		       void *data);
/* The reference devices are there from the first call on. */
void watch_start(void);

#pragma GCC visibility pop

#endif /* DMACHECK_ENGINE_WATCH_H */
