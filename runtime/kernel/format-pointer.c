/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * format-pointer.c - the kernel's %p and the letters behind it
 *
 * A plain %p tells pointers apart without telling what they are, as in the kernel;
 * not random, so that two runs of the same layout print the same.
 */
#include <dlfcn.h>
#include <string.h>

#include <linux/ctype.h>
#include <linux/err.h>
#include <linux/find.h>
#include <linux/ioport.h>
#include <linux/minmax.h>
#include <linux/of.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <linux/uuid.h>

#include "runtime/kernel/format.h"

static void number_plain(struct format_out *out, unsigned long long value,
			 const struct format_spec *spec)
{
	struct format_spec as = *spec;

	as.base = 16;
	if (as.width < 0) {
		as.width = 2 * sizeof(void *);
		as.flags |= FORMAT_ZERO;
	}
	format_number(out, value, &as);
}

static unsigned int hash(unsigned long value)
{
	value ^= value >> 32;
	value *= 0x9e3779b97f4a7c15ul;
	value ^= value >> 29;
	value *= 0xbf58476d1ce4e5b9ul;
	return value >> 32;
}

/* Errors and NULL are no secret. */
static void plain_format(struct format_out *out, const void *pointer, const struct format_spec *spec)
{
	bool known = IS_ERR_OR_NULL(pointer);

	number_plain(out, known ? (unsigned long)pointer : hash((unsigned long)pointer), spec);
}

static void error_format(struct format_out *out, const void *pointer, const struct format_spec *spec)
{
	static const struct { int number; const char *name; } names[] = {
		{ EPROBE_DEFER, "-EPROBE_DEFER" }, { ENOTSUPP, "-ENOTSUPP" },
		{ ERESTARTSYS, "-ERESTARTSYS" }, { ENOIOCTLCMD, "-ENOIOCTLCMD" },
#define ERRNO(name) { name, "-" #name }
		ERRNO(EPERM), ERRNO(ENOENT), ERRNO(ESRCH), ERRNO(EINTR), ERRNO(EIO), ERRNO(ENXIO),
		ERRNO(E2BIG), ERRNO(EBADF), ERRNO(EAGAIN), ERRNO(ENOMEM), ERRNO(EACCES),
		ERRNO(EFAULT), ERRNO(EBUSY), ERRNO(EEXIST), ERRNO(EXDEV), ERRNO(ENODEV),
		ERRNO(EINVAL), ERRNO(ENFILE), ERRNO(ENOTTY), ERRNO(EFBIG), ERRNO(ENOSPC),
		ERRNO(EPIPE), ERRNO(EDOM), ERRNO(ERANGE), ERRNO(EDEADLK), ERRNO(ENOSYS),
		ERRNO(ENODATA), ERRNO(ETIME), ERRNO(EPROTO), ERRNO(EBADMSG), ERRNO(EOVERFLOW),
		ERRNO(EILSEQ), ERRNO(EMSGSIZE), ERRNO(EOPNOTSUPP), ERRNO(ETIMEDOUT),
		ERRNO(ECONNRESET), ERRNO(EALREADY), ERRNO(EINPROGRESS), ERRNO(ECANCELED),
		ERRNO(EREMOTEIO), ERRNO(ESHUTDOWN), ERRNO(EUCLEAN), ERRNO(EKEYREJECTED),
#undef ERRNO
	};

	if (!IS_ERR(pointer)) {
		plain_format(out, pointer, spec);
		return;
	}
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		if (names[i].number == -PTR_ERR(pointer)) {
			format_text(out, names[i].name, spec);
			return;
		}
	}
	format_char(out, '-');
	format_decimal(out, -PTR_ERR(pointer));
}

/* %pa, %pap, %pad: the address of an address */
static void address_format(struct format_out *out, const void *pointer,
			   const struct format_spec *spec)
{
	struct format_spec as = *spec;

	as.base = 16;
	as.flags |= FORMAT_PREFIX | FORMAT_ZERO;
	as.width = 2 + 2 * sizeof(u64);
	format_number(out, *(const u64 *)pointer, &as);
}

static void bytes_format(struct format_out *out, const u8 *bytes, int count, const char *between)
{
	for (int i = 0; i < count; i++) {
		if (i)
			format_text_plain(out, between);
		format_hex(out, bytes[i], 2);
	}
}

/* %ph, %phC, %phD, %phN */
static void dump_format(struct format_out *out, const void *pointer, const char *letters,
		       const struct format_spec *spec)
{
	const char *between = *letters == 'C' ? ":" : *letters == 'D' ? "-" :
			      *letters == 'N' ? "" : " ";

	bytes_format(out, pointer, clamp(spec->width, 1, 64), between);
}

/* %pM, %pm, %pMF, %pMR */
static void mac_format(struct format_out *out, const u8 *bytes, char kind, const char *letters)
{
	u8 turned[6];

	for (int i = 0; i < 6; i++)
		turned[i] = bytes[*letters == 'R' ? 5 - i : i];
	bytes_format(out, turned, 6, kind == 'm' ? "" : *letters == 'F' ? "-" : ":");
}

/* %pI4, %pI6, %pi6: without compression */
static void internet_format(struct format_out *out, const u8 *bytes, char kind,
			   const char *letters)
{
	const struct format_spec three = { .base = 10, .precision = 3, .width = -1 };

	if (*letters == '4') {
		for (int i = 0; i < 4; i++) {
			if (i)
				format_char(out, '.');
			if (kind == 'i')
				format_number(out, bytes[i], &three);
			else
				format_decimal(out, bytes[i]);
		}
		return;
	}
	for (int i = 0; i < 16; i += 2) {
		if (i && kind == 'I')
			format_char(out, ':');
		bytes_format(out, bytes + i, 2, "");
	}
}

/* %pU, %pUb, %pUl: the latter a GUID, whose first three numbers are little-endian */
static void uuid_format(struct format_out *out, const u8 *bytes, const char *letters)
{
	static const u8 big[16] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 };
	static const u8 little[16] = { 3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15 };
	bool guid = *letters == 'l' || *letters == 'L';
	const u8 *order = guid ? little : big;

	for (int i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			format_char(out, '-');
		format_hex(out, bytes[order[i]], 2);
	}
}

/* %pb, and %pbl as ranges; the width counts bits */
static void bitmap_format(struct format_out *out, const unsigned long *bits, const char *letters,
			 const struct format_spec *spec)
{
	unsigned long count = max(spec->width, 0), begin, end;
	bool first = true;

	if (*letters != 'l') {
		for (long word = (count + 31) / 32 - 1; word >= 0; word--) {
			u32 value = bits[word / 2] >> (word % 2 * 32);
			unsigned long rest = count - word * 32;

			if (rest < 32)
				value &= (1u << rest) - 1;
			format_hex(out, value, (min(rest, 32ul) + 3) / 4);
			if (word)
				format_char(out, ',');
		}
		return;
	}
	for_each_set_bitrange(begin, end, bits, count) {
		end = min(end, count);
		if (!first)
			format_char(out, ',');
		first = false;
		format_decimal(out, begin);
		if (end - 1 > begin) {
			format_char(out, '-');
			format_decimal(out, end - 1);
		}
	}
}

/* %pS, %ps, %pB: the dynamic linker's names, or the object and the offset in it */
static void symbol_format(struct format_out *out, const void *pointer, char kind)
{
	Dl_info info;

	if (!dladdr(pointer, &info) || !info.dli_fname) {
		format_text_plain(out, "0x");
		format_hex(out, (unsigned long)pointer, 1);
		return;
	}
	if (info.dli_sname) {
		format_text_plain(out, info.dli_sname);
		if (kind == 's')
			return;
		format_text_plain(out, "+0x");
		format_hex(out, pointer - info.dli_saddr, 1);
		return;
	}
	format_text_plain(out, kbasename(info.dli_fname));
	format_text_plain(out, "+0x");
	format_hex(out, pointer - info.dli_fbase, 1);
}

/* A place in a resource: @digits of hex, or 0 for decimal. */
static void place_format(struct format_out *out, resource_size_t place, int digits)
{
	if (!digits) {
		format_decimal(out, place);
		return;
	}
	format_text_plain(out, "0x");
	format_hex(out, place, digits);
}

/* %pr, %pR: [mem 0x00001000-0x00001fff], [irq 5] */
static void resource_format(struct format_out *out, const struct resource *resource, char kind)
{
	static const struct { unsigned long type; const char *name; int digits; } types[] = {
		{ IORESOURCE_IO, "[io  ", 4 }, { IORESOURCE_MEM, "[mem ", 8 },
		{ IORESOURCE_IRQ, "[irq ", 0 }, { IORESOURCE_DMA, "[dma ", 0 },
	};
	unsigned long type = resource->flags & IORESOURCE_TYPE_BITS;
	const char *name = "[??? ";
	int digits = 8;

	for (size_t i = 0; i < ARRAY_SIZE(types); i++) {
		if (types[i].type == type) {
			name = types[i].name;
			digits = types[i].digits;
		}
	}
	format_text_plain(out, name);
	place_format(out, resource->start, digits);
	if (resource->start != resource->end) {
		format_char(out, '-');
		place_format(out, resource->end, digits);
	}
	if (kind == 'r') {
		format_text_plain(out, " flags 0x");
		format_hex(out, resource->flags, 1);
	}
	format_char(out, ']');
}

static void nested_format(struct format_out *out, const struct va_format *nested)
{
	format_into(out, nested->fmt, *nested->va);
}

/* %pOF and what of the node is wanted: the name in any case */
static void node_format(struct format_out *out, const struct device_node *node)
{
	format_text_plain(out, node->full_name ? node->full_name : "<no-node>");
}

/* How many of @letters are the conversion's. */
static int letters_length(const char *letters)
{
	static const char *const second[] = {
		"apd", "hCDN", "mFR", "MFR", "i46", "I46", "UbBlL", "bl", "OF",
	};

	if (!*letters || !strchr("eKxahmMiIUbsSBrRVO", *letters))
		return 0;
	if (letters[0] == 'O')
		return letters[1] == 'F' ? 2 + strspn(letters + 2, "fnpPcC") : 0;
	for (size_t i = 0; i < ARRAY_SIZE(second); i++)
		if (*letters == second[i][0] && letters[1] && strchr(second[i] + 1, letters[1]))
			return 2;
	return 1;
}

/* One that follows the pointer. */
static void object_format(struct format_out *out, const void *pointer, const char *letters,
			  const struct format_spec *spec)
{
	switch (*letters) {
	case 'a':
		address_format(out, pointer, spec);
		break;
	case 'h':
		dump_format(out, pointer, letters + 1, spec);
		break;
	case 'm':
	case 'M':
		mac_format(out, pointer, *letters, letters + 1);
		break;
	case 'i':
	case 'I':
		internet_format(out, pointer, *letters, letters + 1);
		break;
	case 'U':
		uuid_format(out, pointer, letters + 1);
		break;
	case 'b':
		bitmap_format(out, pointer, letters + 1, spec);
		break;
	case 'r':
	case 'R':
		resource_format(out, pointer, *letters);
		break;
	case 'O':
		node_format(out, pointer);
		break;
	case 'V':
		nested_format(out, pointer);
		break;
	}
}

int format_pointer(struct format_out *out, const void *pointer, const char *letters,
		   const struct format_spec *spec)
{
	int length = letters_length(letters);

	if (!length || *letters == 'K')
		plain_format(out, pointer, spec);
	else if (*letters == 'e')
		error_format(out, pointer, spec);
	else if (*letters == 'x')
		number_plain(out, (unsigned long)pointer, spec);
	else if (*letters == 's' || *letters == 'S' || *letters == 'B')
		symbol_format(out, pointer, *letters);
	else if (IS_ERR_OR_NULL(pointer))
		format_text_plain(out, pointer ? "(efault)" : "(null)");
	else
		object_format(out, pointer, letters, spec);
	return length;
}
