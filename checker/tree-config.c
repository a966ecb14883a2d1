/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tree-config.c - a configuration under which drivers parse
 *
 * Turning everything on does not work: contradictory symbols meet and the
 * structures grow. So: what nearly every driver needs, by hand; the gates of the
 * files that name the API; what those plainly depend on; what all of it selects.
 * Symbols are built in, never modules.
 */
#include "checker/tree-internal.h"

#include <ctype.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static const char *const common[] = {
	/* the kernel itself */
	"MMU", "SMP", "PRINTK", "BUG", "GENERIC_BUG", "MODULES", "MODULE_UNLOAD",
	"SYSFS", "PROC_FS", "DEBUG_FS", "CONFIGFS_FS", "BLOCK", "MULTIUSER",
	"TREE_RCU", "TREE_SRCU", "RCU_STALL_COMMON", "PREEMPTION", "PREEMPT_COUNT",
	"HIGH_RES_TIMERS", "NO_HZ_COMMON", "GENERIC_CLOCKEVENTS", "HZ_250",
	"FUTEX", "EPOLL", "EVENTFD", "TIMERFD", "KEYS", "ASSOCIATIVE_ARRAY",
	"SLUB", "COMPACTION", "MIGRATION", "SWIOTLB", "STACKTRACE_SUPPORT",
	"LOCKDEP_SUPPORT", "HOTPLUG_CPU", "MAGIC_SYSRQ", "GENERIC_HWEIGHT",
	"CC_IS_CLANG", "AS_IS_LLVM", "LD_IS_LLD", "LIB_MEMNEQ", "FW_LOADER",
	"VM_EVENT_COUNTERS", "KERNEL_MODE_NEON", "BASE_FULL",
	/* interrupts, clocks, power */
	"IRQ_DOMAIN", "IRQ_DOMAIN_HIERARCHY", "GENERIC_IRQ_CHIP",
	"GENERIC_IRQ_PROBE", "GENERIC_MSI_IRQ", "COMMON_CLK", "HAVE_CLK",
	"HAVE_CLK_PREPARE", "CLKDEV_LOOKUP", "PM", "PM_SLEEP", "PM_CLK",
	"PM_GENERIC_DOMAINS", "PM_OPP", "REGULATOR", "RESET_CONTROLLER",
	"CPU_FREQ", "CPU_IDLE", "THERMAL", "WATCHDOG", "HWMON",
	/* how devices are found */
	"OF", "OF_ADDRESS", "OF_IRQ", "OF_DMA", "OF_GPIO", "OF_RESERVED_MEM",
	"OF_MDIO", "AUXILIARY_BUS", "MFD_CORE", "MFD_SYSCON", "REGMAP",
	"REGMAP_MMIO", "NVMEM", "EXTCON", "GPIOLIB", "PINCTRL", "PINMUX",
	"PINCONF", "GENERIC_PHY", "PHYLIB",
	/* DMA */
	"HAS_DMA", "HAS_IOMEM", "HAS_IOPORT", "HAS_IOPORT_MAP", "DMADEVICES",
	"DMA_ENGINE", "DMA_VIRTUAL_CHANNELS", "DMA_SHARED_BUFFER",
	"NEED_SG_DMA_LENGTH", "NEED_DMA_MAP_STATE", "SG_POOL", "ASYNC_CORE",
	"ASYNC_TX_DMA", "DW_DMAC_CORE", "IOMMU_SUPPORT", "IOMMU_API", "IOMMU_DMA",
	"RAPIDIO", "RAPIDIO_DMA_ENGINE", "NTB",
	/* subsystems */
	"PCI", "PCI_MSI", "USB", "USB_GADGET", "USB_OTG", "NET", "INET",
	"NETDEVICES", "ETHERNET", "PPS", "PTP_1588_CLOCK", "INPUT", "TTY", "VT",
	"SERIAL_CORE", "SERIAL_CORE_CONSOLE", "SERIAL_CONSOLE_POLL", "SERIAL_8250",
	"SERIAL_8250_DMA", "SERIAL_8250_CONSOLE", "SERIAL_8250_EXTENDED", "MMC",
	"SPI", "SPI_MASTER", "SPI_SLAVE", "SPI_MEM", "I2C", "I2C_SLAVE", "SLIMBUS",
	"IIO", "IIO_BUFFER", "IIO_TRIGGER", "IIO_TRIGGERED_BUFFER", "MTD",
	"MTD_RAW_NAND", "MTD_NAND_ECC", "SCSI", "ATA", "LIBATA", "ATA_SFF",
	"ATA_BMDMA", "ATA_FORCE", "SATA_PMP", "NEW_LEDS", "LEDS_CLASS", "FB",
	"DRM", "VIDEO_DEV", "MEDIA_SUPPORT", "MEDIA_CONTROLLER",
	"MEDIA_CAMERA_SUPPORT", "VIDEOBUF2_CORE", "V4L_PLATFORM_DRIVERS",
	"CRYPTO", "CRYPTO_HW", "CRYPTO_HASH", "CRYPTO_AEAD", "CRYPTO_SKCIPHER",
	"CRYPTO_ENGINE", "SOUND", "SND", "SND_PCM", "SND_HRTIMER", "SND_SOC",
	"SND_DMAENGINE_PCM", "SND_SOC_GENERIC_DMAENGINE_PCM",
	NULL
};

static const char *const machine[ARCH_COUNT][48] = {
	[ARCH_ARM64] = {
		"ARM64", "64BIT", "ACPI", "PHYS_ADDR_T_64BIT",
		"ARCH_DMA_ADDR_T_64BIT", "CC_HAS_ASM_GOTO_OUTPUT",
		"CC_HAS_ASM_INLINE", "HAVE_ARCH_JUMP_LABEL", "THREAD_INFO_IN_TASK",
		"ARM64_4K_PAGES", "ARM64_VA_BITS_48", "SPARSEMEM",
		"SPARSEMEM_VMEMMAP", "SPARSEMEM_EXTREME", "ZONE_DMA", "ZONE_DMA32",
		"ARCH_HAS_SYNC_DMA_FOR_DEVICE", "ARCH_HAS_SYNC_DMA_FOR_CPU",
		"HAVE_CMPXCHG_LOCAL", "ARCH_USE_QUEUED_RWLOCKS",
		"ARCH_USE_QUEUED_SPINLOCKS", "QUEUED_RWLOCKS", "QUEUED_SPINLOCKS",
	},
	[ARCH_ARM] = {
		"ARM", "AEABI", "CPU_V7", "CPU_32v7", "CPU_TLB_V7", "CPU_CACHE_V7",
		"CPU_CP15_MMU", "CPU_CP15", "ARM_PATCH_PHYS_VIRT", "FLATMEM",
		"ZONE_DMA", "ARM_L1_CACHE_SHIFT_6", "VMSPLIT_3G",
		"ARCH_MULTIPLATFORM", "ARCH_MULTI_V7",
	},
	[ARCH_X86] = {
		"X86", "X86_64", "64BIT", "ACPI", "PHYS_ADDR_T_64BIT",
		"ARCH_DMA_ADDR_T_64BIT", "CC_HAS_ASM_GOTO_OUTPUT",
		"CC_HAS_ASM_INLINE", "THREAD_INFO_IN_TASK", "SPARSEMEM",
		"SPARSEMEM_VMEMMAP", "SPARSEMEM_EXTREME", "ZONE_DMA", "ZONE_DMA32",
		"X86_CMOV", "X86_TSC", "X86_CMPXCHG64", "X86_LOCAL_APIC",
		"X86_IO_APIC", "ARCH_USE_QUEUED_SPINLOCKS", "QUEUED_SPINLOCKS",
		"ARCH_USE_QUEUED_RWLOCKS", "QUEUED_RWLOCKS",
	},
};

/* Numbers that headers compute with; the first default in the text would not do */
static const struct {
	const char *name;
	const char *value[ARCH_COUNT]; /* the others as the first, if NULL */
} numbers[] = {
	{ "HZ",                     { "250" } },
	{ "NR_CPUS",                { "256" } },
	{ "PAGE_SHIFT",             { "12" } },
	{ "PGTABLE_LEVELS",         { "4", "2", "4" } },
	{ "ARM64_PAGE_SHIFT",       { "12" } },
	{ "ARM64_VA_BITS",          { "48" } },
	{ "ARM64_PA_BITS",          { "48" } },
	{ "ARM64_CONT_PTE_SHIFT",   { "4" } },
	{ "ARM64_CONT_PMD_SHIFT",   { "4" } },
	{ "ARCH_MMAP_RND_BITS",     { "18" } },
	{ "PAGE_OFFSET",            { "0xC0000000" } },
	{ "PHYS_OFFSET",            { "0" } },
	{ "PHYSICAL_START",         { "0x1000000" } },
	{ "PHYSICAL_ALIGN",         { "0x200000" } },
	{ "KASAN_SHADOW_OFFSET",    { "0xdffffc0000000000" } },
	{ "ILLEGAL_POINTER_VALUE",  { "0xdead000000000000" } },
	{ "DEFAULT_MMAP_MIN_ADDR",  { "4096" } },
	{ "L1_CACHE_SHIFT",         { "6" } },
	{ "ARM_L1_CACHE_SHIFT",     { "6" } },
	{ "X86_L1_CACHE_SHIFT",     { "6" } },
	{ "X86_INTERNODE_CACHE_SHIFT", { "6" } },
	{ "NODES_SHIFT",            { "4" } },
	{ "BASE_SMALL",             { "0" } },
	{ "LOG_BUF_SHIFT",          { "17" } },
	{ "FRAME_WARN",             { "2048" } },
	{ "ARCH_FORCE_MAX_ORDER",   { "10" } },
	{ "CLANG_VERSION",          { "190107" } },
	{ "GCC_VERSION",            { "0" } },
	{ "FUNCTION_ALIGNMENT",     { "4" } },
	{ "SPLIT_PTLOCK_CPUS",      { "4" } },
	{ "MMC_BLOCK_MINORS",       { "8" } },
	{ "INIT_ENV_ARG_LIMIT",     { "32" } },
	{ "THREAD_SIZE_ORDER",      { "1" } },
	{ "LOCKDEP_CHAINS_BITS",    { "16" } },
	{ "SND_MAX_CARDS",          { "32" } },
	{ "MAX_SKB_FRAGS",          { "17" } },
	{ "LEGACY_PTY_COUNT",       { "256" } },
	{ "CONSOLE_LOGLEVEL_DEFAULT", { "7" } },
	{ "CONSOLE_LOGLEVEL_QUIET", { "4" } },
	{ "MESSAGE_LOGLEVEL_DEFAULT", { "4" } },
	{ "DEFAULT_HOSTNAME",       { "\"x\"" } },
	{ "CC_VERSION_TEXT",        { "\"clang\"" } },
};

/* Selected by some provider, and then dmaengine.h hides the client's calls */
static const char *const never[] = { "ARCH_HAS_ASYNC_TX_FIND_CHANNEL" };

static void set_numbers(struct tree_kconfig *kconfig, enum tree_arch arch)
{
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		const char *value = numbers[i].value[arch];

		tree_kconfig_set(kconfig, numbers[i].name,
				 value ? value : numbers[i].value[0]);
	}
}

static void set_on(struct tree_kconfig *kconfig, const char *const *names)
{
	for (; *names; names++)
		tree_kconfig_set(kconfig, *names, "1");
}

/* --config NAME=n must also keep what would select NAME from doing so */
static void set_wished(struct tree_kconfig *kconfig, const struct tree_list *wishes)
{
	for (size_t i = 0; i < wishes->count; i++) {
		const char *wish = wishes->items[i];
		const char *equals = strchr(wish, '=');
		char *name = strndup(wish, equals ? (size_t)(equals - wish) : strlen(wish));
		const char *value = equals ? equals + 1 : "y";

		if (!name)
			continue;
		if (!strcmp(value, "n"))
			value = NULL;
		else if (!strcmp(value, "y") || !strcmp(value, "m"))
			value = "1";
		tree_kconfig_set(kconfig, name, value);
		free(name);
	}
}

static void upper_arch_names(const char *root, struct arena *arena,
			     struct tree_list *ret_names)
{
	DIR *folder = opendir(tree_path(arena, "%s/arch", root));
	struct dirent *entry;

	if (!folder)
		return;
	while ((entry = readdir(folder))) {
		char *name = arena_strdup(arena, entry->d_name);

		for (char *at = name; *at; at++)
			*at = (char)toupper((unsigned char)*at);
		tree_list_add(ret_names, name);
	}
	closedir(folder);
	tree_list_sort(ret_names);
}

/* CONFIG_X of each #if line of a file */
static void condition_symbols(const char *text, struct arena *arena,
			      struct tree_list *ret_names)
{
	const char *at = text;

	while ((at = strchr(at, '#'))) {
		const char *end, *word = at + 1 + strspn(at + 1, " \t");
		bool starts = at == text || at[-1] == '\n';

		at++;
		if (!starts || (strncmp(word, "if", 2) != 0 && strncmp(word, "elif", 4) != 0))
			continue;
		end = word + strcspn(word, "\n");
		while ((word = strstr(word, "CONFIG_")) && word < end) {
			size_t length;

			word += strlen("CONFIG_");
			length = strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
					      "abcdefghijklmnopqrstuvwxyz0123456789_");
			tree_list_add(ret_names, arena_printf(arena, "%.*s", (int)length, word));
			word += length;
		}
		at = end;
	}
}

/* Gates of a file and of the rest of its module: headers stub out what is off */
static void file_gates(struct tree *tree, const char *path, struct tree_list *ret_names)
{
	struct tree_list mates = { 0 };

	pthread_mutex_lock(&tree->modules_lock);
	tree_module_gates(&tree->modules, path, ret_names);
	tree_module_files(&tree->modules, path, &mates);
	for (size_t i = 0; i < mates.count; i++)
		tree_module_gates(&tree->modules, mates.items[i], ret_names);
	pthread_mutex_unlock(&tree->modules_lock);
	tree_list_release(&mates);
}

/* What decides whether the files that name the API are built, and how */
static void driver_symbols(struct tree *tree, struct tree_kconfig *kconfig,
			   struct arena *arena, struct tree_list *ret_names)
{
	struct tree_list mentioned = { 0 }, users = { 0 };

	tree_scan_run(tree);
	tree_scan_users(tree, &tree->scan.naming, &users);
	for (size_t i = 0; i < users.count; i++)
		file_gates(tree, users.items[i], ret_names);
	for (size_t i = 0; i < tree->scan.naming.count; i++) {
		const char *path = tree->scan.naming.items[i];
		char *text;
		size_t size;

		file_gates(tree, path, ret_names);
		if (tree_read(tree_path(arena, "%s/%s", tree->root, path), &text, &size) < 0)
			continue;
		condition_symbols(text, arena, &mentioned);
		free(text);
	}
	for (size_t i = 0; i < mentioned.count; i++)
		if (tree_kconfig_is_driver(kconfig, mentioned.items[i]))
			tree_list_add(ret_names, mentioned.items[i]);
	tree_list_release(&users);
	tree_list_release(&mentioned);
	tree_list_sort(ret_names);
}

void tree_config_write(struct tree *tree, enum tree_arch arch,
		       struct tree_text *ret_text)
{
	struct tree_list names = { 0 }, arch_names = { 0 };
	struct tree_kconfig kconfig;
	struct arena arena;

	arena_init(&arena);
	tree_kconfig_init(&kconfig);
	tree_kconfig_read(&kconfig, tree->root, tree_arch_name(arch));
	for (size_t i = 0; i < sizeof(never) / sizeof(*never); i++)
		tree_kconfig_set(&kconfig, never[i], NULL);
	set_wished(&kconfig, &tree->config);
	set_on(&kconfig, common);
	tree_kconfig_numbers(&kconfig);
	set_on(&kconfig, machine[arch]);
	driver_symbols(tree, &kconfig, &arena, &names);
	for (size_t i = 0; i < names.count; i++)
		tree_kconfig_enable(&kconfig, names.items[i]);
	upper_arch_names(tree->root, &arena, &arch_names);
	tree_kconfig_depends(&kconfig, &names, &arch_names);
	tree_kconfig_selects(&kconfig);
	set_numbers(&kconfig, arch);
	set_wished(&kconfig, &tree->config);
	tree_kconfig_print(&kconfig, ret_text);
	tree_list_release(&names);
	tree_list_release(&arch_names);
	tree_kconfig_release(&kconfig);
	arena_release(&arena);
}
