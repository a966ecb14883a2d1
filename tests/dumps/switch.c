/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * switch.c - cases that fall through, ranges, defaults anywhere, and what
 * break and continue mean inside
 */
void use(int);
int more(void);

void falls_through(int n)
{
	switch (n) {
	case 1:
		use(1);
		/* fall through */
	case 2:
		use(2);
		break;
	case 3:
	case 4:
		use(3);
	}
}

int range_and_default_first(int n)
{
	switch (n) {
	default:
		return 0;
	case 1 ... 9:
		return 1;
	case -1:
		break;
	}
	return 2;
}

void nothing_before_the_first_case(int n)
{
	switch (n) {
		use(1);
	case 1:
		use(2);
	}
}

void nested(int n, int m)
{
	switch (n) {
	case 1:
		switch (m) {
		case 1:
			use(1);
			break;
		default:
			use(2);
		}
		use(3);
		break;
	default:
		use(4);
	}
}

void in_a_loop(int n)
{
	while (more()) {
		switch (n) {
		case 1:
			continue;
		case 2:
			break;
		default:
			return;
		}
		use(1);
	}
	use(2);
}

void a_loop_inside(int n)
{
	switch (n) {
	case 1:
		while (more())
			break;
		use(1);
		break;
	}
}

void a_case_inside_a_block(int n)
{
	switch (n) {
	case 1:
		if (more()) {
	case 2:
			use(1);
		}
	}
}
