/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * given-up.c - ways that cannot be known give up the function; ways that end
 * are no ways
 */
void use(int);

void computed_goto(int n)
{
	static void *const labels[] = { &&one, &&two };

	goto *labels[n];
one:
	use(1);
two:
	use(2);
}

int asm_goto(int n)
{
	asm goto("" : : "r" (n) : : out);
	return 0;
out:
	return 1;
}

int unreachable(int n)
{
	switch (n) {
	case 1:
		return 1;
	}
	__builtin_unreachable();
}

int after_a_return(int n)
{
	return n;
	use(1);
}

void dead_until_a_label(int n)
{
	if (n)
		goto label;
	return;
	use(1);
label:
	use(2);
}
