/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * scatterlist-copy.c - walking the bytes of a list, and copying them
 */
#include <string.h>

#include <dmacheck/access.h>
#include <linux/scatterlist.h>
#include <linux/mm.h>

void __sg_page_iter_start(struct sg_page_iter *piter, struct scatterlist *sglist,
			  unsigned int nents, unsigned long pgoffset)
{
	piter->__pg_advance = 0;
	piter->__nents = nents;
	piter->sg = sglist;
	piter->sg_pgoffset = pgoffset;
}

/* Goes on to the next page, of @bytes(sg) bytes each entry. */
static bool page_iter_next(struct sg_page_iter *piter,
			   unsigned int (*bytes)(const struct scatterlist *sg))
{
	unsigned int pages;

	if (!piter->__nents || !piter->sg)
		return false;
	piter->sg_pgoffset += piter->__pg_advance;
	piter->__pg_advance = 1;
	for (;;) {
		pages = (piter->sg->offset + bytes(piter->sg) + PAGE_SIZE - 1) >> PAGE_SHIFT;
		if (piter->sg_pgoffset < pages)
			return true;
		piter->sg_pgoffset -= pages;
		piter->sg = sg_next(piter->sg);
		if (!--piter->__nents || !piter->sg)
			return false;
	}
}

static unsigned int cpu_bytes(const struct scatterlist *sg)
{
	return sg->length;
}

static unsigned int dma_bytes(const struct scatterlist *sg)
{
	return sg->dma_length;
}

bool __sg_page_iter_next(struct sg_page_iter *piter)
{
	return page_iter_next(piter, cpu_bytes);
}

bool __sg_page_iter_dma_next(struct sg_dma_page_iter *dma_iter)
{
	return page_iter_next(&dma_iter->base, dma_bytes);
}

struct page *sg_page_iter_page(struct sg_page_iter *piter)
{
	return nth_page(sg_page(piter->sg), piter->sg_pgoffset);
}

dma_addr_t sg_page_iter_dma_address(struct sg_dma_page_iter *dma_iter)
{
	return sg_dma_address(dma_iter->base.sg) +
	       ((dma_addr_t)dma_iter->base.sg_pgoffset << PAGE_SHIFT);
}

void sg_miter_start(struct sg_mapping_iter *miter, struct scatterlist *sgl,
		    unsigned int nents, unsigned int flags)
{
	memset(miter, 0, sizeof(*miter));
	__sg_page_iter_start(&miter->piter, sgl, nents, 0);
	miter->__flags = flags;
}

/* Makes the rest of the page at hand, or the next one, the iterator's. */
static bool miter_get_page(struct sg_mapping_iter *miter)
{
	struct scatterlist *sg;
	unsigned long start;

	if (miter->__remaining)
		return true;
	do {
		if (!__sg_page_iter_next(&miter->piter))
			return false;
		sg = miter->piter.sg;
		start = (unsigned long)miter->piter.sg_pgoffset << PAGE_SHIFT;
		miter->__offset = miter->piter.sg_pgoffset ? 0 : sg->offset;
		miter->__remaining = sg->offset + sg->length - start - miter->__offset;
		if (miter->__remaining > PAGE_SIZE - miter->__offset)
			miter->__remaining = PAGE_SIZE - miter->__offset;
	} while (!miter->__remaining);
	return true;
}

void sg_miter_stop(struct sg_mapping_iter *miter)
{
	if (!miter->addr)
		return;
	miter->__offset += miter->consumed;
	miter->__remaining -= miter->consumed;
	miter->page = NULL;
	miter->addr = NULL;
	miter->length = 0;
	miter->consumed = 0;
}

bool sg_miter_skip(struct sg_mapping_iter *miter, off_t offset)
{
	sg_miter_stop(miter);
	while (offset) {
		off_t step;

		if (!miter_get_page(miter))
			return false;
		step = offset < miter->__remaining ? offset : miter->__remaining;
		miter->__offset += step;
		miter->__remaining -= step;
		offset -= step;
	}
	return true;
}

bool sg_miter_next(struct sg_mapping_iter *miter)
{
	sg_miter_stop(miter);
	if (!miter_get_page(miter))
		return false;
	miter->page = sg_page_iter_page(&miter->piter);
	miter->addr = (char *)page_address(miter->page) + miter->__offset;
	miter->length = miter->__remaining;
	miter->consumed = miter->length;
	return true;
}

/* One step of a copy; both sides are accesses of the CPU. @buf NULL: zeroes. */
static void copy_piece(char *piece, char *buf, size_t size, bool to_buffer,
		       const void *caller)
{
	dmacheck_cpu_access(piece, size, !to_buffer, caller);
	if (to_buffer)
		memcpy(buf, piece, size);
	else if (buf)
		memcpy(piece, buf, size);
	else
		memset(piece, 0, size);
}

static size_t sg_copy(struct scatterlist *sgl, unsigned int nents, char *buf,
		      size_t buflen, off_t skip, bool to_buffer, const void *caller)
{
	struct sg_mapping_iter miter;
	size_t done = 0;

	sg_miter_start(&miter, sgl, nents, 0);
	if (!sg_miter_skip(&miter, skip))
		return 0;
	while (done < buflen && sg_miter_next(&miter)) {
		size_t size = buflen - done < miter.length ? buflen - done : miter.length;

		copy_piece(miter.addr, buf ? buf + done : NULL, size, to_buffer, caller);
		done += size;
	}
	sg_miter_stop(&miter);
	return done;
}

size_t sg_copy_buffer(struct scatterlist *sgl, unsigned int nents, void *buf,
		      size_t buflen, off_t skip, bool to_buffer)
{
	return sg_copy(sgl, nents, buf, buflen, skip, to_buffer, __builtin_return_address(0));
}

size_t sg_copy_from_buffer(struct scatterlist *sgl, unsigned int nents,
			   const void *buf, size_t buflen)
{
	return sg_copy(sgl, nents, (void *)buf, buflen, 0, false, __builtin_return_address(0));
}

size_t sg_copy_to_buffer(struct scatterlist *sgl, unsigned int nents, void *buf,
			 size_t buflen)
{
	return sg_copy(sgl, nents, buf, buflen, 0, true, __builtin_return_address(0));
}

size_t sg_pcopy_from_buffer(struct scatterlist *sgl, unsigned int nents,
			    const void *buf, size_t buflen, off_t skip)
{
	return sg_copy(sgl, nents, (void *)buf, buflen, skip, false,
		       __builtin_return_address(0));
}

size_t sg_pcopy_to_buffer(struct scatterlist *sgl, unsigned int nents, void *buf,
			  size_t buflen, off_t skip)
{
	return sg_copy(sgl, nents, buf, buflen, skip, true, __builtin_return_address(0));
}

size_t sg_zero_buffer(struct scatterlist *sgl, unsigned int nents, size_t buflen,
		      off_t skip)
{
	return sg_copy(sgl, nents, NULL, buflen, skip, false, __builtin_return_address(0));
}
