/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bitmap.h - arrays of bits */
#ifndef DMACHECK_LINUX_BITMAP_H
#define DMACHECK_LINUX_BITMAP_H

#include <linux/bitops.h>
#include <linux/errno.h>
#include <linux/string.h>
#include <linux/types.h>

#define BITMAP_FIRST_WORD_MASK(start) (~0UL << ((start) & (BITS_PER_LONG - 1)))
#define BITMAP_LAST_WORD_MASK(nbits) (~0UL >> (-(nbits) & (BITS_PER_LONG - 1)))
#define bitmap_size(nbits) (BITS_TO_LONGS(nbits) * sizeof(unsigned long))

unsigned long *bitmap_alloc(unsigned int nbits, gfp_t flags);
unsigned long *bitmap_zalloc(unsigned int nbits, gfp_t flags);
unsigned long *bitmap_alloc_node(unsigned int nbits, gfp_t flags, int node);
unsigned long *bitmap_zalloc_node(unsigned int nbits, gfp_t flags, int node);
void bitmap_free(const unsigned long *bitmap);
#define devm_bitmap_alloc(dev, nbits, flags) \
	((unsigned long *)devm_kmalloc_array(dev, BITS_TO_LONGS(nbits), sizeof(long), flags))
#define devm_bitmap_zalloc(dev, nbits, flags) devm_bitmap_alloc(dev, nbits, (flags) | __GFP_ZERO)

static inline void bitmap_zero(unsigned long *dst, unsigned int nbits)
{
	memset(dst, 0, bitmap_size(nbits));
}

static inline void bitmap_fill(unsigned long *dst, unsigned int nbits)
{
	memset(dst, 0xff, bitmap_size(nbits));
}

static inline void bitmap_copy(unsigned long *dst, const unsigned long *src, unsigned int nbits)
{
	memcpy(dst, src, bitmap_size(nbits));
}

bool bitmap_and(unsigned long *dst, const unsigned long *a, const unsigned long *b,
		unsigned int nbits);
void bitmap_or(unsigned long *dst, const unsigned long *a, const unsigned long *b,
	       unsigned int nbits);
void bitmap_xor(unsigned long *dst, const unsigned long *a, const unsigned long *b,
		unsigned int nbits);
bool bitmap_andnot(unsigned long *dst, const unsigned long *a, const unsigned long *b,
		   unsigned int nbits);
void bitmap_complement(unsigned long *dst, const unsigned long *src, unsigned int nbits);
bool bitmap_equal(const unsigned long *a, const unsigned long *b, unsigned int nbits);
bool bitmap_intersects(const unsigned long *a, const unsigned long *b, unsigned int nbits);
bool bitmap_subset(const unsigned long *a, const unsigned long *b, unsigned int nbits);
bool bitmap_empty(const unsigned long *bits, unsigned int nbits);
bool bitmap_full(const unsigned long *bits, unsigned int nbits);
unsigned int bitmap_weight(const unsigned long *bits, unsigned int nbits);
void bitmap_set(unsigned long *bits, unsigned int start, unsigned int count);
void bitmap_clear(unsigned long *bits, unsigned int start, unsigned int count);
void bitmap_shift_right(unsigned long *dst, const unsigned long *src, unsigned int shift,
			unsigned int nbits);
void bitmap_shift_left(unsigned long *dst, const unsigned long *src, unsigned int shift,
		       unsigned int nbits);
unsigned long bitmap_find_next_zero_area_off(unsigned long *bits, unsigned long size,
					     unsigned long start, unsigned int count,
					     unsigned long align_mask, unsigned long align_offset);
static inline unsigned long bitmap_find_next_zero_area(unsigned long *bits, unsigned long size,
						       unsigned long start, unsigned int count,
						       unsigned long align_mask)
{
	return bitmap_find_next_zero_area_off(bits, size, start, count, align_mask, 0);
}

int bitmap_find_free_region(unsigned long *bits, unsigned int nbits, int order);
void bitmap_release_region(unsigned long *bits, unsigned int start, int order);
int bitmap_allocate_region(unsigned long *bits, unsigned int start, int order);
void bitmap_from_arr32(unsigned long *bits, const u32 *words, unsigned int nbits);
void bitmap_to_arr32(u32 *words, const unsigned long *bits, unsigned int nbits);

static inline void bitmap_from_u64(unsigned long *dst, u64 mask)
{
	dst[0] = mask;
}

static inline unsigned long bitmap_get_value8(const unsigned long *bits, unsigned long start)
{
	return bits[BIT_WORD(start)] >> (start % BITS_PER_LONG) & 0xff;
}

static inline void bitmap_set_value8(unsigned long *bits, unsigned long value,
				     unsigned long start)
{
	unsigned long shift = start % BITS_PER_LONG;

	bits[BIT_WORD(start)] = (bits[BIT_WORD(start)] & ~(0xffUL << shift)) | value << shift;
}

#endif /* DMACHECK_LINUX_BITMAP_H */
