/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * kfifo.c - copying into and out of a ring
 *
 * One writer and one reader need no lock: the writer publishes with a release of
 * in what the reader acquires, and the reader gives back room with out likewise.
 */
#include <linux/kfifo.h>
#include <linux/minmax.h>
#include <linux/slab.h>
#include <linux/string.h>

int __kfifo_init(struct __kfifo *fifo, void *buffer, unsigned int bytes, size_t esize)
{
	unsigned int length = bytes / esize;

	if (length < 2)
		return -EINVAL;
	*fifo = (struct __kfifo){
		.mask = rounddown_pow_of_two(length) - 1, .esize = esize, .data = buffer,
	};
	return 0;
}

int __kfifo_alloc(struct __kfifo *fifo, unsigned int length, size_t esize, gfp_t flags)
{
	void *buffer;

	length = roundup_pow_of_two(length);
	*fifo = (struct __kfifo){ .esize = esize };
	if (length < 2)
		return -EINVAL;
	buffer = kmalloc_array(length, esize, flags);
	return buffer ? __kfifo_init(fifo, buffer, length * esize, esize) : -ENOMEM;
}

void __kfifo_free(struct __kfifo *fifo)
{
	kfree(fifo->data);
	*fifo = (struct __kfifo){ 0 };
}

/* How many bytes of @count elements from @at on lie before the ring's end. */
static size_t first_bytes(const struct __kfifo *fifo, size_t at, unsigned int count)
{
	return min_t(size_t, count, fifo->mask + 1 - at) * fifo->esize;
}

static void ring_put(struct __kfifo *fifo, const void *from, unsigned int count)
{
	size_t at = fifo->in & fifo->mask;
	size_t first = first_bytes(fifo, at, count);

	memcpy(fifo->data + at * fifo->esize, from, first);
	memcpy(fifo->data, from + first, count * fifo->esize - first);
}

static void ring_get(const struct __kfifo *fifo, void *to, unsigned int count)
{
	size_t at = fifo->out & fifo->mask;
	size_t first = first_bytes(fifo, at, count);

	memcpy(to, fifo->data + at * fifo->esize, first);
	memcpy(to + first, fifo->data, count * fifo->esize - first);
}

unsigned int __kfifo_in(struct __kfifo *fifo, const void *from, unsigned int count)
{
	unsigned int out = __atomic_load_n(&fifo->out, __ATOMIC_ACQUIRE);

	count = min(count, fifo->mask + 1 - (fifo->in - out));
	ring_put(fifo, from, count);
	__atomic_store_n(&fifo->in, fifo->in + count, __ATOMIC_RELEASE);
	return count;
}

unsigned int __kfifo_out_peek(struct __kfifo *fifo, void *to, unsigned int count)
{
	unsigned int in = __atomic_load_n(&fifo->in, __ATOMIC_ACQUIRE);

	count = min(count, in - fifo->out);
	ring_get(fifo, to, count);
	return count;
}

unsigned int __kfifo_out(struct __kfifo *fifo, void *to, unsigned int count)
{
	count = __kfifo_out_peek(fifo, to, count);
	__atomic_store_n(&fifo->out, fifo->out + count, __ATOMIC_RELEASE);
	return count;
}

/* Return: how many of @count lie in one piece, from *@ret_tail on. */
unsigned int __kfifo_linear(struct __kfifo *fifo, unsigned int *ret_tail, unsigned int count)
{
	unsigned int in = __atomic_load_n(&fifo->in, __ATOMIC_ACQUIRE);

	*ret_tail = fifo->out & fifo->mask;
	return min3(count, in - fifo->out, fifo->mask + 1 - *ret_tail);
}
