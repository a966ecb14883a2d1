/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * refdma.h - the reference DMA devices: the weakest provider that is legal
 *
 *   prep -> vchan lists -> issue -> [active] --chunk--chunk--> complete
 *                                       |
 *                                   terminate
 *                                       v
 *                                  [aborted] --chunk--> ... last chunk in
 *                                                           synchronize
 *
 * The hardware is one hrtimer a channel. Each tick moves a chunk through the
 * bus, outside the channel's lock, and arms the next. What is terminated leaves
 * the active place but not the hardware: that goes on with it, keeps one chunk
 * back, and touches memory for the last time inside synchronize. So a client
 * that frees in between is caught whatever the timing.
 *
 * Names: register (devices), channel (life, config), prep and slave (descriptors),
 * move (bytes), run (ticks), terminate, status, fifo (peripherals), hold (knobs).
 */
#ifndef REFDMA_H
#define REFDMA_H

#include <linux/device.h>
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/hrtimer.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/types.h>

#include <virt-dma.h>

/* Not for modules, whose functions may have these names. */
#pragma GCC visibility push(hidden)

struct refdma_channel;
struct refdma_desc;

enum {
	REFDMA_MAX_BURST = 256,		/* in units of the width */
	REFDMA_MAX_WIDTH = 16,		/* in bytes */
	REFDMA_MAX_CHANNELS = 64,	/* of a device */
	REFDMA_PIECE = 16 * 1024,	/* most of a slave transfer in one go */
	/* a piece, and a burst that is ahead of it */
	REFDMA_BUFFER = REFDMA_PIECE + REFDMA_MAX_BURST * REFDMA_MAX_WIDTH,
	REFDMA_MEMORY_BURST = 16,	/* bytes of a burst from memory to memory */
	REFDMA_MAX_SOURCES = 32,	/* of XOR and PQ */
	REFDMA_PAST = 8,		/* cookies that ended badly and are remembered */
};

/* A run of bytes that are next to each other at both ends. */
struct refdma_segment {
	dma_addr_t source;
	dma_addr_t target;
	size_t length;
};

/* A block that goes into XOR or PQ. */
struct refdma_operand {
	dma_addr_t address;
	u8 coefficient;
};

/**
 * typedef refdma_mover - how the bytes of one kind of transfer move
 * @size: at most the rest of the segment that the cursor is in
 *
 * Context: hard interrupt, no lock held.
 * Return: bytes moved, less than @size if the peripheral stalls, or a negative
 * errno with @desc->fault saying which side.
 */
typedef ssize_t (*refdma_mover)(struct refdma_channel *channel,
				struct refdma_desc *desc, size_t size);

struct refdma_desc {
	struct virt_dma_desc vd;

	/* fixed at prep */
	refdma_mover move;
	enum dma_transfer_direction direction;
	size_t length;
	size_t period;			/* 0: not cyclic */
	size_t burst;			/* bytes; the grain of chunks and residue */
	size_t width;			/* bytes, of the peripheral */
	bool peripheral;		/* one end is a FIFO */
	bool keep_unacked;		/* async_tx may look at it until it is acked */
	u8 value;			/* memset */
	dma_addr_t parity[2];		/* PQ: P and Q */
	enum sum_check_flags *check;	/* XOR_VAL, PQ_VAL: the client's result */
	unsigned int segment_count;
	unsigned int operand_count;
	struct refdma_segment *segments;
	struct refdma_operand *operands;

	/* the cursor: the hardware's, between begin and the end */
	unsigned int segment;
	size_t offset;
	size_t chunk;
	size_t in_flight;		/* bytes of buffer taken and not delivered */
	unsigned int found;		/* SUM_CHECK_*_RESULT so far */
	enum dmaengine_tx_result fault;

	/* protected by vc.lock */
	size_t done;			/* bytes that reached their target */
	size_t left;			/* aborted: bytes it may still touch */
	unsigned int rounds;		/* cyclic: whole rounds */
	bool finished;			/* completed, callback not yet over */
	bool dead;			/* cyclic: stopped by a fault */
	bool freed;			/* to be freed by the hardware */
};

/* A cookie that has no descriptor any more, but more to say than complete. */
struct refdma_past {
	dma_cookie_t cookie;
	bool failed;
	u32 residue;
};

struct refdma_channel {
	struct virt_dma_chan vc;
	struct refdma_device *device;
	struct hrtimer timer;

	/* the hardware's own */
	u8 *buffer;			/* REFDMA_BUFFER bytes, data on the way */
	u8 pattern;			/* next byte of the counting pattern */

	/* protected by vc.lock */
	u64 random;			/* state of the generator */
	struct dma_slave_config config;
	bool configured;
	struct refdma_desc *active;
	struct refdma_desc *aborted;	/* terminated, the hardware still has it */
	struct refdma_desc *moving;	/* a chunk of it is being moved now */
	struct list_head unacked;	/* complete, until the client acknowledges */
	size_t in_flight;		/* of the descriptor that was moved last */
	bool armed;			/* a tick is pending or running */
	bool paused;
	bool stalled;			/* the peripheral is empty or full */
	unsigned int holds;
	u64 latency;			/* ns, 0: by schedule */
	struct refdma_past past[REFDMA_PAST];
	unsigned int past_next;
};

/* What the options can say of a device. */
struct refdma_spec {
	char name[32];
	unsigned int channels;
	dma_cap_mask_t caps;
	enum dma_residue_granularity residue;
};

struct refdma_device {
	struct dma_device dma;
	struct device dev;
	u64 dma_mask;
	struct device_dma_parameters dma_parms;
	struct refdma_spec spec;
	struct refdma_channel *channels;
	struct refdma_device *next;
};

static inline struct refdma_channel *to_refdma(struct dma_chan *chan)
{
	return container_of(chan, struct refdma_channel, vc.chan);
}

static inline struct refdma_desc *to_refdma_desc(struct virt_dma_desc *vd)
{
	return container_of(vd, struct refdma_desc, vd);
}

/* register: NULL unless @chan is of a reference device. */
struct refdma_channel *refdma_channel_of(struct dma_chan *chan);
struct refdma_channel *refdma_channel_named(const char *device, unsigned int number);
/* All devices, for walks; the list only grows. */
struct refdma_device *refdma_devices(void);

/* options: the table of devices. Ends the program on a text that makes no sense. */
void refdma_options_devices(int (*add)(const struct refdma_spec *spec));
void refdma_options_holds(void (*hold)(const char *device, unsigned int number));

/* channel */
void refdma_channel_init(struct refdma_channel *channel, struct refdma_device *device,
			 unsigned int number);
void refdma_channel_ops(struct dma_device *dma);

/* prep, slave: fill in what the device's capabilities need. */
void refdma_prep_ops(struct dma_device *dma);
void refdma_slave_ops(struct dma_device *dma);
struct refdma_desc *refdma_desc_alloc(struct refdma_channel *channel,
				      size_t segments, size_t operands);
void refdma_desc_free(struct virt_dma_desc *vd);
/* Frees what has been acknowledged, or all of it. */
void refdma_desc_reap(struct refdma_channel *channel, bool all);
struct dma_async_tx_descriptor *refdma_desc_ready(struct refdma_channel *channel,
						  struct refdma_desc *desc,
						  unsigned long flags);
struct dma_async_tx_descriptor *
refdma_prep_interleaved(struct dma_chan *chan,
			struct dma_interleaved_template *xt, unsigned long flags);

/* move */
ssize_t refdma_move_nothing(struct refdma_channel *channel, struct refdma_desc *desc, size_t size);
ssize_t refdma_move_copy(struct refdma_channel *channel, struct refdma_desc *desc, size_t size);
ssize_t refdma_move_fill(struct refdma_channel *channel, struct refdma_desc *desc, size_t size);
ssize_t refdma_move_xor(struct refdma_channel *channel, struct refdma_desc *desc, size_t size);
ssize_t refdma_move_xor_check(struct refdma_channel *channel, struct refdma_desc *desc, size_t size);
ssize_t refdma_move_pq(struct refdma_channel *channel, struct refdma_desc *desc, size_t size);
ssize_t refdma_move_pq_check(struct refdma_channel *channel, struct refdma_desc *desc, size_t size);
ssize_t refdma_move_from_fifo(struct refdma_channel *channel, struct refdma_desc *desc, size_t size);
ssize_t refdma_move_to_fifo(struct refdma_channel *channel, struct refdma_desc *desc, size_t size);

/* run; all but refdma_run_last() with vc.lock held */
enum hrtimer_restart refdma_run_tick(struct hrtimer *timer);
void refdma_run_start(struct refdma_channel *channel);
void refdma_run_kick(struct refdma_channel *channel);
/* The last chunk of what was aborted; the timer must have been cancelled. */
void refdma_run_last(struct refdma_channel *channel);
/* Whether the hardware takes data ahead and works by chunks. */
bool refdma_run_weak(void);
u64 refdma_random(struct refdma_channel *channel);

/* terminate */
int refdma_terminate_all(struct dma_chan *chan);
void refdma_synchronize(struct dma_chan *chan);

/* status; residue and remember with vc.lock held */
enum dma_status refdma_tx_status(struct dma_chan *chan, dma_cookie_t cookie,
				 struct dma_tx_state *state);
size_t refdma_residue(struct refdma_channel *channel, const struct refdma_desc *desc);
void refdma_remember(struct refdma_channel *channel, dma_cookie_t cookie,
		     bool failed, size_t residue);

/* fifo: bytes moved. @ret_model: whether a registered model did it. */
size_t refdma_fifo_read(struct refdma_channel *channel, dma_addr_t address,
			void *buffer, size_t size, size_t width);
size_t refdma_fifo_write(struct refdma_channel *channel, dma_addr_t address,
			 const void *buffer, size_t size, size_t width);
/* Changes whenever some model has become ready. */
unsigned long refdma_fifo_generation(void);

#pragma GCC visibility pop

#endif /* REFDMA_H */
