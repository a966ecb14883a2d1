// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * lib-odd.c - library services at their edges
 */
/* run: weakest, random 1, none */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/ioport.h>
#include <linux/kernel.h>
#include <linux/llist.h>
#include <linux/mempool.h>
#include <linux/minmax.h>
#include <linux/module.h>
#include <linux/seq_file.h>
#include <linux/slab.h>

#include "check.h"

static char text[512];

static bool prints(const char *wanted, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	if (!strcmp(text, wanted))
		return true;
	pr_err("\"%s\", not \"%s\"\n", text, wanted);
	return false;
}

static void formats(void)
{
	struct resource port = { .start = 0x60, .end = 0x64, .flags = IORESOURCE_IO };
	struct resource irq = { .start = 5, .end = 5, .flags = IORESOURCE_IRQ };
	struct resource page = { .start = 0x1000, .end = 0x1000, .flags = IORESOURCE_MEM };
	char plain[32], guarded[32];

	EXPECT(prints("(efault)", "%s", ERR_PTR(-EINVAL)));
	EXPECT(prints("(efault)|(null)", "%s|%s", (char *)8, NULL));
	EXPECT(prints("00000005", "%08.3d", 5));
	EXPECT(prints("[io  0x0060-0x0064]", "%pR", &port));
	EXPECT(prints("[irq 5]", "%pR", &irq));
	EXPECT(prints("[mem 0x00001000 flags 0x200]", "%pr", &page));
	snprintf(plain, sizeof(plain), "%p", &port);
	snprintf(guarded, sizeof(guarded), "%pK", &port);
	EXPECT(!strcmp(plain, guarded));
	EXPECT(printk(KERN_DEBUG "seven\n") == 6);
}

static void smaller_types(void)
{
	u8 narrow = 1;

	EXPECT(max3(narrow, 300, 2) == 300);
	EXPECT(min3(narrow, 300, 400) == 1);
	EXPECT(clamp(narrow, 300, 400) == 300);
}

struct item {
	int number;
	struct llist_node node;
};

static void lists(void)
{
	struct item *item, *next, items[3];
	LLIST_HEAD(head);
	int sum = 0, i;

	llist_for_each_entry(item, head.first, node)
		sum++;
	EXPECT(!sum);
	for (i = 0; i < 3; i++) {
		items[i].number = i;
		llist_add(&items[i].node, &head);
	}
	llist_for_each_entry(item, head.first, node)
		sum = sum * 10 + item->number;
	EXPECT(sum == 210);
	sum = 0;
	llist_for_each_entry_safe(item, next, head.first, node) {
		sum = sum * 10 + item->number + 1;
		memset(item, 0xff, sizeof(*item));
	}
	EXPECT(sum == 321);
}

static int tries;

static void *third_time(gfp_t flags, void *data)
{
	return ++tries == 2 || tries > 3 ? kmalloc(8, flags) : NULL;
}

static void give_back(void *element, void *data)
{
	kfree(element);
}

/* Nobody gives an element back: memory is asked for again. */
static void reserve(void)
{
	mempool_t *pool = mempool_create(0, third_time, give_back, NULL);
	void *element;

	if (!EXPECT(pool))
		return;
	tries = 2;
	EXPECT(!mempool_alloc(pool, GFP_NOWAIT));
	tries = 2;
	element = mempool_alloc(pool, GFP_KERNEL);
	EXPECT(element && tries == 4);
	mempool_free(element, pool);
	mempool_destroy(pool);
}

static int shown;

static int show(struct seq_file *m, void *data)
{
	static const u8 bytes[20] = "0123456789abcdef";

	seq_printf(m, "%d\n", ++shown);
	seq_hex_dump(m, "> ", DUMP_PREFIX_OFFSET, 16, 4, bytes, sizeof(bytes), true);
	return 0;
}

static void reads(void)
{
	static struct inode inode;
	static struct file file;
	loff_t position = 0;
	ssize_t got;

	if (!EXPECT(!single_open(&file, show, NULL)))
		return;
	got = seq_read(&file, (char __user *)text, sizeof(text) - 1, &position);
	EXPECT(got > 0 && position == got);
	text[max(got, 0L)] = '\0';
	EXPECT(!strcmp(text, "1\n"
			     "> 00000000: 33323130 37363534 62613938 66656463  0123456789abcdef\n"
			     "> 00000010: 00000000                             ....\n"));
	EXPECT(!seq_read(&file, (char __user *)text, sizeof(text), &position));
	position = 0;
	EXPECT(seq_read(&file, (char __user *)text, 1, &position) == 1 && text[0] == '2');
	single_release(&inode, &file);
}

static int __init odd_init(void)
{
	formats();
	smaller_types();
	lists();
	reserve();
	reads();
	return check_result();
}

module_init(odd_init);
MODULE_LICENSE("GPL");
