/* SPDX-License-Identifier: GPL-2.0-or-later */
/* string_choices.h - two words to choose from */
#ifndef DMACHECK_LINUX_STRING_CHOICES_H
#define DMACHECK_LINUX_STRING_CHOICES_H

#include <linux/types.h>

#define __STRING_CHOICE(name, yes, no) \
static inline const char *str_##name(bool value) \
{ \
	return value ? yes : no; \
}
__STRING_CHOICE(yes_no, "yes", "no")
__STRING_CHOICE(on_off, "on", "off")
__STRING_CHOICE(true_false, "true", "false")
__STRING_CHOICE(enable_disable, "enable", "disable")
__STRING_CHOICE(enabled_disabled, "enabled", "disabled")
__STRING_CHOICE(high_low, "high", "low")
__STRING_CHOICE(hi_lo, "hi", "lo")
__STRING_CHOICE(read_write, "read", "write")
__STRING_CHOICE(write_read, "write", "read")
__STRING_CHOICE(up_down, "up", "down")
__STRING_CHOICE(down_up, "down", "up")
__STRING_CHOICE(low_high, "low", "high")
__STRING_CHOICE(lo_hi, "lo", "hi")
__STRING_CHOICE(off_on, "off", "on")
__STRING_CHOICE(no_yes, "no", "yes")
__STRING_CHOICE(false_true, "false", "true")
#undef __STRING_CHOICE

static inline const char *str_plural(size_t count)
{
	return count == 1 ? "" : "s";
}

#endif /* DMACHECK_LINUX_STRING_CHOICES_H */
