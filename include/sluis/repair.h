/* Repair of text that was decoded by the wrong charset (mojibake).
 *
 * Two kinds of damage leave other traces, and are undone in other ways:
 *  - UTF-8 that was read as a single-byte set: EÃ©n, CafÔö£┬«, ÔÇ£. Each character was two or three; so the sequences that were
 *    one character's bytes are found and made one again, where they stand, as often as it was done. Also when one of them was
 *    lost on the way: a NBSP that became a space (voilÃ ), an undefined byte that vanished (â€), a tilde (geA¯nspireerd).
 *  - MacRoman or cp850 that was read as cp1252: Belgi‘, B‚ziers, ÒnietÓ. The whole line is read anew.
 * A repair is made when the characters it gives are far likelier between their neighbours than those they replace
 * (sluis/letters.h), by more than a margin for each kind. A line whose characters are all known where they stand is left alone
 * without more ado, so Ã, Â and € themselves are no reason for anything. */
#ifndef SLUIS_REPAIR_H
#define SLUIS_REPAIR_H
#include "sluis/charset.h"
#include "sluis/letters.h"

enum { SL_REPAIR_CP1252, SL_REPAIR_MACROMAN, SL_REPAIR_CP437, SL_REPAIR_CP850, SL_REPAIR_C1, SL_REPAIR_LOST,
       SL_REPAIR_AS_MACROMAN, SL_REPAIR_AS_CP850, SL_REPAIR_N };
/* UTF-8 read as ...; bytes of cp1252 read as ISO 8859-1; a byte was lost; what was really MacRoman, cp850 read as cp1252. */
#define SL_REPAIR_NAMES "utf-8-as-cp1252", "utf-8-as-macroman", "utf-8-as-cp437", "utf-8-as-cp850", "cp1252-as-iso-8859-1", "lost-byte", \
    "macroman-as-cp1252", "cp850-as-cp1252"

typedef struct sl_repair sl_repair;                            /* immutable: tables of the charsets; `letters` is borrowed */
sl_repair *sl_repair_new(const sl_letters *letters);
void sl_repair_free(sl_repair *r);

typedef struct { int32_t *v; size_t n, cap; } sl_codes;       /* characters of a line */
enum { SL_REPAIR_KNOWN = 1 << 12 };
typedef struct {
    sl_codes a, b, c, best;
    uint64_t known[SL_REPAIR_KNOWN];                           /* characters that were found to be in their place: three of them each */
} sl_repair_scratch;                                           /* zero-initialised is ready; for one sl_repair only */
void sl_repair_scratch_free(sl_repair_scratch *s);

/* The first line of `lines` (valid UTF-8, lines ended by LF) from offset `from` (a line's beginning) on that needs a closer look:
 * its offset, or lines.n. Runs at the speed of memory over what is plain. */
size_t sl_repair_suspect(const sl_repair *r, sl_repair_scratch *s, sl_str lines, size_t from);
/* Append the line, which is valid UTF-8, repaired. Returns the kinds of repairs made, 1 << SL_REPAIR_... each; 0: nothing was done
 * and nothing appended. `reread`: the line may have been read as cp1252. Linear in the line's length. */
unsigned sl_repair_line(const sl_repair *r, sl_repair_scratch *s, sl_str line, bool reread, sl_buf *out);
#endif
