/* How stages show what sluis/salvage.h finds: check --gzip tells it, unpack --salvage takes it. */
#ifndef SLUIS_SALVAGE_STAGE_H
#define SLUIS_SALVAGE_STAGE_H
#include "sluis/salvage.h"
#include "sluis/stage.h"

#define SL_SALVAGE_COUNTS "members", "saved-lines", "saved-bytes", "holes", "lost-bytes"
enum { SL_SALVAGE_NCOUNTS = 5 };

/* Both count from s->count[first] on, in that order, and warn of every hole. */
/* Say of every input what can be saved of it; damage is amiss. */
int sl_check_gzip(sl_stage *s, unsigned first);
/* Emit the lines of an input that can be saved; what cannot is amiss. */
int sl_unpack_salvage(sl_stage *s, const char *path, unsigned first);
#endif
