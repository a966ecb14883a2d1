/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * provider-raid.c - xor and the two syndromes on the CPU: what is lost comes back
 */
/* run: weakest */
#include <linux/module.h>
#include <linux/raid/pq.h>
#include <linux/raid/xor.h>
#include <linux/slab.h>

#include "check.h"

enum { DISKS = 7, SIZE = 512 };

static u8 data[DISKS][SIZE], lost[2][SIZE];

/* The product by the definition: shift, add, reduce. */
static u8 multiply(u8 a, u8 b)
{
	unsigned int sum = 0, i;

	for (i = 0; i < 8; i++)
		if (b & 1 << i)
			sum ^= a << i;
	for (i = 15; i >= 8; i--)
		if (sum & 1 << i)
			sum ^= 0x11d << (i - 8);
	return sum;
}

static void test_tables(void)
{
	unsigned int a, b;

	for (a = 0; a < 256; a++)
		for (b = 0; b < 256; b++)
			EXPECT(raid6_gfmul[a][b] == multiply(a, b));
	for (a = 1; a < 256; a++) {
		EXPECT(raid6_gfmul[a][raid6_gfinv[a]] == 1);
		EXPECT(raid6_gfexp[raid6_gflog[a]] == a);
	}
}

static void test_recovery(int a, int b, void **disks)
{
	memcpy(lost[0], data[a], SIZE);
	memcpy(lost[1], data[b], SIZE);
	memset(data[a], 0xff, SIZE);
	memset(data[b], 0xff, SIZE);
	if (b == DISKS - 2)
		raid6_datap_recov(DISKS, SIZE, a, disks);
	else
		raid6_2data_recov(DISKS, SIZE, a, b, disks);
	EXPECT(!memcmp(lost[0], data[a], SIZE));
	EXPECT(!memcmp(lost[1], data[b], SIZE));
}

static void test_xor(void)
{
	void *sources[2] = { data[1], data[2] };
	unsigned int i;

	memcpy(lost[0], data[0], SIZE);
	xor_blocks(2, SIZE, lost[0], sources);
	for (i = 0; i < SIZE; i++)
		EXPECT(lost[0][i] == (data[0][i] ^ data[1][i] ^ data[2][i]));
}

static int __init provider_raid_init(void)
{
	void *disks[DISKS];
	int a, b, i;

	test_tables();
	for (a = 0; a < DISKS; a++) {
		disks[a] = data[a];
		for (i = 0; i < SIZE; i++)
			data[a][i] = a * 37 + i * 11 + i / 100;
	}
	test_xor();
	raid6_call.gen_syndrome(DISKS, SIZE, disks);
	for (a = 0; a < DISKS - 2; a++)
		for (b = a + 1; b < DISKS - 1; b++)
			test_recovery(a, b, disks);
	return check_result();
}
module_init(provider_raid_init);

static void __exit provider_raid_exit(void)
{
}
module_exit(provider_raid_exit);
MODULE_LICENSE("GPL");
