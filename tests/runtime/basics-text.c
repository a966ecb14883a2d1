// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * basics-text.c - numbers from text, strings, atomics, random numbers
 */
/* run: weakest, none */
#include <linux/atomic.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/module.h>
#include <linux/overflow.h>
#include <linux/random.h>
#include <linux/string.h>
#include <linux/string_choices.h>
#include <linux/unaligned.h>

#include "check.h"

static void numbers(void)
{
	unsigned long long wide;
	unsigned int x = 0;
	int i, values[8];
	bool flag;
	u8 byte;
	s8 small;
	char *end;

	EXPECT(!kstrtouint("42\n", 10, &x) && x == 42);
	EXPECT(!kstrtouint("0x1f", 0, &x) && x == 31 && !kstrtouint("017", 0, &x) && x == 15);
	EXPECT(kstrtouint("42 ", 10, &x) == -EINVAL && kstrtouint("", 10, &x) == -EINVAL);
	EXPECT(kstrtouint("-1", 10, &x) == -EINVAL && kstrtouint("4294967296", 10, &x) == -ERANGE);
	EXPECT(!kstrtoint("-2147483648", 10, &i) && i == INT_MIN);
	EXPECT(kstrtoint("2147483648", 10, &i) == -ERANGE);
	EXPECT(!kstrtou8("255", 10, &byte) && kstrtou8("256", 10, &byte) == -ERANGE);
	EXPECT(!kstrtos8("-128", 10, &small) && kstrtos8("128", 10, &small) == -ERANGE);
	EXPECT(kstrtoull("18446744073709551616", 10, &wide) == -ERANGE);
	EXPECT(!kstrtobool("on", &flag) && flag && !kstrtobool("N", &flag) && !flag);
	EXPECT(simple_strtoul("12abc", &end, 10) == 12 && !strcmp(end, "abc"));
	EXPECT(memparse("4K", &end) == 4096 && !*end && memparse("2Mx", &end) == 2 << 20);
	get_options("1,3-5,7", 8, values);
	EXPECT(values[0] == 5 && values[2] == 3 && values[4] == 5 && values[5] == 7);
}

static void strings(void)
{
	char text[8] = "xxxxxxx";
	char spaces[] = "  two words \n";

	EXPECT(strscpy(text, "abcdefghij") == -E2BIG && !strcmp(text, "abcdefg"));
	EXPECT(strscpy(text, "abc", sizeof(text)) == 3 && text[4] == 'e');
	EXPECT(strscpy_pad(text, "ab") == 2 && !memchr_inv(text + 2, 0, 6));
	EXPECT(strlcpy(text, "0123456789", 4) == 10 && !strcmp(text, "012"));
	EXPECT(strlcat(text, "345678", 6) == 9 && !strcmp(text, "01234"));
	EXPECT(!strcmp(strim(spaces), "two words"));
	EXPECT(sysfs_streq("abc\n", "abc") && !sysfs_streq("abc", "abd"));
	EXPECT(match_string((const char *const[]){ "a", "b", NULL }, -1, "b") == 1);
	EXPECT(!strcmp(kbasename("/a/b/c"), "c") && !strcmp(str_yes_no(1), "yes"));
	EXPECT(get_unaligned_be32("\1\2\3\4") == 0x01020304 && get_unaligned_le16("\1\2") == 0x0201);
	EXPECT(cpu_to_be16(0x1234) == 0x3412 && upper_32_bits(0x123456789aull) == 0x12);
}

static void arithmetic(void)
{
	size_t bytes, most = SIZE_MAX;
	u64 value = 1000000007;
	struct { int n; u32 data[]; } *flexible;

	EXPECT(do_div(value, 10) == 7 && value == 100000000);
	EXPECT(check_add_overflow(SIZE_MAX, 1, &bytes) && struct_size(flexible, data, 3) == 16);
	EXPECT(struct_size(flexible, data, most) == SIZE_MAX);
	EXPECT(min(3, 5) == 3 && max_t(u8, 256 + 1, 2) == 2 && clamp(9, 1, 5) == 5);
	EXPECT(DIV_ROUND_UP(10, 3) == 4 && roundup(10, 4) == 12 && round_down(13, 8) == 8);
	EXPECT(DIV_ROUND_CLOSEST(-7, 2) == -4 && abs(-5) == 5 && int_sqrt(99) == 9);
	EXPECT(mul_u64_u32_div(1ull << 60, 6, 3) == 1ull << 61 && ALIGN(5, 4) == 8);
}

static void atomics(void)
{
	atomic_t v = ATOMIC_INIT(1);
	atomic64_t w = ATOMIC64_INIT(0);
	int old = 3;
	void *pointer = NULL;

	EXPECT(atomic_inc_return(&v) == 2 && atomic_fetch_add(5, &v) == 2 && atomic_read(&v) == 7);
	EXPECT(!atomic_sub_and_test(6, &v) && atomic_dec_and_test(&v) && !atomic_inc_not_zero(&v));
	EXPECT(!atomic_try_cmpxchg(&v, &old, 9) && old == 0 && atomic_cmpxchg(&v, 0, 4) == 0);
	EXPECT(atomic_xchg(&v, 8) == 4 && atomic_add_unless(&v, 1, 9) && !atomic_add_unless(&v, 1, 9));
	EXPECT(atomic64_add_return(1ll << 40, &w) == 1ll << 40);
	EXPECT(!xchg(&pointer, &v) && cmpxchg(&pointer, &v, NULL) == &v && !READ_ONCE(pointer));
}

static void randoms(void)
{
	u32 first = get_random_u32(), same = 1;
	struct rnd_state a, b;
	u8 bytes[13] = { 0 };

	for (int i = 0; i < 1000; i++) {
		EXPECT(get_random_u32_below(10) < 10);
		same += get_random_u32() == first;
	}
	EXPECT(same < 5);
	get_random_bytes(bytes, sizeof(bytes));
	EXPECT(memchr_inv(bytes, 0, sizeof(bytes)));
	EXPECT(get_random_u32_inclusive(5, 5) == 5);
	prandom_seed_state(&a, 7);
	prandom_seed_state(&b, 7);
	EXPECT(prandom_u32_state(&a) == prandom_u32_state(&b));
	/* two runs with one seed print the same */
	pr_info("drawn %08x\n", first);
}

static int __init text_init(void)
{
	numbers();
	strings();
	arithmetic();
	atomics();
	randoms();
	return check_result();
}
module_init(text_init);
MODULE_LICENSE("GPL");
