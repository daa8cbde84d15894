/* What was one character before it was read wrongly: the candidates at a place of a line; see sluis/repair.h. */
#ifndef REPAIR_H
#define REPAIR_H
#include "sluis/repair.h"

enum { SL_MISREAD_CP1252, SL_MISREAD_MACROMAN, SL_MISREAD_CP437, SL_MISREAD_CP850, SL_MISREADS };      /* UTF-8, read as these */
enum { SL_MISREAD_TABLE = 0x2600 };

typedef struct {
    unsigned char byte[SL_MISREADS][SL_MISREAD_TABLE];         /* what a character's byte was; 0: it has none */
    int32_t c1[32];                                            /* cp1252's for 0x80 to 0x9F */
} sl_misread;

typedef struct { unsigned n, kind, m; int32_t to[2]; } sl_candidate;    /* n characters become m */

void sl_misread_make(sl_misread *t);
static inline unsigned sl_misread_byte(const sl_misread *t, unsigned set, int32_t c) {
    return c < SL_MISREAD_TABLE ? t->byte[set][c] : c == 0xF8FF && set == SL_MISREAD_MACROMAN ? 0xF0 : 0;
}
enum { SL_CANDIDATES = 4 };
/* Those at v[i], when text is taken to have been misread as `set`. Returns how many there are. */
unsigned sl_misread_at(const sl_misread *t, unsigned set, const int32_t *v, size_t n, size_t i, sl_candidate got[SL_CANDIDATES]);
#endif
