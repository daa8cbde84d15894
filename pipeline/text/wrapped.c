/* Which lines of wrapped text belong together; see sluis/wrapped.h. */
#include "wrapped.h"
#include <stdlib.h>

typedef sl_wrapped_row row;
typedef struct sl_wrapped_piece { size_t at; uint64_t offset; } piece;

enum { USUAL = 64,             /* the width of lines until something is known of it */
       WINDOW = 512 };         /* rows after which a block without end is looked at */

void sl_wrapped_line(sl_wrapped *w, sl_str line) {
    w->rows = sl_grow(w->rows, &w->cap, w->n + 1, sizeof *w->rows);
    row *r = &w->rows[w->n++];
    sl_wrapped_look(line, r);
    r->page = w->page;
    w->page = false;
    line.p += r->from;
    r->offset = w->offset + r->from;
    r->at -= r->from;
    r->from = w->bytes.n;
    r->at += r->from;
    sl_put(&w->bytes, line.p, r->at - r->from + r->n);
}

void sl_wrapped_end(sl_wrapped *w) { w->ended = true; }

enum { COLUMNS = 256 };         /* wider lines are as wide as that */

/* pdftotext joins the two lines of a divided word, so that some lines are up to twice as wide as the others. When those are few, and most
 * others about as wide as each other, of such a line its second half counts. Returns the width that nearly all others keep to; 0: no such lines. */
static unsigned without_doubles(sl_wrapped *w) {
    unsigned rows[COLUMNS] = {0}, n = 0, sum = 0, middle = 0, most = 0, wide = 0, huge = 0, full = 0;
    for (size_t i = 0; i < w->n; i++)
        if (!w->rows[i].apart) rows[w->rows[i].width < COLUMNS ? w->rows[i].width : COLUMNS - 1]++, n++;
    for (; middle < COLUMNS - 1 && (sum += rows[middle]) * 2 <= n; middle++) {}
    bool few = n <= 5;
    if (few) middle = w->doubles ? w->learned : 0;
    if (middle <= 50) return 0;
    unsigned limit = middle + 4 + middle / 8;
    for (unsigned i = limit + 1; i < COLUMNS; i++) wide += rows[i], huge += i > 2 * middle + 10 ? rows[i] : 0;
    for (unsigned i = middle - middle / 6; i <= limit && i < COLUMNS; i++) full += rows[i];
    if (!wide || huge * 3 > wide || wide * (few ? 2 : 3) > n || (!few && full * 2 < n)) return 0;
    w->doubles = true;
    for (sum = 0; most < limit && (sum += rows[most]) * 10 < (n - wide) * 9; most++) {}
    if (most < middle) most = middle;
    for (size_t i = 0; i < w->n; i++) {
        row *r = &w->rows[i];
        if (r->width <= limit || r->longest >= most / 2) continue;
        r->end = r->width - (r->width - limit + most - 1) / most * most;
    }
    return most;
}

/* Width at which the lines of the block were broken: the widest that has company, and what was learned before. When nearly every
 * line is full at the block's own width, that is it, however narrow. */
static unsigned width(sl_wrapped *w) {
    unsigned most = 0, second = 0, full = 0, pairs = 0;
    for (size_t i = 0; i < w->n; i++) {
        unsigned x = w->rows[i].apart ? 0 : w->rows[i].width;
        if (x > most) second = most, most = x;
        else if (x > second) second = x;
    }
    unsigned single = without_doubles(w);
    if (single) most = single;
    else if (most > second + 15 && w->n > 1) most = second > USUAL || w->learned ? second : most;
    for (size_t i = 0; i + 1 < w->n; i++) {
        const row *a = &w->rows[i], *b = a + 1;
        if (a->apart || b->apart || b->item || a->quotes != b->quotes) continue;
        pairs++;
        full += a->width + 1 + b->first + 3 > most;
    }
    bool sure = full * 4 >= pairs * 3 && pairs >= (most > 40 ? 3 : 6);
    if (sure) return w->learned = most;
    unsigned known = w->learned ? w->learned : USUAL;
    return most > known ? most : known;
}

/* Line a ended although the first word of b would have fitted, by so much that it was meant. A wrong part behind the end of a sentence
 * costs nothing, so little is asked there; before a lower-case word much. */
static bool broken_early(const row *a, const row *b, unsigned max) {
    if (a->hyphen) return false;
    unsigned slack = b->lower ? max / 2 : a->stops ? 0 : a->comma ? max / 3 : max / 4;
    return a->end + 1 + b->first + slack <= max;
}

/* An item's mark in the middle of a sentence may be chance: "in chapter / 3. ..." */
static bool opens_item(const row *first, const row *a, const row *b, unsigned max) {
    if (!b->item) return false;
    if (b->indent != a->indent || a->stops || broken_early(a, b, max)) return true;
    return b->item == first->item && b->bullet == first->bullet;
}

/* `first` is the paragraph's first line, a the last so far, b the next. */
static bool indent_fits(const row *first, const row *a, const row *b, unsigned max) {
    if (a != first) return b->indent == a->indent;
    if (b->indent == a->indent || (a->item && b->indent == a->body)) return true;
    if (broken_early(a, b, max) || b->quotes) return false;
    if (b->indent > a->indent) return b->indent - a->indent <= 12 && a->width + 12 > max;
    return !a->item && a->indent - b->indent <= 10 && a->width + 12 > max;
}

/* Behind the end of a sentence another paragraph, or a heading, may open the page; half a line and more of text goes on. */
static bool turns(const row *a, const row *b, unsigned max) {
    if (a->stops && !b->lower && b->width * 4 < max * 3) return false;
    return !b->item && !broken_early(a, b, max);
}

static bool joins(const row *first, const row *a, const row *b, unsigned max) {
    if (a->apart || b->apart || a->quotes != b->quotes) return false;
    if (b->page) return turns(a, b, max);
    return !opens_item(first, a, b, max) && indent_fits(first, a, b, max) && !broken_early(a, b, max);
}

static void add_piece(sl_wrapped *w, size_t at, uint64_t offset) {
    w->pieces = sl_grow(w->pieces, &w->piecescap, w->npieces + 1, sizeof *w->pieces);
    w->pieces[w->npieces++] = (piece){at, offset};
}

uint64_t sl_wrapped_offset(const sl_wrapped *w, size_t at) {
    size_t low = 0;
    for (size_t high = w->npieces; low + 1 < high;) {
        size_t middle = low + (high - low) / 2;
        if (w->pieces[middle].at <= at) low = middle;
        else high = middle;
    }
    return w->pieces[low].offset + (at - w->pieces[low].at);
}

static void put_rows(sl_wrapped *w, size_t from, size_t to) {
    const row *r = &w->rows[from];
    sl_clear(&w->par);
    w->npieces = 0;
    sl_put(&w->par, w->bytes.p + r->from, r->at - r->from + r->n);
    add_piece(w, 0, r->offset);
    for (size_t i = from + 1; i < to; i++) {
        r = &w->rows[i];
        w->quotes += r->quotes;
        w->hyphens += sl_wrapped_append(w, &w->par, sl_slice(w->bytes.p + r->at, r->n));
        add_piece(w, w->par.n - r->n, r->offset + (r->at - r->from));
    }
}

/* Drop the rows that were given. */
static void shift(sl_wrapped *w) {
    size_t cut = w->given < w->n ? w->rows[w->given].from : w->bytes.n;
    if (cut) memmove(w->bytes.p, w->bytes.p + cut, w->bytes.n - cut);
    if (w->given) memmove(w->rows, w->rows + w->given, (w->n - w->given) * sizeof *w->rows);
    w->bytes.n -= cut;
    w->n -= w->given;
    w->given = 0;
    for (size_t i = 0; i < w->n; i++) w->rows[i].from -= cut, w->rows[i].at -= cut;
}

bool sl_wrapped_next(sl_wrapped *w, sl_str *paragraph) {
    if (!w->most) w->most = WINDOW;
    if (!w->ended && w->n < w->most) return false;
    if (w->given == 0 && w->n) w->max = width(w);
    size_t i = w->given, k = i + 1;
    while (k < w->n && joins(&w->rows[i], &w->rows[k - 1], &w->rows[k], w->max)) k++;
    if (i < w->n && (k < w->n || w->ended)) {
        put_rows(w, i, k);
        w->given = k;
        w->paged = w->rows[i].page;
        *paragraph = sl_view(&w->par);
        return true;
    }
    w->most = w->ended ? WINDOW : (w->n - i) * 2 > WINDOW ? (w->n - i) * 2 : WINDOW;    /* the last one goes on */
    shift(w);
    w->ended = false;
    return false;
}

void sl_wrapped_forget(sl_wrapped *w) {
    w->learned = 0;
    w->doubles = false;
}

void sl_wrapped_free(sl_wrapped *w) {
    sl_buf_free(&w->bytes);
    sl_buf_free(&w->par);
    free(w->rows);
    free(w->pieces);
    w->rows = NULL;
    w->pieces = NULL;
}
