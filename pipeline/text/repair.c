/* Mojibake: which candidates are believed; see sluis/repair.h. */
#include "repair.h"
#include "sluis/utf8.h"
#include <stdlib.h>

struct sl_repair {
    const sl_letters *letters;
    sl_misread misread;
    int32_t reread[2][SL_MISREAD_TABLE];         /* what a character was, had its byte not been read as cp1252 */
};

static const struct { const char *charset; unsigned kind; } rereads[2] = {{"macroman", SL_REPAIR_AS_MACROMAN}, {"cp850", SL_REPAIR_AS_CP850}};

/* By how much (in nats) a candidate must be likelier than what it replaces. */
static const float margin[SL_REPAIR_N] = {2, 3, 3, 3, 2, 6, 6.5f, 6.5f};
static const float least_likely = -10.5f;        /* of the characters of a line that was read anew, on average */

sl_repair *sl_repair_new(const sl_letters *letters) {
    sl_repair *r = sl_zalloc(sizeof *r);
    r->letters = letters;
    sl_misread_make(&r->misread);
    for (unsigned k = 0; k < 2; k++) {
        sl_charset cs;
        sl_err e = {0};
        sl_charset_find(rereads[k].charset, &cs, &e);
        for (int32_t c = 0x80; c < SL_MISREAD_TABLE; c++) {
            unsigned b = r->misread.byte[SL_MISREAD_CP1252][c];
            if (b) sl_utf8_next(cs.table[b].b, cs.table[b].n, &r->reread[k][c]);
        }
    }
    return r;
}

void sl_repair_free(sl_repair *r) { free(r); }

void sl_repair_scratch_free(sl_repair_scratch *s) {
    free(s->a.v);
    free(s->b.v);
    free(s->c.v);
    free(s->best.v);
    memset(s, 0, sizeof *s);
}

/* Looking for lines to repair */

enum { SOFT_HYPHEN = 0xAD };
typedef struct { int32_t before, c, after; size_t n; } spot;

static spot spot_at(sl_str s, size_t i) {
    spot p = {.before = -1, .after = -1};
    p.n = (size_t)sl_utf8_next(s.p + i, s.n - i, &p.c);
    if (i) sl_utf8_prev(s.p, i, &p.before);
    if (i + p.n < s.n) sl_utf8_next(s.p + i + p.n, s.n - i - p.n, &p.after);
    if (p.before == '\n') p.before = -1;
    if (p.after == '\n') p.after = -1;
    return p;
}

/* Is there nothing to ask about this character? One that cp1252 does not have was not read as cp1252, and alone not as anything. */
static bool fine(const sl_repair *r, const spot *p) {
    unsigned b = sl_misread_byte(&r->misread, SL_MISREAD_CP1252, p->c);
    if (p->after >= 0x80 && b >= 0xC2 && (sl_misread_byte(&r->misread, SL_MISREAD_CP1252, p->after) & 0xC0) == 0x80) return false;
    if ((!b || p->c == SOFT_HYPHEN) && p->before < 0x80 && p->after < 0x80) return true;
    return sl_letters_known(r->letters, p->before, p->c, p->after);
}

/* Characters in place come again and again, so it is remembered which they were. Never 0: c is beyond ASCII. */
static bool in_place(const sl_repair *r, sl_repair_scratch *s, const spot *p) {
    uint64_t key = (uint64_t)(p->before + 1) << 42 | (uint64_t)p->c << 21 | (uint64_t)(p->after + 1);
    uint64_t *slot = &s->known[key * 0x9E3779B97F4A7C15u >> 52];
    if (*slot == key) return true;
    if (!fine(r, p)) return false;
    *slot = key;
    return true;
}

size_t sl_repair_suspect(const sl_repair *r, sl_repair_scratch *s, sl_str lines, size_t from) {
    for (size_t i = from; i < lines.n;) {
        i += sl_ascii_run(lines.p + i, lines.n - i);
        if (i == lines.n) return i;
        spot p = spot_at(lines, i);
        if (!in_place(r, s, &p)) {
            const char *lf = memrchr(lines.p + from, '\n', i - from);
            return lf ? (size_t)(lf - lines.p) + 1 : from;
        }
        i += p.n;
    }
    return lines.n;
}

/* Scores of characters where they stand */

static void push(sl_codes *a, int32_t c) {
    if (a->n == a->cap) a->v = sl_grow(a->v, &a->cap, a->n + 1, sizeof *a->v);
    a->v[a->n++] = c;
}

static int32_t code(const int32_t *v, size_t n, size_t i) { return i < n ? v[i] : -1; }     /* i may be -1, too */

enum { BOX_RUN = 8 };                            /* so many box characters in a row are a drawing, whatever ends them */
static const float box_score = -3;

/* Is v[i] part of a drawing: several in a row, apart from words? */
static bool drawn(const int32_t *v, size_t n, size_t i) {
    size_t from = i, to = i + 1;
    if (!sl_is_box(v[i])) return false;
    while (from && sl_is_box(v[from - 1]) && i - from < BOX_RUN) from--;
    while (to < n && sl_is_box(v[to]) && to - i < BOX_RUN) to++;
    int32_t a = code(v, n, from - 1), b = code(v, n, to);
    return to - from > 1 && (a < 0 || !sl_is_alnum(a)) && (b < 0 || !sl_is_alnum(b));
}

static float score(const sl_repair *r, const int32_t *v, size_t n, size_t from, size_t to) {
    float s = 0;
    for (size_t i = from; i < to; i++)
        s += drawn(v, n, i) ? box_score : sl_letters_score(r->letters, code(v, n, i - 1), v[i], code(v, n, i + 1));
    return s;
}

/* Misread UTF-8 */

typedef struct {
    const sl_repair *r;
    unsigned set;
    bool all;                                    /* take every sequence, whatever it gains now: another round may bring that in */
    const sl_codes *in; sl_codes *out;
    unsigned kinds, taken;
    float gain;
} pass;

/* What will stand behind place i, when that too is one that was misread. */
static int32_t follower(const pass *p, size_t i) {
    sl_candidate c[SL_CANDIDATES];
    if (i >= p->in->n) return -1;
    return sl_misread_at(&p->r->misread, p->set, p->in->v, p->in->n, i, c) ? c[0].to[0] : p->in->v[i];
}

static float gain_of(const pass *p, size_t i, const sl_candidate *c) {
    int32_t v[4] = {p->out->n ? p->out->v[p->out->n - 1] : -1, c->to[0], c->to[1], 0};
    v[1 + c->m] = follower(p, i + c->n);
    float now = 0;
    for (unsigned k = 1; k <= c->m; k++) now += sl_letters_score(p->r->letters, v[k - 1], v[k], v[k + 1]);
    return now - score(p->r, p->in->v, p->in->n, i, i + c->n) - margin[c->kind];
}

/* Take the best candidate at place i, if one is worth it; returns how many characters were taken. */
static size_t repair_at(pass *p, size_t i) {
    sl_candidate c[SL_CANDIDATES];
    const int32_t *v = p->in->v;
    unsigned n = v[i] >= 0x80 || v[i] == 'A' ? sl_misread_at(&p->r->misread, p->set, v, p->in->n, i, c) : 0, best = 0;
    float most = 0;
    for (unsigned k = 0; k < n; k++) {
        float g = gain_of(p, i, &c[k]);
        if (g > most || (p->all && n == 1)) most = g, best = k + 1;
    }
    if (!best) {
        push(p->out, v[i]);
        return 1;
    }
    const sl_candidate *b = &c[best - 1];
    for (unsigned k = 0; k < b->m; k++) push(p->out, b->to[k]);
    p->gain += most;
    p->taken++;
    p->kinds |= 1u << b->kind;
    return b->n;
}

static void swap(sl_codes *a, sl_codes *b) {
    sl_codes t = *a;
    *a = *b;
    *b = t;
}

static void copy(sl_codes *to, const sl_codes *from) {
    to->n = 0;
    for (size_t i = 0; i < from->n; i++) push(to, from->v[i]);
}

enum { ROUNDS = 4 };                             /* text is seldom misread more than twice */

/* s->a as if it had been misread as that set, once or several times over: into s->b. */
static pass try_set(const sl_repair *r, unsigned set, bool all, sl_repair_scratch *s) {
    pass p = {.r = r, .set = set, .all = all, .in = &s->c, .out = &s->b, .taken = 1};
    copy(&s->b, &s->a);
    for (unsigned round = 0; p.taken && round < ROUNDS; round++) {
        p.taken = 0;
        swap(&s->b, &s->c);
        s->b.n = 0;
        for (size_t i = 0; i < s->c.n;) i += repair_at(&p, i);
    }
    return p;
}

/* The sets by which anything in the line may have been misread. */
static unsigned promising(const sl_repair *r, const sl_codes *a) {
    sl_candidate c[SL_CANDIDATES];
    unsigned sets = 0;
    for (size_t i = 0; i < a->n; i++) {
        if (a->v[i] < 0x80 && a->v[i] != 'A') continue;
        for (unsigned k = 0; k < SL_MISREADS; k++)
            if (!(sets >> k & 1) && sl_misread_at(&r->misread, k, a->v, a->n, i, c)) sets |= 1u << k;
    }
    return sets;
}

/* s->a becomes what it was if it had been misread as that set by which it gains most. */
static unsigned misread(const sl_repair *r, sl_repair_scratch *s) {
    float most = 0;
    unsigned kinds = 0, sets = promising(r, &s->a);
    for (unsigned k = 0; k < 2 * SL_MISREADS; k++) {
        if (!(sets >> k / 2 & 1)) continue;
        pass p = try_set(r, k / 2, k % 2, s);
        if (p.gain <= most) continue;
        most = p.gain;
        kinds = p.kinds;
        swap(&s->b, &s->best);
    }
    if (kinds) swap(&s->a, &s->best);
    return kinds;
}

/* Read anew */

static int32_t reread(const sl_repair *r, unsigned k, int32_t c) { return c >= 0x80 && c < SL_MISREAD_TABLE && r->reread[k][c] ? r->reread[k][c] : c; }

/* s->a as charset k into s->b; its gain over the margin. */
static float try_reread(const sl_repair *r, unsigned k, sl_repair_scratch *s) {
    float now = 0, was = 0;
    size_t changed = 0;
    s->b.n = 0;
    for (size_t i = 0; i < s->a.n; i++) push(&s->b, reread(r, k, s->a.v[i]));
    for (size_t i = 0; i < s->a.n; i++) {
        if (s->b.v[i] == s->a.v[i]) continue;
        if (sl_is_box(s->b.v[i])) return 0;
        changed++;
        now += score(r, s->b.v, s->b.n, i, i + 1);
        was += score(r, s->a.v, s->a.n, i, i + 1);
    }
    return changed && now > least_likely * (float)changed ? now - was - margin[rereads[k].kind] : 0;
}

static unsigned read_anew(const sl_repair *r, sl_repair_scratch *s) {
    float most = 0;
    unsigned kind = 0;
    for (unsigned k = 0; k < 2; k++) {
        float g = try_reread(r, k, s);
        if (g <= most) continue;
        most = g;
        kind = 1u << rereads[k].kind;
        swap(&s->b, &s->best);
    }
    if (kind) swap(&s->a, &s->best);
    return kind;
}

unsigned sl_repair_line(const sl_repair *r, sl_repair_scratch *s, sl_str line, bool anew, sl_buf *out) {
    unsigned kinds = 0;
    int32_t c;
    s->a.n = 0;
    for (size_t i = 0; i < line.n; push(&s->a, c)) i += (size_t)sl_utf8_next(line.p + i, line.n - i, &c);
    for (unsigned round = 0, got = 1; got && round < 2; round++) kinds |= got = misread(r, s);
    if (!kinds && anew) kinds = read_anew(r, s);
    for (size_t i = 0; kinds && i < s->a.n; i++) sl_utf8_put(out, s->a.v[i]);
    return kinds;
}
