/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * record-libc-program.c - calls of the C library that touch mapped bytes, or take them away
 *
 *   record-libc MODE
 *
 * What a line tells stands behind it. Calls of our own buffer without a comment are
 * told nothing, for they touch other bytes.
 */
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/trace/record-engine.h"

extern char **environ;

enum { SIZE = 4096, FIRST = 1024, MAPPED = 512 };

/* The compiler must not know what these do. */
static void *(*volatile copy)(void *, const void *, size_t) = memcpy;
static void *(*volatile move)(void *, const void *, size_t) = memmove;
static void *(*volatile copy_on)(void *, const void *, size_t) = mempcpy;
static void (*volatile move_back)(const void *, void *, size_t) = bcopy;
static void *(*volatile set)(void *, int, size_t) = memset;
static char *(*volatile copy_text)(char *, const char *) = strcpy;
static char *(*volatile copy_part)(char *, const char *, size_t) = strncpy;
static char *(*volatile add_text)(char *, const char *) = strcat;
static void (*volatile give)(void *) = free;
static void *(*volatile regive)(void *, size_t) = realloc;

static void check(int good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "wrong: %s\n", what);
	exit(9);
}

static void copies(void)
{
	static char buffer[SIZE], other[SIZE];
	char *mapped = buffer + FIRST;

	engine_map(mapped, MAPPED);
	check(copy(mapped, other, 16) == mapped, "memcpy");	/* cpu-write 16 */
	copy(other, buffer, FIRST);
	copy(other, buffer, FIRST + 1);			/* cpu-read 1 */
	copy(other, buffer, SIZE);				/* cpu-read 512 */
	move(mapped, mapped + 8, 8);				/* cpu-read 8, cpu-write 8 */
	check(copy_on(mapped, other, 4) == mapped + 4, "mempcpy"); /* cpu-write 4 */
	set(mapped - 4, 'x', 8);				/* cpu-write 4 */
	check(mapped[-1] == 'x' && mapped[3] == 'x' && !mapped[4], "memset");
	copy_text(mapped, "seven..");				/* cpu-write 8 */
	check(!strcmp(mapped, "seven.."), "strcpy");
	copy_part(other, mapped, 3);				/* cpu-read 3 */
	add_text(mapped, "!");					/* cpu-write 2 */
	check(!strcmp(mapped, "seven..!"), "strcat");
	move_back(mapped, other, 5);			/* cpu-read 5 */
	explicit_bzero(mapped, 6);				/* cpu-write 6 */
	copy(other, mapped, 0);
	engine_map(NULL, 0);
	copy(other, mapped, 16);
}

static void inputs(void)
{
	static char buffer[SIZE], text[100] = "some text";
	struct iovec parts[] = { { buffer, FIRST }, { buffer + FIRST, 100 } };
	struct msghdr message = { .msg_iov = parts, .msg_iovlen = 2 };
	char *mapped = buffer + FIRST;
	int ends[2], sockets[2];
	FILE *file;

	engine_map(mapped, MAPPED);
	check(!pipe(ends) && !socketpair(AF_UNIX, SOCK_DGRAM, 0, sockets), "pipe");
	check(write(ends[1], text, 50) == 50, "write");
	check(read(ends[0], mapped, 100) == 50, "read");	/* cpu-write 50 */
	check(!strcmp(mapped, text), "read it");
	check(write(ends[1], buffer, SIZE) == SIZE, "write");
	check(readv(ends[0], parts, 2) == FIRST + 100, "readv"); /* cpu-write 100 */
	close(ends[1]);
	while (read(ends[0], buffer, FIRST) > 0)
		;
	check(read(ends[0], mapped, 100) == 0, "end");
	check(read(-1, mapped, 100) == -1 && errno == EBADF, "errno");
	send(sockets[1], text, 20, 0);
	check(recv(sockets[0], mapped, 30, 0) == 20, "recv");	/* cpu-write 20 */
	send(sockets[1], text, 20, 0);
	check(recv(sockets[0], mapped, 5, MSG_TRUNC) == 20, "recv"); /* cpu-write 5 */
	send(sockets[1], text, 10, 0);
	check(recvfrom(sockets[0], mapped, 30, 0, NULL, NULL) == 10, "recvfrom"); /* 10 */
	send(sockets[1], buffer, FIRST + 7, 0);
	check(recvmsg(sockets[0], &message, 0) == FIRST + 7, "recvmsg"); /* cpu-write 7 */
	file = fopen("/dev/zero", "r");
	check(file && fread(mapped, 3, 4, file) == 4, "fread");	/* cpu-write 12 */
	check(pread(fileno(file), mapped, 9, 0) == 9, "pread");	/* cpu-write 9 */
	fclose(file);
}

static void frees(void)
{
	char *block = malloc(SIZE), *moved, *guard;
	size_t size = malloc_usable_size(block);

	engine_map(block + FIRST, MAPPED);
	give(malloc(10));
	block = regive(block, SIZE);
	moved = regive(block, 1100);				/* memory-free of the end */
	check(moved == block, "realloc in its place");
	guard = malloc(10);
	moved = regive(block, 1000000);				/* memory-move */
	check(moved != block, "realloc to another place");
	engine_map(moved, 10);
	give(moved);						/* memory-free */
	give(guard);
	give(NULL);
	block = malloc(64);
	engine_map(block, 64);
	check(!regive(block, 0), "realloc to nothing");	/* memory-free */
	check(size >= SIZE, "size");
}

static void pages(void)
{
	int flags = MAP_PRIVATE | MAP_ANONYMOUS, rw = PROT_READ | PROT_WRITE;
	char *all = mmap(NULL, 16 * SIZE, rw, flags, -1, 0), *moved;
	char *free_place = mmap(NULL, 16 * SIZE, PROT_NONE, flags, -1, 0);

	engine_map(all + 4 * SIZE, 2 * SIZE);
	madvise(all, 4 * SIZE, MADV_DONTNEED);
	madvise(all + 4 * SIZE, SIZE, MADV_WILLNEED);
	madvise(all, 5 * SIZE, MADV_DONTNEED);			/* memory-move to 0 */
	check(madvise(all + 4 * SIZE + 1, SIZE, MADV_DONTNEED) == -1, "madvise");
	check(munmap(all + 1, SIZE) == -1 && errno == EINVAL, "munmap");
	munmap(all, SIZE);
	check(mmap(all + 5 * SIZE, SIZE, rw, flags | MAP_FIXED, -1, 0) == all + 5 * SIZE,
	      "mmap");						/* memory-free */
	mmap(all + 4 * SIZE, SIZE, rw, flags | MAP_FIXED_NOREPLACE, -1, 0);
	moved = mremap(all + 4 * SIZE, 4 * SIZE, 4 * SIZE, MREMAP_MAYMOVE | MREMAP_FIXED,
		       free_place);				/* memory-move */
	check(moved == free_place, "mremap");
	engine_map(moved + 3 * SIZE, 1);
	check(mremap(moved, 4 * SIZE, 2 * SIZE, 0) == moved, "mremap"); /* memory-free */
	engine_map(moved, 1);
	munmap(moved, 2 * SIZE);				/* memory-free */
}

static void wait_for(pid_t child, int code)
{
	int status;

	check(waitpid(child, &status, 0) == child && WIFEXITED(status) &&
		      WEXITSTATUS(status) == code, "child");
}

static void processes(void)
{
	char *const good[] = { (char *)"true", NULL }, *const bad[] = { (char *)"none", NULL };
	posix_spawnattr_t attributes;
	pid_t child;
	FILE *stream;

	child = fork();						/* fork */
	if (!child)
		_exit(3);
	wait_for(child, 3);
	child = vfork();
	if (!child) {
		execl("/bin/true", "true", NULL);		/* exec type 1 */
		_exit(4);
	}
	wait_for(child, 0);
	child = vfork();
	if (!child) {
		execv("/none", bad);
		_exit(errno == ENOENT ? 5 : 6);
	}
	wait_for(child, 5);
	child = fork();						/* fork */
	if (!child) {
		execlp("true", "true", NULL);			/* exec, of the child */
		_exit(4);
	}
	wait_for(child, 0);
	posix_spawnattr_init(&attributes);
	check(!posix_spawnp(&child, "true", NULL, &attributes, good, environ), "spawn"); /* exec */
	wait_for(child, 0);
	check(posix_spawn(&child, "/none", NULL, NULL, bad, environ) == ENOENT, "no spawn");
	check(system("exit 7") == 7 << 8, "system");		/* exec type 1 */
	check(system("kill -9 $$") == 9, "system killed");	/* exec type 1 */
	check(system(NULL), "system of nothing");
	stream = popen("exit 8", "r");				/* exec type 1 */
	check(pclose(stream) == 8 << 8, "popen");
	check(execv(".", good) == -1 && errno == EACCES, "exec of a folder");
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*run)(void);
	} modes[] = {
		{ "copies", copies }, { "inputs", inputs }, { "frees", frees },
		{ "pages", pages }, { "processes", processes },
	};

	for (size_t i = 0; argc == 2 && i < sizeof(modes) / sizeof(*modes); i++)
		if (!strcmp(argv[1], modes[i].name))
			modes[i].run();
	exit(argc == 2 ? 3 : 2);
}
