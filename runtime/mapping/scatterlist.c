/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * scatterlist.c - making and walking lists of pieces of memory
 */
#include <string.h>

#include <linux/scatterlist.h>
#include <linux/mm.h>
#include <linux/slab.h>

void sg_set_buf(struct scatterlist *sg, const void *buf, unsigned int buflen)
{
	sg_set_page(sg, virt_to_page(buf), buflen, offset_in_page(buf));
}

dma_addr_t sg_phys(struct scatterlist *sg)
{
	return page_to_phys(sg_page(sg)) + sg->offset;
}

void *sg_virt(struct scatterlist *sg)
{
	return (char *)page_address(sg_page(sg)) + sg->offset;
}

void sg_init_table(struct scatterlist *sgl, unsigned int nents)
{
	memset(sgl, 0, sizeof(*sgl) * nents);
	sg_init_marker(sgl, nents);
}

void sg_init_one(struct scatterlist *sg, const void *buf, unsigned int buflen)
{
	sg_init_table(sg, 1);
	sg_set_buf(sg, buf, buflen);
}

struct scatterlist *sg_next(struct scatterlist *sg)
{
	if (sg_is_last(sg))
		return NULL;
	sg++;
	return sg_is_chain(sg) ? sg_chain_ptr(sg) : sg;
}

struct scatterlist *sg_last(struct scatterlist *sgl, unsigned int nents)
{
	struct scatterlist *sg, *last = NULL;
	unsigned int i;

	for_each_sg(sgl, sg, nents, i)
		last = sg;
	return last;
}

int sg_nents(struct scatterlist *sg)
{
	int count = 0;

	for (; sg; sg = sg_next(sg))
		count++;
	return count;
}

int sg_nents_for_len(struct scatterlist *sg, u64 len)
{
	u64 total = 0;
	int count = 0;

	if (!len)
		return 0;
	for (; sg; sg = sg_next(sg)) {
		count++;
		total += sg->length;
		if (total >= len)
			return count;
	}
	return -EINVAL;
}

void sg_chain(struct scatterlist *prv, unsigned int prv_nents, struct scatterlist *sgl)
{
	struct scatterlist *link = &prv[prv_nents - 1];

	link->offset = 0;
	link->length = 0;
	link->page_link = (unsigned long)sgl | SG_CHAIN;
}

/* Entries of an array when @left are needed: a full one ends in a chain entry. */
static unsigned int array_size_for(unsigned int left)
{
	return left > SG_MAX_SINGLE_ALLOC ? SG_MAX_SINGLE_ALLOC : left;
}

void sg_free_table(struct sg_table *table)
{
	unsigned int left = table->orig_nents;
	struct scatterlist *sgl = table->sgl, *next;

	while (sgl) {
		unsigned int count = array_size_for(left);

		next = left > count ? sg_chain_ptr(&sgl[count - 1]) : NULL;
		left -= left > count ? count - 1 : count;
		kfree(sgl);
		sgl = next;
	}
	table->sgl = NULL;
	table->nents = 0;
	table->orig_nents = 0;
}

int sg_alloc_table(struct sg_table *table, unsigned int nents, gfp_t gfp)
{
	struct scatterlist *previous = NULL, *sgl;
	unsigned int left = nents;

	memset(table, 0, sizeof(*table));
	if (!nents)
		return -EINVAL;
	while (left) {
		unsigned int count = array_size_for(left);
		unsigned int used = left > count ? count - 1 : count;

		sgl = kmalloc_array(count, sizeof(*sgl), gfp);
		if (!sgl) {
			/* the array before has room for a chain entry that is not to be */
			if (previous)
				table->orig_nents++;
			sg_free_table(table);
			return -ENOMEM;
		}
		sg_init_table(sgl, count);
		if (previous)
			sg_chain(previous, SG_MAX_SINGLE_ALLOC, sgl);
		else
			table->sgl = sgl;
		table->orig_nents += used;
		table->nents = table->orig_nents;
		left -= used;
		previous = sgl;
	}
	return 0;
}

static bool pages_adjoin(struct page *a, struct page *b)
{
	return page_to_pfn(b) == page_to_pfn(a) + 1;
}

/* How many pages from @page on make one piece. */
static unsigned int pages_in_piece(struct page **pages, unsigned int count,
				   unsigned int most)
{
	unsigned int n = 1;

	while (n < count && n < most && pages_adjoin(pages[n - 1], pages[n]))
		n++;
	return n;
}

static unsigned int pages_pieces(struct page **pages, unsigned int count,
				 unsigned int most)
{
	unsigned int pieces = 0;

	for (unsigned int i = 0; i < count; pieces++)
		i += pages_in_piece(pages + i, count - i, most);
	return pieces;
}

int sg_alloc_table_from_pages_segment(struct sg_table *sgt, struct page **pages,
				      unsigned int n_pages, unsigned int offset,
				      unsigned long size, unsigned int max_segment,
				      gfp_t gfp)
{
	unsigned int most = max_segment >> PAGE_SHIFT;
	struct scatterlist *sg;
	int result, i;

	if (!most || offset >= PAGE_SIZE)
		return -EINVAL;
	result = sg_alloc_table(sgt, pages_pieces(pages, n_pages, most), gfp);
	if (result)
		return result;
	for_each_sgtable_sg(sgt, sg, i) {
		unsigned int count = pages_in_piece(pages, n_pages, most);
		unsigned long length = ((unsigned long)count << PAGE_SHIFT) - offset;

		sg_set_page(sg, pages[0], length < size ? length : size, offset);
		size -= sg->length;
		offset = 0;
		pages += count;
		n_pages -= count;
	}
	return 0;
}
