/* The readings of a number in digits; see sluis/numbers.h. */
#include "numbers.h"

enum { GROUPS = 8 };
typedef struct { uint64_t v; size_t n; char before; } group;      /* digits with the separator before them */
typedef struct {
    const sl_number_words *w;
    sl_str t;
    size_t at, end;
    group g[GROUPS]; unsigned n; bool time;                        /* it may be one, with minutes */
    sl_number x;
    sl_numbers *out;
} job;

static void add(job *j, uint64_t key) {
    for (unsigned k = 0; k < j->x.n; k++)
        if (j->x.key[k] == key) return;
    if (j->x.n < SL_NUMBER_READINGS) j->x.key[j->x.n++] = key;
}
static void add_value(job *j, uint64_t m, int e) { add(j, sl_number_key((sl_decimal){m, e})); }

static char byte(const job *j, size_t i) { return i < j->t.n ? j->t.p[i] : 0; }
static bool joins(char c) { return c == '.' || c == ',' || c == ':' || c == '\''; }

/* A space between digits makes one number of them when groups of three follow; no-break and thin spaces too. */
static size_t space_at(const job *j, size_t i) {
    static const sl_str spaces[] = {{" ", 1}, {"\xC2\xA0", 2}, {"\xE2\x80\xAF", 3}, {"\xE2\x80\x89", 3}};
    sl_str rest = sl_slice(j->t.p + i, j->t.n - i);
    for (size_t k = 0; k < sizeof spaces / sizeof *spaces; k++)
        if (sl_starts(rest, spaces[k])) return spaces[k].n;
    return 0;
}

static size_t digits(const job *j, size_t i) {
    size_t n = 0;
    while (sl_number_digit(byte(j, i + n))) n++;
    return n;
}

static void take(job *j, char before) {
    group g = {0, 0, before};
    while (sl_number_digit(byte(j, j->end))) g.v = g.v * 10 + (uint64_t)(byte(j, j->end++) - '0'), g.n++;
    if (j->n < GROUPS) j->g[j->n++] = g;
}

static void take_all(job *j) {
    take(j, 0);
    for (;;) {
        char c = byte(j, j->end);
        size_t k = space_at(j, j->end);
        bool only = j->n == 1 || j->g[j->n - 1].before == ' ';
        if (joins(c) && sl_number_digit(byte(j, j->end + 1))) j->end++, take(j, c);
        else if (k && only && j->g[0].n <= 3 && j->g[0].v && digits(j, j->end + k) == 3 && !(j->at && joins(j->t.p[j->at - 1]))) j->end += k, take(j, ' ');
        else break;
    }
}

/* Groups from..to - 1 as one number in thousands: all but the first have three digits and the same separator. */
static bool in_thousands(const job *j, unsigned to, uint64_t *v) {
    *v = j->g[0].v;
    if (j->g[0].n > 3) return to == 1;
    for (unsigned k = 1; k < to; k++) {
        if (j->g[k].n != 3 || j->g[k].before != j->g[1].before || j->g[k].before == ':') return false;
        *v = *v * 1000 + j->g[k].v;
    }
    return true;
}

static uint64_t power(size_t n) {
    uint64_t p = 1;
    while (n--) p *= 10;
    return p;
}

/* All readings as a value; the multiplier is 1 or what the word behind means. */
static void values(job *j, sl_decimal times) {
    const group *last = &j->g[j->n - 1];
    uint64_t v;
    if (in_thousands(j, j->n, &v)) add_value(j, v * times.m, times.e);
    if (j->n > 1 && last->before != ':' && last->before != '\'' && last->before != ' ' && in_thousands(j, j->n - 1, &v) &&
        (j->n == 2 || last->before != j->g[1].before))
        add_value(j, (v * power(last->n) + last->v) * times.m, times.e - (int)last->n);
}

/* Times. */

enum { ANY, AM, PM };
/* "pm", "a.m.", "uur", "u", "h", "o'clock" at i, behind at most one space: the half of the day, or -1 for none. */
static int clock_word(const job *j, size_t i) {
    static const struct { sl_str s; int half; } words[] = {{{"pm", 2}, PM}, {{"p.m", 3}, PM}, {{"p. m", 4}, PM}, {{"am", 2}, AM}, {{"a.m", 3}, AM}, {{"a. m", 4}, AM},
        {{"uur", 3}, ANY}, {{"u", 1}, ANY}, {{"h", 1}, ANY}, {{"hrs", 3}, ANY}, {{"hours", 5}, ANY}, {{"o'clock", 7}, ANY}, {{"o\xE2\x80\x99" "clock", 9}, ANY}};
    i += space_at(j, i);
    char low[10] = {0};
    size_t n = 0;
    for (; n < sizeof low && i + n < j->t.n; n++) low[n] = (char)(j->t.p[i + n] >= 'A' && j->t.p[i + n] <= 'Z' ? j->t.p[i + n] | 32 : j->t.p[i + n]);
    for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
        sl_str s = words[k].s;
        unsigned char next = n > s.n ? (unsigned char)low[s.n] : 0;
        if (sl_starts(sl_slice(low, n), s) && !((next | 32) >= 'a' && (next | 32) <= 'z') && next < 0x80) return words[k].half;
    }
    return -1;
}

static void add_time(job *j, uint64_t h, uint64_t m, int half) {
    if (h > 24 || m > 59) return;
    if (half == PM) h = h % 12 + 12;
    if (half == AM) h %= 12;
    add(j, sl_number_time((unsigned)(h * 60 + m)));
    if (half == ANY && h <= 12) add(j, sl_number_time((unsigned)((h + 12) * 60 + m)));
}

static void times_of_day(job *j) {
    const group *g = j->g;
    int half = clock_word(j, j->end), any = half < 0 ? ANY : half;
    bool colon = j->n > 1 && (g[1].before == ':' || g[1].before == '.');
    j->time = colon && j->n == 2 && g[0].n <= 2 && g[1].n == 2 && g[0].v <= 24 && g[1].v < 60;
    if (colon && g[0].n <= 2 && g[1].n == 2) add_time(j, g[0].v, g[1].v, any);
    if (j->n == 1 && g[0].n == 4) add_time(j, g[0].v / 100, g[0].v % 100, any);
    if (j->n == 1 && g[0].n <= 2 && half >= 0) add_time(j, g[0].v, 0, half);
    /* 20u30, 20h30, 20 uur 30 */
    char c = (char)(byte(j, j->end) | 32);
    bool full = sl_starts(sl_slice(j->t.p + j->end, j->t.n - j->end), SL_LIT(" uur "));
    size_t skip = full ? 5 : c == 'u' || c == 'h' ? 1 : 0;
    if (j->n == 1 && g[0].n <= 2 && skip && digits(j, j->end + skip) == 2) {
        size_t end = j->end;
        j->end += skip;
        take(j, ':');
        if (j->g[1].v > 59) j->n = 1, j->end = end;
        else add_time(j, g[0].v, j->g[1].v, ANY);
    }
}

/* Years. */

/* Does the text before the number end in this word, and a space? */
static bool behind(const job *j, sl_str word) {
    size_t n = j->at;
    while (n && (j->t.p[n - 1] == ' ' || j->t.p[n - 1] == '\'')) n--;
    return n < j->at && sl_ends(sl_slice(j->t.p, n), word);
}

static bool apostrophe(const job *j) {
    sl_str before = sl_slice(j->t.p, j->at);
    return sl_ends(before, SL_LIT("'")) || sl_ends(before, SL_LIT("\xE2\x80\x99")) || sl_ends(before, SL_LIT("\xE2\x80\x98"));
}

static void years(job *j) {
    uint64_t v = j->g[0].v;
    bool plural = byte(j, j->end) == 's' || (byte(j, j->end) == '\'' && byte(j, j->end + 1) == 's') || behind(j, SL_LIT("jaren"));
    if (j->n != 1) return;
    if (j->g[0].n == 4 && v < 2100 && v % 10 == 0 && (plural || v % 100 == 0)) {
        if (v >= 1700) add_value(j, v % 100, 0);
        if (v % 100 == 0) add_value(j, v / 100 + 1, 0);
        else sl_numbers_weak(j->out, sl_number_key((sl_decimal){v / 100 + 1, 0}));
    }
    if (j->g[0].n == 2 && (plural || apostrophe(j)))
        for (uint64_t c = 1800; c <= 2000; c += 100) add_value(j, c + v, 0);
    /* 2008-09, 2008/09 */
    size_t dash = sl_ends(sl_slice(j->t.p, j->at), SL_LIT("\xE2\x80\x93")) ? 3 : j->at && (j->t.p[j->at - 1] == '-' || j->t.p[j->at - 1] == '/') ? 1 : 0;
    if (j->g[0].n != 2 || !dash || j->at < dash + 4) return;
    uint64_t year = 0;
    for (size_t i = j->at - dash - 4; i < j->at - dash; i++) {
        if (!sl_number_digit(j->t.p[i])) return;
        year = year * 10 + (uint64_t)(j->t.p[i] - '0');
    }
    add_value(j, year / 100 * 100 + v, 0);
}

/* 1/2, 1 1/2, 1½: the whole part before it, if any, stands in the last number. */
static void fractions(job *j) {
    static const struct { sl_str s; uint64_t m; int e; } signs[] = {{{"\xC2\xBD", 2}, 5, -1}, {{"\xC2\xBC", 2}, 25, -2}, {{"\xC2\xBE", 2}, 75, -2}};
    sl_str rest = sl_slice(j->t.p + j->end, j->t.n - j->end);
    for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
        if (j->n == 1 && sl_starts(rest, signs[k].s)) add_value(j, j->g[0].v * power((size_t)-signs[k].e) + signs[k].m, signs[k].e);
    if (j->n != 1 || byte(j, j->end) != '/' || j->g[0].n > 2) return;
    size_t n = digits(j, j->end + 1);
    static const struct { uint64_t a, b, m; int e; } known[] = {{1, 2, 5, -1}, {1, 4, 25, -2}, {3, 4, 75, -2}, {1, 5, 2, -1}, {1, 10, 1, -1}};
    uint64_t b = 0;
    for (size_t i = j->end + 1; n <= 2 && i < j->end + 1 + n; i++) b = b * 10 + (uint64_t)(j->t.p[i] - '0');
    for (size_t k = 0; k < sizeof known / sizeof *known; k++)
        if (j->g[0].v == known[k].a && b == known[k].b) add_value(j, known[k].m, known[k].e);
}

/* A word behind that multiplies: 1,5 miljoen, $2.3bn. */
static void multiplied(job *j) {
    size_t i = j->end + space_at(j, j->end), n = 0;
    char low[24];
    if (byte(j, i) == '-') i++;
    while (n < sizeof low - 1 && (byte(j, i + n) | 32) >= 'a' && (byte(j, i + n) | 32) <= 'z') low[n] = (char)(j->t.p[i + n] | 32), n++;
    const sl_number_word *x = n ? sl_number_word_find(j->w, sl_slice(low, n)) : NULL;
    if (x && x->times) values(j, x->value);
}

/* Scores, versions, dates: the whole as it stands, and its parts. */
static void parts(job *j) {
    uint64_t whole = SL_FOLD_SEED, v;
    bool thousands = in_thousands(j, j->n, &v) || in_thousands(j, j->n - 1, &v);
    for (unsigned k = 0; k < j->n; k++) whole = sl_fold_step(whole, j->g[k].v);
    if (j->n > 2 || j->g[1].before == ':' || !j->x.n) add(j, whole | 1);
    if (j->time || j->n > SL_NUMBER_PARTS || (j->n > 2 && thousands && j->g[1].before != ' ')) return;
    for (unsigned k = 0; k < j->n; k++) j->x.part[j->x.parts++] = sl_number_key((sl_decimal){j->g[k].v, 0});
    if (j->n == 2 && (j->g[1].before == '.' || j->g[1].before == ',')) return;
    for (unsigned k = 0; k < j->n; k++) sl_numbers_weak(j->out, j->x.part[k]);
}

size_t sl_number_digits(const sl_number_words *w, sl_str text, size_t at, sl_numbers *out) {
    job j = {.w = w, .t = text, .at = at, .end = at, .out = out};
    take_all(&j);
    times_of_day(&j);
    values(&j, (sl_decimal){1, 0});
    years(&j);
    fractions(&j);
    multiplied(&j);
    if (j.n > 1) parts(&j);
    j.x.text = sl_slice(text.p + at, j.end - at);
    if (out->n == out->cap) out->v = sl_grow(out->v, &out->cap, out->n + 1, sizeof *out->v);
    out->v[out->n++] = j.x;
    return j.end;
}
