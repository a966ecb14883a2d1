/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * refdma-run.c - the hardware of a channel: ticks of a timer, a chunk each
 *
 *            +--------------------- armed ----------------------+
 *   kick -> tick: take one of [aborted, active] -> move (no lock) -> account
 *
 * How large a chunk is and how late its tick comes is the schedule's: none does a
 * descriptor in one go from one interrupt, weakest cuts it in four (a period in
 * two), random draws from the seed. The generator is the channel's own, so that
 * what a module draws from get_random_bytes() does not depend on the hardware.
 */
#include "refdma.h"

#include "runtime/kernel/options.h"
#include "runtime/kernel/sched.h"
#include "runtime/kernel/context.h"
#include "runtime/kernel/fault.h"

enum {
	CHUNK_NS = 20 * 1000,		/* weakest: one chunk */
	PERIOD_NS = 1000 * 1000,	/* one period of a cyclic transfer */
	RANDOM_NS = 1000,		/* random: this, times 1 to 512 */
	FOREGROUND_ROUNDS = 2,		/* a cyclic transfer is work for so long */
};

/* Steele, Lea and Flood's splitmix64. */
u64 refdma_random(struct refdma_channel *channel)
{
	u64 mixed = channel->random += 0x9e3779b97f4a7c15ull;

	mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ull;
	mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebull;
	return mixed ^ (mixed >> 31);
}

bool refdma_run_weak(void)
{
	return sched_policy() != SCHED_NONE;
}

/* Into how many chunks a descriptor, or a period, is cut. */
static unsigned int chunk_parts(struct refdma_channel *channel,
				struct refdma_desc *desc)
{
	switch (sched_policy()) {
	case SCHED_WEAKEST:
		return desc->period ? 2 : 4;
	case SCHED_RANDOM:
		return 1 << (refdma_random(channel) % 4);
	default:
		return 1;
	}
}

static size_t chunk_size(struct refdma_channel *channel, struct refdma_desc *desc)
{
	size_t whole = desc->period ? desc->period : desc->length;
	unsigned int parts = chunk_parts(channel, desc);
	size_t bursts = whole / desc->burst;

	if (parts == 1)
		return whole;
	return max_t(size_t, (bursts + parts - 1) / parts, 1) * desc->burst;
}

static u64 tick_latency(struct refdma_channel *channel, struct refdma_desc *desc)
{
	if (channel->latency)
		return channel->latency;
	switch (sched_policy()) {
	case SCHED_WEAKEST:
		return desc->period ? PERIOD_NS / 2 : CHUNK_NS;
	case SCHED_RANDOM:
		return (desc->period ? PERIOD_NS / 4 : 0) +
		       (RANDOM_NS << (refdma_random(channel) % 10));
	default:
		return desc->period ? PERIOD_NS : 0;
	}
}

/* The descriptor enters the hardware, for the first time or, reused, again. */
static void begin(struct refdma_channel *channel, struct refdma_desc *desc)
{
	desc->vd.tx_result.result = DMA_TRANS_NOERROR;
	desc->vd.tx_result.residue = 0;
	desc->segment = 0;
	desc->offset = 0;
	desc->in_flight = 0;
	desc->found = 0;
	desc->fault = DMA_TRANS_NOERROR;
	desc->done = 0;
	desc->rounds = 0;
	desc->finished = false;
	desc->dead = false;
	desc->chunk = chunk_size(channel, desc);
}

/* Takes the next issued descriptor into the hardware, if that has none. */
void refdma_run_start(struct refdma_channel *channel)
{
	struct virt_dma_desc *vd;

	if (channel->active)
		return;
	vd = vchan_next_desc(&channel->vc);
	if (!vd)
		return;
	list_del_init(&vd->node);
	channel->active = to_refdma_desc(vd);
	channel->stalled = false;
	begin(channel, channel->active);
}

/* What an aborted transfer does by itself; its last chunk waits for synchronize. */
static bool aborted_goes_on(struct refdma_channel *channel)
{
	struct refdma_desc *desc = channel->aborted;

	return desc && !desc->dead && desc->left > desc->chunk;
}

/* What the next tick would work on, NULL if the hardware rests. */
static struct refdma_desc *pick(struct refdma_channel *channel)
{
	if (channel->holds || channel->stalled)
		return NULL;
	/* issue before synchronize is undefined: here the aborted one comes first */
	if (channel->aborted && (channel->active || aborted_goes_on(channel)))
		return channel->aborted;
	if (channel->paused || !channel->active || channel->active->dead)
		return NULL;
	return channel->active;
}

static void arm(struct refdma_channel *channel, struct refdma_desc *desc)
{
	u64 latency = tick_latency(channel, desc);

	channel->armed = true;
	hrtimer_set_background(&channel->timer,
			       desc->period && desc->rounds >= FOREGROUND_ROUNDS);
	hrtimer_start(&channel->timer, ns_to_ktime(latency), HRTIMER_MODE_REL);
}

void refdma_run_kick(struct refdma_channel *channel)
{
	struct refdma_desc *desc = pick(channel);

	if (desc && !channel->armed)
		arm(channel, desc);
}

/* How much of @budget can go in one call of the mover. */
static size_t piece_size(struct refdma_desc *desc, size_t budget)
{
	size_t size = min_t(size_t, budget,
			    desc->segments[desc->segment].length - desc->offset);

	return desc->peripheral ? min_t(size_t, size, REFDMA_PIECE) : size;
}

static void cursor_advance(struct refdma_desc *desc, size_t moved)
{
	desc->offset += moved;
	if (desc->offset < desc->segments[desc->segment].length)
		return;
	desc->offset = 0;
	desc->segment++;
	if (desc->period && desc->segment == desc->segment_count)
		desc->segment = 0;
}

/* No chunk goes past the end, nor past the end of a period. */
static size_t chunk_budget(struct refdma_desc *desc)
{
	size_t rest = desc->length - desc->done;

	if (desc->period)
		rest = desc->period - desc->done % desc->period;
	return min_t(size_t, desc->chunk, rest);
}

/* Return: bytes moved; *@ret_short if the peripheral did not take part. */
static size_t move_chunk(struct refdma_channel *channel, struct refdma_desc *desc,
			 size_t budget, bool *ret_short)
{
	size_t total = 0;

	while (total < budget && !desc->fault) {
		size_t size = piece_size(desc, budget - total);
		ssize_t moved = desc->move(channel, desc, size);

		if (moved < 0)
			break;
		cursor_advance(desc, moved);
		total += moved;
		if ((size_t)moved < size) {
			*ret_short = true;
			break;
		}
	}
	return total;
}

static void complete_active(struct refdma_channel *channel, struct refdma_desc *desc)
{
	if (desc->check)
		*desc->check = desc->found;
	desc->finished = true;
	channel->active = NULL;
	vchan_cookie_complete(&desc->vd);
	refdma_run_start(channel);
}

static void fail_active(struct refdma_channel *channel, struct refdma_desc *desc)
{
	size_t residue = refdma_residue(channel, desc);

	desc->vd.tx_result.result = desc->fault;
	desc->vd.tx_result.residue = residue;
	refdma_remember(channel, desc->vd.tx.cookie, true, residue);
	if (!desc->period) {
		complete_active(channel, desc);
		return;
	}
	/* it cannot complete: it stands still until it is terminated */
	desc->dead = true;
	vchan_cyclic_callback(&desc->vd);
}

static void account_cyclic(struct refdma_channel *channel, struct refdma_desc *desc,
			   size_t moved)
{
	if (!moved || desc->done % desc->period)
		return;
	if (desc->done == desc->length) {
		desc->done = 0;
		if (desc->rounds < FOREGROUND_ROUNDS)
			desc->rounds++;
	}
	if (desc->vd.tx.flags & DMA_PREP_INTERRUPT)
		vchan_cyclic_callback(&desc->vd);
}

static void account_active(struct refdma_channel *channel, struct refdma_desc *desc,
			   size_t moved)
{
	desc->done += moved;
	if (desc->fault)
		fail_active(channel, desc);
	else if (desc->period)
		account_cyclic(channel, desc, moved);
	else if (desc->done == desc->length)
		complete_active(channel, desc);
}

static void account_aborted(struct refdma_channel *channel, struct refdma_desc *desc,
			    size_t moved)
{
	desc->done += moved;
	if (desc->period && desc->done == desc->length)
		desc->done = 0;
	desc->left -= min_t(size_t, moved, desc->left);
	if (!desc->left || desc->fault || (channel->active && desc->left <= desc->chunk)) {
		refdma_remember(channel, desc->vd.tx.cookie, false,
				refdma_residue(channel, desc));
		channel->aborted = NULL;
	}
}

/* With vc.lock held; @desc may have been aborted, or freed, while it was moved. */
static void account(struct refdma_channel *channel, struct refdma_desc *desc,
		    size_t moved)
{
	channel->moving = NULL;
	channel->in_flight = desc->in_flight;
	if (desc->freed)
		engine_free(desc);
	else if (desc == channel->active)
		account_active(channel, desc, moved);
	else if (desc == channel->aborted)
		account_aborted(channel, desc, moved);
}

/*
 * One callback a period: the hardware waits for the tasklet rather than let two
 * periods share a callback, as the flag of virt-dma would.
 */
static bool period_unreported(struct refdma_channel *channel, struct refdma_desc *desc)
{
	return channel->vc.cyclic == &desc->vd;
}

/* Return: whether there is more to do at once. */
static bool run_chunk(struct refdma_channel *channel, bool prompt)
{
	unsigned long generation = refdma_fifo_generation();
	struct refdma_desc *desc;
	bool stalls = false;
	unsigned long flags;
	size_t budget, moved;

	spin_lock_irqsave(&channel->vc.lock, flags);
	desc = pick(channel);
	if (!desc || period_unreported(channel, desc)) {
		channel->armed = false;
		if (desc)
			arm(channel, desc);
		spin_unlock_irqrestore(&channel->vc.lock, flags);
		return false;
	}
	channel->moving = desc;
	budget = chunk_budget(desc);
	spin_unlock_irqrestore(&channel->vc.lock, flags);

	moved = move_chunk(channel, desc, budget, &stalls);
	if (!desc->period && desc->done + moved == desc->length)
		dma_descriptor_unmap(&desc->vd.tx);

	spin_lock_irqsave(&channel->vc.lock, flags);
	account(channel, desc, moved);
	if (stalls && generation == refdma_fifo_generation())
		channel->stalled = true;
	desc = pick(channel);
	prompt = prompt && desc && !desc->period;
	if (!prompt) {
		channel->armed = false;
		if (desc)
			arm(channel, desc);
	}
	spin_unlock_irqrestore(&channel->vc.lock, flags);
	return prompt;
}

enum hrtimer_restart refdma_run_tick(struct hrtimer *timer)
{
	struct refdma_channel *channel = container_of(timer, struct refdma_channel, timer);
	bool prompt = !refdma_run_weak() && !channel->latency;

	while (run_chunk(channel, prompt))
		;
	return HRTIMER_NORESTART;
}

void refdma_run_last(struct refdma_channel *channel)
{
	struct refdma_desc *desc;
	bool stalls = false;
	unsigned long flags;
	size_t budget, moved = 0;

	spin_lock_irqsave(&channel->vc.lock, flags);
	desc = channel->aborted;
	channel->moving = desc;
	budget = desc ? chunk_budget(desc) : 0;
	spin_unlock_irqrestore(&channel->vc.lock, flags);
	if (!desc)
		return;

	context_hardirq_enter();
	if (!desc->dead)
		moved = move_chunk(channel, desc, budget, &stalls);
	context_hardirq_exit();

	spin_lock_irqsave(&channel->vc.lock, flags);
	if (!desc->freed)
		desc->left = 0;		/* it is over, however far it came */
	account(channel, desc, moved);
	spin_unlock_irqrestore(&channel->vc.lock, flags);
}
