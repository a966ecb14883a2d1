/* SPDX-License-Identifier: GPL-2.0-or-later */
/* byteorder.h - bytes as this machine has them: little end first */
#ifndef DMACHECK_ASM_BYTEORDER_H
#define DMACHECK_ASM_BYTEORDER_H

#include <linux/swab.h>
#include <linux/types.h>

#define __LITTLE_ENDIAN_BITFIELD
#ifndef __LITTLE_ENDIAN
#define __LITTLE_ENDIAN 1234
#endif

#define cpu_to_le16(x) ((__force __le16)(__u16)(x))
#define cpu_to_le32(x) ((__force __le32)(__u32)(x))
#define cpu_to_le64(x) ((__force __le64)(__u64)(x))
#define le16_to_cpu(x) ((__force __u16)(__le16)(x))
#define le32_to_cpu(x) ((__force __u32)(__le32)(x))
#define le64_to_cpu(x) ((__force __u64)(__le64)(x))
#define cpu_to_be16(x) ((__force __be16)__swab16(x))
#define cpu_to_be32(x) ((__force __be32)__swab32(x))
#define cpu_to_be64(x) ((__force __be64)__swab64(x))
#define be16_to_cpu(x) __swab16((__force __u16)(__be16)(x))
#define be32_to_cpu(x) __swab32((__force __u32)(__be32)(x))
#define be64_to_cpu(x) __swab64((__force __u64)(__be64)(x))
#define __cpu_to_le16(x) cpu_to_le16(x)
#define __cpu_to_le32(x) cpu_to_le32(x)
#define __cpu_to_le64(x) cpu_to_le64(x)
#define __le16_to_cpu(x) le16_to_cpu(x)
#define __le32_to_cpu(x) le32_to_cpu(x)
#define __le64_to_cpu(x) le64_to_cpu(x)
#define __cpu_to_be16(x) cpu_to_be16(x)
#define __cpu_to_be32(x) cpu_to_be32(x)
#define __cpu_to_be64(x) cpu_to_be64(x)
#define __be16_to_cpu(x) be16_to_cpu(x)
#define __be32_to_cpu(x) be32_to_cpu(x)
#define __be64_to_cpu(x) be64_to_cpu(x)
#define cpu_to_le16p(p) cpu_to_le16(*(p))
#define cpu_to_le32p(p) cpu_to_le32(*(p))
#define cpu_to_le64p(p) cpu_to_le64(*(p))
#define le16_to_cpup(p) le16_to_cpu(*(p))
#define le32_to_cpup(p) le32_to_cpu(*(p))
#define le64_to_cpup(p) le64_to_cpu(*(p))
#define cpu_to_be16p(p) cpu_to_be16(*(p))
#define cpu_to_be32p(p) cpu_to_be32(*(p))
#define cpu_to_be64p(p) cpu_to_be64(*(p))
#define be16_to_cpup(p) be16_to_cpu(*(p))
#define be32_to_cpup(p) be32_to_cpu(*(p))
#define be64_to_cpup(p) be64_to_cpu(*(p))
#define cpu_to_le16s(p) ((void)(p))
#define cpu_to_le32s(p) ((void)(p))
#define cpu_to_le64s(p) ((void)(p))
#define le16_to_cpus(p) ((void)(p))
#define le32_to_cpus(p) ((void)(p))
#define le64_to_cpus(p) ((void)(p))
#define cpu_to_be16s(p) swab16s(p)
#define cpu_to_be32s(p) swab32s(p)
#define cpu_to_be64s(p) swab64s(p)
#define be16_to_cpus(p) swab16s(p)
#define be32_to_cpus(p) swab32s(p)
#define be64_to_cpus(p) swab64s(p)

static inline void le16_add_cpu(__le16 *value, u16 add)
{
	*value += add;
}

static inline void le32_add_cpu(__le32 *value, u32 add)
{
	*value += add;
}

static inline void be16_add_cpu(__be16 *value, u16 add)
{
	*value = cpu_to_be16(be16_to_cpu(*value) + add);
}

static inline void be32_add_cpu(__be32 *value, u32 add)
{
	*value = cpu_to_be32(be32_to_cpu(*value) + add);
}

static inline void le32_to_cpu_array(u32 *values, unsigned int words)
{
	(void)values;
	(void)words;
}

static inline void cpu_to_le32_array(u32 *values, unsigned int words)
{
	(void)values;
	(void)words;
}

static inline void be32_to_cpu_array(u32 *to, const __be32 *from, size_t count)
{
	while (count--)
		*to++ = be32_to_cpu(*from++);
}

static inline void cpu_to_be32_array(__be32 *to, const u32 *from, size_t count)
{
	while (count--)
		*to++ = cpu_to_be32(*from++);
}

/* The C library has functions of these names. */
#if !defined(_NETINET_IN_H) && !defined(_ARPA_INET_H)
#undef htons
#undef htonl
#undef ntohs
#undef ntohl
#define htons(x) cpu_to_be16(x)
#define htonl(x) cpu_to_be32(x)
#define ntohs(x) be16_to_cpu(x)
#define ntohl(x) be32_to_cpu(x)
#endif

#endif /* DMACHECK_ASM_BYTEORDER_H */
