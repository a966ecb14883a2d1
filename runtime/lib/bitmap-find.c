/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bitmap-find.c - the next bit, word by word
 */
#include <linux/bitops.h>
#include <linux/find.h>
#include <linux/minmax.h>

/* @word_expression: what is looked for, of the word with the index at */
#define FIND_NEXT(word_expression, size, from) \
	unsigned long word, at = (from) / BITS_PER_LONG; \
\
	if ((from) >= (size)) \
		return size; \
	word = (word_expression) & (~0UL << ((from) % BITS_PER_LONG)); \
	while (!word) { \
		if (++at * BITS_PER_LONG >= (size)) \
			return size; \
		word = (word_expression); \
	} \
	return min(at * BITS_PER_LONG + __ffs(word), size)

unsigned long find_next_bit(const unsigned long *bits, unsigned long size, unsigned long from)
{
	FIND_NEXT(READ_ONCE(bits[at]), size, from);
}

unsigned long find_next_zero_bit(const unsigned long *bits, unsigned long size, unsigned long from)
{
	FIND_NEXT(~READ_ONCE(bits[at]), size, from);
}

unsigned long find_next_and_bit(const unsigned long *a, const unsigned long *b,
				unsigned long size, unsigned long from)
{
	FIND_NEXT(READ_ONCE(a[at]) & READ_ONCE(b[at]), size, from);
}

unsigned long find_next_andnot_bit(const unsigned long *a, const unsigned long *b,
				   unsigned long size, unsigned long from)
{
	FIND_NEXT(READ_ONCE(a[at]) & ~READ_ONCE(b[at]), size, from);
}

unsigned long find_next_or_bit(const unsigned long *a, const unsigned long *b,
			       unsigned long size, unsigned long from)
{
	FIND_NEXT(READ_ONCE(a[at]) | READ_ONCE(b[at]), size, from);
}

unsigned long find_last_bit(const unsigned long *bits, unsigned long size)
{
	for (unsigned long bit = size; bit--;)
		if (test_bit(bit, bits))
			return bit;
	return size;
}

unsigned long find_nth_bit(const unsigned long *bits, unsigned long size, unsigned long n)
{
	unsigned long bit;

	for_each_set_bit(bit, bits, size)
		if (!n--)
			return bit;
	return size;
}

unsigned long find_next_bit_wrap(const unsigned long *bits, unsigned long size, unsigned long from)
{
	unsigned long bit = find_next_bit(bits, size, from);

	if (bit < size || from == 0)
		return bit;
	bit = find_next_bit(bits, from, 0);
	return bit < from ? bit : size;
}
