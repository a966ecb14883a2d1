/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * xor.h - parity of blocks, on the CPU
 */
#ifndef _LINUX_RAID_XOR_H
#define _LINUX_RAID_XOR_H

#define MAX_XOR_BLOCKS 4

/* Xors @count blocks, at most MAX_XOR_BLOCKS, of @bytes each into @dest. */
void xor_blocks(unsigned int count, unsigned int bytes, void *dest, void **srcs);

#endif /* _LINUX_RAID_XOR_H */
