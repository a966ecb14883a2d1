/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * asm/io.h - accessors of registers, see <linux/io.h>
 */
#ifndef _ASM_IO_H
#define _ASM_IO_H

#include <linux/types.h>
#include <linux/compiler.h>
#include <asm/page.h>
#include <asm/barrier.h>

u8 readb(const volatile void __iomem *address);
u16 readw(const volatile void __iomem *address);
u32 readl(const volatile void __iomem *address);
u64 readq(const volatile void __iomem *address);
void writeb(u8 value, volatile void __iomem *address);
void writew(u16 value, volatile void __iomem *address);
void writel(u32 value, volatile void __iomem *address);
void writeq(u64 value, volatile void __iomem *address);

#define readb readb
#define readw readw
#define readl readl
#define readq readq
#define writeb writeb
#define writew writew
#define writel writel
#define writeq writeq
#define readb_relaxed readb
#define readw_relaxed readw
#define readl_relaxed readl
#define readq_relaxed readq
#define writeb_relaxed writeb
#define writew_relaxed writew
#define writel_relaxed writel
#define writeq_relaxed writeq
#define __raw_readb readb
#define __raw_readw readw
#define __raw_readl readl
#define __raw_readq readq
#define __raw_writeb writeb
#define __raw_writew writew
#define __raw_writel writel
#define __raw_writeq writeq
#define ioread8 readb
#define ioread16 readw
#define ioread32 readl
#define ioread64 readq
#define iowrite8 writeb
#define iowrite16 writew
#define iowrite32 writel
#define iowrite64 writeq

u16 ioread16be(const volatile void __iomem *address);
u32 ioread32be(const volatile void __iomem *address);
void iowrite16be(u16 value, volatile void __iomem *address);
void iowrite32be(u32 value, volatile void __iomem *address);

#define __io_repeat(suffix, type) \
void reads##suffix(const volatile void __iomem *address, void *buffer, unsigned int count); \
void writes##suffix(volatile void __iomem *address, const void *buffer, unsigned int count);
__io_repeat(b, u8)
__io_repeat(w, u16)
__io_repeat(l, u32)
__io_repeat(q, u64)
#undef __io_repeat
#define ioread8_rep readsb
#define ioread16_rep readsw
#define ioread32_rep readsl
#define iowrite8_rep writesb
#define iowrite16_rep writesw
#define iowrite32_rep writesl

void memset_io(volatile void __iomem *to, int value, size_t count);
void memcpy_fromio(void *to, const volatile void __iomem *from, size_t count);
void memcpy_toio(volatile void __iomem *to, const void *from, size_t count);
void __iowrite32_copy(void __iomem *to, const void *from, size_t count);
void __ioread32_copy(void *to, const void __iomem *from, size_t count);

void __iomem *ioremap(phys_addr_t address, size_t size);
void iounmap(volatile void __iomem *address);
#define ioremap_wc ioremap
#define ioremap_wt ioremap
#define ioremap_np ioremap
#define ioremap_uc ioremap

#ifndef virt_to_phys
#define virt_to_phys(address)	((phys_addr_t)__pa(address))
#define phys_to_virt(address)	((void *)__va(address))
#endif

#ifndef mmiowb
#define mmiowb() do { } while (0)
#endif

#endif /* _ASM_IO_H */
