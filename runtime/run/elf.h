/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * elf.h - whether the dynamic linker loads something into a program
 */
#ifndef DMACHECK_RUN_ELF_H
#define DMACHECK_RUN_ELF_H

enum elf_kind {
	ELF_NONE,	/* another kind of file */
	ELF_DYNAMIC,	/* as this program is */
	ELF_STATIC,	/* no dynamic linker */
	ELF_MACHINE,	/* of another architecture */
	ELF_LIBRARY,	/* of another C library */
};

/**
 * elf_look() - what kind of program a file holds
 * @fd: open for reading; its position stays
 *
 * The file may hold anything. What is no ELF file, or a broken one, is ELF_NONE: the
 * system will say what it thinks of it.
 */
enum elf_kind elf_look(int fd);

#endif /* DMACHECK_RUN_ELF_H */
