/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dma-mapping.h - nothing of it depends on the architecture here */
#ifndef _ASM_DMA_MAPPING_H
#define _ASM_DMA_MAPPING_H

#endif /* _ASM_DMA_MAPPING_H */
