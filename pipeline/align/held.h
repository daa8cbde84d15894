/* One side of a document as it was read: sentences with their ids, marks and further columns. */
#ifndef SLUIS_ALIGN_HELD_H
#define SLUIS_ALIGN_HELD_H
#include "sluis/align.h"
#include "sluis/patterns.h"

typedef struct sl_held {                 /* zero-initialised is empty; its memory is kept from document to document */
    sl_buf bytes;
    size_t *end; size_t endcap;          /* sentence k, its id and its further columns end at end[3k + 1], end[3k + 2], end[3k + 3] */
    size_t n, nwords;                    /* sentences; those that are not blank */
    uint32_t *which; size_t whichcap;    /* number k is sentence which[k]: first those that are not blank, then the blank ones */
    sl_str *text; size_t textcap;        /* of number k */
    uint8_t *mark; size_t markcap;       /* SL_ALIGN_PAR, SL_ALIGN_HARD; of a sentence until sl_held_sift, then of number k */
} sl_held;

void sl_held_clear(sl_held *h);
void sl_held_add(sl_held *h, sl_str text, sl_str id, sl_str meta, uint8_t mark);
sl_str sl_held_sentence(const sl_held *h, size_t sentence);
sl_str sl_held_name(const sl_held *h, size_t sentence);  /* its id */
/* All sentences are there and marked: number them. */
void sl_held_sift(sl_held *h);
sl_str sl_held_id(const sl_held *h, size_t k);           /* of number k, as below */
sl_str sl_held_meta(const sl_held *h, size_t k);
void sl_held_put_ids(const sl_held *h, uint32_t from, unsigned n, sl_buf *out);   /* those of n numbers with commas, behind a TAB */
bool sl_held_blank(sl_str text);         /* it has no word: nothing but white space of ASCII */
/* For the aligner, which does not see blank sentences. It gets no marks when none but the first sentence has one: nothing is known then. */
sl_align_text sl_held_text(const sl_held *h);
void sl_held_free(sl_held *h);

/* Delimiters that no bead crosses. */
enum { SL_HARD_NONE, SL_HARD_BLANK, SL_HARD_PAR, SL_HARD_MATCH };
typedef struct sl_hard {
    int how;
    const char *expression;
    sl_patterns *match;                  /* SL_HARD_MATCH: a sentence that matches begins a section */
} sl_hard;

int sl_hard_open(sl_hard *h, const char *how, sl_err *e);      /* `blank`, `PAR` or an expression; SL_EUSAGE: it is none. NULL: none at all */
void sl_hard_close(sl_hard *h);
/* Mark a side before sl_held_sift: a sentence behind a blank line begins a paragraph, and delimiters as `h` has them. The
 * sentence on which the expression was given up, from 0; SIZE_MAX: none was. */
size_t sl_hard_mark(const sl_hard *h, sl_patterns_state *t, sl_held *side);
/* Both sides need as many delimiters. False: they have not, and each became the start of a paragraph. */
bool sl_hard_agree(sl_held *one, sl_held *two);
#endif
