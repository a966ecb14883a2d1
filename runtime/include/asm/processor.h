/* SPDX-License-Identifier: GPL-2.0-or-later */
/* processor.h - the pause of a polling loop, which lets others run */
#ifndef _ASM_PROCESSOR_H
#define _ASM_PROCESSOR_H

void cpu_relax(void);

#define cpu_relax_lowlatency()	cpu_relax()

#endif /* _ASM_PROCESSOR_H */
