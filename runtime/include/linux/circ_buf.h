/* SPDX-License-Identifier: GPL-2.0-or-later */
/* circ_buf.h - a ring of a power of two */
#ifndef DMACHECK_LINUX_CIRC_BUF_H
#define DMACHECK_LINUX_CIRC_BUF_H

struct circ_buf {
	char *buf;
	int head;
	int tail;
};

/* One place stays empty, so that full and empty differ. */
#define CIRC_CNT(head, tail, size) (((head) - (tail)) & ((size) - 1))
#define CIRC_SPACE(head, tail, size) CIRC_CNT((tail), (head) + 1, (size))
#define CIRC_CNT_TO_END(head, tail, size) \
	({ \
		int __end = (size) - (tail); \
		int __count = ((head) + __end) & ((size) - 1); \
		__count < __end ? __count : __end; \
	})
#define CIRC_SPACE_TO_END(head, tail, size) \
	({ \
		int __end = (size) - 1 - (head); \
		int __count = (__end + (tail)) & ((size) - 1); \
		__count <= __end ? __count : __end + 1; \
	})

#endif /* DMACHECK_LINUX_CIRC_BUF_H */
