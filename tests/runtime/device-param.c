// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * device-param.c - module parameters: types, what they refuse, their callbacks
 */
/* run: weakest, none */
/* args: number=0x10 text=hello flag list=1,2,3 buffer=abc call=1 call=2 dash-ed=4 device_param.hex=0xff */
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/string.h>

#include "check.h"

static int number = 5;
module_param(number, int, 0644);
MODULE_PARM_DESC(number, "A number (default: 5)");
static char *text = "none";
module_param(text, charp, 0444);
static bool flag;
module_param(flag, bool, 0444);
static int list[4];
static unsigned int list_count;
module_param_array(list, int, &list_count, 0444);
static char buffer[8] = "initial";
module_param_string(buffer, buffer, sizeof(buffer), 0444);
static unsigned int hex;
module_param(hex, hexint, 0444);
static unsigned short dash_ed;
module_param_named(dash_ed, dash_ed, ushort, 0444);

static char calls[16];

static int call_set(const char *value, const struct kernel_param *kp)
{
	strlcat(calls, value, sizeof(calls));
	return 0;
}

static const struct kernel_param_ops call_ops = { .set = call_set };
module_param_cb(call, &call_ops, NULL, 0200);

static void check_types(void)
{
	unsigned char byte = 1;
	const struct kernel_param param = { .name = "byte", .arg = &byte };
	const struct kernel_param string = {
		.name = "buffer", .str = &(const struct kparam_string){ 4, calls } };

	EXPECT(param_set_byte("255", &param) == 0);
	EXPECT(param_set_byte("256", &param) == -ERANGE);
	EXPECT(param_set_byte("x", &param) == -EINVAL);
	EXPECT(byte == 255);
	EXPECT(param_set_copystring("1234", &string) == -ENOSPC);
}

static void check_arguments(void)
{
	EXPECT(number == 16 && !strcmp(text, "hello") && flag);
	EXPECT(list_count == 3 && list[2] == 3);
	EXPECT(!strcmp(buffer, "abc") && !strcmp(calls, "12"));
	EXPECT(dash_ed == 4 && hex == 0xff);
}

static int __init param_init(void)
{
	check_arguments();
	check_types();
	return check_result();
}
module_init(param_init);
MODULE_LICENSE("GPL");
