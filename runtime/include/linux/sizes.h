/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sizes.h - sizes by name */
#ifndef DMACHECK_LINUX_SIZES_H
#define DMACHECK_LINUX_SIZES_H

#include <linux/const.h>

#define SZ_1		0x1
#define SZ_2		0x2
#define SZ_4		0x4
#define SZ_8		0x8
#define SZ_16		0x10
#define SZ_32		0x20
#define SZ_64		0x40
#define SZ_128		0x80
#define SZ_256		0x100
#define SZ_512		0x200
#define SZ_1K		0x400
#define SZ_2K		0x800
#define SZ_4K		0x1000
#define SZ_8K		0x2000
#define SZ_16K		0x4000
#define SZ_32K		0x8000
#define SZ_64K		0x10000
#define SZ_128K		0x20000
#define SZ_256K		0x40000
#define SZ_512K		0x80000
#define SZ_1M		0x100000
#define SZ_2M		0x200000
#define SZ_4M		0x400000
#define SZ_8M		0x800000
#define SZ_16M		0x1000000
#define SZ_32M		0x2000000
#define SZ_64M		0x4000000
#define SZ_128M		0x8000000
#define SZ_256M		0x10000000
#define SZ_512M		0x20000000
#define SZ_1G		0x40000000
#define SZ_2G		_AC(0x80000000, ULL)
#define SZ_4G		_AC(0x100000000, ULL)
#define SZ_8G		_AC(0x200000000, ULL)
#define SZ_16G		_AC(0x400000000, ULL)
#define SZ_32G		_AC(0x800000000, ULL)
#define SZ_64G		_AC(0x1000000000, ULL)
#define SZ_128G		_AC(0x2000000000, ULL)
#define SZ_256G		_AC(0x4000000000, ULL)
#define SZ_512G		_AC(0x8000000000, ULL)
#define SZ_1T		_AC(0x10000000000, ULL)
#define SZ_2T		_AC(0x20000000000, ULL)
#define SZ_4T		_AC(0x40000000000, ULL)
#define SZ_8T		_AC(0x80000000000, ULL)
#define SZ_16T		_AC(0x100000000000, ULL)
#define SZ_32T		_AC(0x200000000000, ULL)
#define SZ_64T		_AC(0x400000000000, ULL)

#endif /* DMACHECK_LINUX_SIZES_H */
