/* Folding: the form under which a glossary entry and its surface in a text are the same.
 *
 * Text is seen as segments: words (runs of letters, digits, marks, `_` and characters that show nothing), runs of white
 * space (all alike, whatever they are made of), and single other characters. Two texts match when their segments do,
 * blind to: case, NFC or NFD (canonical decomposition by ICU), the ligature U+0133, typographic apostrophes, quotes and
 * hyphens (U+2018/2019/02BC.., U+201C.., U+2010/2011), soft hyphens and other invisible characters within words.
 *
 * A segment's hash does not depend on where it stands; sl_fold_step() chains them into the hash of a phrase. So one may
 * also step with the hash of another form of a word (a stem, say). Equal hashes prove nothing: compare the forms.
 * Words of plain ASCII are hashed as they stand, eight bytes at a time; only others are decomposed. */
#ifndef SLUIS_FOLD_H
#define SLUIS_FOLD_H
#include "sluis/buf.h"

typedef enum { SL_SEG_WORD, SL_SEG_SPACE, SL_SEG_OTHER } sl_seg_kind;
typedef struct { size_t n; uint64_t hash; int32_t c; sl_seg_kind kind; } sl_seg;   /* n: bytes; c: an OTHER's folded character */

#define SL_FOLD_SEED 0x5157u
static inline uint64_t sl_fold_step(uint64_t h, uint64_t seg) {
    h = (h ^ seg) * 0x9E3779B97F4A7C15ull;
    return h ^ h >> 29;
}

static inline uint64_t sl_fold_space(void) { return sl_fold_step(5, ' '); }      /* the hash of white space */

extern const bool sl_fold_ascii_word[256];  /* false above ASCII */

/* The hash of a folded word of n bytes; `room` >= n bytes may be read at p. Setting bit 5 lower-cases ASCII letters and
 * leaves digits alone, so a word of plain ASCII need not be folded before. */
static inline uint64_t sl_fold_hash(const char *p, size_t n, size_t room) {
    const uint64_t lower = 0x2020202020202020ull;
    uint64_t h = n, x = 0;
    for (; n >= 8; p += 8, n -= 8, room -= 8) {
        memcpy(&x, p, 8);
        h = sl_fold_step(h, x | lower);
    }
    if (n == 0) return h;
    x = 0;
    if (room >= 8) memcpy(&x, p, 8);
    else memcpy(&x, p, n);
    return sl_fold_step(h, (x | lower) & ((1ull << 8 * n) - 1));
}

/* The segment at the front of `rest` (n >= 1). Invalid bytes are OTHER, and equal to nothing that is valid. */
sl_seg sl_fold_seg(sl_str rest, sl_buf *scratch);
/* Append the folded form of s, with its case kept, to out: what two texts are compared by. */
void sl_fold_form(sl_str s, sl_buf *out);

bool sl_fold_is_word(int32_t c);           /* part of a word segment */
int32_t sl_fold_char(int32_t c);           /* apostrophes to ', hyphens to -, quotes to ", others as they are */
#endif
