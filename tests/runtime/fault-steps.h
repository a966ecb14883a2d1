/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fault-steps.h - a module made of steps, each of which may fail and clean up
 *
 * A step returns 0, or a negative errno with everything undone. One that fails
 * is told and counted; that nothing stays mapped is demanded always.
 */
#ifndef FAULT_STEPS_H
#define FAULT_STEPS_H

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <dmacheck/active.h>

struct fault_step {
	const char *name;
	int (*run)(void);
};

#define FAULT_STEP(step) { #step, step }

static int fault_steps_run(const struct fault_step *steps, unsigned int count)
{
	unsigned int i, failed = 0;

	pr_info("%u steps\n", count);
	for (i = 0; i < count; i++) {
		int err = steps[i].run();

		if (!err)
			continue;
		pr_info("step %s failed: %d\n", steps[i].name, err);
		failed++;
	}
	pr_info("%u steps failed\n", failed);
	if (!dmacheck_mapping_count(NULL))
		return 0;
	pr_err("FAIL %u mappings are left\n", dmacheck_mapping_count(NULL));
	return -EIO;
}

#endif /* FAULT_STEPS_H */
