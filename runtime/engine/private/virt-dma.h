/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * virt-dma.h - virtual channels: the lists of descriptors of a provider
 *
 * The state of a descriptor is the list it is on:
 *
 *   prep      submit      issue      provider         tasklet
 *    | allocated | submitted | issued  | (taken off)  | completed -> callback,
 *                                                                    freed or
 *                      terminate -> terminated        reuse: allocated
 *                                      | synchronize -> freed
 *
 * The interface of drivers/dma/virt-dma.h, so that one provider compiles with
 * this file and with a kernel tree's.
 */
#ifndef VIRT_DMA_H
#define VIRT_DMA_H

#include <linux/dmaengine.h>
#include <linux/interrupt.h>
#include <linux/spinlock.h>

#include "dmaengine.h"

/* A module may bring the kernel's file of these, or functions of such names. */
#pragma GCC visibility push(hidden)

struct virt_dma_desc {
	struct dma_async_tx_descriptor tx;
	struct dmaengine_result tx_result;
	struct list_head node;		/* protected by vc.lock */
};

/**
 * struct virt_dma_chan - a dma_chan with its lists
 * @task: invokes callbacks
 * @desc_free: the provider's, called without the lock
 * @cyclic: one of its periods has completed and has not been told, or NULL
 */
struct virt_dma_chan {
	struct dma_chan chan;
	struct tasklet_struct task;
	void (*desc_free)(struct virt_dma_desc *);

	spinlock_t lock;

	/* protected by lock */
	struct list_head desc_allocated;
	struct list_head desc_submitted;
	struct list_head desc_issued;
	struct list_head desc_completed;
	struct list_head desc_terminated;

	struct virt_dma_desc *cyclic;
};

static inline struct virt_dma_chan *to_virt_chan(struct dma_chan *chan)
{
	return container_of(chan, struct virt_dma_chan, chan);
}

void vchan_init(struct virt_dma_chan *vc, struct dma_device *dmadev);
void vchan_dma_desc_free_list(struct virt_dma_chan *vc, struct list_head *head);
dma_cookie_t vchan_tx_submit(struct dma_async_tx_descriptor *tx);
int vchan_tx_desc_free(struct dma_async_tx_descriptor *tx);

/* Takes the lock for a moment. */
struct dma_async_tx_descriptor *vchan_tx_prep(struct virt_dma_chan *vc,
					      struct virt_dma_desc *vd,
					      unsigned long tx_flags);

/* The lock is held by the caller of these six. */
struct virt_dma_desc *vchan_find_desc(struct virt_dma_chan *vc,
				      dma_cookie_t cookie);
bool vchan_issue_pending(struct virt_dma_chan *vc);
void vchan_cookie_complete(struct virt_dma_desc *vd);
void vchan_terminate_vdesc(struct virt_dma_desc *vd);
struct virt_dma_desc *vchan_next_desc(struct virt_dma_chan *vc);
void vchan_get_all_descriptors(struct virt_dma_chan *vc, struct list_head *head);

/* A period has completed. With or without the lock. */
void vchan_cyclic_callback(struct virt_dma_desc *vd);

/* The lock is not held by the caller of these. The last one sleeps. */
void vchan_vdesc_fini(struct virt_dma_desc *vd);
void vchan_free_chan_resources(struct virt_dma_chan *vc);
void vchan_synchronize(struct virt_dma_chan *vc);

#pragma GCC visibility pop

#endif /* VIRT_DMA_H */
