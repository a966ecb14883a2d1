/* SPDX-License-Identifier: GPL-2.0-or-later */
/* uio.h - pieces of memory to be read or written in one go */
#ifndef DMACHECK_LINUX_UIO_H
#define DMACHECK_LINUX_UIO_H

#include <linux/kernel.h>
#include <linux/types.h>

#ifndef __iovec_defined
#define __iovec_defined 1
struct iovec {
	void *iov_base;
	size_t iov_len;
};
#endif

struct kvec {
	void *iov_base;
	size_t iov_len;
};

static inline size_t iov_length(const struct iovec *iov, unsigned long count)
{
	size_t bytes = 0;

	while (count--)
		bytes += iov++->iov_len;
	return bytes;
}

#endif /* DMACHECK_LINUX_UIO_H */
