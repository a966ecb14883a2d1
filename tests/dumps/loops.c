/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * loops.c - every kind of loop, with each part of it there and missing
 */
void use(int);
int next(void);
int more(void);

void every_slot(int n)
{
	for (int i = 0; i < n; i++)
		use(i);
	use(-1);
}

void no_slot(void)
{
	for (;;)
		if (next())
			break;
	use(1);
}

void only_a_step(void)
{
	for (;; next())
		use(1);
}

void continue_runs_the_step(int n)
{
	int i;

	for (i = 0; more(); i += 2) {
		if (i == n)
			continue;
		use(i);
	}
}

void test_first(void)
{
	while (more())
		use(1);
}

void test_last(void)
{
	do {
		if (next())
			continue;
		use(1);
	} while (more());
}

void once(void)
{
	do {
		if (next())
			break;
		use(1);
	} while (0);
}

void endless(void)
{
	while (1)
		use(1);
}

void never(void)
{
	while (0)
		use(1);
	use(2);
}

void break_leaves_the_inner_one(int n)
{
	while (more()) {
		while (next()) {
			if (n)
				break;
			use(1);
		}
		use(2);
	}
}
