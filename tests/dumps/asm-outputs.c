/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * asm-outputs.c - what assembly writes is not what it was before
 */
/* known-to-fail: the operands of asm statements are not looked at */
int read_flags(int n)
{
	asm volatile("" : "+r" (n) : : "memory");
	return n;
}
