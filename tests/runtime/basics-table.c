// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * basics-table.c - lists, bitmaps, idr, ida, xarray, sorting
 */
/* run: weakest, none */
#include <linux/bitmap.h>
#include <linux/crc32.h>
#include <linux/crc16.h>
#include <linux/crc-ccitt.h>
#include <linux/crc7.h>
#include <linux/idr.h>
#include <linux/kernel.h>
#include <linux/kfifo.h>
#include <linux/list.h>
#include <linux/list_sort.h>
#include <linux/hashtable.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <linux/xarray.h>

#include "check.h"

struct item {
	int key;
	int order;
	struct list_head node;
	struct hlist_node hash;
};

static int item_cmp(void *priv, const struct list_head *a, const struct list_head *b)
{
	return list_entry(a, struct item, node)->key - list_entry(b, struct item, node)->key;
}

static void lists(void)
{
	static struct item items[50];
	LIST_HEAD(list);
	LIST_HEAD(part);
	struct item *item, *next;
	int last = -1, order = -1, count = 0;

	for (int i = 0; i < 50; i++) {
		items[i].key = i * 7 % 10;
		items[i].order = i;
		list_add_tail(&items[i].node, &list);
	}
	list_sort(NULL, &list, item_cmp);
	list_for_each_entry(item, &list, node) {
		EXPECT(item->key > last || (item->key == last && item->order > order));
		last = item->key;
		order = item->order;
	}
	list_cut_position(&part, &list, &list_first_entry(&list, struct item, node)->node);
	EXPECT(list_is_singular(&part) && list_count_nodes(&list) == 49);
	list_splice_tail_init(&part, &list);
	EXPECT(list_empty(&part) && list_last_entry(&list, struct item, node)->key == 0);
	list_for_each_entry_safe(item, next, &list, node)
		if (item->key % 2)
			list_del_init(&item->node);
	list_for_each_entry_reverse(item, &list, node)
		count++;
	EXPECT(count == 25);
	EXPECT(list_first_entry_or_null(&part, struct item, node) == NULL);
}

static void hashes(void)
{
	static struct item items[20];
	DEFINE_HASHTABLE(table, 3);
	struct item *item;
	int seen = 0, bucket;

	EXPECT(hash_empty(table));
	for (int i = 0; i < 20; i++) {
		items[i].key = i;
		hash_add(table, &items[i].hash, i);
	}
	hash_for_each_possible(table, item, hash, 7)
		seen += item->key == 7;
	EXPECT(seen == 1);
	hash_del(&items[7].hash);
	seen = 0;
	hash_for_each(table, bucket, item, hash)
		seen += item->key;
	EXPECT(seen == 190 - 7);
}

static void bitmaps(void)
{
	DECLARE_BITMAP(a, 200) = { 0 };
	DECLARE_BITMAP(b, 200) = { 0 };
	unsigned long bit, sum = 0;

	bitmap_set(a, 60, 10);
	EXPECT(bitmap_weight(a, 200) == 10 && find_first_bit(a, 200) == 60);
	EXPECT(find_next_zero_bit(a, 200, 60) == 70 && find_last_bit(a, 200) == 69);
	for_each_set_bit(bit, a, 66)
		sum += bit;
	EXPECT(sum == 60 + 61 + 62 + 63 + 64 + 65);
	bitmap_shift_left(b, a, 100, 200);
	EXPECT(find_first_bit(b, 200) == 160 && !bitmap_intersects(a, b, 200));
	bitmap_or(b, a, b, 200);
	EXPECT(bitmap_subset(a, b, 200) && !bitmap_subset(b, a, 200));
	EXPECT(bitmap_find_next_zero_area(b, 200, 60, 20, 7) == 72);
	bitmap_fill(a, 200);
	EXPECT(bitmap_full(a, 200) && find_first_zero_bit(a, 200) == 200);
	bitmap_zero(a, 200);
	EXPECT(bitmap_empty(a, 200) && find_first_bit(a, 100) == 100);
	EXPECT(bitmap_find_free_region(a, 200, 3) == 0 && bitmap_find_free_region(a, 200, 3) == 8);
	EXPECT(!test_and_set_bit(99, a) && test_bit(99, a) && test_and_clear_bit(99, a));
	EXPECT(GENMASK(7, 4) == 0xf0 && fls(0x80) == 8 && ffs(8) == 4 && hweight32(0xff) == 8);
	EXPECT(ilog2(4096) == 12 && roundup_pow_of_two(33) == 64 && order_base_2(33) == 6);
}

static int sum_numbers(int id, void *pointer, void *data)
{
	*(int *)data += id;
	return 0;
}

static void numbers(void)
{
	DEFINE_IDR(idr);
	DEFINE_IDA(ida);
	int x, y, sum = 0, id;
	void *entry;

	EXPECT(idr_alloc(&idr, &x, 5, 7, GFP_KERNEL) == 5);
	EXPECT(idr_alloc(&idr, NULL, 5, 7, GFP_KERNEL) == 6);
	EXPECT(idr_alloc(&idr, &y, 5, 7, GFP_KERNEL) == -ENOSPC);
	EXPECT(idr_find(&idr, 5) == &x && !idr_find(&idr, 6) && !idr_find(&idr, 7));
	idr_for_each(&idr, sum_numbers, &sum);
	EXPECT(sum == 11);
	EXPECT(idr_replace(&idr, &y, 5) == &x && idr_replace(&idr, &y, 9) == ERR_PTR(-ENOENT));
	idr_for_each_entry(&idr, entry, id)
		EXPECT(id == 5 && entry == &y);
	EXPECT(idr_remove(&idr, 5) == &y && !idr_remove(&idr, 5));
	EXPECT(idr_alloc_cyclic(&idr, &x, 0, 0, GFP_KERNEL) == 0);
	idr_remove(&idr, 0);
	EXPECT(idr_alloc_cyclic(&idr, &x, 0, 0, GFP_KERNEL) == 1);
	idr_destroy(&idr);

	for (int i = 0; i < 1000; i++)
		EXPECT(ida_alloc(&ida, GFP_KERNEL) == i);
	ida_free(&ida, 437);
	EXPECT(ida_alloc(&ida, GFP_KERNEL) == 437 && ida_alloc(&ida, GFP_KERNEL) == 1000);
	EXPECT(ida_alloc_range(&ida, 3, 900, GFP_KERNEL) == -ENOSPC);
	ida_destroy(&ida);
	EXPECT(ida_is_empty(&ida));
}

static void arrays(void)
{
	DEFINE_XARRAY_ALLOC1(xa);
	unsigned long index, sum = 0;
	void *entry;
	u32 id, next = 0;
	int x, y;

	EXPECT(!xa_store(&xa, 1000, &x, GFP_KERNEL) && xa_load(&xa, 1000) == &x);
	EXPECT(xa_insert(&xa, 1000, &y, GFP_KERNEL) == -EBUSY);
	EXPECT(xa_store(&xa, 1000, &y, GFP_KERNEL) == &x && xa_erase(&xa, 1000) == &y);
	EXPECT(xa_empty(&xa));
	for (int i = 0; i < 100; i++)
		EXPECT(!xa_alloc(&xa, &id, xa_mk_value(i), xa_limit_32b, GFP_KERNEL) && id == i + 1u);
	xa_for_each(&xa, index, entry)
		sum += xa_to_value(entry);
	EXPECT(sum == 4950);
	xa_set_mark(&xa, 7, XA_MARK_1);
	xa_for_each_marked(&xa, index, entry, XA_MARK_1)
		EXPECT(index == 7 && xa_to_value(entry) == 6);
	EXPECT(!xa_reserve(&xa, 500, GFP_KERNEL) && !xa_load(&xa, 500));
	EXPECT(xa_insert(&xa, 500, &x, GFP_KERNEL) == -EBUSY);
	xa_release(&xa, 500);
	EXPECT(!xa_insert(&xa, 500, &x, GFP_KERNEL));
	EXPECT(!xa_alloc_cyclic(&xa, &id, &x, XA_LIMIT(200, 201), &next, GFP_KERNEL) && id == 200);
	EXPECT(!xa_alloc_cyclic(&xa, &id, &x, XA_LIMIT(200, 201), &next, GFP_KERNEL) && id == 201);
	xa_erase(&xa, 200);
	EXPECT(xa_alloc_cyclic(&xa, &id, &x, XA_LIMIT(200, 201), &next, GFP_KERNEL) == 1);
	next = 300;	/* beyond the limit: begins anew, and stays below it */
	EXPECT(xa_alloc_cyclic(&xa, &id, &x, XA_LIMIT(200, 201), &next, GFP_KERNEL) == -EBUSY);
	EXPECT(xa_is_err(xa_store(&xa, 1, ERR_PTR(0), 0)) == false);
	xa_destroy(&xa);
}

static int int_cmp(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static void sorting(void)
{
	int values[97];

	for (int i = 0; i < 97; i++)
		values[i] = i * 31 % 97;
	sort(values, 97, sizeof(int), int_cmp, NULL);
	for (int i = 0; i < 97; i++)
		EXPECT(values[i] == i);
}

static DEFINE_KFIFO(ring, u16, 8);

static void rings(void)
{
	DECLARE_KFIFO_PTR(large, u8);
	u16 values[6] = { 1, 2, 3, 4, 5, 6 }, value;
	unsigned int tail;

	EXPECT(kfifo_in(&ring, values, 6) == 6 && kfifo_in(&ring, values, 6) == 2);
	EXPECT(kfifo_is_full(&ring) && !kfifo_put(&ring, 9) && kfifo_len(&ring) == 8);
	EXPECT(kfifo_out(&ring, values, 6) == 6 && values[5] == 6);
	EXPECT(kfifo_put(&ring, 9) && kfifo_peek(&ring, &value) && value == 1);
	EXPECT(kfifo_out_linear(&ring, &tail, 9) == 2 && tail == 6);
	EXPECT(kfifo_out(&ring, values, 6) == 3 && values[2] == 9 && kfifo_is_empty(&ring));
	EXPECT(!kfifo_alloc(&large, 100, GFP_KERNEL) && kfifo_size(&large) == 128);
	kfifo_free(&large);
}

static void sums(void)
{
	static const u8 text[] = "123456789";

	EXPECT(~crc32_le(~0, text, 9) == 0xcbf43926 && ~__crc32c_le(~0, text, 9) == 0xe3069283);
	EXPECT(crc32_be(~0, text, 9) == 0x0376e6e7 && crc16(0, text, 9) == 0xbb3d);
	EXPECT(crc_ccitt(0, text, 9) == 0x2189 && crc7_be(0, text, 9) >> 1 == 0x75);
}

static int __init table_init(void)
{
	lists();
	hashes();
	bitmaps();
	numbers();
	arrays();
	sorting();
	rings();
	sums();
	return check_result();
}
module_init(table_init);
MODULE_LICENSE("GPL");
