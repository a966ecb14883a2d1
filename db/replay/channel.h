/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * channel.h - channels and descriptors, as a run has them at one moment
 *
 *   prep -> waiting list of the channel --issue--> flying list --> over
 *                                          |
 *           buffers and callback data in the trees of the process
 *
 * What is over stays known by its pointer until the next prep gives that pointer, so
 * that who touches it again is told so.
 */
#ifndef DMACHECK_REPLAY_CHANNEL_H
#define DMACHECK_REPLAY_CHANNEL_H

#include "db/replay/derive.h"

/* enum dma_transaction_type, as in the kernel's dmaengine.h */
enum { TRANSFER_SLAVE = 10, TRANSFER_CYCLIC = 11 };

enum { CHANNEL_LOCKS = 8 };

enum descriptor_state {
	DESCRIPTOR_PREPARED,
	DESCRIPTOR_SUBMITTED,
	DESCRIPTOR_ISSUED,
	DESCRIPTOR_COMPLETED,	/* its callback may still come, or run */
	DESCRIPTOR_ABORTED,	/* not synchronized yet */
	DESCRIPTOR_OVER,
};

/* struct descriptor_list - oldest first */
struct descriptor_list {
	struct descriptor *first;
	struct descriptor *last;
};

/**
 * struct channel - one pointer, from a request to the next
 * @row: for the sink, when it is released or the run is over
 * @device: the struct device of its DMA device, 0: unknown
 * @waiting: prepared or submitted; @flying: issued and not over
 * @running: of @flying, neither completed nor terminated
 * @terminated: and not synchronized since; @limit: the last cookie that was meant, 0:
 *	all
 * @again: the first issue since it was terminated, .number 0: none; whether somebody
 *	synchronizes later is not known before
 * @issued: the last issue
 * @locks: that callbacks have taken, a ring
 * @public: found by a public client: the last of them ends its transfers unseen
 * @told: the sink has the row
 */
struct channel {
	struct thing thing;
	struct replay_channel row;
	uint64_t device;
	struct descriptor_list waiting;
	struct descriptor_list flying;
	size_t running;
	uint64_t limit;
	bool terminated;
	bool public;
	bool told;
	struct trace_event again;
	struct step issued;
	struct held locks[CHANNEL_LOCKS];
	size_t lock_count;
};

/* struct buffer - memory that a descriptor uses; its span is of DMA addresses */
struct buffer {
	struct span span;
	struct descriptor *descriptor;
	struct buffer *next;
	bool given;		/* up in flight, and told */
};

/**
 * struct descriptor - from prep to the end of its callback, and again for reuse
 * @row: for the sink; kind and cookie are used here too
 * @channel: NULL while it is over
 * @list: of its channel, that it is on; NULL: none
 * @thread: whose list of prepared ones it is on, or NULL
 * @data: the parameter of its callback; in the tree while @data_listed
 * @buffers: in the tree while @flying
 * @completed: number of the record
 * @calling: callbacks of it that run now
 * @has_callback, @reusable: as said at the submit
 */
struct descriptor {
	struct thing thing;
	struct replay_descriptor row;
	struct channel *channel;
	const char *channel_name;
	struct descriptor_list *list;
	struct descriptor *previous;
	struct descriptor *next;
	struct thread *thread;
	struct descriptor *previous_prepared;
	struct descriptor *next_prepared;
	struct span data;
	struct buffer *buffers;
	enum descriptor_state state;
	uint64_t completed;
	unsigned int calling;
	bool has_callback;
	bool reusable;
	bool data_listed;
	bool flying;
};

/* --- derive-channel.c --- */

/** channel_find() - of an event, or NULL */
struct channel *channel_find(struct replay *replay, const struct trace_event *event);

/** channel_get() - of an event; one that nobody was seen to request is made */
struct channel *channel_get(struct replay *replay, const struct trace_event *event);

/** channel_use() - a client calls on it */
void channel_use(struct replay *replay, struct channel *channel);

/* --- derive-issue.c --- */

/** channel_judge_again() - the issue since it was terminated, if there is one */
void channel_judge_again(struct replay *replay, struct channel *channel, uint64_t facts);

/** channel_aborts() - whether the last termination, which has a limit, meant it */
bool channel_aborts(const struct channel *channel, const struct descriptor *descriptor);
void channel_abort(struct replay *replay, struct descriptor *descriptor,
		   const struct trace_event *event);

/** channel_synchronized() - at rest; what was over before record @begun is retired */
void channel_synchronized(struct replay *replay, struct channel *channel,
			  const struct trace_event *event, uint64_t begun);

/* --- descriptor.c --- */

void descriptor_enlist(struct descriptor *descriptor, struct descriptor_list *list);

/** descriptor_begin() - a prepared one, as @event (PREP) says */
struct descriptor *descriptor_begin(struct replay *replay, struct channel *channel,
				    const struct trace_event *event);

/** descriptor_lost() - one that nobody was seen to prepare; judged, then forgotten */
struct descriptor *descriptor_lost(struct replay *replay,
				   const struct trace_event *event);

/** descriptor_find() - the one that an event with a cookie means, or NULL */
struct descriptor *descriptor_find(struct replay *replay,
				   const struct trace_event *event);

/** descriptor_issue() - moves it to the flying ones */
void descriptor_issue(struct replay *replay, struct descriptor *descriptor,
		      const struct trace_event *event);

/** descriptor_stop() - it runs no more: completed, aborted or gone */
void descriptor_stop(struct descriptor *descriptor, enum descriptor_state state);

/** descriptor_land() - the device uses its memory no more */
void descriptor_land(struct replay *replay, struct descriptor *descriptor);

/** descriptor_end() - it is over: told to the sink, on no list */
void descriptor_end(struct replay *replay, struct descriptor *descriptor);

/** descriptor_leave() - its thread has nothing more to do for it */
void descriptor_leave(struct descriptor *descriptor);

void descriptor_buffer(struct replay *replay, struct descriptor *descriptor,
		       const struct trace_event *event);

static inline bool descriptor_is_slave(const struct descriptor *descriptor)
{
	return descriptor->row.kind == TRANSFER_SLAVE ||
	       descriptor->row.kind == TRANSFER_CYCLIC;
}

#endif /* DMACHECK_REPLAY_CHANNEL_H */
