/* The words of a text one by one, for the files that are the language identifier. */
#ifndef SLUIS_LID_WALK_H
#define SLUIS_LID_WALK_H
#include "lid_model.h"

typedef struct { sl_str text; size_t at; bool first, code; size_t latin, other; } lid_walk;    /* .first = true to begin with */
typedef struct { uint8_t letters[48]; unsigned n, capitals; bool first; size_t end; } lid_word;
bool lid_next(lid_walk *x, lid_word *w);                                   /* false at the end */
bool lid_weigh(const sl_lid *m, lid_word *w, lid_costs *cost);             /* false: it says nothing */
#endif
