/* SPDX-License-Identifier: GPL-2.0-or-later */
/* kconfig.h - which options the engine's kernel has */
#ifndef DMACHECK_LINUX_KCONFIG_H
#define DMACHECK_LINUX_KCONFIG_H

/*
 * Tests at compile time: 1 if an option is defined to 1. What is not defined here
 * the engine does not have, so code for it is left out as the kernel would.
 */
#define __ARG_PLACEHOLDER_1 0,
#define __take_second_arg(ignored, value, ...) value
#define __is_defined(x) ___is_defined(x)
#define ___is_defined(value) ____is_defined(__ARG_PLACEHOLDER_##value)
#define ____is_defined(junk) __take_second_arg(junk 1, 0)
#define __or(x, y) ___or(x, y)
#define ___or(x, y) ____or(__ARG_PLACEHOLDER_##x, y)
#define ____or(junk, y) __take_second_arg(junk 1, y)
#define __and(x, y) ___and(x, y)
#define ___and(x, y) ____and(__ARG_PLACEHOLDER_##x, y)
#define ____and(junk, y) __take_second_arg(junk y, 0)

#define IS_BUILTIN(option) __is_defined(option)
#define IS_MODULE(option) __is_defined(option##_MODULE)
#define IS_ENABLED(option) __or(IS_BUILTIN(option), IS_MODULE(option))
#define IS_REACHABLE(option) __or(IS_BUILTIN(option), __and(IS_MODULE(option), __is_defined(MODULE)))

#define CONFIG_64BIT 1
#define CONFIG_MMU 1
#define CONFIG_SMP 1
#define CONFIG_PREEMPT 1
#define CONFIG_PREEMPTION 1
#define CONFIG_PREEMPT_COUNT 1
#define CONFIG_MODULES 1
#define CONFIG_PRINTK 1
#define CONFIG_BUG 1
#define CONFIG_HZ 1000
#define CONFIG_NR_CPUS 64
#define CONFIG_HAS_DMA 1
#define CONFIG_HAS_IOMEM 1
#define CONFIG_DMADEVICES 1
#define CONFIG_DMA_ENGINE 1
#define CONFIG_DMA_ENGINE_RAID 1
#define CONFIG_DMA_VIRTUAL_CHANNELS 1
#define CONFIG_ASYNC_CORE 1
#define CONFIG_ASYNC_MEMCPY 1
#define CONFIG_ASYNC_XOR 1
#define CONFIG_ASYNC_PQ 1
#define CONFIG_ASYNC_TX_DMA 1
#define CONFIG_NEED_SG_DMA_LENGTH 1
#define CONFIG_NEED_DMA_MAP_STATE 1
#define CONFIG_ARCH_DMA_ADDR_T_64BIT 1
#define CONFIG_PHYS_ADDR_T_64BIT 1
#define CONFIG_PM 1
#define CONFIG_PM_SLEEP 1
#ifdef __x86_64__
#define CONFIG_X86 1
#define CONFIG_X86_64 1
#endif
#ifdef __aarch64__
#define CONFIG_ARM64 1
#endif

#endif /* DMACHECK_LINUX_KCONFIG_H */
