// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * io.c - the system writes into memory of the program
 *
 *	read, recv and their like	CPU_WRITE of what they have brought, after it
 *
 * To a device that owns the bytes it makes no difference whether the program stores
 * or the system does for it.
 */
#include <stdio.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "runtime/shim/copy.h"

/* The functions of _FORTIFY_SOURCE. */
ssize_t __read_chk(int fd, void *to, size_t size, size_t room);
ssize_t __pread_chk(int fd, void *to, size_t size, off_t offset, size_t room);
ssize_t __pread64_chk(int fd, void *to, size_t size, off64_t offset, size_t room);
ssize_t __recv_chk(int fd, void *to, size_t size, size_t room, int flags);
ssize_t __recvfrom_chk(int fd, void *to, size_t size, size_t room, int flags,
		       struct sockaddr *address, socklen_t *length);
size_t __fread_chk(void *to, size_t room, size_t size, size_t count, FILE *stream);
size_t __fread_unlocked_chk(void *to, size_t room, size_t size, size_t count, FILE *stream);

/* Always inline, so that CALLER is the program's. Return: @got. */
static inline __attribute__((always_inline)) ssize_t
brought(void *to, ssize_t got, const char *name)
{
	if (got > 0)
		write_tell(to, (size_t)got, name);
	return got;
}

static inline __attribute__((always_inline)) ssize_t
brought_parts(const struct iovec *parts, size_t count, ssize_t got, const char *name)
{
	size_t left = got > 0 ? (size_t)got : 0;

	if (!engine_exists())
		return got;
	for (size_t i = 0; i < count && left; i++) {
		size_t size = parts[i].iov_len < left ? parts[i].iov_len : left;

		write_tell(parts[i].iov_base, size, name);
		left -= size;
	}
	return got;
}

/* What recvmsg() throws away for want of room is counted with MSG_TRUNC. */
static size_t at_most(ssize_t got, size_t size)
{
	return got > 0 && (size_t)got > size ? size : (size_t)got;
}

EXPORTED ssize_t read(int fd, void *to, size_t size)
{
	return brought(to, real(read)(fd, to, size), "read");
}

EXPORTED ssize_t __read_chk(int fd, void *to, size_t size, size_t room)
{
	return brought(to, real(__read_chk)(fd, to, size, room), "read");
}

EXPORTED ssize_t pread(int fd, void *to, size_t size, off_t offset)
{
	return brought(to, real(pread)(fd, to, size, offset), "pread");
}

EXPORTED ssize_t pread64(int fd, void *to, size_t size, off64_t offset)
{
	return brought(to, real(pread)(fd, to, size, offset), "pread");
}

EXPORTED ssize_t __pread_chk(int fd, void *to, size_t size, off_t offset, size_t room)
{
	return brought(to, real(__pread_chk)(fd, to, size, offset, room), "pread");
}

EXPORTED ssize_t __pread64_chk(int fd, void *to, size_t size, off64_t offset, size_t room)
{
	return brought(to, real(__pread_chk)(fd, to, size, offset, room), "pread");
}

EXPORTED ssize_t readv(int fd, const struct iovec *parts, int count)
{
	return brought_parts(parts, (size_t)count, real(readv)(fd, parts, count), "readv");
}

EXPORTED ssize_t preadv(int fd, const struct iovec *parts, int count, off_t offset)
{
	return brought_parts(parts, (size_t)count, real(preadv)(fd, parts, count, offset),
			     "preadv");
}

EXPORTED ssize_t preadv64(int fd, const struct iovec *parts, int count, off64_t offset)
{
	return brought_parts(parts, (size_t)count, real(preadv)(fd, parts, count, offset),
			     "preadv");
}

EXPORTED ssize_t recv(int fd, void *to, size_t size, int flags)
{
	ssize_t got = real(recv)(fd, to, size, flags);

	brought(to, (ssize_t)at_most(got, size), "recv");
	return got;
}

EXPORTED ssize_t __recv_chk(int fd, void *to, size_t size, size_t room, int flags)
{
	ssize_t got = real(__recv_chk)(fd, to, size, room, flags);

	brought(to, (ssize_t)at_most(got, size), "recv");
	return got;
}

EXPORTED ssize_t recvfrom(int fd, void *to, size_t size, int flags, struct sockaddr *address,
			  socklen_t *length)
{
	ssize_t got = real(recvfrom)(fd, to, size, flags, address, length);

	brought(to, (ssize_t)at_most(got, size), "recvfrom");
	return got;
}

EXPORTED ssize_t __recvfrom_chk(int fd, void *to, size_t size, size_t room, int flags,
				struct sockaddr *address, socklen_t *length)
{
	ssize_t got = real(__recvfrom_chk)(fd, to, size, room, flags, address, length);

	brought(to, (ssize_t)at_most(got, size), "recvfrom");
	return got;
}

EXPORTED ssize_t recvmsg(int fd, struct msghdr *message, int flags)
{
	ssize_t got = real(recvmsg)(fd, message, flags);

	if (got <= 0)
		return got;
	return brought_parts(message->msg_iov, message->msg_iovlen, got, "recvmsg");
}

EXPORTED size_t fread(void *to, size_t size, size_t count, FILE *stream)
{
	size_t got = real(fread)(to, size, count, stream);

	write_tell(to, got * size, "fread");
	return got;
}

EXPORTED size_t (fread_unlocked)(void *to, size_t size, size_t count, FILE *stream)
{
	size_t got = real(fread_unlocked)(to, size, count, stream);

	write_tell(to, got * size, "fread");
	return got;
}

EXPORTED size_t __fread_chk(void *to, size_t room, size_t size, size_t count, FILE *stream)
{
	size_t got = real(__fread_chk)(to, room, size, count, stream);

	write_tell(to, got * size, "fread");
	return got;
}

EXPORTED size_t __fread_unlocked_chk(void *to, size_t room, size_t size, size_t count,
				     FILE *stream)
{
	size_t got = real(__fread_unlocked_chk)(to, room, size, count, stream);

	write_tell(to, got * size, "fread");
	return got;
}
