// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * device-io.c - registers, resources, clocks and properties of a platform device
 */
#include <linux/clk.h>
#include <linux/io.h>
#include <linux/iopoll.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/property.h>
#include <linux/string.h>

#include "check.h"

static const struct resource registers[] = {
	DEFINE_RES_MEM(0x40001000, 0x100),
	DEFINE_RES_IRQ_NAMED(17, "done"),
};

static const u32 widths[] = { 8, 16 };
static const struct property_entry properties[] = {
	PROPERTY_ENTRY_U32("clock-frequency", 400000),
	PROPERTY_ENTRY_U32_ARRAY("widths", widths),
	PROPERTY_ENTRY_STRING("mode", "fast"),
	PROPERTY_ENTRY_BOOL("quick"),
	{ }
};

static int check_properties(struct device *dev)
{
	const char *mode;
	u32 value[2];

	CHECK(!device_property_read_u32(dev, "clock-frequency", value) && value[0] == 400000);
	CHECK(device_property_count_u32(dev, "widths") == 2);
	CHECK(!device_property_read_u32_array(dev, "widths", value, 2) && value[1] == 16);
	CHECK(!device_property_read_string(dev, "mode", &mode) && !strcmp(mode, "fast"));
	CHECK(device_property_read_bool(dev, "quick"));
	CHECK(device_property_read_u32(dev, "missing", value) == -EINVAL);
	return 0;
}

static int check_registers(void __iomem *base)
{
	void __iomem *again = ioremap(0x40001000, 0x10);
	u32 value;

	writel(0x11223344, base + 4);
	CHECK(readl(again + 4) == 0x11223344 && readb(base + 4) == 0x44 && !readl(base + 8));
	CHECK(readl_poll_timeout(base + 8, value, value & 1, 10, 1000) == -ETIMEDOUT);
	CHECK(!readl_poll_timeout_atomic(base + 4, value, value & 4, 1, 1000));
	iounmap(again);
	CHECK(!request_mem_region(0x40001080, 16, "second"));	/* overlaps the first */
	return 0;
}

static int io_probe(struct platform_device *pdev)
{
	void __iomem *base = devm_platform_ioremap_resource(pdev, 0);
	struct clk *clk = devm_clk_get_enabled(&pdev->dev, "bus");
	int ret;

	CHECK(!IS_ERR(base) && !IS_ERR(clk) && clk_get_rate(clk));
	CHECK(platform_get_irq(pdev, 0) == 17 && platform_get_irq_byname(pdev, "done") == 17);
	CHECK(platform_get_irq_optional(pdev, 1) == -ENXIO);
	ret = check_registers(base);
	return ret ? ret : check_properties(&pdev->dev);
}

static struct platform_driver io_driver = {
	.probe = io_probe,
	.driver = { .name = "io" },
};

static int __init io_init(void)
{
	const struct platform_device_info info = {
		.name = "io", .id = PLATFORM_DEVID_NONE,
		.res = registers, .num_res = ARRAY_SIZE(registers), .properties = properties,
	};
	struct platform_device *pdev;
	int ret = platform_driver_register(&io_driver);

	if (ret)
		return ret;
	pdev = platform_device_register_full(&info);
	ret = IS_ERR(pdev) ? PTR_ERR(pdev) : device_is_bound(&pdev->dev) ? 0 : -ENODEV;
	platform_device_unregister(pdev);
	platform_driver_unregister(&io_driver);
	return ret;
}
module_init(io_init);
MODULE_LICENSE("GPL");
