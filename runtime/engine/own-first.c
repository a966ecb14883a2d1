/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * own-first.c - where the engine's code begins, see own-last.c
 */
void dmacheck_own_first(void);

void dmacheck_own_first(void)
{
}
