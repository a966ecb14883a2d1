/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * vchan.c - virtual channels: who holds which descriptor, and its callback
 *
 * Behaves as drivers/dma/virt-dma.c and virt-dma.h of 6.12. Callbacks are invoked
 * from one tasklet a channel, with the lock dropped.
 */
#define DMACHECK_CORE
#include <linux/device.h>
#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/module.h>
#include <linux/poison.h>

#include "runtime/engine/private/virt-dma.h"

static struct virt_dma_desc *to_virt_desc(struct dma_async_tx_descriptor *tx)
{
	return container_of(tx, struct virt_dma_desc, tx);
}

/* The state of a descriptor is one of these lists. */
static const size_t states[] = {
	offsetof(struct virt_dma_chan, desc_allocated),
	offsetof(struct virt_dma_chan, desc_submitted),
	offsetof(struct virt_dma_chan, desc_issued),
	offsetof(struct virt_dma_chan, desc_completed),
	offsetof(struct virt_dma_chan, desc_terminated),
};

static struct list_head *state_list(struct virt_dma_chan *vc, unsigned int state)
{
	return (void *)vc + states[state];
}

static struct virt_dma_chan *desc_chan(struct virt_dma_desc *vd)
{
	return to_virt_chan(vd->tx.chan);
}

struct dma_async_tx_descriptor *vchan_tx_prep(struct virt_dma_chan *vc,
					      struct virt_dma_desc *vd,
					      unsigned long tx_flags)
{
	struct dma_async_tx_descriptor *tx = &vd->tx;
	unsigned long irqs;

	vd->tx_result = (struct dmaengine_result) { .result = DMA_TRANS_NOERROR };
	dma_async_tx_descriptor_init(tx, &vc->chan);
	tx->tx_submit = vchan_tx_submit;
	tx->desc_free = vchan_tx_desc_free;
	tx->flags = tx_flags;

	spin_lock_irqsave(&vc->lock, irqs);
	list_add_tail(&vd->node, &vc->desc_allocated);
	spin_unlock_irqrestore(&vc->lock, irqs);
	return tx;
}
EXPORT_SYMBOL_GPL(vchan_tx_prep);

dma_cookie_t vchan_tx_submit(struct dma_async_tx_descriptor *tx)
{
	struct virt_dma_desc *vd = to_virt_desc(tx);
	struct virt_dma_chan *vc = desc_chan(vd);

	guard(spinlock_irqsave)(&vc->lock);
	list_move_tail(&vd->node, &vc->desc_submitted);
	return dma_cookie_assign(tx);
}
EXPORT_SYMBOL_GPL(vchan_tx_submit);

/* For a descriptor with DMA_CTRL_REUSE, which lies among the allocated. */
int vchan_tx_desc_free(struct dma_async_tx_descriptor *tx)
{
	struct virt_dma_desc *vd = to_virt_desc(tx);
	struct virt_dma_chan *vc = desc_chan(vd);

	scoped_guard(spinlock_irqsave, &vc->lock)
		list_del(&vd->node);
	vc->desc_free(vd);
	return 0;
}
EXPORT_SYMBOL_GPL(vchan_tx_desc_free);

bool vchan_issue_pending(struct virt_dma_chan *vc)
{
	lockdep_assert_held(&vc->lock);
	list_splice_tail_init(&vc->desc_submitted, &vc->desc_issued);
	return !list_empty(&vc->desc_issued);
}
EXPORT_SYMBOL_GPL(vchan_issue_pending);

struct virt_dma_desc *vchan_next_desc(struct virt_dma_chan *vc)
{
	lockdep_assert_held(&vc->lock);
	return list_first_entry_or_null(&vc->desc_issued,
					struct virt_dma_desc, node);
}
EXPORT_SYMBOL_GPL(vchan_next_desc);

struct virt_dma_desc *vchan_find_desc(struct virt_dma_chan *vc,
				      dma_cookie_t cookie)
{
	struct list_head *issued = &vc->desc_issued;
	struct virt_dma_desc *vd = list_first_entry(issued, struct virt_dma_desc, node);

	while (&vd->node != issued && vd->tx.cookie != cookie)
		vd = list_next_entry(vd, node);
	return &vd->node == issued ? NULL : vd;
}
EXPORT_SYMBOL_GPL(vchan_find_desc);

/* The provider has taken @vd off the issued ones. */
void vchan_cookie_complete(struct virt_dma_desc *vd)
{
	struct virt_dma_chan *vc = desc_chan(vd);

	lockdep_assert_held(&vc->lock);
	dma_cookie_complete(&vd->tx);
	list_add_tail(&vd->node, &vc->desc_completed);
	tasklet_schedule(&vc->task);
}
EXPORT_SYMBOL_GPL(vchan_cookie_complete);

void vchan_cyclic_callback(struct virt_dma_desc *vd)
{
	struct virt_dma_chan *vc = desc_chan(vd);

	WRITE_ONCE(vc->cyclic, vd);
	tasklet_schedule(&vc->task);
}
EXPORT_SYMBOL_GPL(vchan_cyclic_callback);

/* Kept until vchan_synchronize(): the tasklet may be at its callback. */
void vchan_terminate_vdesc(struct virt_dma_desc *vd)
{
	struct virt_dma_chan *vc = desc_chan(vd);

	lockdep_assert_held(&vc->lock);
	list_add_tail(&vd->node, &vc->desc_terminated);
	if (READ_ONCE(vc->cyclic) == vd)
		WRITE_ONCE(vc->cyclic, NULL);
}
EXPORT_SYMBOL_GPL(vchan_terminate_vdesc);

/* On no list; a provider may have used list_del() before. */
static bool is_unlisted(const struct virt_dma_desc *vd)
{
	return vd->node.next == LIST_POISON1 || list_empty(&vd->node);
}

/* One for reuse may have been submitted again by its own callback. */
void vchan_vdesc_fini(struct virt_dma_desc *vd)
{
	struct virt_dma_chan *vc = desc_chan(vd);
	unsigned long flags;

	if (!dmaengine_desc_test_reuse(&vd->tx)) {
		vc->desc_free(vd);
		return;
	}
	spin_lock_irqsave(&vc->lock, flags);
	if (is_unlisted(vd))
		list_add(&vd->node, &vc->desc_allocated);
	spin_unlock_irqrestore(&vc->lock, flags);
}
EXPORT_SYMBOL_GPL(vchan_vdesc_fini);

void vchan_dma_desc_free_list(struct virt_dma_chan *vc, struct list_head *head)
{
	struct virt_dma_desc *vd, *next;

	list_for_each_entry_safe(vd, next, head, node) {
		list_del_init(&vd->node);
		vchan_vdesc_fini(vd);
	}
}
EXPORT_SYMBOL_GPL(vchan_dma_desc_free_list);

void vchan_get_all_descriptors(struct virt_dma_chan *vc, struct list_head *head)
{
	unsigned int i;

	lockdep_assert_held(&vc->lock);
	for (i = 0; i < ARRAY_SIZE(states); i++)
		list_splice_tail_init(state_list(vc, i), head);
}
EXPORT_SYMBOL_GPL(vchan_get_all_descriptors);

/* Nothing on it is kept for reuse; that is looked at by vchan_vdesc_fini(). */
static void free_for_good(struct virt_dma_chan *vc, struct list_head *doomed)
{
	struct virt_dma_desc *vd;

	list_for_each_entry(vd, doomed, node)
		dmaengine_desc_clear_reuse(&vd->tx);
	vchan_dma_desc_free_list(vc, doomed);
}

void vchan_free_chan_resources(struct virt_dma_chan *vc)
{
	LIST_HEAD(doomed);
	unsigned long irqs;

	spin_lock_irqsave(&vc->lock, irqs);
	vchan_get_all_descriptors(vc, &doomed);
	spin_unlock_irqrestore(&vc->lock, irqs);
	free_for_good(vc, &doomed);
}
EXPORT_SYMBOL_GPL(vchan_free_chan_resources);

/* No callback runs after it, unless something is issued meanwhile. */
void vchan_synchronize(struct virt_dma_chan *vc)
{
	LIST_HEAD(aborted);
	unsigned long irqs;

	tasklet_kill(&vc->task);
	spin_lock_irqsave(&vc->lock, irqs);
	list_replace_init(&vc->desc_terminated, &aborted);
	spin_unlock_irqrestore(&vc->lock, irqs);
	vchan_dma_desc_free_list(vc, &aborted);
}
EXPORT_SYMBOL_GPL(vchan_synchronize);

/* At most one cyclic period. Return: the descriptor, with its callback in @cb; or NULL. */
static struct virt_dma_desc *take_period(struct virt_dma_chan *vc,
					 struct dmaengine_desc_callback *cb)
{
	struct virt_dma_desc *vd = READ_ONCE(vc->cyclic);

	if (!vd)
		return NULL;
	WRITE_ONCE(vc->cyclic, NULL);
	dmaengine_desc_get_callback(&vd->tx, cb);
	return vd;
}

/* A cyclic descriptor may be terminated, not freed, while its period is told. */
static void vchan_complete(struct tasklet_struct *task)
{
	struct virt_dma_chan *vc = container_of(task, struct virt_dma_chan, task);
	struct dmaengine_desc_callback period;
	struct virt_dma_desc *vd;
	LIST_HEAD(completed);

	spin_lock_irq(&vc->lock);
	list_replace_init(&vc->desc_completed, &completed);
	vd = take_period(vc, &period);
	spin_unlock_irq(&vc->lock);

	if (vd)
		dmaengine_desc_callback_invoke(&period, &vd->tx_result);
	while (!list_empty(&completed)) {
		vd = list_first_entry(&completed, struct virt_dma_desc, node);
		list_del_init(&vd->node);
		dmaengine_desc_get_callback_invoke(&vd->tx, &vd->tx_result);
		vchan_vdesc_fini(vd);
	}
}

/* Adds the channel to @dmadev; the provider sets vc->desc_free before. */
void vchan_init(struct virt_dma_chan *vc, struct dma_device *dmadev)
{
	struct dma_chan *chan = &vc->chan;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(states); i++)
		INIT_LIST_HEAD(state_list(vc, i));
	vc->cyclic = NULL;
	tasklet_setup(&vc->task, vchan_complete);
	spin_lock_init(&vc->lock);
	dma_cookie_init(chan);
	chan->device = dmadev;
	list_add_tail(&chan->device_node, &dmadev->channels);
}
EXPORT_SYMBOL_GPL(vchan_init);
