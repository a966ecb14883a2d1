/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * narrowing.c - a cast to a narrower type changes a constant
 */
/* known-to-fail: casts are dropped before constants are folded */
int narrowed(void)
{
	return (unsigned char)257;
}
