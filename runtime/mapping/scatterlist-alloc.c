/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * scatterlist-alloc.c - lists with pages of their own, lists that grow, lists cut up
 */
#include <string.h>

#include <linux/scatterlist.h>
#include <linux/mm.h>
#include <linux/slab.h>

/* Growing a list that has entries already is not taken: -EOPNOTSUPP. */
int sg_alloc_append_table_from_pages(struct sg_append_table *sgt, struct page **pages,
				     unsigned int n_pages, unsigned int offset,
				     unsigned long size, unsigned int max_segment,
				     unsigned int left_pages, gfp_t gfp)
{
	int result;

	if (sgt->sgt.sgl || left_pages)
		return -EOPNOTSUPP;
	result = sg_alloc_table_from_pages_segment(&sgt->sgt, pages, n_pages, offset,
						   size, max_segment, gfp);
	if (result)
		return result;
	sgt->total_nents = sgt->sgt.orig_nents;
	sgt->prv = sg_last(sgt->sgt.sgl, sgt->sgt.orig_nents);
	return 0;
}

void sg_free_append_table(struct sg_append_table *sgt)
{
	sg_free_table(&sgt->sgt);
	sgt->prv = NULL;
	sgt->total_nents = 0;
}

void sgl_free_n_order(struct scatterlist *sgl, int nents, int order)
{
	struct scatterlist *sg;
	int i;

	for_each_sg(sgl, sg, nents, i) {
		if (!sg)
			break;
		if (sg_page(sg))
			__free_pages(sg_page(sg), order);
	}
	kfree(sgl);
}

void sgl_free_order(struct scatterlist *sgl, int order)
{
	sgl_free_n_order(sgl, INT_MAX, order);
}

void sgl_free(struct scatterlist *sgl)
{
	sgl_free_order(sgl, 0);
}

struct scatterlist *sgl_alloc_order(unsigned long long length, unsigned int order,
				    bool chainable, gfp_t gfp, unsigned int *nent_p)
{
	unsigned long long piece = (unsigned long long)PAGE_SIZE << order;
	unsigned int nents = (length + piece - 1) / piece;
	struct scatterlist *sgl = kmalloc_array(nents + chainable, sizeof(*sgl), gfp);

	if (!sgl || !nents) {
		kfree(sgl);
		return NULL;
	}
	sg_init_table(sgl, nents + chainable);
	for (unsigned int i = 0; i < nents; i++, length -= piece) {
		struct page *page = alloc_pages(gfp, order);

		if (!page) {
			sgl_free_n_order(sgl, i, order);
			return NULL;
		}
		sg_set_page(&sgl[i], page, length < piece ? length : piece, 0);
	}
	if (nent_p)
		*nent_p = nents;
	return sgl;
}

struct scatterlist *sgl_alloc(unsigned long long length, gfp_t gfp, unsigned int *nent_p)
{
	return sgl_alloc_order(length, 0, false, gfp, nent_p);
}

/* Where in a list a part begins or ends. */
struct place {
	struct scatterlist *sg;
	size_t offset;	/* into the entry */
	int index;
};

static size_t entry_bytes(const struct scatterlist *sg, bool mapped)
{
	return mapped ? sg->dma_length : sg->length;
}

/* Walks @size bytes on, calling @take for each piece. Return: pieces, or -EINVAL. */
static int place_walk(struct place *place, size_t size, bool mapped,
		      struct scatterlist *into)
{
	int pieces = 0;

	while (size) {
		struct scatterlist *sg = place->sg;
		size_t left, step;

		if (!sg)
			return -EINVAL;
		left = entry_bytes(sg, mapped) - place->offset;
		step = left < size ? left : size;
		if (into && step && mapped) {
			into[pieces].dma_address = sg->dma_address + place->offset;
			into[pieces].dma_length = step;
		} else if (into && step) {
			unsigned long at = sg->offset + place->offset;

			sg_set_page(&into[pieces], nth_page(sg_page(sg), at >> PAGE_SHIFT),
				    step, at & (PAGE_SIZE - 1));
		}
		pieces += step > 0;
		size -= step;
		place->offset += step;
		if (place->offset == entry_bytes(sg, mapped)) {
			place->sg = sg_next(sg);
			place->offset = 0;
		}
	}
	return pieces;
}

static int split_part(struct place *memory, struct place *mapped, bool is_mapped,
		      size_t size, struct scatterlist **out, int *out_mapped, gfp_t gfp)
{
	struct place ahead = *memory;
	int pieces = place_walk(&ahead, size, false, NULL);
	int more = 0;

	if (is_mapped) {
		ahead = *mapped;
		more = place_walk(&ahead, size, true, NULL);
	}
	if (pieces <= 0 || more < 0)
		return -EINVAL;
	*out = kcalloc(pieces > more ? pieces : more, sizeof(**out), gfp);
	if (!*out)
		return -ENOMEM;
	place_walk(memory, size, false, *out);
	sg_mark_end(&(*out)[pieces - 1]);
	if (is_mapped)
		place_walk(mapped, size, true, *out);
	if (out_mapped)
		*out_mapped = more;
	return 0;
}

int sg_split(struct scatterlist *in, const int in_mapped_nents, const off_t skip,
	     const int nb_splits, const size_t *split_sizes, struct scatterlist **out,
	     int *out_mapped_nents, gfp_t gfp_mask)
{
	struct place memory = { in, 0, 0 }, mapped = { in, 0, 0 };
	int result = 0, i;

	if (place_walk(&memory, skip, false, NULL) < 0 ||
	    (in_mapped_nents && place_walk(&mapped, skip, true, NULL) < 0))
		return -EINVAL;
	for (i = 0; i < nb_splits && !result; i++)
		result = split_part(&memory, &mapped, in_mapped_nents, split_sizes[i],
				    &out[i], out_mapped_nents ? &out_mapped_nents[i] : NULL,
				    gfp_mask);
	if (!result)
		return 0;
	for (i--; i > 0; i--)
		kfree(out[i - 1]);
	return result;
}
