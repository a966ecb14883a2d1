/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gcd.h - common divisors and multiples */
#ifndef DMACHECK_LINUX_GCD_H
#define DMACHECK_LINUX_GCD_H

unsigned long gcd(unsigned long a, unsigned long b) __attribute__((__const__));

#endif /* DMACHECK_LINUX_GCD_H */
