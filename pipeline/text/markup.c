/* Markup out of lines: a walk from piece to piece, and what is held back between lines; see sluis/markup.h.
 *
 * A line without a < goes straight through. All others are walked over in `held`, which begins with the < of the piece that was
 * not ended yet, if there is one. Where a piece is given up it is text from its < on, which is walked over again; so that this
 * stays linear, `refused` tells of each kind of piece up to where another is not worth a look. */
#include "markup_scan.h"
#include "sluis/entities.h"
#include <stdlib.h>

struct sl_markup_model {
    sl_markup_conf c;
    sl_words names;
    sl_entities *entities;
};

typedef enum { GAP_NONE, GAP_SPACE, GAP_LINE } gap;

struct sl_markup {
    const sl_markup_model *m;
    sl_markup_counts counts;
    sl_buf held, done;           /* not walked over yet; output that is not handed out yet */
    size_t ended;                /* of that, what is whole lines */
    sl_piece piece;              /* the one that held begins with */
    uint64_t base;               /* where held begins, in bytes of the file */
    uint64_t refused[PIECE_KINDS];
    char raw[SL_WORD_MAX];       /* document: the script or style that we are in, of nraw bytes; 0: none */
    size_t nraw;
    bool document;
    bool begun;                  /* there was text, so that nothing shows a document any more */
    bool filled;                 /* the line of output holds more than white space */
    gap gap;                     /* owed before the next text */
};

static const sl_words_class classes[] = {{"block", NAME_BLOCK}, {"apart", NAME_APART}, {"inline", NAME_INLINE}, {"raw", NAME_RAW},
                                         {"boolean", NAME_BOOLEAN}, {"document", NAME_DOCUMENT}, {NULL, 0}};
static const sl_words_kind kind = {classes, 0, 0, false};

int sl_markup_open(sl_markup_model **out, const sl_markup_conf *c, const char *dir, sl_err *e) {
    sl_markup_model *m = *out = sl_zalloc(sizeof *m);
    m->c = *c;
    int rc = c->entities ? sl_entities_open(&m->entities, dir, e) : 0;
    if (rc == 0 && c->tags != SL_TAGS_KEEP) rc = sl_words_open(&m->names, "nl-en", "tags.txt", dir, &kind, false, e);
    if (rc) sl_markup_close(m), *out = NULL;
    return rc;
}

void sl_markup_close(sl_markup_model *m) {
    if (!m) return;
    sl_entities_free(m->entities);
    sl_words_free(&m->names);
    free(m);
}

sl_markup *sl_markup_new(const sl_markup_model *m) {
    sl_markup *x = sl_zalloc(sizeof *x);
    x->m = m;
    return x;
}

const sl_markup_counts *sl_markup_count(const sl_markup *x) { return &x->counts; }

void sl_markup_free(sl_markup *x) {
    if (!x) return;
    sl_buf_free(&x->held);
    sl_buf_free(&x->done);
    free(x);
}

static bool blank(char c) { return c == ' ' || c == '\t'; }
static bool word_byte(char c) { return (unsigned)((c | 32) - 'a') < 26 || (unsigned)(c - '0') < 10 || (unsigned char)c >= 0x80; }
static bool white(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static sl_str part(sl_str s, size_t from, size_t to) { return sl_slice(s.p + from, to - from); }

static void end_line(sl_markup *x) {
    sl_putc(&x->done, '\n');
    x->ended = x->done.n;
    x->filled = false;
    x->gap = GAP_NONE;
}

/* What was owed, before text; it may begin further on then. */
static sl_str close_gap(sl_markup *x, sl_str s) {
    sl_buf *out = &x->done;
    if (x->gap == GAP_LINE) {
        while (s.n && blank(*s.p)) s.p++, s.n--;
        if (!s.n) return s;
        if (x->filled) end_line(x);
    }
    else if (x->gap == GAP_SPACE && out->n && !white(out->p[out->n - 1]) && !white(*s.p)) sl_putc(out, ' ');
    x->gap = GAP_NONE;
    return s;
}

/* Note that there is more than white space. */
static void note(sl_markup *x, sl_str s) {
    for (size_t i = 0; !x->filled && i < s.n; i++) x->filled = !white(s.p[i]);
    x->begun |= x->filled;
}

static void append(sl_markup *x, sl_str s, sl_buf *out) {
    const sl_markup_model *m = x->m;
    if (m->entities) x->counts.entities += sl_entities_text(m->entities, s, m->c.nested, out);
    else sl_puts(out, s);
}

/* Text without line ends. */
static void put_part(sl_markup *x, sl_str s, bool references) {
    if (s.n && x->gap) s = close_gap(x, s);
    note(x, s);
    if (references) append(x, s, &x->done);
    else sl_puts(&x->done, s);
}

static void put_text(sl_markup *x, sl_str s, bool references) {
    for (const char *q; s.n && (q = memchr(s.p, '\n', s.n));) {
        put_part(x, sl_slice(s.p, (size_t)(q - s.p)), references);
        end_line(x);
        s = sl_slice(q + 1, s.n - (size_t)(q + 1 - s.p));
    }
    put_part(x, s, references);
}

/* The ends of lines and columns that stood in markup. */
static void keep_breaks(sl_markup *x, sl_str s) {
    const char *q;
    if (x->m->c.tags == SL_TAGS_LINES) return;
    if (x->m->c.columns && memchr(s.p, '\t', s.n)) {
        for (size_t i = 0; i < s.n; i++)
            if (s.p[i] == '\n') end_line(x);
            else if (s.p[i] == '\t') sl_putc(&x->done, '\t');
        return;
    }
    for (; s.n && (q = memchr(s.p, '\n', s.n)); s = sl_slice(q + 1, s.n - (size_t)(q + 1 - s.p))) end_line(x);
}

/* What markup leaves behind. */
static void part_words(sl_markup *x, const sl_piece *p) {
    static const bool parts[PIECE_KINDS] = {[PIECE_INSTRUCTION] = true, [PIECE_DECLARATION] = true, [PIECE_RAW] = true};
    gap g = p->bits & NAME_BLOCK && x->m->c.tags == SL_TAGS_LINES ? GAP_LINE : parts[p->kind] || p->bits & (NAME_BLOCK | NAME_APART) ? GAP_SPACE : GAP_NONE;
    if (x->m->c.tags == SL_TAGS_SPACE) sl_putc(&x->done, ' ');
    else if (g > x->gap) x->gap = g;
}

static void take_out(sl_markup *x, const sl_piece *p, sl_str s) {
    x->counts.tags++;
    if (p->kind == PIECE_CDATA) {
        put_text(x, part(s, 9, s.n - 3), false);
        return;
    }
    if (p->bits & NAME_DOCUMENT) {                 /* behind </html> another may begin */
        bool over = p->kind == PIECE_END;
        x->document = !over && (x->document || !x->begun);
        x->begun &= !over;
    }
    part_words(x, p);
    keep_breaks(x, s);
    if (!x->document || p->kind != PIECE_TAG || !(p->bits & NAME_RAW) || p->closed) return;
    x->nraw = p->name;
    memcpy(x->raw, s.p + 1, p->name);
}

/* Document: leave out the content of a script. Returns where it ends. */
static size_t skip_raw(sl_markup *x, sl_str s, size_t from) {
    size_t end = sl_piece_end_tag(s.p, s.n, from, sl_slice(x->raw, x->nraw));
    keep_breaks(x, part(s, from, end));
    if (end < s.n) x->nraw = 0;
    return end;
}

/* Has a piece gone on for too long behind its first line? */
static bool too_long(sl_piece *p, sl_str rest) {
    if (p->i <= SL_MARKUP_HOLD) return false;
    const char *lf = p->line ? NULL : memchr(rest.p, '\n', p->i);
    if (lf) p->line = (size_t)(lf - rest.p);
    return p->line && p->i - p->line > SL_MARKUP_HOLD;
}

static const sl_str quotes[][2] = {{SL_LIT("\""), SL_LIT("\"")}, {SL_LIT("'"), SL_LIT("'")}, {SL_LIT("`"), SL_LIT("`")},
    {SL_LIT("“"), SL_LIT("”")}, {SL_LIT("‘"), SL_LIT("’")}, {SL_LIT("„"), SL_LIT("”")}, {SL_LIT("„"), SL_LIT("“")}, {SL_LIT("«"), SL_LIT("»")}};

/* Outside a document a tag that is all that stands in quotes is spoken of: "<b>". Is there a pair of quotes before `at` and behind
 * `end`, and no word behind that? With `end` SIZE_MAX only the first is looked at. */
static bool spoken_of(sl_str s, size_t at, size_t end) {
    if (!at || ((unsigned char)s.p[at - 1] < 0x80 && !strchr("\"'`", s.p[at - 1]))) return false;
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        if (!sl_ends(part(s, 0, at), quotes[i][0])) continue;
        if (end == SIZE_MAX) return true;
        size_t next = end + quotes[i][1].n;
        if (sl_starts(part(s, end, s.n), quotes[i][1]) && !word_byte(next < s.n ? s.p[next] : ' ')) return true;
    }
    return false;
}

/* Look at the piece that begins in s at `from`; SCAN_TEXT with p->i where to look for the next. */
static sl_scan look(sl_markup *x, sl_piece *p, sl_str s, size_t from, bool end) {
    sl_str rest = part(s, from, s.n);
    uint64_t at = x->base + from;
    bool strict = at < x->refused[PIECE_TAG], document = x->document && !strict;
    const sl_words *names = &x->m->names;
    if (!p->kind) {
        sl_piece_open(p, names, document, rest.p, rest.n);
        p->strict = strict;
        p->no_raw = at < x->refused[PIECE_RAW] || spoken_of(s, from, SIZE_MAX);
    }
    if (!p->kind || (p->kind != PIECE_TAG && p->kind != PIECE_RAW && at < x->refused[p->kind])) return SCAN_TEXT;
    sl_scan r = sl_piece_scan(p, names, document, rest.p, rest.n);
    if (r == SCAN_DONE && !x->document && spoken_of(s, from, from + p->i)) r = SCAN_TEXT;
    if (r == SCAN_TEXT || (!too_long(p, rest) && (r == SCAN_DONE || !end))) return r;
    x->refused[p->kind] = at + p->i;
    p->i = 1;
    return SCAN_TEXT;
}

/* Walk over s, which ends with a line; returns where what has to be held back begins. */
static size_t walk(sl_markup *x, sl_str s, bool end) {
    size_t from = 0, at = 0;
    sl_piece p = x->piece;
    x->piece = (sl_piece){0};
    while (at < s.n) {
        if (x->nraw) from = at = skip_raw(x, s, at);
        const char *q = memchr(s.p + at, '<', s.n - at);
        if (!q) break;
        at = (size_t)(q - s.p);
        sl_scan r = look(x, &p, s, at, end);
        if (r != SCAN_TEXT) put_text(x, part(s, from, at), true), from = at;
        if (r == SCAN_MORE) {
            x->piece = p;
            return at;
        }
        at += p.i;
        if (r == SCAN_DONE) take_out(x, &p, part(s, from, at)), from = at;
        p = (sl_piece){0};
    }
    put_text(x, part(s, from, s.n), true);
    return s.n;
}

static void walk_held(sl_markup *x, bool end) {
    size_t n = walk(x, sl_view(&x->held), end);
    if (!n) return;
    x->base += n;
    x->held.n -= n;
    memmove(x->held.p, x->held.p + n, x->held.n);
}

/* The lines of output that have their end. */
static void hand_out(sl_markup *x, sl_buf *out) {
    size_t n = x->ended;
    if (!n) return;
    sl_put(out, x->done.p, n);
    x->done.n -= n;
    memmove(x->done.p, x->done.p + n, x->done.n);
    x->ended = 0;
}

void sl_markup_line(sl_markup *x, sl_str line, sl_buf *out) {
    bool idle = !x->held.n && !x->nraw && !x->done.n && !x->gap;
    if (idle && (!x->m->c.tags || !line.n || !memchr(line.p, '<', line.n))) {
        if (!x->begun) note(x, line);
        append(x, line, out);
        sl_putc(out, '\n');
        x->filled = false;
        x->base += line.n + 1;
        return;
    }
    sl_puts(&x->held, line);
    sl_putc(&x->held, '\n');
    walk_held(x, false);
    hand_out(x, out);
}

void sl_markup_end(sl_markup *x, sl_buf *out) {
    if (x->held.n) walk_held(x, true);
    if (x->done.n > x->ended) end_line(x);
    hand_out(x, out);
    *x = (sl_markup){.m = x->m, .counts = x->counts, .held = x->held, .done = x->done};
}
