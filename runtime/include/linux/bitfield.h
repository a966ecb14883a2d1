/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bitfield.h - fields inside registers, named by their mask */
#ifndef DMACHECK_LINUX_BITFIELD_H
#define DMACHECK_LINUX_BITFIELD_H

#include <linux/build_bug.h>
#include <asm/byteorder.h>

#define __bf_shf(mask) (__builtin_ffsll(mask) - 1)
#define FIELD_MAX(mask) ((typeof(mask))((mask) >> __bf_shf(mask)))
#define FIELD_FIT(mask, value) (!((((typeof(mask))(value)) << __bf_shf(mask)) & ~(mask)))
#define FIELD_PREP(mask, value) (((typeof(mask))(value) << __bf_shf(mask)) & (mask))
#define FIELD_PREP_CONST(mask, value) \
	(((typeof(mask))(value) << __builtin_ctzll(mask)) & (mask))
#define FIELD_GET(mask, reg) ((typeof(mask))(((reg) & (mask)) >> __bf_shf(mask)))
#define FIELD_MODIFY(mask, reg, value) \
	(*(reg) = (*(reg) & ~(mask)) | FIELD_PREP(mask, value))

/* u32_get_bits(), le16_replace_bits() and their kin */
#define ____BITFIELD(name, type, wide, to, from) \
static inline type name##_encode_bits(wide value, wide mask) \
{ \
	return to((value << __bf_shf(mask)) & mask); \
} \
static inline type name##_replace_bits(type old, wide value, wide mask) \
{ \
	return (old & ~to(mask)) | name##_encode_bits(value, mask); \
} \
static inline void name##p_replace_bits(type *at, wide value, wide mask) \
{ \
	*at = name##_replace_bits(*at, value, mask); \
} \
static inline wide name##_get_bits(type value, wide mask) \
{ \
	return (from(value) & mask) >> __bf_shf(mask); \
}
#define __bf_same(x) (x)
____BITFIELD(u8, u8, u8, __bf_same, __bf_same)
____BITFIELD(u16, u16, u16, __bf_same, __bf_same)
____BITFIELD(u32, u32, u32, __bf_same, __bf_same)
____BITFIELD(u64, u64, u64, __bf_same, __bf_same)
____BITFIELD(le16, __le16, u16, cpu_to_le16, le16_to_cpu)
____BITFIELD(le32, __le32, u32, cpu_to_le32, le32_to_cpu)
____BITFIELD(le64, __le64, u64, cpu_to_le64, le64_to_cpu)
____BITFIELD(be16, __be16, u16, cpu_to_be16, be16_to_cpu)
____BITFIELD(be32, __be32, u32, cpu_to_be32, be32_to_cpu)
____BITFIELD(be64, __be64, u64, cpu_to_be64, be64_to_cpu)
#undef ____BITFIELD

#endif /* DMACHECK_LINUX_BITFIELD_H */
