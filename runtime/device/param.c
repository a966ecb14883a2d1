/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * param.c - the types of module parameters: text to value, value to text
 *
 * kernel/params.c for what each type takes, and for the errors.
 */
#include <linux/moduleparam.h>
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/mutex.h>
#include <linux/mm.h>

#include "runtime/kernel/fault.h"

#define PARAM_TYPE(name, type, format, convert) \
int param_set_##name(const char *value, const struct kernel_param *kp) \
{ \
	return convert(value, 0, (type *)kp->arg); \
} \
int param_get_##name(char *buffer, const struct kernel_param *kp) \
{ \
	return scnprintf(buffer, PAGE_SIZE, format "\n", *(type *)kp->arg); \
} \
const struct kernel_param_ops param_ops_##name = { \
	.set = param_set_##name, .get = param_get_##name }

PARAM_TYPE(byte, unsigned char, "%hhu", kstrtou8);
PARAM_TYPE(short, short, "%hi", kstrtos16);
PARAM_TYPE(ushort, unsigned short, "%hu", kstrtou16);
PARAM_TYPE(int, int, "%i", kstrtoint);
PARAM_TYPE(uint, unsigned int, "%u", kstrtouint);
PARAM_TYPE(long, long, "%li", kstrtol);
PARAM_TYPE(ulong, unsigned long, "%lu", kstrtoul);
PARAM_TYPE(ullong, unsigned long long, "%llu", kstrtoull);
PARAM_TYPE(hexint, unsigned int, "%#08x", kstrtouint);

int param_set_uint_minmax(const char *value, const struct kernel_param *kp,
			  unsigned int min, unsigned int max)
{
	unsigned int number;
	int ret;

	if (!value)
		return -EINVAL;
	ret = kstrtouint(value, 0, &number);
	if (ret)
		return ret;
	if (number < min || number > max)
		return -EINVAL;
	*(unsigned int *)kp->arg = number;
	return 0;
}

/*
 * The copies that charp parameters point to; a variable's initial text is no
 * copy and must not be freed. Changed by parameter setters only, which hold
 * param_lock or run before any module does.
 */
struct charp_copy {
	struct charp_copy *next;
	char text[];
};

static struct charp_copy *charp_copies;

static void charp_release(const char *text)
{
	struct charp_copy **link = &charp_copies, *copy;

	for (; (copy = *link); link = &copy->next) {
		if (copy->text == text) {
			*link = copy->next;
			engine_free(copy);
			return;
		}
	}
}

int param_set_charp(const char *value, const struct kernel_param *kp)
{
	size_t length = strlen(value);
	struct charp_copy *copy;

	if (length > 1024)
		return -ENOSPC;
	copy = engine_alloc(sizeof(*copy) + length + 1);
	if (!copy)
		return -ENOMEM;
	memcpy(copy->text, value, length + 1);
	charp_release(*(char **)kp->arg);
	copy->next = charp_copies;
	charp_copies = copy;
	*(char **)kp->arg = copy->text;
	return 0;
}

int param_get_charp(char *buffer, const struct kernel_param *kp)
{
	return scnprintf(buffer, PAGE_SIZE, "%s\n", *(char **)kp->arg);
}

void param_free_charp(void *arg)
{
	charp_release(*(char **)arg);
}

const struct kernel_param_ops param_ops_charp = {
	.set = param_set_charp, .get = param_get_charp, .free = param_free_charp,
};

int param_set_bool(const char *value, const struct kernel_param *kp)
{
	return kstrtobool(value ? value : "1", kp->arg);
}

int param_get_bool(char *buffer, const struct kernel_param *kp)
{
	return scnprintf(buffer, PAGE_SIZE, "%c\n", *(bool *)kp->arg ? 'Y' : 'N');
}

const struct kernel_param_ops param_ops_bool = {
	.flags = KERNEL_PARAM_OPS_FL_NOARG, .set = param_set_bool, .get = param_get_bool,
};

int param_set_bool_enable_only(const char *value, const struct kernel_param *kp)
{
	bool *flag = kp->arg, wanted;
	int ret = kstrtobool(value ? value : "1", &wanted);

	if (ret)
		return ret;
	if (!wanted && *flag)
		return -EROFS;
	*flag = wanted;
	return 0;
}

const struct kernel_param_ops param_ops_bool_enable_only = {
	.flags = KERNEL_PARAM_OPS_FL_NOARG, .set = param_set_bool_enable_only,
	.get = param_get_bool,
};

int param_set_invbool(const char *value, const struct kernel_param *kp)
{
	bool wanted;
	int ret = kstrtobool(value ? value : "1", &wanted);

	if (!ret)
		*(bool *)kp->arg = !wanted;
	return ret;
}

int param_get_invbool(char *buffer, const struct kernel_param *kp)
{
	return scnprintf(buffer, PAGE_SIZE, "%c\n", *(bool *)kp->arg ? 'N' : 'Y');
}

const struct kernel_param_ops param_ops_invbool = {
	.set = param_set_invbool, .get = param_get_invbool,
};

int param_set_bint(const char *value, const struct kernel_param *kp)
{
	bool wanted;
	int ret = kstrtobool(value ? value : "1", &wanted);

	if (!ret)
		*(int *)kp->arg = wanted;
	return ret;
}

const struct kernel_param_ops param_ops_bint = {
	.flags = KERNEL_PARAM_OPS_FL_NOARG, .set = param_set_bint, .get = param_get_int,
};

int param_set_copystring(const char *value, const struct kernel_param *kp)
{
	size_t length = strlen(value);

	if (length + 1 > kp->str->maxlen)
		return -ENOSPC;
	memcpy(kp->str->string, value, length + 1);
	return 0;
}

int param_get_string(char *buffer, const struct kernel_param *kp)
{
	return scnprintf(buffer, PAGE_SIZE, "%s\n", kp->str->string);
}

const struct kernel_param_ops param_ops_string = {
	.set = param_set_copystring, .get = param_get_string,
};

static int array_set_one(const struct kernel_param *kp, unsigned int index, const char *text)
{
	const struct kparam_array *array = kp->arr;
	const struct kernel_param one = {
		.name = kp->name, .mod = kp->mod, .ops = array->ops, .level = kp->level,
		.arg = (char *)array->elem + (size_t)index * array->elemsize,
	};

	return array->ops->set(text, &one);
}

static int array_set(const char *value, const struct kernel_param *kp)
{
	unsigned int count = 0;
	char *copy = engine_alloc(strlen(value) + 1), *at = copy;
	int ret = 0;

	if (!copy)
		return -ENOMEM;
	memcpy(copy, value, strlen(value) + 1);
	while (!ret && at) {
		char *comma = strchr(at, ',');

		if (comma)
			*comma++ = '\0';
		ret = count == kp->arr->max ? -EINVAL : array_set_one(kp, count, at);
		count++;
		at = comma;
	}
	engine_free(copy);
	if (!ret && kp->arr->num)
		*kp->arr->num = count;
	return ret;
}

static int array_get(char *buffer, const struct kernel_param *kp)
{
	const struct kparam_array *array = kp->arr;
	unsigned int i, count = array->num ? *array->num : array->max;
	int length = 0;

	for (i = 0; i < count; i++) {
		const struct kernel_param one = {
			.name = kp->name, .mod = kp->mod, .ops = array->ops,
			.arg = (char *)array->elem + (size_t)i * array->elemsize,
		};
		int ret = array->ops->get(buffer + length, &one);

		if (ret < 0)
			return ret;
		length += ret;
		if (i + 1 < count)
			buffer[length - 1] = ',';
	}
	return length;
}

const struct kernel_param_ops param_array_ops = { .set = array_set, .get = array_get };

static DEFINE_MUTEX(param_lock);

void kernel_param_lock(struct module *mod)
{
	mutex_lock(&param_lock);
}

void kernel_param_unlock(struct module *mod)
{
	mutex_unlock(&param_lock);
}

static char parameter_char(char c)
{
	return c == '-' ? '_' : c;
}

bool parameqn(const char *name1, const char *name2, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (parameter_char(name1[i]) != parameter_char(name2[i]))
			return false;
		if (!name1[i])
			break;
	}
	return true;
}

bool parameq(const char *name1, const char *name2)
{
	return parameqn(name1, name2, strlen(name1) + 1);
}
