/* SPDX-License-Identifier: GPL-2.0-or-later */
/* only the first client of a channel takes a reference of its device, the last one gives it up */
#include <linux/kref.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/slab.h>

struct dmac {
	struct kref ref;
	bool released;
};

struct dmac_chan {
	struct dmac *device;
	int client_count;
};

static DEFINE_MUTEX(list_mutex);

static void dmac_release(struct kref *ref)
{
	container_of(ref, struct dmac, ref)->released = true;
}

static void dmac_put(struct dmac *device)
{
	lockdep_assert_held(&list_mutex);
	kref_put(&device->ref, dmac_release);
}

static int chan_get(struct dmac_chan *chan)
{
	if (chan->client_count) {
		chan->client_count++;
		return 0;
	}
	if (!kref_get_unless_zero(&chan->device->ref))
		return -ENODEV;
	chan->client_count++;
	return 0;
}

static void chan_put(struct dmac_chan *chan)
{
	if (!chan->client_count)
		return;
	chan->client_count--;
	if (!chan->client_count)
		dmac_put(chan->device);
}

static void dmac_register(struct dmac *device)
{
	kref_init(&device->ref);
}

static void dmac_unregister(struct dmac *device)
{
	mutex_lock(&list_mutex);
	dmac_put(device);
	mutex_unlock(&list_mutex);
}

static int use_twice(struct dmac_chan *chan)
{
	int err;

	mutex_lock(&list_mutex);
	err = chan_get(chan);
	if (!err)
		err = chan_get(chan);
	if (!err)
		chan_put(chan);
	chan_put(chan);
	mutex_unlock(&list_mutex);
	return err;
}

static int __init count_init(void)
{
	struct dmac_chan chan = { .device = kzalloc(sizeof(struct dmac), GFP_KERNEL) };
	int err;

	if (!chan.device)
		return -ENOMEM;
	dmac_register(chan.device);
	err = use_twice(&chan);
	if (chan.device->released)
		pr_err("the device is released while it is registered\n");
	dmac_unregister(chan.device);
	kfree(chan.device);
	return err;
}

static void __exit count_exit(void)
{
}

module_init(count_init);
module_exit(count_exit);
MODULE_LICENSE("GPL");
