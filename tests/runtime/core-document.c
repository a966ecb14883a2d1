/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * core-document.c - the defect of the document that gave devices a reference count
 *
 * Only the first client's get takes a reference, but every client's put drops one.
 * Written after the document, with a real kref: with two clients the device is
 * released while it is registered and in use, and unregistering it underflows.
 */
/* proves: D2 */
/* run: weakest, none */
/* expect-count: 1 refcount_t: underflow; use-after-free. */
#include <linux/init.h>
#include <linux/kref.h>
#include <linux/module.h>

#include "check.h"

struct model {
	struct kref ref;
	int clients;
	int released;
};

static struct model model;

static void release(struct kref *ref)
{
	container_of(ref, struct model, ref)->released++;
}

static void model_register(void)
{
	model = (struct model) {};
	kref_init(&model.ref);
}

static bool model_get(void)
{
	if (model.clients++)
		return true;
	return kref_get_unless_zero(&model.ref);
}

static void put_as_document(void)
{
	model.clients--;
	kref_put(&model.ref, release);
}

static void put_as_repaired(void)
{
	if (--model.clients == 0)
		kref_put(&model.ref, release);
}

/* Two clients come, two go, the device is unregistered. */
static void run(void (*put)(void), int released_early)
{
	model_register();
	EXPECT(model_get() && model_get());
	put();
	EXPECT(!model.released);
	put();
	EXPECT(model.released == released_early);
	kref_put(&model.ref, release);
	EXPECT(model.released == 1);
}

static int __init core_document_init(void)
{
	run(put_as_repaired, 0);
	run(put_as_document, 1);
	return check_result();
}
module_init(core_document_init);
MODULE_LICENSE("GPL");
