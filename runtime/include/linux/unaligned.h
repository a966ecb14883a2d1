/* SPDX-License-Identifier: GPL-2.0-or-later */
/* unaligned.h - words at any address, in a given byte order */
#ifndef DMACHECK_LINUX_UNALIGNED_H
#define DMACHECK_LINUX_UNALIGNED_H

#include <asm/byteorder.h>
#include <linux/types.h>

#define __get_unaligned_t(type, pointer) \
	({ \
		const struct { type x; } __packed *__at = (typeof(__at))(pointer); \
		__at->x; \
	})
#define __put_unaligned_t(type, value, pointer) \
	do { \
		struct { type x; } __packed *__at = (typeof(__at))(pointer); \
		__at->x = (value); \
	} while (0)
#define get_unaligned(pointer) __get_unaligned_t(typeof(*(pointer)), (pointer))
#define put_unaligned(value, pointer) __put_unaligned_t(typeof(*(pointer)), (value), (pointer))

static inline u16 get_unaligned_le16(const void *p)
{
	return le16_to_cpu(__get_unaligned_t(__le16, p));
}

static inline u32 get_unaligned_le32(const void *p)
{
	return le32_to_cpu(__get_unaligned_t(__le32, p));
}

static inline u64 get_unaligned_le64(const void *p)
{
	return le64_to_cpu(__get_unaligned_t(__le64, p));
}

static inline u16 get_unaligned_be16(const void *p)
{
	return be16_to_cpu(__get_unaligned_t(__be16, p));
}

static inline u32 get_unaligned_be32(const void *p)
{
	return be32_to_cpu(__get_unaligned_t(__be32, p));
}

static inline u64 get_unaligned_be64(const void *p)
{
	return be64_to_cpu(__get_unaligned_t(__be64, p));
}

static inline void put_unaligned_le16(u16 value, void *p)
{
	__put_unaligned_t(__le16, cpu_to_le16(value), p);
}

static inline void put_unaligned_le32(u32 value, void *p)
{
	__put_unaligned_t(__le32, cpu_to_le32(value), p);
}

static inline void put_unaligned_le64(u64 value, void *p)
{
	__put_unaligned_t(__le64, cpu_to_le64(value), p);
}

static inline void put_unaligned_be16(u16 value, void *p)
{
	__put_unaligned_t(__be16, cpu_to_be16(value), p);
}

static inline void put_unaligned_be32(u32 value, void *p)
{
	__put_unaligned_t(__be32, cpu_to_be32(value), p);
}

static inline void put_unaligned_be64(u64 value, void *p)
{
	__put_unaligned_t(__be64, cpu_to_be64(value), p);
}

static inline u32 get_unaligned_be24(const void *p)
{
	const u8 *b = p;

	return b[0] << 16 | b[1] << 8 | b[2];
}

static inline u32 get_unaligned_le24(const void *p)
{
	const u8 *b = p;

	return b[0] | b[1] << 8 | b[2] << 16;
}

static inline void put_unaligned_be24(u32 value, void *p)
{
	u8 *b = p;

	b[0] = value >> 16;
	b[1] = value >> 8;
	b[2] = value;
}

static inline void put_unaligned_le24(u32 value, void *p)
{
	u8 *b = p;

	b[0] = value;
	b[1] = value >> 8;
	b[2] = value >> 16;
}

#endif /* DMACHECK_LINUX_UNALIGNED_H */
