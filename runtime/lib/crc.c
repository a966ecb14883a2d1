/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * crc.c - check sums, bit by bit: nobody waits for them here
 */
#include <linux/crc-ccitt.h>
#include <linux/crc16.h>
#include <linux/crc32.h>
#include <linux/crc7.h>

/* The polynomial with its bits turned round: the lowest bit goes first. */
static u32 turned_byte(u32 crc, u8 byte, u32 polynomial)
{
	crc ^= byte;
	for (int bit = 0; bit < 8; bit++)
		crc = crc >> 1 ^ (crc & 1 ? polynomial : 0);
	return crc;
}

static u32 turned(u32 crc, const u8 *data, size_t size, u32 polynomial)
{
	while (size--)
		crc = turned_byte(crc, *data++, polynomial);
	return crc;
}

u32 crc32_le(u32 crc, const unsigned char *data, size_t size)
{
	return turned(crc, data, size, 0xedb88320);
}

u32 __crc32c_le(u32 crc, const unsigned char *data, size_t size)
{
	return turned(crc, data, size, 0x82f63b78);
}

u32 crc32_be(u32 crc, const unsigned char *data, size_t size)
{
	while (size--) {
		crc ^= (u32)*data++ << 24;
		for (int bit = 0; bit < 8; bit++)
			crc = crc << 1 ^ (crc & 1u << 31 ? 0x04c11db7 : 0);
	}
	return crc;
}

u16 crc16(u16 crc, const u8 *data, size_t size)
{
	return turned(crc, data, size, 0xa001);
}

u16 crc_ccitt(u16 crc, const u8 *data, size_t size)
{
	return turned(crc, data, size, 0x8408);
}

u16 crc_ccitt_byte(u16 crc, u8 byte)
{
	return turned_byte(crc, byte, 0x8408);
}

u8 crc7_be_byte(u8 crc, u8 byte)
{
	crc ^= byte;
	for (int bit = 0; bit < 8; bit++)
		crc = crc << 1 ^ (crc & 0x80 ? 0x09 << 1 : 0);
	return crc;
}

u8 crc7_be(u8 crc, const u8 *data, size_t size)
{
	while (size--)
		crc = crc7_be_byte(crc, *data++);
	return crc;
}
