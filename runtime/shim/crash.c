// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * crash.c - a program dies of a signal: what it was doing
 *
 *	signal -> CRASH -> default action -> the signal again
 *
 * The signal is sent again, as it was. It comes when the handler returns, where it came
 * the first time, now with the default action: the core that is dumped is of that
 * instruction, and whoever waits for the program sees what it would have seen.
 *
 * The stack begins with the instruction. Functions that keep no frame, most of the C
 * library's, hide who has called them; where what is on top of the stack may be such a
 * return address, it is taken in.
 */
#include <string.h>
#include <ucontext.h>

#include "runtime/record/image.h"
#include "runtime/record/system.h"
#include "runtime/record/walk.h"
#include "runtime/shim/real.h"
#include "runtime/shim/signal.h"

/* struct place - where a thread was */
struct place {
	uintptr_t pc;
	uintptr_t sp;
	uintptr_t frame;
	uintptr_t link;		/* a return address in a register, 0: none */
};

static struct place place_of(const void *context)
{
	const mcontext_t *machine = &((const ucontext_t *)context)->uc_mcontext;

#if defined(__x86_64__)
	return (struct place){ .pc = (uintptr_t)machine->gregs[REG_RIP],
			       .sp = (uintptr_t)machine->gregs[REG_RSP],
			       .frame = (uintptr_t)machine->gregs[REG_RBP] };
#elif defined(__aarch64__)
	return (struct place){ .pc = machine->pc, .sp = machine->sp,
			       .frame = machine->regs[29], .link = machine->regs[30] };
#endif
}

static void frames_add(struct frames *frames, uintptr_t address)
{
	if (frames->count < RECORD_FRAMES)
		frames->addresses[frames->count++] = address;
}

/* What a call leaves on the stack: an address in code, behind a call. */
static bool is_return(uintptr_t address)
{
#if defined(__x86_64__)
	const unsigned char *code = (const unsigned char *)address;

	if (!image_has(address) || !image_has(address - 7) || !walk_readable(address - 7))
		return false;
	/* call to an address; call through a register or memory, of 2 to 7 bytes */
	if (code[-5] == 0xe8)
		return true;
	for (int size = 2; size <= 7; size++)
		if (code[-size] == 0xff && (code[1 - size] & 0x38) == 0x10)
			return true;
	return false;
#else
	return image_has(address);
#endif
}

/* The frame that is still that of the caller, or 0. A stack that overflows has pages missing. */
static uintptr_t frame_believed(const struct writer *writer, const struct place *place)
{
	uintptr_t frame = place->frame;

	if (frame < place->sp || frame % sizeof(uintptr_t) ||
	    frame > writer->high - sizeof(struct frame_record) ||
	    !walk_readable(frame) || !walk_readable(frame + sizeof(uintptr_t)))
		return 0;
	return frame;
}

static void crash_walk(struct writer *writer, const struct place *place, struct frames *frames)
{
	uintptr_t frame = 0, hidden = place->link, shown = 0;

	frames_add(frames, place->pc);
	if (walk_inside(writer, place->sp)) {
		frame = frame_believed(writer, place);
		if (!hidden && place->sp % sizeof(uintptr_t) == 0 && walk_readable(place->sp))
			hidden = *(const uintptr_t *)place->sp;
	}
	if (frame)
		shown = ((const struct frame_record *)frame)->address;
	if (hidden && hidden != shown && is_return(hidden))
		frames_add(frames, hidden);
	for (; frame; frame = walk_above(writer, frame))
		frames_add(frames, ((const struct frame_record *)frame)->address);
}

/* Where the system takes no more signals, a fault comes again by itself. */
static void signal_again(int number, siginfo_t *info)
{
	const struct sigaction action = { .sa_handler = SIG_DFL };
	long process = system_call(SYS_getpid), thread = system_call(SYS_gettid);

	real(sigaction)(number, &action, NULL);
	if (system_call(SYS_rt_tgsigqueueinfo, process, thread, number, info) &&
	    info->si_code <= 0)
		system_call(SYS_tgkill, process, thread, number);
}

void crash_handle(int number, siginfo_t *info, void *context)
{
	struct record_header *header = file_header();
	struct frames frames = { .count = 0 };
	struct place place = place_of(context);
	struct writer *writer = header ? writer_get(header) : NULL;

	if (writer) {
		image_look();
		crash_walk(writer, &place, &frames);
		record_event_stack(&(const struct dmacheck_event){
			.kind = DMACHECK_CRASH, .value = number, .type = (unsigned int)info->si_code,
			.address = (uintptr_t)info->si_addr }, &frames);
	}
	signal_again(number, info);
}
