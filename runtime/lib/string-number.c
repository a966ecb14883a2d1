/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * string-number.c - numbers from text: strict, lenient, with a suffix, in lists
 */
#include <linux/ctype.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/string.h>

static const char *base_take(const char *s, unsigned int *base)
{
	bool hex = s[0] == '0' && (s[1] | 0x20) == 'x' && isxdigit(s[2]);

	if (*base == 0)
		*base = hex ? 16 : s[0] == '0' ? 8 : 10;
	return hex && *base == 16 ? s + 2 : s;
}

/* Return: behind the digits; *@ret_overflow is set if they were too many. */
static const char *digits_take(const char *s, unsigned int base, unsigned long long *ret_value,
			       bool *ret_overflow)
{
	unsigned long long value = 0;
	bool overflow = false;

	for (;; s++) {
		int digit = hex_to_bin(*s);

		if (digit < 0 || (unsigned int)digit >= base)
			break;
		overflow |= __builtin_mul_overflow(value, base, &value);
		overflow |= __builtin_add_overflow(value, digit, &value);
	}
	*ret_value = value;
	*ret_overflow = overflow;
	return s;
}

static int whole_take(const char *s, unsigned int base, unsigned long long *ret_value)
{
	unsigned long long value;
	const char *begin, *end;
	bool overflow;

	begin = base_take(s, &base);
	end = digits_take(begin, base, &value, &overflow);
	if (overflow)
		return -ERANGE;
	if (end == begin)
		return -EINVAL;
	if (*end == '\n')
		end++;
	if (*end)
		return -EINVAL;
	*ret_value = value;
	return 0;
}

int kstrtoull(const char *text, unsigned int base, unsigned long long *ret_value)
{
	return whole_take(text + (*text == '+'), base, ret_value);
}

int kstrtoll(const char *text, unsigned int base, long long *ret_value)
{
	unsigned long long value;
	bool minus = *text == '-';
	int error = minus ? whole_take(text + 1, base, &value) : kstrtoull(text, base, &value);

	if (error)
		return error;
	if (value > (unsigned long long)LLONG_MAX + minus)
		return -ERANGE;
	*ret_value = minus ? -value : value;
	return 0;
}

/* The narrow ones are the wide ones with a look at the range. */
#define NARROW(name, type, wide_name, wide_type) \
int name(const char *text, unsigned int base, type *ret_value) \
{ \
	wide_type value; \
	int error = wide_name(text, base, &value); \
\
	if (error) \
		return error; \
	if (value != (wide_type)(type)value) \
		return -ERANGE; \
	*ret_value = value; \
	return 0; \
}
NARROW(kstrtoul, unsigned long, kstrtoull, unsigned long long)
NARROW(kstrtouint, unsigned int, kstrtoull, unsigned long long)
NARROW(kstrtou64, u64, kstrtoull, unsigned long long)
NARROW(kstrtou32, u32, kstrtoull, unsigned long long)
NARROW(kstrtou16, u16, kstrtoull, unsigned long long)
NARROW(kstrtou8, u8, kstrtoull, unsigned long long)
NARROW(kstrtol, long, kstrtoll, long long)
NARROW(kstrtoint, int, kstrtoll, long long)
NARROW(kstrtos64, s64, kstrtoll, long long)
NARROW(kstrtos32, s32, kstrtoll, long long)
NARROW(kstrtos16, s16, kstrtoll, long long)
NARROW(kstrtos8, s8, kstrtoll, long long)

/* By its first letters, as lib/kstrtox.c has it: y t 1 on, n f 0 off. */
int kstrtobool(const char *text, bool *ret_value)
{
	char first = text ? tolower(text[0]) : 0;

	if (first == 'o' && (tolower(text[1]) == 'n' || tolower(text[1]) == 'f'))
		*ret_value = tolower(text[1]) == 'n';
	else if (first == 'y' || first == 't' || first == '1')
		*ret_value = true;
	else if (first == 'n' || first == 'f' || first == '0')
		*ret_value = false;
	else
		return -EINVAL;
	return 0;
}

#define FROM_USER(name, type) \
int name##_from_user(const char *text, size_t size, unsigned int base, type *ret_value) \
{ \
	char copy[72]; \
\
	memcpy_and_pad(copy, sizeof(copy), text, min(size, sizeof(copy) - 1), 0); \
	copy[sizeof(copy) - 1] = '\0'; \
	return name(copy, base, ret_value); \
}
FROM_USER(kstrtouint, unsigned int)
FROM_USER(kstrtoint, int)
FROM_USER(kstrtoull, unsigned long long)
FROM_USER(kstrtoul, unsigned long)

int kstrtobool_from_user(const char *text, size_t size, bool *ret_value)
{
	char copy[4];

	memcpy_and_pad(copy, sizeof(copy), text, min(size, sizeof(copy) - 1), 0);
	copy[sizeof(copy) - 1] = '\0';
	return kstrtobool(copy, ret_value);
}

unsigned long long simple_strtoull(const char *text, char **ret_end, unsigned int base)
{
	unsigned long long value;
	bool overflow;
	const char *end;

	text = base_take(text, &base);
	end = digits_take(text, base, &value, &overflow);
	if (ret_end)
		*ret_end = (char *)end;
	return value;
}

unsigned long simple_strtoul(const char *text, char **ret_end, unsigned int base)
{
	return simple_strtoull(text, ret_end, base);
}

long long simple_strtoll(const char *text, char **ret_end, unsigned int base)
{
	if (*text == '-')
		return -simple_strtoull(text + 1, ret_end, base);
	return simple_strtoull(text, ret_end, base);
}

long simple_strtol(const char *text, char **ret_end, unsigned int base)
{
	return simple_strtoll(text, ret_end, base);
}

unsigned long long memparse(const char *text, char **ret_end)
{
	static const char suffixes[] = "KMGTPE";
	char *end;
	unsigned long long value = simple_strtoull(text, &end, 0);
	const char *suffix = *end ? strchr(suffixes, toupper(*end)) : NULL;

	if (suffix) {
		value <<= 10 * (suffix - suffixes + 1);
		end++;
	}
	if (ret_end)
		*ret_end = end;
	return value;
}

/* lib/cmdline.c: 0 no number, 1 one, 2 one and a comma, 3 one and a dash. */
int get_option(char **text, int *value)
{
	char *begin = *text;
	long number;

	if (!begin || !*begin)
		return 0;
	number = simple_strtol(begin, text, 0);
	if (value)
		*value = number;
	if (*text == begin || (*begin == '-' && *text == begin + 1))
		return 0;
	if (**text == ',') {
		(*text)++;
		return 2;
	}
	return **text == '-' ? 3 : 1;
}

static int range_take(char **text, int room, int *values)
{
	int last, count = 0;

	(*text)++;
	last = simple_strtol(*text, NULL, 0);
	for (int value = *values + 1; value <= last; value++, count++)
		if (count < room)
			values[count + 1] = value;
	return count;
}

/* Return: what follows. values[0] becomes how many there are. */
char *get_options(const char *text, int count, int *values)
{
	char *at = (char *)text;
	int i = 1, kind;

	while (i < count) {
		kind = get_option(&at, values + i);
		if (kind == 0)
			break;
		if (kind == 3) {
			i += range_take(&at, count - i - 1, values + i);
			kind = get_option(&at, NULL);
		}
		i++;
		if (kind == 1)
			break;
	}
	values[0] = i - 1;
	return at;
}
