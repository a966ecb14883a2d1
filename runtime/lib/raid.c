/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * raid.c - parity over blocks: xor, and two syndromes over GF(2^8)
 *
 * The CPU's side of the XOR and PQ transfers, for async_tx and for tests that
 * check what a device has computed. Plain loops: the compiler makes vectors of
 * them, and a table of products per coefficient is all that Q needs.
 *
 *   P = d[0] ^ d[1] ^ ...        Q = 2^0 d[0] ^ 2^1 d[1] ^ ...
 */
#define RAID6_TABLE	/* the tables are filled in here */
#include <linux/raid/pq.h>
#include <linux/raid/xor.h>

enum { GF_POLYNOMIAL = 0x11d, GF_ORDER = 255 };

u8 raid6_gfmul[256][256] __attribute__((aligned(256)));
u8 raid6_gfexp[256] __attribute__((aligned(256)));
u8 raid6_gflog[256] __attribute__((aligned(256)));
u8 raid6_gfinv[256] __attribute__((aligned(256)));
u8 raid6_gfexi[256] __attribute__((aligned(256)));
const char raid6_empty_zero_page[PAGE_SIZE] __attribute__((aligned(256)));

/* Powers of 2 and their logarithms; 0 has no logarithm and takes the order. */
static void build_powers(void)
{
	unsigned int power = 1;
	unsigned int i;

	for (i = 0; i < GF_ORDER; i++) {
		raid6_gfexp[i] = power;
		raid6_gflog[power] = i;
		power <<= 1;
		if (power & 0x100)
			power ^= GF_POLYNOMIAL;
	}
	raid6_gfexp[GF_ORDER] = 0;
	raid6_gflog[0] = GF_ORDER;
}

static void build_products(void)
{
	unsigned int a, b;

	for (a = 1; a < 256; a++)
		for (b = 1; b < 256; b++)
			raid6_gfmul[a][b] = raid6_gfexp[(raid6_gflog[a] +
						raid6_gflog[b]) % GF_ORDER];
}

static void build_inverses(void)
{
	unsigned int i;

	for (i = 1; i < 256; i++)
		raid6_gfinv[i] = raid6_gfexp[(GF_ORDER - raid6_gflog[i]) %
					     GF_ORDER];
	for (i = 0; i < 256; i++)
		raid6_gfexi[i] = raid6_gfinv[raid6_gfexp[i] ^ 1];
}

/* Ahead of constructors without a priority, which may compute with them. */
__attribute__((constructor(110))) static void build_tables(void)
{
	build_powers();
	build_products();
	build_inverses();
}

void xor_blocks(unsigned int count, unsigned int bytes, void *dest, void **srcs)
{
	unsigned int i, n;

	for (n = 0; n < count; n++) {
		const u8 *source = srcs[n];
		u8 *target = dest;

		for (i = 0; i < bytes; i++)
			target[i] ^= source[i];
	}
}

/* Adds @data times 2^@disk to Q, and @data to P. */
static void add_disk(int disk, size_t bytes, const u8 *data, u8 *p, u8 *q)
{
	const u8 *product = raid6_gfmul[raid6_gfexp[disk % GF_ORDER]];
	size_t i;

	for (i = 0; i < bytes; i++) {
		p[i] ^= data[i];
		q[i] ^= product[data[i]];
	}
}

static void gen_syndrome(int disks, size_t bytes, void **ptrs)
{
	u8 *p = ptrs[disks - 2];
	u8 *q = ptrs[disks - 1];
	int disk;

	memset(p, 0, bytes);
	memset(q, 0, bytes);
	for (disk = 0; disk < disks - 2; disk++)
		add_disk(disk, bytes, ptrs[disk], p, q);
}

static void xor_syndrome(int disks, int start, int stop, size_t bytes,
			 void **ptrs)
{
	int disk;

	for (disk = start; disk <= stop; disk++)
		add_disk(disk, bytes, ptrs[disk], ptrs[disks - 2],
			 ptrs[disks - 1]);
}

static int always_valid(void)
{
	return 1;
}

struct raid6_calls raid6_call = {
	.gen_syndrome = gen_syndrome,
	.xor_syndrome = xor_syndrome,
	.valid = always_valid,
	.name = "bytes",
};

/*
 * What P and Q lack: the syndromes of the disks that are left are computed into
 * the places of the lost ones, @lost_p and @lost_q, which count as zero.
 */
static void syndromes_without(int disks, size_t bytes, int lost_p, int lost_q,
			      void **ptrs)
{
	u8 *p = ptrs[lost_p];
	u8 *q = ptrs[lost_q];
	int disk;

	memset(p, 0, bytes);
	memset(q, 0, bytes);
	for (disk = 0; disk < disks - 2; disk++)
		if (disk != lost_p && disk != lost_q)
			add_disk(disk, bytes, ptrs[disk], p, q);
}

/*
 * Two data disks a < b. With dp = P ^ P', dq = Q ^ Q' of what is left:
 * a ^ b = dp and 2^a a ^ 2^b b = dq, so b = (dp / (2^(b-a) + 1)) ^ (dq / (2^a + 2^b)).
 */
static void recover_two(int disks, size_t bytes, int faila, int failb,
			void **ptrs)
{
	const u8 *p = ptrs[disks - 2];
	const u8 *q = ptrs[disks - 1];
	const u8 *by_p = raid6_gfmul[raid6_gfexi[failb - faila]];
	const u8 *by_q = raid6_gfmul[raid6_gfinv[raid6_gfexp[faila] ^
						 raid6_gfexp[failb]]];
	u8 *a = ptrs[faila];
	u8 *b = ptrs[failb];
	size_t i;

	syndromes_without(disks, bytes, faila, failb, ptrs);
	for (i = 0; i < bytes; i++) {
		u8 dp = p[i] ^ a[i];
		u8 dq = q[i] ^ b[i];

		b[i] = by_p[dp] ^ by_q[dq];
		a[i] = dp ^ b[i];
	}
}

/* A data disk and P: Q alone gives the data, and then P is computed anew. */
static void recover_with_p(int disks, size_t bytes, int faila, void **ptrs)
{
	const u8 *q = ptrs[disks - 1];
	const u8 *divide = raid6_gfmul[raid6_gfinv[raid6_gfexp[faila]]];
	u8 *p = ptrs[disks - 2];
	u8 *data = ptrs[faila];
	size_t i;

	/* P's place takes the P of what is left, the data's place its Q */
	syndromes_without(disks, bytes, disks - 2, faila, ptrs);
	for (i = 0; i < bytes; i++) {
		data[i] = divide[q[i] ^ data[i]];
		p[i] ^= data[i];
	}
}

void (*raid6_2data_recov)(int disks, size_t bytes, int faila, int failb,
			  void **ptrs) = recover_two;
void (*raid6_datap_recov)(int disks, size_t bytes, int faila,
			  void **ptrs) = recover_with_p;
