/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * hexdump.c - bytes as text, and text as bytes
 */
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/hex.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/unaligned.h>

#include "runtime/kernel/format.h"

const char hex_asc[] = "0123456789abcdef";
const char hex_asc_upper[] = "0123456789ABCDEF";

int hex_to_bin(unsigned char digit)
{
	if (isdigit(digit))
		return digit - '0';
	digit |= 0x20;
	return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

int hex2bin(u8 *dst, const char *src, size_t bytes)
{
	while (bytes--) {
		int high = hex_to_bin(*src++);
		int low = high < 0 ? -1 : hex_to_bin(*src++);

		if (low < 0)
			return -EINVAL;
		*dst++ = high << 4 | low;
	}
	return 0;
}

char *bin2hex(char *dst, const void *src, size_t bytes)
{
	const u8 *at = src;

	while (bytes--)
		dst = hex_byte_pack(dst, *at++);
	return dst;
}

static unsigned long long group_value(const u8 *at, int group)
{
	switch (group) {
	case 8:
		return get_unaligned((const u64 *)at);
	case 4:
		return get_unaligned((const u32 *)at);
	case 2:
		return get_unaligned((const u16 *)at);
	default:
		return *at;
	}
}

static void letters_put(struct format_out *out, const u8 *bytes, size_t size, size_t column)
{
	while (out->length < column)
		format_char(out, ' ');
	for (size_t i = 0; i < size; i++)
		format_char(out, isascii(bytes[i]) && isprint(bytes[i]) ? bytes[i] : '.');
}

int hex_dump_to_buffer(const void *data, size_t size, int row, int group, char *line,
		       size_t line_size, bool ascii)
{
	struct format_out out = { .buffer = line, .size = line_size };
	const u8 *bytes = data;

	if (row != 16 && row != 32)
		row = 16;
	size = min_t(size_t, size, row);
	if (group < 1 || group > 8 || (group & (group - 1)) || size % group)
		group = 1;
	for (size_t i = 0; i < size; i += group) {
		if (i)
			format_char(&out, ' ');
		format_hex(&out, group_value(bytes + i, group), 2 * group);
	}
	if (ascii && size)
		letters_put(&out, bytes, size, row * 2 + row / group + 1);
	if (line_size)
		line[min(out.length, line_size - 1)] = '\0';
	return out.length;
}

void print_hex_dump(const char *level, const char *prefix, int prefix_type, int row, int group,
		    const void *data, size_t size, bool ascii)
{
	char line[32 * 3 + 2 + 32 + 1];

	if (row != 16 && row != 32)
		row = 16;
	for (size_t i = 0; i < size; i += row) {
		hex_dump_to_buffer(data + i, size - i, row, group, line, sizeof(line), ascii);
		if (prefix_type == DUMP_PREFIX_ADDRESS)
			printk("%s%s%p: %s\n", level, prefix, data + i, line);
		else if (prefix_type == DUMP_PREFIX_OFFSET)
			printk("%s%s%.8zx: %s\n", level, prefix, i, line);
		else
			printk("%s%s%s\n", level, prefix, line);
	}
}
