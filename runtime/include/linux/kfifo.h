/* SPDX-License-Identifier: GPL-2.0-or-later */
/* kfifo.h - rings of records between one writer and one reader */
#ifndef DMACHECK_LINUX_KFIFO_H
#define DMACHECK_LINUX_KFIFO_H

#include <linux/array_size.h>
#include <linux/err.h>
#include <linux/gfp.h>
#include <linux/log2.h>
#include <linux/spinlock.h>
#include <linux/types.h>

struct scatterlist;

/*
 * in and out count elements and wrap at the end of their type, so their difference
 * is how many there are. The length is a power of two.
 */
struct __kfifo {
	unsigned int in;
	unsigned int out;
	unsigned int mask;
	unsigned int esize;
	void *data;
};

#define __STRUCT_KFIFO(element, length) \
	{ \
		union { \
			struct __kfifo kfifo; \
			element *type; \
			const element *const_type; \
		}; \
		element buf[length]; \
	}
#define DECLARE_KFIFO(name, element, length) struct __STRUCT_KFIFO(element, length) name
#define DECLARE_KFIFO_PTR(name, element) struct __STRUCT_KFIFO(element, 0) name
#define INIT_KFIFO(fifo) \
	((fifo).kfifo = (struct __kfifo){ .mask = ARRAY_SIZE((fifo).buf) - 1, \
					  .esize = sizeof(*(fifo).buf), .data = (fifo).buf })
#define DEFINE_KFIFO(name, element, length) \
	DECLARE_KFIFO(name, element, length) = { \
		{ .kfifo = { .mask = (length) - 1, .esize = sizeof(element), .data = name.buf } } }

struct kfifo __STRUCT_KFIFO(unsigned char, 0);

int __kfifo_alloc(struct __kfifo *fifo, unsigned int length, size_t esize, gfp_t flags);
int __kfifo_init(struct __kfifo *fifo, void *buffer, unsigned int bytes, size_t esize);
void __kfifo_free(struct __kfifo *fifo);
unsigned int __kfifo_in(struct __kfifo *fifo, const void *from, unsigned int count);
unsigned int __kfifo_out(struct __kfifo *fifo, void *to, unsigned int count);
unsigned int __kfifo_out_peek(struct __kfifo *fifo, void *to, unsigned int count);
unsigned int __kfifo_linear(struct __kfifo *fifo, unsigned int *ret_tail, unsigned int count);

#define kfifo_initialized(fifo) ((fifo)->kfifo.mask)
#define kfifo_esize(fifo) ((fifo)->kfifo.esize)
#define kfifo_size(fifo) ((fifo)->kfifo.mask + 1)
#define kfifo_reset(fifo) ((void)((fifo)->kfifo.in = (fifo)->kfifo.out = 0))
#define kfifo_reset_out(fifo) ((void)((fifo)->kfifo.out = READ_ONCE((fifo)->kfifo.in)))
#define kfifo_len(fifo) (READ_ONCE((fifo)->kfifo.in) - READ_ONCE((fifo)->kfifo.out))
#define kfifo_is_empty(fifo) (kfifo_len(fifo) == 0)
#define kfifo_is_full(fifo) (kfifo_len(fifo) > (fifo)->kfifo.mask)
#define kfifo_avail(fifo) (kfifo_size(fifo) - kfifo_len(fifo))
#define kfifo_skip(fifo) ((void)(fifo)->kfifo.out++)
#define kfifo_skip_count(fifo, count) ((void)((fifo)->kfifo.out += (count)))
#define kfifo_alloc(fifo, length, flags) \
	__kfifo_alloc(&(fifo)->kfifo, length, sizeof(*(fifo)->type), flags)
#define kfifo_init(fifo, buffer, bytes) \
	__kfifo_init(&(fifo)->kfifo, buffer, bytes, sizeof(*(fifo)->type))
#define kfifo_free(fifo) __kfifo_free(&(fifo)->kfifo)
#define kfifo_put(fifo, value) \
	({ typeof(*(fifo)->type) __put = (value); __kfifo_in(&(fifo)->kfifo, &__put, 1); })
#define kfifo_get(fifo, to) \
	({ typeof((fifo)->type) __get = (to); __kfifo_out(&(fifo)->kfifo, __get, 1); })
#define kfifo_peek(fifo, to) \
	({ typeof((fifo)->type) __get = (to); __kfifo_out_peek(&(fifo)->kfifo, __get, 1); })
#define kfifo_in(fifo, from, count) \
	({ typeof((fifo)->const_type) __from = (from); __kfifo_in(&(fifo)->kfifo, __from, count); })
#define kfifo_out(fifo, to, count) \
	({ typeof((fifo)->type) __to = (to); __kfifo_out(&(fifo)->kfifo, __to, count); })
#define kfifo_out_peek(fifo, to, count) \
	({ typeof((fifo)->type) __to = (to); __kfifo_out_peek(&(fifo)->kfifo, __to, count); })
#define kfifo_out_linear(fifo, tail, count) \
	({ \
		unsigned int __at; \
		unsigned int *__tail = (tail); \
		unsigned int __linear = __kfifo_linear(&(fifo)->kfifo, &__at, count); \
		if (__tail) \
			*__tail = __at; \
		__linear; \
	})
#define kfifo_out_linear_ptr(fifo, pointer, count) \
	({ \
		unsigned int __at; \
		unsigned int __linear = __kfifo_linear(&(fifo)->kfifo, &__at, count); \
		*(pointer) = (typeof(*(pointer)))(fifo)->kfifo.data + __at; \
		__linear; \
	})
#define kfifo_in_spinlocked(fifo, from, count, lock) \
	({ \
		unsigned long __flags; \
		unsigned int __moved; \
		spin_lock_irqsave(lock, __flags); \
		__moved = kfifo_in(fifo, from, count); \
		spin_unlock_irqrestore(lock, __flags); \
		__moved; \
	})
#define kfifo_out_spinlocked(fifo, to, count, lock) \
	({ \
		unsigned long __flags; \
		unsigned int __moved; \
		spin_lock_irqsave(lock, __flags); \
		__moved = kfifo_out(fifo, to, count); \
		spin_unlock_irqrestore(lock, __flags); \
		__moved; \
	})

#endif /* DMACHECK_LINUX_KFIFO_H */
