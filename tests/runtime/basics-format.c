// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * basics-format.c - the kernel's formats, and scanning back
 */
/* run: weakest, none */
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/ioport.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/uuid.h>

#include "check.h"

static void __attribute__((format(printf, 2, 3))) expect(const char *wanted, const char *format, ...)
{
	char text[128];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	if (!EXPECT(!strcmp(text, wanted)))
		pr_err("%s: \"%s\", not \"%s\"\n", format, text, wanted);
}

static void integers(void)
{
	expect("   42|42   |00042", "%5d|%-5d|%05d", 42, 42, 42);
	expect("-1 4294967295 255", "%d %u %hhu", -1, -1, 511);
	expect("0xff FF 0377", "%#x %X %#o", 255, 255, 255);
	expect("+7  7 -007", "%+d % d %04d", 7, 7, -7);
	expect("18446744073709551615", "%llu", ~0ull);
	expect("-9223372036854775808", "%lld", (long long)(1ull << 63));
	expect("12345678 1f", "%zu %lx", (size_t)12345678, 31ul);
	expect("  ab|ab  |a", "%4s|%-4s|%.1s", "ab", "ab", "ab");
	expect("(null) x%", "%s %c%%", (char *)NULL, 'x');
	expect("00003", "%.5d", 3);
	expect("   3", "%*d", 4, 3);
}

static void pointers(void)
{
	static const u8 bytes[16] = { 1, 2, 0xab, 0xcd, 0xef, 0x10, 0x20, 0x30,
				      9, 8, 7, 6, 5, 4, 3, 255 };
	struct resource resource = { .start = 0x1000, .end = 0x1fff, .flags = IORESOURCE_MEM };
	DECLARE_BITMAP(bits, 40) = { 0x900000000ful };
	dma_addr_t address = 0x1234;

	expect("-EINVAL -EPROBE_DEFER", "%pe %pe", ERR_PTR(-EINVAL), ERR_PTR(-EPROBE_DEFER));
	expect("01:02:ab:cd:ef:10", "%pM", bytes);
	expect("0102abcdef10", "%pm", bytes);
	expect("1.2.171.205", "%pI4", bytes);
	expect("0102:abcd:ef10:2030:0908:0706:0504:03ff", "%pI6", bytes);
	expect("01 02 ab|01:02|01-02|0102", "%*ph|%*phC|%2phD|%2phN", 3, bytes, 2, bytes, bytes,
	       bytes);
	expect("0102abcd-ef10-2030-0908-0706050403ff", "%pUb", bytes);
	expect("cdab0201-10ef-3020-0908-0706050403ff", "%pUl", bytes);
	expect("0x0000000000001234|0x0000000000001234", "%pad|%pa", &address, &address);
	expect("0-3,36,39", "%*pbl", 40, bits);
	expect("90,0000000f", "%*pb", 40, bits);
	expect("[mem 0x00001000-0x00001fff]", "%pR", &resource);
	expect("0000000000000000", "%p", NULL);
	expect("00000000deadbeef", "%px", (void *)0xdeadbeef);
}

static void limits(void)
{
	char text[8];

	EXPECT(snprintf(text, 4, "%s", "abcdef") == 6 && !strcmp(text, "abc"));
	EXPECT(scnprintf(text, 4, "%s", "abcdef") == 3 && scnprintf(text, 0, "x") == 0);
}

static void scanning(void)
{
	char word[16];
	int a, b, n = 0;
	unsigned int x;
	unsigned char byte;

	EXPECT(sscanf("12 -7 0xff word!", "%d %i %x %15[a-z]", &a, &b, &x, word) == 4);
	EXPECT(a == 12 && b == -7 && x == 255 && !strcmp(word, "word"));
	EXPECT(sscanf("3:200rest", "%d:%hhu%n", &a, &byte, &n) == 2 && byte == 200 && n == 5);
	EXPECT(sscanf("x", "%d", &a) == 0);
	EXPECT(sscanf("1234", "%2d%*d", &a) == 1 && a == 12);
}

static int __init format_init(void)
{
	char *text = kasprintf(GFP_KERNEL, "%s-%d", "a", 5);

	EXPECT(text && !strcmp(text, "a-5"));
	kfree(text);
	integers();
	pointers();
	limits();
	scanning();
	return check_result();
}
module_init(format_init);
MODULE_LICENSE("GPL");
