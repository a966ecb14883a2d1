/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * watch-state.c - what the watch layer knows of devices, channels, descriptors
 *
 * Three hash tables by address, one lock. Devices and channels stay, descriptors
 * are used again, longest free first; they lie in blocks, each twice as long as the
 * one before, so that a pointer that may be one can be told from others.
 */
#include "runtime/engine/watch.h"

#include <linux/errno.h>
#include <linux/string.h>

#include "runtime/kernel/context.h"
#include "runtime/kernel/fault.h"
#include "runtime/kernel/report.h"
#include "runtime/kernel/sched.h"
#include "runtime/mapping/bus.h"

enum { DEVICE_BUCKETS = 64, CHANNEL_BUCKETS = 256, DESC_BUCKETS = 4096 };

struct raw_lock watch_lock = RAW_LOCK_INIT;
unsigned int watch_generation;

/* all protected by watch_lock */
static struct watch_device *devices[DEVICE_BUCKETS];
static struct watch_channel *channels[CHANNEL_BUCKETS];
static struct watch_desc *descs[DESC_BUCKETS];
static struct watch_desc *free_first, *free_last;
static struct watch_channel *all_channels;
static unsigned int epochs;

enum { BLOCKS = 24, FIRST_BLOCK = 32 };

static struct watch_desc *blocks[BLOCKS];
static unsigned int block_count, block_used;	/* of the last one */

static void lock_for_fork(void)
{
	raw_lock(&watch_lock);
}

static void unlock_after_fork(void)
{
	raw_unlock(&watch_lock);
}

static void unlock_in_child(void)
{
	raw_lock_init(&watch_lock);
	watch_generation++;
}

__attribute__((constructor)) static void watch_forks(void)
{
	pthread_atfork(lock_for_fork, unlock_after_fork, unlock_in_child);
}

static unsigned int bucket(const void *address, unsigned int buckets)
{
	unsigned long value = (unsigned long)address;

	return ((value >> 4) ^ (value >> 12) ^ (value >> 20)) & (buckets - 1);
}

static void tell_no_memory(void)
{
	static const char site;

	report_misuse_once(&site, "dmacheck: out of memory, not everything is watched");
}

/* --- devices and channels --- */

static struct watch_device *find_device(const struct dma_device *dma)
{
	struct watch_device *device = devices[bucket(dma, DEVICE_BUCKETS)];

	while (device && device->key != dma)
		device = device->next;
	return device;
}

struct watch_device *watch_device_get(struct dma_device *dma)
{
	struct watch_device **head = &devices[bucket(dma, DEVICE_BUCKETS)];
	struct watch_device *device;

	raw_lock(&watch_lock);
	device = find_device(dma);
	if (!device) {
		device = engine_zalloc(sizeof(*device));
		if (device) {
			device->key = dma;
			device->next = *head;
			*head = device;
		}
	}
	raw_unlock(&watch_lock);
	if (!device)
		tell_no_memory();
	return device;
}

static struct watch_channel *find_channel(const struct dma_chan *chan)
{
	struct watch_channel *channel = channels[bucket(chan, CHANNEL_BUCKETS)];

	while (channel && channel->key != chan)
		channel = channel->next;
	return channel;
}

static struct watch_channel *make_channel(struct dma_chan *chan)
{
	struct watch_channel **head = &channels[bucket(chan, CHANNEL_BUCKETS)];
	struct watch_channel *channel = engine_zalloc(sizeof(*channel));

	if (!channel)
		return NULL;
	channel->key = chan;
	channel->generation = watch_generation;
	channel->next = *head;
	*head = channel;
	channel->next_made = all_channels;
	all_channels = channel;
	watch_epoch(channel);
	return channel;
}

struct watch_channel *watch_channel_next(struct watch_channel *channel)
{
	return channel ? channel->next_made : all_channels;
}

void watch_epoch(struct watch_channel *channel)
{
	do {
		channel->epoch = ++epochs;
	} while (!(epochs & BUS_EPOCHS));
}

/* The provider is at work, so what it works on is there to be looked at. */
static unsigned int epoch_of(const struct dma_chan *chan)
{
	struct watch_channel *channel;
	unsigned int epoch = 0;

	raw_lock(&watch_lock);
	channel = find_channel(chan);
	if (channel) {
		watch_check_channel(channel);
		epoch = channel->epoch;
	}
	raw_unlock(&watch_lock);
	return epoch;
}

__attribute__((constructor)) static void set_bus_epoch(void)
{
	bus_epoch = epoch_of;
}

struct watch_channel *watch_channel_get(struct dma_chan *chan)
{
	struct watch_channel *channel;

	raw_lock(&watch_lock);
	channel = find_channel(chan);
	if (!channel)
		channel = make_channel(chan);
	if (channel && (!channel->device || channel->device->key != chan->device))
		channel->device = find_device(chan->device);
	raw_unlock(&watch_lock);
	if (!channel)
		tell_no_memory();
	return channel;
}

static bool is_watched(const struct watch_channel *channel)
{
	return channel && channel->device && channel->device->watched;
}

bool watch_lacks(struct dma_chan *chan)
{
	return !is_watched(watch_channel_get(chan));
}

struct watch_channel *watch_enter(struct dma_chan *chan, int why)
{
	struct watch_channel *channel = watch_channel_get(chan);

	if (!is_watched(channel))
		return NULL;
	if (channel->generation != watch_generation) {
		dmacheck_emit(REFUSED, .channel = chan, .value = -ENODEV,
			      .flags = context_flags());
		report_told_once(channel,
			"dmaengine: %s: channel of the parent process used after fork",
			channel->name);
		return NULL;
	}
	if (why != POINT_POLL)
		sched_stir();
	sched_point(why);
	return channel;
}

const struct dma_device *watch_ops(struct watch_channel *channel)
{
	return &channel->device->ops;
}

/* --- descriptors --- */

struct watch_desc *watch_desc_find(const struct dma_async_tx_descriptor *tx)
{
	struct watch_desc *desc = descs[bucket(tx, DESC_BUCKETS)];

	while (desc && desc->tx != tx)
		desc = desc->next_hashed;
	return desc;
}

static void unhash(struct watch_desc *desc)
{
	struct watch_desc **link = &descs[bucket(desc->tx, DESC_BUCKETS)];

	if (!desc->hashed)
		return;
	while (*link != desc)
		link = &(*link)->next_hashed;
	*link = desc->next_hashed;
	desc->hashed = false;
}

static void hash(struct watch_desc *desc)
{
	struct watch_desc **head = &descs[bucket(desc->tx, DESC_BUCKETS)];

	desc->next_hashed = *head;
	*head = desc;
	desc->hashed = true;
}

/* At the end of the channel's list. */
void watch_desc_add(struct watch_desc *desc)
{
	struct watch_channel *channel = desc->channel;

	desc->next = NULL;
	desc->previous = channel->last;
	if (channel->last)
		channel->last->next = desc;
	else
		channel->first = desc;
	channel->last = desc;
}

static void unlist(struct watch_desc *desc)
{
	struct watch_channel *channel = desc->channel;

	if (desc->previous)
		desc->previous->next = desc->next;
	else if (channel->first == desc)
		channel->first = desc->next;
	else
		return;
	if (desc->next)
		desc->next->previous = desc->previous;
	else
		channel->last = desc->previous;
	desc->next = NULL;
	desc->previous = NULL;
}

void watch_desc_take_back(struct watch_desc *desc)
{
	unlist(desc);
	desc->state = WATCH_PREPARED;
}

static void recycle(struct watch_desc *desc)
{
	desc->next = NULL;
	if (free_last)
		free_last->next = desc;
	else
		free_first = desc;
	free_last = desc;
}

/* Done with; what it says stays readable until it is used again. */
void watch_desc_drop(struct watch_desc *desc)
{
	unhash(desc);
	unlist(desc);
	desc->state = WATCH_FREE;
	if (!desc->users)
		recycle(desc);
}

void watch_desc_release(struct watch_desc *desc)
{
	if (!--desc->users && desc->state == WATCH_FREE)
		recycle(desc);
}

static unsigned int block_size(unsigned int block)
{
	return FIRST_BLOCK << block;
}

struct watch_desc *watch_desc_at(void *address)
{
	uintptr_t offset;
	unsigned int i;

	for (i = 0; i < block_count; i++) {
		offset = (uintptr_t)address - (uintptr_t)blocks[i];
		if (offset < block_size(i) * sizeof(struct watch_desc))
			return offset % sizeof(struct watch_desc) ? NULL : address;
	}
	return NULL;
}

/* One that has never been used. */
static struct watch_desc *take_fresh(void)
{
	struct watch_desc *block;

	if (!block_count || block_used == block_size(block_count - 1)) {
		if (block_count == BLOCKS)
			return NULL;
		block = engine_zalloc(block_size(block_count) * sizeof(*block));
		if (!block)
			return NULL;
		blocks[block_count++] = block;
		block_used = 0;
	}
	return &blocks[block_count - 1][block_used++];
}

static struct watch_desc *take_free(void)
{
	struct watch_desc *desc = free_first;

	if (!desc)
		return take_fresh();
	free_first = desc->next;
	if (!free_first)
		free_last = NULL;
	return desc;
}

/*
 * The same address from the provider means that the old descriptor is over, not
 * that its callback has been called: only one never submitted is taken over.
 */
static dma_cookie_t (*leave_old(struct dma_async_tx_descriptor *tx))
	(struct dma_async_tx_descriptor *)
{
	struct watch_desc *old = watch_desc_find(tx);
	dma_cookie_t (*tx_submit)(struct dma_async_tx_descriptor *);

	if (!old)
		return NULL;
	tx_submit = old->tx_submit;
	if (old->state == WATCH_PREPARED ||
	    (old->state == WATCH_COMPLETED && !old->users &&
	     !old->callback && !old->callback_result))
		watch_desc_drop(old);
	else
		unhash(old);
	return tx_submit;
}

struct watch_desc *watch_desc_new(struct watch_channel *channel,
				  struct dma_async_tx_descriptor *tx)
{
	dma_cookie_t (*tx_submit)(struct dma_async_tx_descriptor *);
	struct watch_desc *desc;

	raw_lock(&watch_lock);
	tx_submit = leave_old(tx);
	desc = take_free();
	if (desc) {
		*desc = (struct watch_desc) {
			.tx = tx, .chan = tx->chan, .channel = channel,
			.tx_submit = tx_submit, .state = WATCH_PREPARED,
		};
		hash(desc);
	}
	raw_unlock(&watch_lock);
	if (!desc)
		tell_no_memory();
	return desc;
}

/* --- facts told once --- */

static bool has_callback(const struct watch_desc *desc)
{
	return desc->callback || desc->callback_result;
}

/* Counts wrap. */
bool watch_given_by(dma_cookie_t cookie, dma_cookie_t limit, dma_cookie_t used)
{
	return dma_async_is_complete(cookie, limit, used) == DMA_COMPLETE;
}

bool watch_desc_over(const struct watch_desc *desc)
{
	const struct dma_chan *chan = desc->channel->key;

	return watch_given_by(desc->cookie,
			      __atomic_load_n(&chan->completed_cookie, __ATOMIC_RELAXED),
			      __atomic_load_n(&chan->cookie, __ATOMIC_RELAXED));
}

/* Another thread has terminated the channel before the submit had returned. */
static void note_overtaken(struct watch_desc *desc)
{
	struct watch_channel *channel = desc->channel;
	dma_cookie_t used = __atomic_load_n(&channel->key->cookie, __ATOMIC_RELAXED);

	if (channel->terminated && desc->state == WATCH_SUBMITTED &&
	    desc->cookie > 0 && !watch_desc_over(desc) &&
	    watch_given_by(desc->cookie, channel->limit, used))
		desc->state = desc->cyclic ? WATCH_COMPLETED : WATCH_ABORTED;
}

void watch_tell_submit(struct watch_desc *desc, dma_cookie_t cookie)
{
	if (!desc->cookie)
		desc->cookie = cookie;
	if (desc->submit_told)
		return;
	desc->submit_told = true;
	dmacheck_emit(SUBMIT, .channel = desc->chan, .object = desc->tx,
		      .value = cookie, .type = has_callback(desc),
		      .address = (uintptr_t)desc->callback_param,
		      .flags = desc->reuse ? DMACHECK_REUSABLE : 0);
	note_overtaken(desc);
}

void watch_tell_complete(struct watch_desc *desc)
{
	if (desc->state == WATCH_SUBMITTED)
		desc->state = WATCH_COMPLETED;
	if (desc->complete_told)
		return;
	desc->complete_told = true;
	watch_epoch(desc->channel);
	sched_stir();
	dmacheck_emit(COMPLETE, .channel = desc->chan, .object = desc->tx,
		      .value = desc->cookie);
}

/*
 * By the channel's cookies: never early, as the provider moves them when the
 * transfer is over. A cyclic descriptor does not complete.
 */
void watch_scan(struct watch_channel *channel)
{
	struct watch_desc *desc, *next;

	for (desc = channel->first; desc; desc = next) {
		next = desc->next;
		if (desc->state != WATCH_SUBMITTED || !desc->cookie || desc->cyclic)
			continue;
		if (!watch_desc_over(desc))
			break;
		watch_tell_complete(desc);
		if (!has_callback(desc) && !desc->reuse)
			watch_desc_drop(desc);
	}
}
