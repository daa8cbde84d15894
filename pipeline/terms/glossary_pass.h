/* One pass over pairs of lines: where the terms of a glossary are in the sources, and whether their targets are on the other side.
 *
 * Rows are read in rounds of a piece for each thread; what the threads found is then handed over in the order of the rows, so
 * that nothing depends on their number. Memory: the pieces, and what the callbacks keep. */
#ifndef SLUIS_GLOSSARY_PASS_H
#define SLUIS_GLOSSARY_PASS_H
#include "sluis/attest.h"
#include "sluis/match.h"

enum { PASS_HITS = 256 };       /* that count, of a row: what keeps it linear */
enum { PASS_SOURCE, PASS_TARGET, PASS_REFERENCE, PASS_DOC, PASS_TEXTS };

typedef struct pass_row { uint64_t line; size_t at[PASS_TEXTS], n[PASS_TEXTS]; } pass_row;   /* bytes of its piece */
typedef struct pass_hit {
    uint32_t row, term;
    bool lead;                   /* the entry that was found; the others behind it, to the next lead, are entries of the same source */
    bool there, confirmed;       /* its target is on the other side, in the reference: for this hit alone */
    size_t start, end;           /* where it is there, in the other side */
    bool scored; double window;  /* of the first hit of an entry in its row: overlap of the words around target and reference's target */
} pass_hit;

typedef struct pass_piece {
    sl_buf bytes;
    pass_row *rows; size_t nrows, rows_cap;
    pass_hit *hits; size_t nhits, hits_cap;
} pass_piece;

typedef struct pass_rules {
    const sl_termindex *index;
    const sl_english *english;   /* NULL: targets as they are written only */
    const uint32_t *same;        /* of each entry the next of the same source, UINT32_MAX none: pass_same() */
    unsigned flags, window;      /* of the matcher; words on each side, 0: no overlap is asked for */
    unsigned jobs;
    size_t piece;                /* bytes of text in a piece, at least 1 */
    bool reference;
    /* Append the next row: 1, 0 at the end, else minus an error. */
    int (*read)(void *ctx, pass_piece *p);
    /* In a thread, of a row just looked at: `words` of its target are cut. May be NULL. `worker` < jobs. */
    void (*look)(void *ctx, unsigned worker, const sl_attest *words);
    int (*take)(void *ctx, const pass_piece *p);       /* in order; 0 or an error */
    void *ctx;
} pass_rules;
int pass_run(const pass_rules *r);

static inline sl_str pass_text(const pass_piece *p, uint32_t row, int which) { return sl_slice(p->bytes.p + p->rows[row].at[which], p->rows[row].n[which]); }
/* Append a row with these texts. */
void pass_put(pass_piece *p, uint64_t line, const sl_str texts[PASS_TEXTS]);
/* For pass_rules.same; the caller frees it. */
uint32_t *pass_same(const sl_termbase *tb);
#endif
