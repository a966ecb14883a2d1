/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * values.c - expressions are taken apart in the order they are evaluated
 */
void use(int);
int f(int);
int g(int);

int conditional(int n)
{
	return f(n) ? g(1) : 2;
}

int conditional_of_constants(int n)
{
	return n ? 1 : 2;
}

int or_else(int n)
{
	return f(n) ?: g(n);
}

int and_as_a_value(int n)
{
	int both = f(n) && g(n);

	return both;
}

void and_as_a_condition(int n)
{
	if (f(1) && g(n))
		use(1);
	else
		use(2);
}

void or_as_a_condition(int n)
{
	if (f(1) || g(n))
		use(1);
}

void negated(int n)
{
	if (!(f(1) && !n))
		use(1);
}

int last_value(int n)
{
	return ({ int m = f(n); use(m); m; });
}

int way_out_of_an_expression(int n)
{
	int m = ({ if (n) return 1; f(n); });

	return m;
}

int comma(int n)
{
	return (use(n), f(n));
}

int nested_calls(int n)
{
	return f(g(n)) + g(f(1));
}

void assigned_twice(int n)
{
	int a, b;

	a = b = f(n);
	a += b;
	a <<= 1;
	n++;
	--n;
	use(a);
}

void assigned_in_a_condition(int n)
{
	int m;

	if ((m = f(n)) < 0)
		use(m);
	while ((m = g(m)))
		use(m);
}

void through_memory(int *p, int (*call)(int), int n)
{
	*p = f(n);
	p[n] = 1;
	use(*p + p[2]);
	call(n);
	(*call)(n);
}
