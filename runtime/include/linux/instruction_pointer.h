/* SPDX-License-Identifier: GPL-2.0-or-later */
/* instruction_pointer.h - where a call came from */
#ifndef DMACHECK_LINUX_INSTRUCTION_POINTER_H
#define DMACHECK_LINUX_INSTRUCTION_POINTER_H

#define _RET_IP_ (unsigned long)__builtin_return_address(0)
#define _THIS_IP_ ({ __label__ __here; __here: (unsigned long)&&__here; })

#endif /* DMACHECK_LINUX_INSTRUCTION_POINTER_H */
