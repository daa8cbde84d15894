/* The walk over the quotes of a line (sluis/quotes.h): what it knows at each place, and what it looks for ahead. */
#ifndef QUOTES_WALK_H
#define QUOTES_WALK_H
#include "sluis/quotes.h"
#include "sluis/utf8.h"

typedef enum { NONE, SINGLE, DOUBLE } kind;
typedef enum { STRAIGHT, LEFT, RIGHT, LOW, PRIME, ANGLE, APOSTROPHE } shape;
typedef enum { OPENS, CLOSES, IN_WORD } side;
typedef struct { int32_t c; kind k; unsigned rule; shape s; } sign;

typedef struct {
    const sl_quotes *q;
    sl_str in;
    sl_buf *out;
    unsigned changed;
    int32_t prev, before;    /* the character last written and the one before it; -1: none */
    bool single, opening;    /* prev is a single quote; a quote that opens */
    unsigned open_single, open_double;
    int paired;              /* guillemets that stand apart come in pairs: -1 not known */
    size_t last_closing;     /* where the last single quote stands that may close; SIZE_MAX not known */
    size_t last_end[2];      /* where the last sign stands that may close a quotation opened by a single and by a double guillemet */
    size_t sought;           /* from where on closer was looked for last, behind a backtick that opens; SIZE_MAX nowhere */
    size_t closer;           /* the first single quote or backtick from there on that closes; SIZE_MAX none */
    bool code;               /* it is a backtick, and ends a piece of code */
    bool reversed;           /* a guillemet that points right has opened a quotation, as in German */
} walk;

typedef struct { kind k; unsigned rule; shape s; size_t n; int32_t c; } token;

/* The sign that c is; NULL: none. */
const sign *sl_quotes_sign(int32_t c);

static inline int32_t ahead(const walk *w, size_t i) {
    int32_t c;
    if (i >= w->in.n) return -1;
    sl_utf8_next(w->in.p + i, w->in.n - i, &c);
    return c < 0 ? 0xFFFD : c;
}

static inline bool gap(int32_t c) { return c < 0 || sl_is_space(c); }
static inline bool any_of(int32_t c, const char *set) { return c > 0 && c < 0x80 && strchr(set, c); }
/* May a quotation begin behind what was written? */
static inline bool may_open(const walk *w) { return gap(w->prev) || w->opening || any_of(w->prev, "([{-/=<>") || w->prev == 0x2013 || w->prev == 0x2014; }
static inline bool ends_phrase(int32_t c) { return sl_is_alnum(c) || any_of(c, ".,!?;:)]}%*") || c == 0x2026 || c == 0x20AC; }
/* A mark behind which no quotation begins. Two commas may be a quote themselves. */
static inline bool closing_mark(const walk *w, size_t i) {
    int32_t c = ahead(w, i), next = any_of(c, ",.") ? ahead(w, i + 1) : -1;
    return c == ',' ? next != ',' : c == '.' ? gap(next) : any_of(c, ";:!?)]}");
}

/* What follows looks at the whole line, once for all signs in it, and is remembered. Places are offsets in w->in. */

/* A guillemet that stands apart from what it would quote (`next`: where that goes on): French typography, or an arrow as in
 * "File >> Open". */
bool sl_quotes_apart(const walk *w, int32_t c, int32_t before, size_t next);
/* Those are quotes when there are as many of either kind. */
bool sl_quotes_paired(walk *w);
/* Does the run of backticks at i..next begin or end a piece of code? */
bool sl_quotes_code(walk *w, size_t i, size_t next);
/* Does anything behind i end a quotation that a guillemet opened which points right? Else it is the sign of a list or a link. */
bool sl_quotes_has_end(walk *w, size_t i, kind k);
/* Where the last single quote stands that may close a quotation; 0: nowhere. */
size_t sl_quotes_last_closing(walk *w);
/* A backtick, before next, that is neither a quote nor an apostrophe: the sign itself, as in "the `-key". */
bool sl_quotes_tick(walk *w, size_t next);
#endif
