/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sort.c - arrays in place, and lists
 *
 * The C library's qsort() may allocate, so this is a heap sort, as the kernel
 * promises: no memory and no bad case.
 */
#include <linux/list.h>
#include <linux/list_sort.h>
#include <linux/minmax.h>
#include <linux/sort.h>

struct heap {
	char *base;
	size_t size;
	cmp_r_func_t cmp;
	swap_r_func_t exchange;	/* NULL: byte by byte */
	const void *priv;
};

static void elements_swap(const struct heap *heap, size_t a, size_t b)
{
	char *x = heap->base + a * heap->size, *y = heap->base + b * heap->size;

	if (heap->exchange) {
		heap->exchange(x, y, heap->size, heap->priv);
		return;
	}
	for (size_t i = 0; i < heap->size; i++)
		swap(x[i], y[i]);
}

static bool before(const struct heap *heap, size_t a, size_t b)
{
	return heap->cmp(heap->base + a * heap->size, heap->base + b * heap->size,
			 heap->priv) < 0;
}

/* Lets the element sink to where no child is greater. */
static void sink(const struct heap *heap, size_t at, size_t count)
{
	for (;;) {
		size_t child = 2 * at + 1;

		if (child >= count)
			return;
		if (child + 1 < count && before(heap, child, child + 1))
			child++;
		if (!before(heap, at, child))
			return;
		elements_swap(heap, at, child);
		at = child;
	}
}

void sort_r(void *base, size_t count, size_t size, cmp_r_func_t cmp, swap_r_func_t swap,
	    const void *priv)
{
	struct heap heap = { base, size, cmp, swap, priv };

	for (size_t i = count / 2; i--;)
		sink(&heap, i, count);
	while (count > 1) {
		elements_swap(&heap, 0, --count);
		sink(&heap, 0, count);
	}
}

struct plain {
	cmp_func_t cmp;
	swap_func_t exchange;
};

static int plain_cmp(const void *a, const void *b, const void *priv)
{
	return ((const struct plain *)priv)->cmp(a, b);
}

static void plain_swap(void *a, void *b, int size, const void *priv)
{
	((const struct plain *)priv)->exchange(a, b, size);
}

void sort(void *base, size_t count, size_t size, cmp_func_t cmp, swap_func_t swap)
{
	struct plain plain = { cmp, swap };

	sort_r(base, count, size, plain_cmp, swap ? plain_swap : NULL, &plain);
}

/* Takes from @a where the two are equal: that keeps the order of equal ones. */
static void lists_merge(void *priv, struct list_head *a, struct list_head *b,
			list_cmp_func_t cmp)
{
	struct list_head merged = LIST_HEAD_INIT(merged);

	while (!list_empty(a) && !list_empty(b)) {
		struct list_head *from = cmp(priv, a->next, b->next) <= 0 ? a : b;

		list_move_tail(from->next, &merged);
	}
	list_splice_tail_init(a, &merged);
	list_splice_tail_init(b, &merged);
	list_splice(&merged, a);
}

void list_sort(void *priv, struct list_head *head, list_cmp_func_t cmp)
{
	size_t count = list_count_nodes(head);
	struct list_head *middle = head;
	struct list_head first, second;

	if (count < 2)
		return;
	for (size_t i = 0; i < count / 2; i++)
		middle = middle->next;
	list_cut_position(&first, head, middle);
	INIT_LIST_HEAD(&second);
	list_splice_init(head, &second);
	list_sort(priv, &first, cmp);
	list_sort(priv, &second, cmp);
	lists_merge(priv, &first, &second, cmp);
	list_splice(&first, head);
}
