# SPDX-License-Identifier: GPL-2.0-or-later
#
# inline-x86_64.s - the look at the shadow where the access is, for gcc
#
# Assembled in front of what gcc made of a file with -fsanitize=thread
# (-Wa,THIS-FILE): a macro of the name "call" takes the place of the instruction. Calls of the
# access functions happen only where the shadow says so; all others are as they
# were. What the look changes, %rax, %rdx and flags, a call may change anyway.
# The layout of dmacheck_shadow is that of shadow.h: bytes, then mask.

	.macro	dmacheck_access target
	movq	dmacheck_shadow(%rip), %rdx
	movq	%rdi, %rax
	shrq	$6, %rax
	andq	dmacheck_shadow+8(%rip), %rax
	cmpb	$0, (%rdx,%rax)
	je	.Ldmacheck_\@
	callq	\target
.Ldmacheck_\@:
	.endm

	.macro	call target:vararg
	.set	dmacheck_plain, 1
	.irp	name, read1, read2, read4, read8, read16, write1, write2, write4, write8, write16
	.ifc	\target, __tsan_\name@PLT
	.set	dmacheck_plain, 0
	.endif
	.ifc	\target, __tsan_\name
	.set	dmacheck_plain, 0
	.endif
	.endr
	.if	dmacheck_plain
	callq	\target
	.else
	dmacheck_access \target
	.endif
	.endm
