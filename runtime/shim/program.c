// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * program.c - what a program is that is about to be run
 *
 *   file -> its interpreter, if it is a script -> ELF -> rights
 *
 * Runs in children of vfork(), on whatever stack they have: no memory, no library,
 * little stack. What cannot be read is taken to be an ordinary program.
 */
#include "runtime/shim/program.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "runtime/record/system.h"

enum {
	SCRIPT_LINE = 255,	/* bytes that the system looks at */
	SCRIPT_DEPTH = 5,	/* of scripts that interpret scripts */
	SEGMENTS = 64,		/* more has no program */
	NAME = 32,		/* bytes at the end of the linker's path */
};

#if defined(__x86_64__)
enum { MACHINE = EM_X86_64 };
static const char linker[] = "/ld-linux-x86-64.so.2";
#elif defined(__aarch64__)
enum { MACHINE = EM_AARCH64 };
static const char linker[] = "/ld-linux-aarch64.so.1";
#endif

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
enum { ORDER = ELFDATA2LSB };
#else
enum { ORDER = ELFDATA2MSB };
#endif

static bool read_at(int fd, void *to, size_t size, uint64_t offset)
{
	return system_call(SYS_pread64, fd, to, size, offset) == (long)size;
}

/* Whether the linker that the segment names is the one that the C library comes with. */
static bool is_linker(int fd, const ElfW(Phdr) *segment)
{
	size_t length = sizeof(linker);		/* its end counts */
	char name[NAME];

	if (segment->p_filesz < length ||
	    !read_at(fd, name, length, segment->p_offset + segment->p_filesz - length))
		return false;
	for (size_t i = 0; i < length; i++)
		if (name[i] != linker[i])
			return false;
	return true;
}

static enum dmacheck_untraced linker_untraced(int fd, const ElfW(Ehdr) *header)
{
	unsigned int count = header->e_phnum < SEGMENTS ? header->e_phnum : SEGMENTS;

	for (unsigned int i = 0; i < count; i++) {
		ElfW(Phdr) segment;

		if (!read_at(fd, &segment, sizeof(segment),
			     header->e_phoff + (uint64_t)i * sizeof(segment)))
			return DMACHECK_TRACED;
		if (segment.p_type == PT_INTERP)
			return is_linker(fd, &segment) ? DMACHECK_TRACED : DMACHECK_FOREIGN;
	}
	return DMACHECK_STATIC;
}

/* Whether running it gives rights: then the linker loads nothing that it is told to. */
static bool gives_rights(int fd)
{
	struct statfs system;
	struct stat status;
	long user = system_call(SYS_getuid);

	if (system_call(SYS_fstat, fd, &status) < 0)
		return false;
	if (!system_call(SYS_fstatfs, fd, &system) && (system.f_flags & 2 /* ST_NOSUID */))
		return false;
	if (system_call(SYS_prctl, PR_GET_NO_NEW_PRIVS) == 1)
		return false;
	if ((status.st_mode & S_ISUID) && status.st_uid != user)
		return true;
	if ((status.st_mode & (S_ISGID | S_IXGRP)) == (S_ISGID | S_IXGRP) &&
	    status.st_gid != system_call(SYS_getgid))
		return true;
	return user && system_call(SYS_fgetxattr, fd, "security.capability", NULL, 0) > 0;
}

static enum dmacheck_untraced elf_untraced(int fd)
{
	enum dmacheck_untraced untraced;
	ElfW(Ehdr) header;

	if (!read_at(fd, &header, sizeof(header), 0) || header.e_ident[0] != ELFMAG0 ||
	    header.e_ident[1] != ELFMAG1 || header.e_ident[2] != ELFMAG2 ||
	    header.e_ident[3] != ELFMAG3)
		return DMACHECK_TRACED;
	if (header.e_ident[EI_CLASS] != ELFCLASS64 || header.e_ident[EI_DATA] != ORDER ||
	    header.e_machine != MACHINE)
		return DMACHECK_FOREIGN;
	untraced = linker_untraced(fd, &header);
	if (untraced == DMACHECK_TRACED && gives_rights(fd))
		return DMACHECK_SETUID;
	return untraced;
}

/* The interpreter's path in the first line, ended there; NULL: it is no script. */
static char *interpreter_of(char *line, long size)
{
	char *start = line + 2, *end;

	if (size < 3 || line[0] != '#' || line[1] != '!')
		return NULL;
	line[size] = '\0';
	while (*start == ' ' || *start == '\t')
		start++;
	for (end = start; *end && *end != ' ' && *end != '\t' && *end != '\n'; end++)
		;
	*end = '\0';
	return *start ? start : NULL;
}

enum dmacheck_untraced program_untraced(int fd)
{
	enum dmacheck_untraced untraced = DMACHECK_TRACED;
	char line[SCRIPT_LINE + 1], *interpreter;
	int given = fd;

	for (int depth = 0; fd >= 0 && depth < SCRIPT_DEPTH; depth++) {
		int next;

		interpreter = interpreter_of(line, system_call(SYS_pread64, fd, line, SCRIPT_LINE,
							       0));
		if (!interpreter) {
			untraced = elf_untraced(fd);
			break;
		}
		next = program_open(AT_FDCWD, interpreter);
		if (fd != given)
			program_close(fd);
		fd = next;
	}
	if (fd != given)
		program_close(fd);
	return untraced;
}

int program_open(int folder, const char *path)
{
	struct stat status;
	int fd;

	if (system_call(SYS_faccessat, folder, path, X_OK) ||
	    system_call(SYS_newfstatat, folder, path, &status, 0) ||
	    !S_ISREG(status.st_mode))
		return -EACCES;
	fd = (int)system_call(SYS_openat, folder, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	/* it may be run and not be read */
	return fd == -EACCES ? -EPERM : fd;
}

void program_close(int fd)
{
	if (fd >= 0)
		system_call(SYS_close, fd);
}

/* ---- where it is ------------------------------------------------------------------------ */

static bool path_join(char path[PATH_MAX], const char *folder, size_t length, const char *file)
{
	size_t at = 0;

	if (length + 1 >= PATH_MAX)
		return false;
	while (at < length) {
		path[at] = folder[at];
		at++;
	}
	if (length)
		path[at++] = '/';
	for (; *file && at < PATH_MAX - 1; file++)
		path[at++] = *file;
	path[at] = '\0';
	return !*file;
}

static const char *path_list(void)
{
	static const char name[] = "PATH=";

	for (char **entry = environ; entry && *entry; entry++) {
		size_t i = 0;

		while (name[i] && (*entry)[i] == name[i])
			i++;
		if (!name[i])
			return *entry + i;
	}
	return "/bin:/usr/bin";
}

static bool has_slash(const char *file)
{
	while (*file && *file != '/')
		file++;
	return *file != '\0';
}

bool program_search(const char *file, char path[PATH_MAX])
{
	const char *list = path_list();

	if (!*file)
		return false;
	if (has_slash(file))
		return path_join(path, "", 0, file);
	for (;;) {
		struct stat status;
		size_t length = 0;

		while (list[length] && list[length] != ':')
			length++;
		if (path_join(path, list, length, file) &&
		    !system_call(SYS_faccessat, AT_FDCWD, path, X_OK) &&
		    !system_call(SYS_newfstatat, AT_FDCWD, path, &status, 0) &&
		    S_ISREG(status.st_mode))
			return true;
		if (!list[length])
			return false;
		list += length + 1;
	}
}
