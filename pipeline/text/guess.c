/* Which charset; see sluis/guess.h. */
#include "sluis/guess.h"
#include "sluis/utf8.h"
#include <stdlib.h>

enum { SLOTS = 1 << 12 };                        /* of the memory of scores; a collision costs time only */

static const struct { const char *name; float prior; } sets[SL_GUESS_N] = {
    {"cp1252", 0}, {"iso-8859-15", -3}, {"cp850", -5}, {"cp437", -5.5f}, {"macroman", -6}};

typedef struct { uint32_t key; float s[SL_GUESS_N]; } memo;
struct sl_guess {
    const sl_letters *letters;
    sl_charset set[SL_GUESS_N];
    int32_t code[SL_GUESS_N][256];
    float sum[SL_GUESS_N];                       /* of the lines counted so far, fading */
    memo memory[SLOTS];
};

sl_guess *sl_guess_new(const sl_letters *letters) {
    sl_guess *g = sl_zalloc(sizeof *g);
    g->letters = letters;
    for (unsigned k = 0; k < SL_GUESS_N; k++) {
        sl_err e = {0};
        sl_charset_find(sets[k].name, &g->set[k], &e);
        for (unsigned b = 0; b < 256; b++) sl_utf8_next(g->set[k].table[b].b, g->set[k].table[b].n, &g->code[k][b]);
        g->code[k]['\n'] = -1;                   /* the edge of a line */
    }
    return g;
}

void sl_guess_start(sl_guess *g) { memset(g->sum, 0, sizeof g->sum); }
void sl_guess_free(sl_guess *g) { free(g); }

/* A frame's parts stand beside each other or beside white space. */
static float box_score(int32_t a, int32_t b) {
    bool left = sl_is_box(a), right = sl_is_box(b);
    if (!(left || a <= ' ') || !(right || b <= ' ')) return -24;
    return left || right ? -3 : -8;
}

static const float *score_byte(sl_guess *g, unsigned char l, unsigned char c, unsigned char r) {
    uint32_t key = (uint32_t)l << 16 | (uint32_t)c << 8 | r;                /* never 0: c is above 0x7F */
    memo *m = &g->memory[key * 2654435761u >> 20];
    if (m->key == key) return m->s;
    m->key = key;
    for (unsigned k = 0; k < SL_GUESS_N; k++) {
        int32_t x = g->code[k][c], a = g->code[k][l], b = g->code[k][r];
        m->s[k] = sl_is_box(x) ? box_score(a, b) : sl_letters_score(g->letters, a, x, b);
    }
    return m->s;
}

/* Returns the place of the first byte that is not ASCII. */
static size_t score_line(sl_guess *g, sl_str line, float s[SL_GUESS_N]) {
    size_t first = sl_ascii_run(line.p, line.n);
    memset(s, 0, SL_GUESS_N * sizeof *s);
    for (size_t i = first; i < line.n; i++) {
        i += sl_ascii_run(line.p + i, line.n - i);
        if (i == line.n) break;
        const float *b = score_byte(g, (unsigned char)(i ? line.p[i - 1] : '\n'), (unsigned char)line.p[i], (unsigned char)(i + 1 < line.n ? line.p[i + 1] : '\n'));
        for (unsigned k = 0; k < SL_GUESS_N; k++) s[k] += b[k];
    }
    return first;
}

static const float fade = 0.97f, most = 12, clear = 8;       /* a line's weight behind each further one; what neighbours can weigh; a clear margin */

static void count(sl_guess *g, const float s[SL_GUESS_N]) {
    for (unsigned k = 0; k < SL_GUESS_N; k++) g->sum[k] = g->sum[k] * fade + s[k];
}

/* Count lines that are not UTF-8 and end within the first `to` bytes of `ahead`. */
static void look_ahead(sl_guess *g, sl_str ahead, size_t *seen, size_t to) {
    while (*seen < to) {
        size_t bad = *seen + sl_utf8_valid(ahead.p + *seen, to - *seen);
        if (bad == to) break;
        const char *before = bad > *seen ? memrchr(ahead.p + *seen, '\n', bad - *seen) : NULL, *lf = memchr(ahead.p + bad, '\n', to - bad);
        size_t from = before ? (size_t)(before + 1 - ahead.p) : *seen, end = (size_t)(lf - ahead.p);
        float s[SL_GUESS_N];
        score_line(g, sl_slice(ahead.p + from, end - from), s);
        count(g, s);
        *seen = end + 1;
    }
    *seen = to;
}

static bool differ(const sl_guess *g, unsigned a, unsigned b, sl_str line) {
    for (size_t i = 0; i < line.n; i++) {
        i += sl_ascii_run(line.p + i, line.n - i);
        if (i == line.n) break;
        unsigned char c = (unsigned char)line.p[i];
        if (g->code[a][c] != g->code[b][c]) return true;
    }
    return false;
}

static float highest(const float s[SL_GUESS_N]) {
    float top = s[0];
    for (unsigned k = 1; k < SL_GUESS_N; k++)
        if (s[k] > top) top = s[k];
    return top;
}

static void judge(const sl_guess *g, sl_str line, const float own[SL_GUESS_N], bool counted, sl_verdict *v) {
    float all[SL_GUESS_N], others[SL_GUESS_N];
    for (unsigned k = 0; k < SL_GUESS_N; k++) others[k] = g->sum[k] - (counted ? own[k] : 0);
    float top = highest(others);
    for (unsigned k = 0; k < SL_GUESS_N; k++) all[k] = sets[k].prior + own[k] + (others[k] - top > -most ? others[k] - top : -most);
    unsigned best = 0, rival = SL_GUESS_N;
    for (unsigned k = 1; k < SL_GUESS_N; k++)
        if (all[k] > all[best]) best = k;
    for (unsigned k = 0; k < SL_GUESS_N; k++)
        if (k != best && (rival == SL_GUESS_N || all[k] > all[rival]) && differ(g, best, k, line)) rival = k;
    *v = (sl_verdict){.charset = &g->set[best], .own = 99, .margin = 99};
    if (rival == SL_GUESS_N) return;
    v->rival = &g->set[rival];
    v->own = own[best] - own[rival];
    v->margin = all[best] - all[rival];
}

/* How much of `ahead` may be looked at: whole lines within the window. */
static size_t window(sl_str ahead) {
    if (ahead.n <= SL_GUESS_AHEAD) return ahead.n;
    const char *lf = memrchr(ahead.p, '\n', SL_GUESS_AHEAD);
    return lf ? (size_t)(lf - ahead.p) + 1 : 0;
}

bool sl_guess_line(sl_guess *g, sl_str line, bool counted, sl_str ahead, size_t *seen, bool end, sl_verdict *v) {
    float own[SL_GUESS_N];
    size_t first = score_line(g, line, own);
    line = sl_slice(line.p + first, line.n - first);
    judge(g, line, own, counted, v);
    if (v->margin < clear) {
        size_t to = window(ahead);
        if (!end && ahead.n <= SL_GUESS_AHEAD) return false;
        if (*seen < to) look_ahead(g, ahead, seen, to);
        judge(g, line, own, counted, v);
    }
    if (!counted) count(g, own);
    return true;
}
