/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * scopes.c - what a scope holds is cleaned up on every way out of it, last
 * made first, and only what has been made
 */
#include <linux/cleanup.h>
#include <linux/mutex.h>
#include <linux/slab.h>

void use(int);
int more(void);
void drop(int *n);

int falls_out(void)
{
	{
		int a __cleanup(drop) = 1;
		int b __cleanup(drop) = 2;

		use(a + b);
	}
	return 0;
}

int early_return(int n)
{
	int a __cleanup(drop) = 1;

	if (n)
		return n;
	int b __cleanup(drop) = 2;

	return b;
}

void break_and_continue(void)
{
	while (more()) {
		int a __cleanup(drop) = 1;

		if (a)
			continue;
		if (more())
			break;
		use(1);
	}
}

void goto_out(int n)
{
	{
		int a __cleanup(drop) = 1;

		if (n)
			goto out;
		use(a);
	}
	use(2);
out:
	use(3);
}

void goto_within(int n)
{
	int a __cleanup(drop) = 1;

	if (n)
		goto out;
	use(a);
out:
	use(3);
}

void goto_back(void)
{
again:
	{
		int a __cleanup(drop) = 1;

		if (more())
			goto again;
		use(a);
	}
}

void goto_in(int n)
{
	if (n)
		goto inside;
	{
		use(1);
inside:
		use(2);
	}
}

int guarded(struct mutex *lock, int n)
{
	guard(mutex)(lock);
	if (n)
		return 1;
	use(n);
	return 0;
}

int guarded_in_part(struct mutex *lock, int n)
{
	scoped_guard(mutex, lock) {
		if (n)
			return 1;
		use(1);
	}
	use(2);
	return 0;
}

void *freed(void)
{
	void *p __free(kfree) = kmalloc(8, GFP_KERNEL);

	if (more())
		return NULL;
	return no_free_ptr(p);
}
