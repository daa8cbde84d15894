/* Numbers of placeholders in a text. */
#ifndef SLUIS_IDNUMBER_H
#define SLUIS_IDNUMBER_H
#include "sluis/placeholder.h"

/* Digits of a run, as plain ones; those beyond the room make it no id. odd: some are not ASCII. */
typedef struct { char d[24]; size_t n; bool odd; size_t end; } id_run;
id_run id_run_read(sl_str s, size_t i);           /* n 0: none stands at i */
/* Add a group of thousands as engines part them: 7,001 7.001 7 001. False when the run is not followed by one. */
bool id_run_join(sl_str s, id_run *r);
uint32_t id_run_id(const sl_ph *ph, const id_run *r);       /* the id that it is in this style, 0 for none */
#endif
