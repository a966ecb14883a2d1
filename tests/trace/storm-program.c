/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * storm-program.c - a program that records and says what it has recorded, until it is killed
 *
 *   storm ACKS writers COUNT	two threads, COUNT records each
 *   storm ACKS crash COUNT	the same, then a store to nowhere
 *   storm ACKS abort COUNT	the same, then abort()
 *   storm ACKS self MICROSECONDS SIGNAL	the same without end, until it kills itself
 *   storm ACKS parent MICROSECONDS		the same, until it has killed its parent, and
 *					gone on for as long again
 *   storm ACKS both MICROSECONDS		both are killed
 *   storm ACKS slow MICROSECONDS	for ever, with that long between two records
 *   storm ACKS forks COUNT	COUNT processes that fork, vfork, exec, and end in all ways,
 *				with a timer's signals in the middle of everything
 *   storm ACKS child SLOT	what forks execs
 *
 * ACKS is a file of 64-bit words that all processes map: word 0 is the pid, and word
 * SLOT counts the records of that slot for which dmacheck_event() has returned. Record I
 * of a slot is known: see say_record(), and the query in acks.sh.
 */
#include <dmacheck/event.h>

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	SLOTS = 4096,
	SLOT_OF_SIGNALS = 3,	/* of the first process; the others' lies 2 behind their own */
	FIRST_CHILD = 8,
	PER_CHILD = 4,		/* slots: before exec, behind it, signals of both */
	RECORDS_OF_CHILD = 60,
	AT_ONCE = 4,
};

static uint64_t *acks;
static const char *acks_path;
static volatile sig_atomic_t signal_slot;
static volatile bool enough;
static unsigned int between;

/* Every third one ends what the two before it began: nothing is wrong, nothing is left. */
static void say_record(uint64_t slot, uint64_t number)
{
	uint64_t address = (slot << 32) + (number / 3 << 12);
	const void *device = (const void *)(slot << 12);
	uint64_t size = 64 + number / 3 % 64;

	if (number % 3 == 0)
		dmacheck_emit(MAP, .device = device, .address = address,
			      .dma_address = address + (1ull << 46), .size = size,
			      .direction = 1);
	else if (number % 3 == 1)
		dmacheck_emit(MAP_CHECKED, .device = device,
			      .dma_address = address + (1ull << 46));
	else
		dmacheck_emit(UNMAP, .device = device, .address = address,
			      .dma_address = address + (1ull << 46), .size = size,
			      .direction = 1);
}

static void record(uint64_t slot)
{
	uint64_t number = acks[slot];

	say_record(slot, number);
	__atomic_store_n(&acks[slot], number + 1, __ATOMIC_RELEASE);
}

static void on_signal(int number)
{
	(void)number;
	if (signal_slot)
		record((uint64_t)signal_slot);
}

/* The timer strikes wherever the program happens to be. */
static void start_timer(uint64_t slot, unsigned int microseconds)
{
	const struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_RESTART };
	const struct itimerval often = { { 0, microseconds }, { 0, microseconds } };

	signal_slot = (sig_atomic_t)slot;
	sigaction(SIGALRM, &action, NULL);
	setitimer(ITIMER_REAL, &often, NULL);
}

static void stop_timer(void)
{
	const struct itimerval never = { { 0, 0 }, { 0, 0 } };

	setitimer(ITIMER_REAL, &never, NULL);
	signal_slot = 0;
}

/* ---- two threads ------------------------------------------------------------------------- */

struct writer {
	pthread_t thread;
	uint64_t slot;
	uint64_t count;
};

static void *write_records(void *data)
{
	const struct writer *writer = data;

	for (uint64_t i = 0; writer->count ? i < writer->count : i % 3 || !enough; i++) {
		record(writer->slot);
		if (between)
			usleep(between);
	}
	return NULL;
}

/* Only the first thread takes the timer's signals: a slot has one writer at a time. */
static void run_writers(uint64_t count, void (*during)(void))
{
	struct writer writers[2] = { { .slot = 1, .count = count }, { .slot = 2, .count = count } };
	sigset_t alarm;

	sigemptyset(&alarm);
	sigaddset(&alarm, SIGALRM);
	pthread_create(&writers[0].thread, NULL, write_records, &writers[0]);
	pthread_sigmask(SIG_BLOCK, &alarm, NULL);
	pthread_create(&writers[1].thread, NULL, write_records, &writers[1]);
	start_timer(SLOT_OF_SIGNALS, 300);
	if (during)
		during();
	for (int i = 0; i < 2; i++)
		pthread_join(writers[i].thread, NULL);
	stop_timer();
	/* what the last signal began */
	while (acks[SLOT_OF_SIGNALS] % 3)
		record(SLOT_OF_SIGNALS);
}

/* ---- deaths ------------------------------------------------------------------------------ */

static unsigned int microseconds;
static int death;

static void kill_self(void)
{
	usleep(microseconds);
	kill(getpid(), death);
	pause();
}

static void kill_parent(void)
{
	usleep(microseconds);
	kill(getppid(), SIGKILL);
	usleep(microseconds);
	enough = true;
}

static void kill_both(void)
{
	usleep(microseconds);
	kill(getppid(), SIGKILL);
	kill(getpid(), SIGKILL);
}

/* ---- processes --------------------------------------------------------------------------- */

static void records_of_child(uint64_t slot)
{
	start_timer(slot + 2, 100);
	for (int i = 0; i < RECORDS_OF_CHILD; i++)
		record(slot);
	stop_timer();
	while (acks[slot + 2] % 3)
		record(slot + 2);
}

static void exec_child(uint64_t slot)
{
	char text[24];

	snprintf(text, sizeof(text), "%llu", (unsigned long long)slot);
	execl("/proc/self/exe", "storm", acks_path, "child", text, NULL);
	_exit(127);
}

/* By turns: an exit of each kind, an exec, a death; or a grandchild that does it. */
static void child(uint64_t number)
{
	uint64_t slot = FIRST_CHILD + number * PER_CHILD;

	records_of_child(slot);
	switch (number % 6) {
	case 0:
		exit(0);
	case 1:
		_exit(0);
	case 2:
	case 3:
		exec_child(slot + 1);
		break;
	case 4:
		kill(getpid(), SIGKILL);
		break;
	default:
		if (!fork())
			exec_child(slot + 1);
		wait(NULL);
		_exit(0);
	}
}

static void start_child(uint64_t number)
{
	if (number % 7 == 6) {
		if (!vfork())
			execl("/proc/self/exe", "storm", acks_path, "vfork", NULL);
	} else if (!fork()) {
		child(number);
	}
}

static void run_forks(uint64_t count)
{
	start_timer(SLOT_OF_SIGNALS, 500);
	for (uint64_t i = 0; i < count; i++) {
		start_child(i);
		record(1);
		while (i >= AT_ONCE && waitpid(-1, NULL, 0) < 0)
			;
	}
	while (wait(NULL) > 0)
		;
	stop_timer();
	while (acks[1] % 3)
		record(1);
	while (acks[SLOT_OF_SIGNALS] % 3)
		record(SLOT_OF_SIGNALS);
}

/* ---- the whole --------------------------------------------------------------------------- */

static bool map_acks(const char *path)
{
	int fd = open(path, O_RDWR | O_CLOEXEC);

	if (fd < 0)
		return false;
	acks_path = path;
	acks = mmap(NULL, SLOTS * sizeof(*acks), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	return acks != MAP_FAILED;
}

static bool is(const char *mode, const char *word)
{
	return !strcmp(mode, word);
}

int main(int argc, char **argv)
{
	const char *mode = argc > 2 ? argv[2] : "";
	uint64_t count = argc > 3 ? strtoull(argv[3], NULL, 0) : 0;

	if (is(mode, "vfork"))
		return 0;
	if (argc < 4 || !map_acks(argv[1]))
		return 99;
	if (is(mode, "child")) {
		for (int i = 0; i < RECORDS_OF_CHILD; i++)
			record(count);
		return 0;
	}
	microseconds = (unsigned int)count;
	between = is(mode, "slow") ? microseconds : 0;
	death = argc > 4 ? atoi(argv[4]) : SIGKILL;
	__atomic_store_n(&acks[0], (uint64_t)getpid(), __ATOMIC_RELEASE);
	if (is(mode, "forks"))
		run_forks(count);
	else if (is(mode, "self"))
		run_writers(0, kill_self);
	else if (is(mode, "parent"))
		run_writers(0, kill_parent);
	else if (is(mode, "both"))
		run_writers(0, kill_both);
	else if (is(mode, "slow"))
		run_writers(0, NULL);
	else
		run_writers(count, NULL);
	if (is(mode, "crash"))
		*(volatile int *)8 = 1;
	if (is(mode, "abort"))
		abort();
	return 0;
}
