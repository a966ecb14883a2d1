/* SPDX-License-Identifier: GPL-2.0-or-later */
/* find.h - the next bit that is set, clear, or set in both */
#ifndef DMACHECK_LINUX_FIND_H
#define DMACHECK_LINUX_FIND_H

#include <linux/bits.h>
#include <linux/types.h>

/* All return @size, or more, when there is none. */
unsigned long find_next_bit(const unsigned long *bits, unsigned long size, unsigned long from);
unsigned long find_next_zero_bit(const unsigned long *bits, unsigned long size, unsigned long from);
unsigned long find_next_and_bit(const unsigned long *a, const unsigned long *b,
				unsigned long size, unsigned long from);
unsigned long find_next_andnot_bit(const unsigned long *a, const unsigned long *b,
				   unsigned long size, unsigned long from);
unsigned long find_next_or_bit(const unsigned long *a, const unsigned long *b,
			       unsigned long size, unsigned long from);
unsigned long find_last_bit(const unsigned long *bits, unsigned long size);
unsigned long find_nth_bit(const unsigned long *bits, unsigned long size, unsigned long n);
unsigned long find_next_bit_wrap(const unsigned long *bits, unsigned long size, unsigned long from);

static inline unsigned long find_first_bit(const unsigned long *bits, unsigned long size)
{
	return find_next_bit(bits, size, 0);
}

static inline unsigned long find_first_zero_bit(const unsigned long *bits, unsigned long size)
{
	return find_next_zero_bit(bits, size, 0);
}

static inline unsigned long find_first_and_bit(const unsigned long *a, const unsigned long *b,
					       unsigned long size)
{
	return find_next_and_bit(a, b, size, 0);
}

#define for_each_set_bit(bit, bits, size) \
	for ((bit) = 0; (bit) = find_next_bit((bits), (size), (bit)), (bit) < (size); (bit)++)
#define for_each_set_bit_from(bit, bits, size) \
	for (; (bit) = find_next_bit((bits), (size), (bit)), (bit) < (size); (bit)++)
#define for_each_clear_bit(bit, bits, size) \
	for ((bit) = 0; (bit) = find_next_zero_bit((bits), (size), (bit)), (bit) < (size); (bit)++)
#define for_each_clear_bit_from(bit, bits, size) \
	for (; (bit) = find_next_zero_bit((bits), (size), (bit)), (bit) < (size); (bit)++)
#define for_each_and_bit(bit, a, b, size) \
	for ((bit) = 0; (bit) = find_next_and_bit((a), (b), (size), (bit)), (bit) < (size); (bit)++)
#define for_each_set_bitrange(begin, end, bits, size) \
	for ((begin) = 0; \
	     (begin) = find_next_bit((bits), (size), (begin)), \
	     (end) = find_next_zero_bit((bits), (size), (begin) + 1), \
	     (begin) < (size); \
	     (begin) = (end) + 1)
#define for_each_clear_bitrange(begin, end, bits, size) \
	for ((begin) = 0; \
	     (begin) = find_next_zero_bit((bits), (size), (begin)), \
	     (end) = find_next_bit((bits), (size), (begin) + 1), \
	     (begin) < (size); \
	     (begin) = (end) + 1)

#endif /* DMACHECK_LINUX_FIND_H */
