#include "db/replay/derive.h"
bool world_in_flight(struct replay *replay, uint32_t process, uint64_t address, uint64_t size)
{ (void)replay; (void)process; (void)address; (void)size; return false; }
