/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bitmap.c - arrays of bits; those behind the last are nobody's
 */
#include <linux/bitmap.h>
#include <linux/kernel.h>
#include <linux/slab.h>

static unsigned long last_mask(unsigned int nbits)
{
	return BITMAP_LAST_WORD_MASK(nbits);
}

unsigned long *bitmap_alloc(unsigned int nbits, gfp_t flags)
{
	return kmalloc_array(BITS_TO_LONGS(nbits), sizeof(unsigned long), flags);
}

unsigned long *bitmap_zalloc(unsigned int nbits, gfp_t flags)
{
	return bitmap_alloc(nbits, flags | __GFP_ZERO);
}

unsigned long *bitmap_alloc_node(unsigned int nbits, gfp_t flags, int node)
{
	return bitmap_alloc(nbits, flags);
}

unsigned long *bitmap_zalloc_node(unsigned int nbits, gfp_t flags, int node)
{
	return bitmap_zalloc(nbits, flags);
}

void bitmap_free(const unsigned long *bitmap)
{
	kfree(bitmap);
}

/* Return: whether a bit of the result is set. */
#define COMBINE(name, type, expression, result) \
type name(unsigned long *dst, const unsigned long *a, const unsigned long *b, unsigned int nbits) \
{ \
	unsigned long any = 0; \
\
	for (unsigned int i = 0; i < BITS_TO_LONGS(nbits); i++) { \
		dst[i] = (expression); \
		any |= (i + 1) * BITS_PER_LONG <= nbits ? dst[i] : dst[i] & last_mask(nbits); \
	} \
	(void)any; \
	return result; \
}
COMBINE(bitmap_and, bool, a[i] & b[i], any != 0)
COMBINE(bitmap_andnot, bool, a[i] & ~b[i], any != 0)
COMBINE(bitmap_or, void, a[i] | b[i], )
COMBINE(bitmap_xor, void, a[i] ^ b[i], )

void bitmap_complement(unsigned long *dst, const unsigned long *src, unsigned int nbits)
{
	for (unsigned int i = 0; i < BITS_TO_LONGS(nbits); i++)
		dst[i] = ~src[i];
}

/* Whether @expression has no bit in any word. */
#define NOWHERE(expression, nbits) \
	for (unsigned int i = 0; i < BITS_TO_LONGS(nbits); i++) { \
		unsigned long word = (expression); \
\
		if ((i + 1) * BITS_PER_LONG > (nbits)) \
			word &= last_mask(nbits); \
		if (word) \
			return false; \
	} \
	return true

bool bitmap_equal(const unsigned long *a, const unsigned long *b, unsigned int nbits)
{
	NOWHERE(a[i] ^ b[i], nbits);
}

static bool bitmap_disjoint(const unsigned long *a, const unsigned long *b, unsigned int nbits)
{
	NOWHERE(a[i] & b[i], nbits);
}

bool bitmap_intersects(const unsigned long *a, const unsigned long *b, unsigned int nbits)
{
	return !bitmap_disjoint(a, b, nbits);
}

bool bitmap_subset(const unsigned long *a, const unsigned long *b, unsigned int nbits)
{
	NOWHERE(a[i] & ~b[i], nbits);
}

bool bitmap_empty(const unsigned long *bits, unsigned int nbits)
{
	NOWHERE(bits[i], nbits);
}

bool bitmap_full(const unsigned long *bits, unsigned int nbits)
{
	NOWHERE(~bits[i], nbits);
}

unsigned int bitmap_weight(const unsigned long *bits, unsigned int nbits)
{
	unsigned int i, weight = 0;

	for (i = 0; i < nbits / BITS_PER_LONG; i++)
		weight += hweight_long(bits[i]);
	if (nbits % BITS_PER_LONG)
		weight += hweight_long(bits[i] & last_mask(nbits));
	return weight;
}

void bitmap_set(unsigned long *bits, unsigned int start, unsigned int count)
{
	while (count--)
		__set_bit(start++, bits);
}

void bitmap_clear(unsigned long *bits, unsigned int start, unsigned int count)
{
	while (count--)
		__clear_bit(start++, bits);
}

/* Bit by bit: from the end that is not overwritten first, so dst may be src. */
void bitmap_shift_right(unsigned long *dst, const unsigned long *src, unsigned int shift,
			unsigned int nbits)
{
	for (unsigned int bit = 0; bit < nbits; bit++)
		__assign_bit(bit, dst, bit + shift < nbits && test_bit(bit + shift, src));
}

void bitmap_shift_left(unsigned long *dst, const unsigned long *src, unsigned int shift,
		       unsigned int nbits)
{
	for (unsigned int bit = nbits; bit--;)
		__assign_bit(bit, dst, bit >= shift && test_bit(bit - shift, src));
}

unsigned long bitmap_find_next_zero_area_off(unsigned long *bits, unsigned long size,
					     unsigned long start, unsigned int count,
					     unsigned long align_mask, unsigned long align_offset)
{
	for (;;) {
		unsigned long begin = find_next_zero_bit(bits, size, start), end, busy;

		begin = ((begin + align_offset + align_mask) & ~align_mask) - align_offset;
		end = begin + count;
		if (end > size)
			return end;
		busy = find_next_bit(bits, end, begin);
		if (busy >= end)
			return begin;
		start = busy + 1;
	}
}

int bitmap_allocate_region(unsigned long *bits, unsigned int start, int order)
{
	unsigned int end = start + (1u << order);

	if (find_next_bit(bits, end, start) < end)
		return -EBUSY;
	bitmap_set(bits, start, 1u << order);
	return 0;
}

void bitmap_release_region(unsigned long *bits, unsigned int start, int order)
{
	bitmap_clear(bits, start, 1u << order);
}

int bitmap_find_free_region(unsigned long *bits, unsigned int nbits, int order)
{
	for (unsigned int start = 0; start + (1u << order) <= nbits; start += 1u << order)
		if (!bitmap_allocate_region(bits, start, order))
			return start;
	return -ENOMEM;
}

void bitmap_from_arr32(unsigned long *bits, const u32 *words, unsigned int nbits)
{
	for (unsigned int i = 0; i < BITS_TO_LONGS(nbits); i++) {
		bits[i] = words[2 * i];
		if (2 * i + 1 < BITS_TO_U32(nbits))
			bits[i] |= (unsigned long)words[2 * i + 1] << 32;
	}
	if (nbits % BITS_PER_LONG)
		bits[nbits / BITS_PER_LONG] &= last_mask(nbits);
}

void bitmap_to_arr32(u32 *words, const unsigned long *bits, unsigned int nbits)
{
	for (unsigned int i = 0; i < BITS_TO_U32(nbits); i++)
		words[i] = bits[i / 2] >> (i % 2 * 32);
	if (nbits % 32)
		words[nbits / 32] &= ~0u >> (32 - nbits % 32);
}
