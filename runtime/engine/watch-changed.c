/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * watch-changed.c - what the client changes in a descriptor that is not its any more
 *
 * From its submit on a descriptor is the provider's, who may free it as soon as it
 * has completed or been aborted. So it is looked at only while neither can have
 * happened: before a call of the client gets to the provider, and when the device is
 * about to move the channel's data. What is changed after that shows at the callback,
 * by a parameter that is not ours; there the memory is read through the system, which
 * fails where it is gone.
 */
#include "runtime/engine/watch.h"

#include <sys/uio.h>
#include <unistd.h>

/* How many descriptors are looked at from either end of a channel's. */
enum { LOOKS = 8 };

static void tell_changed(struct watch_desc *desc, const char *what)
{
	dmacheck_emit(DESC_CHANGED, .channel = desc->chan, .object = desc->tx,
		      .name = what);
}

void watch_check_desc(struct watch_desc *desc)
{
	const char *what = watch_callbacks_changed(desc, desc->tx);

	if (!what)
		return;
	tell_changed(desc, what);
	watch_wrap_callbacks(desc, desc->tx);
}

/*
 * Real threads may complete it meanwhile, unless the channel has not been told to
 * begin.
 */
static bool is_providers(const struct watch_desc *desc)
{
	if (desc->state != WATCH_SUBMITTED || !desc->hashed || desc->cookie <= 0)
		return false;
	if (desc->issued && sched_policy() == SCHED_NONE)
		return false;
	return desc->cyclic || !watch_desc_over(desc);
}

/* What is at work, and what was submitted last: many may be queued between. */
void watch_check_channel(struct watch_channel *channel)
{
	struct watch_desc *desc;
	unsigned int looks = 0;

	for (desc = channel->first; desc && looks++ < LOOKS; desc = desc->next)
		if (is_providers(desc))
			watch_check_desc(desc);
	for (desc = channel->last; desc && looks++ < 2 * LOOKS; desc = desc->previous)
		if (is_providers(desc))
			watch_check_desc(desc);
}

void watch_check_issued(struct watch_channel *channel)
{
	struct watch_desc *desc;

	for (desc = channel->last; desc && !desc->issued; desc = desc->previous) {
		if (is_providers(desc))
			watch_check_desc(desc);
		desc->issued = true;
	}
}

/* Its callback may come now. */
static bool is_awaited(const struct watch_desc *desc)
{
	if (!desc->hashed || desc->users || desc->cookie <= 0 ||
	    (!desc->callback && !desc->callback_result))
		return false;
	return desc->state == WATCH_COMPLETED ||
	       (desc->state == WATCH_SUBMITTED && (desc->cyclic || watch_desc_over(desc)));
}

static bool has_param(const struct watch_desc *desc, void *data)
{
	void *param = NULL;
	struct iovec to = { &param, sizeof(param) };
	struct iovec from = { &desc->tx->callback_param, sizeof(param) };

	return process_vm_readv(getpid(), &to, 1, &from, 1, 0) == sizeof(param) &&
	       param == data;
}

/* The only one that waits for its callback, or the one that has the parameter. */
static struct watch_desc *find_changed(void *data)
{
	struct watch_desc *desc, *only = NULL, *same = NULL;
	struct watch_channel *channel = NULL;
	unsigned int count = 0;

	while ((channel = watch_channel_next(channel))) {
		for (desc = channel->first; desc; desc = desc->next) {
			if (!is_awaited(desc))
				continue;
			only = desc;
			count++;
			if (!same && has_param(desc, data))
				same = desc;
		}
	}
	return same ? same : count == 1 ? only : NULL;
}

struct watch_desc *watch_find_called(void *data)
{
	struct watch_desc *desc = watch_desc_at(data);

	if (desc)
		return desc;
	desc = find_changed(data);
	if (!desc)
		return NULL;
	tell_changed(desc, "callback_param");
	desc->callback_param = data;
	return desc;
}
