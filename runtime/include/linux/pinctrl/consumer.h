/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pinctrl/consumer.h - pins are as they are, as without CONFIG_PINCTRL
 */
#ifndef __LINUX_PINCTRL_CONSUMER_H
#define __LINUX_PINCTRL_CONSUMER_H

#include <linux/err.h>

struct device;
struct pinctrl;
struct pinctrl_state;

#define PINCTRL_STATE_DEFAULT	"default"
#define PINCTRL_STATE_INIT	"init"
#define PINCTRL_STATE_IDLE	"idle"
#define PINCTRL_STATE_SLEEP	"sleep"

static inline struct pinctrl *pinctrl_get(struct device *dev) { return NULL; }
static inline struct pinctrl *devm_pinctrl_get(struct device *dev) { return NULL; }
static inline struct pinctrl *pinctrl_get_select(struct device *dev, const char *name)
{
	return NULL;
}

static inline struct pinctrl *pinctrl_get_select_default(struct device *dev) { return NULL; }
static inline struct pinctrl *devm_pinctrl_get_select_default(struct device *dev)
{
	return NULL;
}

static inline void pinctrl_put(struct pinctrl *p) { }
static inline void devm_pinctrl_put(struct pinctrl *p) { }
static inline struct pinctrl_state *pinctrl_lookup_state(struct pinctrl *p, const char *name)
{
	return NULL;
}

static inline int pinctrl_select_state(struct pinctrl *p, struct pinctrl_state *s) { return 0; }
static inline int pinctrl_select_default_state(struct device *dev) { return 0; }
static inline int pinctrl_pm_select_default_state(struct device *dev) { return 0; }
static inline int pinctrl_pm_select_sleep_state(struct device *dev) { return 0; }
static inline int pinctrl_pm_select_idle_state(struct device *dev) { return 0; }

#endif /* __LINUX_PINCTRL_CONSUMER_H */
