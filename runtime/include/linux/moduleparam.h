/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * moduleparam.h - parameters of a module: name=value on the program's command line
 */
#ifndef _LINUX_MODULE_PARAMS_H
#define _LINUX_MODULE_PARAMS_H

#include <linux/types.h>
#include <linux/init.h>
#include <linux/stringify.h>
#include <linux/kernel.h>

#define MODULE_PARAM_PREFIX KBUILD_MODNAME "."

struct kernel_param;

enum {
	/* a bare name without a value may be set */
	KERNEL_PARAM_OPS_FL_NOARG = 1 << 0,
};

struct kernel_param_ops {
	unsigned int flags;
	int (*set)(const char *value, const struct kernel_param *kp);
	int (*get)(char *buffer, const struct kernel_param *kp);
	void (*free)(void *arg);
};

enum {
	KERNEL_PARAM_FL_UNSAFE = 1 << 0,
	KERNEL_PARAM_FL_HWPARAM = 1 << 1,
};

struct kernel_param {
	const char *name;
	struct module *mod;
	const struct kernel_param_ops *ops;
	const u16 perm;
	s8 level;
	u8 flags;
	union {
		void *arg;
		const struct kparam_string *str;
		const struct kparam_array *arr;
	};
};

struct kparam_string {
	unsigned int maxlen;
	char *string;
};

/* @num: where the number of elements goes, or NULL */
struct kparam_array {
	unsigned int max;
	unsigned int elemsize;
	unsigned int *num;
	const struct kernel_param_ops *ops;
	void *elem;
};

/* A wrong type of the variable fails to compile, as in the kernel. */
#define __param_check(name, pointer, type) \
	static inline type __attribute__((unused)) *__check_##name(void) { return (pointer); }

#define __dmacheck_param(pname, kind_text, operations, argument, mode, bits) \
	static struct kernel_param __param_##pname = { \
		.name = #pname, .mod = THIS_MODULE, .ops = (operations), \
		.perm = (mode), .level = -1, .flags = (bits), argument }; \
	__dmacheck_entry(__dmacheck_param_##pname, .kind = DMACHECK_ENTRY_PARAM, \
			 .name = #pname, .text = (kind_text), .param = &__param_##pname)

#define module_param(name, type, perm)	module_param_named(name, name, type, perm)
#define module_param_unsafe(name, type, perm) module_param(name, type, perm)
#define module_param_named(name, value, type, perm) \
	param_check_##type(name, &(value)) \
	__dmacheck_param(name, #type, &param_ops_##type, .arg = &(value), perm, 0)
#define module_param_named_unsafe(name, value, type, perm) \
	module_param_named(name, value, type, perm)
#define module_param_hw_named(name, value, type, hwtype, perm) \
	param_check_##type(name, &(value)) \
	__dmacheck_param(name, #type, &param_ops_##type, .arg = &(value), perm, \
			 KERNEL_PARAM_FL_HWPARAM)
#define module_param_hw(name, type, hwtype, perm) \
	module_param_hw_named(name, name, type, hwtype, perm)
#define module_param_cb(name, ops, argument, perm) \
	__dmacheck_param(name, "callback", ops, .arg = (argument), perm, 0)
#define module_param_cb_unsafe(name, ops, arg, perm) module_param_cb(name, ops, arg, perm)
#define module_param_call(name, setter, getter, argument, perm) \
	static const struct kernel_param_ops __param_ops_##name = { \
		.set = (setter), .get = (getter) }; \
	module_param_cb(name, &__param_ops_##name, argument, perm)
#define core_param(name, var, type, perm) module_param_named(name, var, type, perm)

#define module_param_string(name, buffer, length, perm) \
	static const struct kparam_string __param_string_##name = { \
		.maxlen = (length), .string = (buffer) }; \
	__dmacheck_param(name, "string", &param_ops_string, \
			 .str = &__param_string_##name, perm, 0)

#define module_param_array(name, type, count, perm) \
	module_param_array_named(name, name, type, count, perm)
#define module_param_array_named(name, array, type, count, perm) \
	param_check_##type(name, &(array)[0]) \
	static const struct kparam_array __param_arr_##name = { \
		.max = sizeof(array) / sizeof((array)[0]), .num = (count), \
		.ops = &param_ops_##type, .elemsize = sizeof((array)[0]), .elem = (array) }; \
	__dmacheck_param(name, "array of " #type, &param_array_ops, \
			 .arr = &__param_arr_##name, perm, 0)
#define module_param_hw_array(name, type, hwtype, count, perm) \
	module_param_array(name, type, count, perm)

#define MODULE_PARM_DESC(pname, description) \
	__dmacheck_entry(__dmacheck_unique(desc_##pname), .kind = DMACHECK_ENTRY_DESCRIPTION, \
			 .name = #pname, .text = (description))

#define __DECLARE_PARAM(name) \
	extern const struct kernel_param_ops param_ops_##name; \
	int param_set_##name(const char *value, const struct kernel_param *kp); \
	int param_get_##name(char *buffer, const struct kernel_param *kp)

__DECLARE_PARAM(byte);
__DECLARE_PARAM(short);
__DECLARE_PARAM(ushort);
__DECLARE_PARAM(int);
__DECLARE_PARAM(uint);
__DECLARE_PARAM(long);
__DECLARE_PARAM(ulong);
__DECLARE_PARAM(ullong);
__DECLARE_PARAM(hexint);
__DECLARE_PARAM(charp);
__DECLARE_PARAM(bool);
__DECLARE_PARAM(invbool);
#undef __DECLARE_PARAM

#define param_check_byte(name, p)	__param_check(name, p, unsigned char)
#define param_check_short(name, p)	__param_check(name, p, short)
#define param_check_ushort(name, p)	__param_check(name, p, unsigned short)
#define param_check_int(name, p)	__param_check(name, p, int)
#define param_check_uint(name, p)	__param_check(name, p, unsigned int)
#define param_check_long(name, p)	__param_check(name, p, long)
#define param_check_ulong(name, p)	__param_check(name, p, unsigned long)
#define param_check_ullong(name, p)	__param_check(name, p, unsigned long long)
#define param_check_hexint(name, p)	__param_check(name, p, unsigned int)
#define param_check_charp(name, p)	__param_check(name, p, char *)
#define param_check_bool(name, p)	__param_check(name, p, bool)
#define param_check_invbool(name, p)	__param_check(name, p, bool)
#define param_check_bint(name, p)	__param_check(name, p, int)
#define param_check_bool_enable_only	param_check_bool

/* bool is a macro where <stdbool.h> makes it one */
#define param_check__Bool	param_check_bool
#define param_ops__Bool		param_ops_bool

void param_free_charp(void *arg);
extern const struct kernel_param_ops param_ops_bint;
int param_set_bint(const char *value, const struct kernel_param *kp);
#define param_get_bint param_get_int
extern const struct kernel_param_ops param_ops_bool_enable_only;
int param_set_bool_enable_only(const char *value, const struct kernel_param *kp);
int param_set_uint_minmax(const char *value, const struct kernel_param *kp,
			  unsigned int min, unsigned int max);

extern const struct kernel_param_ops param_array_ops;
extern const struct kernel_param_ops param_ops_string;
int param_set_copystring(const char *value, const struct kernel_param *kp);
int param_get_string(char *buffer, const struct kernel_param *kp);

void kernel_param_lock(struct module *mod);
void kernel_param_unlock(struct module *mod);

bool parameq(const char *name1, const char *name2);
bool parameqn(const char *name1, const char *name2, size_t n);

#endif /* _LINUX_MODULE_PARAMS_H */
