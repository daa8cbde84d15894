/* What stands at the edges of pages, and which of it is furniture; see pages.h. */
#include "pages.h"
#include "sluis/utf8.h"

typedef struct sl_pages_edge edge;
typedef struct sl_pages_page page;

enum { TOP, BOTTOM };

static bool digit(char b) { return (unsigned)(b - '0') < 10; }
static bool decoration(char b) { return b == ' ' || b == '\t' || b == '-' || b == '|' || b == '[' || b == ']' || b == '(' || b == ')' || b == '.' || b == '/' || (b & 0x80); }

/* FNV, a run of white space as one space. */
static uint64_t hash(sl_str s) {
    uint64_t h = 14695981039346656037u;
    bool space = true;
    for (size_t i = 0; i < s.n; i++) {
        bool white = s.p[i] == ' ' || s.p[i] == '\t';
        if (!white || !space) h = (h ^ (unsigned char)(white ? ' ' : s.p[i])) * 1099511628211u;
        space = white;
    }
    return h;
}

static sl_str trim(sl_str s) {
    while (s.n && (*s.p == ' ' || *s.p == '\t')) s.p++, s.n--;
    while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t' || s.p[s.n - 1] == '\r')) s.n--;
    return s;
}

static long decimal(sl_str s) {
    long v = 0;
    for (size_t i = 0; i < s.n && i < 6; i++) v = v * 10 + (s.p[i] - '0');
    return s.n > 5 ? -1 : v;
}

/* i, iv, xii, XII: the value of a Roman number of which all is one; 0 for none. */
static long roman(sl_str s) {
    static const char signs[] = "ivxlc", values[] = {1, 5, 10, 50, 100};
    long sum = 0, last = 0;
    if (s.n > 7) return 0;
    for (size_t i = s.n; i-- > 0;) {
        const char *q = memchr(signs, s.p[i] | 32, 5);
        if (!q || (s.p[i] & 32) != (s.p[0] & 32)) return 0;
        long v = values[q - signs];
        sum += v < last ? -v : v;
        if (v > last) last = v;
    }
    return sum;
}

static size_t digits_before(sl_str s) {
    size_t n = 0;
    while (n < s.n && digit(s.p[s.n - 1 - n])) n++;
    return n;
}

static sl_str chop(sl_str s, size_t n) { return trim(sl_slice(s.p, s.n - n)); }

/* The number that ends the line, how many bytes it takes: 12, 12/30, 12 of 30, 12 van 30; 0 for none. */
static size_t number_at_end(sl_str s, long *number) {
    size_t n = digits_before(s);
    if (!n || n == s.n) return 0;
    sl_str before = chop(s, n), first = before;
    size_t of = sl_ends(before, SL_LIT("/")) ? 1 : sl_ends(before, SL_LIT(" of")) ? 2 : sl_ends(before, SL_LIT(" van")) ? 3 : 0;
    if (of) first = chop(before, of);
    size_t m = of ? digits_before(first) : 0;
    *number = decimal(m ? sl_slice(first.p + first.n - m, m) : sl_slice(s.p + s.n - n, n));
    return m ? s.n - (first.n - m) : n;
}

/* The number at one end of the line, and what is left without it. */
static void find_number(sl_str s, edge *e) {
    size_t a = 0, b = s.n, front = 0, back;
    while (a < b && decoration(s.p[a])) a++;
    while (b > a && decoration(s.p[b - 1])) b--;
    sl_str core = sl_slice(s.p + a, b - a);
    while (front < core.n && digit(core.p[front])) front++;
    sl_str behind = trim(sl_slice(core.p + front, core.n - front));
    bool of = behind.n > 1 && behind.p[0] == '/';
    if (of) behind = trim(sl_slice(behind.p + 1, behind.n - 1));
    if (front && (of ? digits_before(behind) == behind.n : !behind.n)) {     /* 12, 12/30 */
        e->lone = true;
        e->number = decimal(sl_slice(core.p, front));
    } else if (front && front + 1 < core.n && decoration(core.p[front])) {
        e->number = decimal(sl_slice(core.p, front));
        e->rest = hash(sl_slice(core.p + front, core.n - front)) ^ 1;
        e->apart = core.p[front] != '.' && decoration(core.p[front + 1]);
    } else if ((back = number_at_end(core, &e->number)) && back < core.n && decoration(core.p[core.n - back - 1])) {
        e->rest = hash(trim(sl_slice(core.p, core.n - back)));
        e->apart = true;
    } else if (core.n && roman(core)) {
        e->lone = true;
        e->number = roman(core);
    } else e->number = -1;
}

static bool letter(char b) { return (unsigned)((b | 32) - 'a') < 26 || b & 0x80; }

/* What stands left and right of the first gap of three or more spaces; of a line without gaps the first words. */
static void find_halves(sl_str s, edge *e) {
    enum { WORDS = 16 };
    unsigned letters = 0;
    size_t i = 0;
    while (i + 3 < s.n && memcmp(s.p + i, "   ", 3)) letters += letter(s.p[i++]);
    sl_str right = trim(sl_slice(s.p + i, s.n - i));
    if (i + 3 < s.n && letters > 5) e->left = hash(sl_slice(s.p, i));
    else if (s.n > WORDS + 4) e->left = hash(sl_slice(s.p, WORDS));
    letters = 0;
    for (size_t k = 0; k < right.n; k++) letters += letter(right.p[k]);
    if (i + 3 < s.n && letters > 7) e->right = hash(right);
}

static void look(const sl_pages *p, size_t line, edge *e) {
    const struct sl_pages_held *h = &p->lines[line];
    sl_str s = trim(sl_slice(p->bytes.p + h->from, h->n));
    *e = (edge){.line = line, .all = hash(s), .number = -1};
    for (size_t i = 0; i < s.n && !e->letters; i++) e->letters = letter(s.p[i]);
    e->running = s.n && s.n < 120 && !(s.p[0] >= 'a' && s.p[0] <= 'z') && !memchr(".,;:!?-", s.p[s.n - 1], 7);
    if (s.n > 512) return;
    find_number(s, e);
    find_halves(s, e);
}

void sl_pages_measure(sl_pages *p, page *g, bool flows) {
    size_t n = g->to - g->from;
    g->n[TOP] = flows ? 0 : n < SL_PAGES_EDGE ? (unsigned)n : SL_PAGES_EDGE;
    g->n[BOTTOM] = n < SL_PAGES_EDGE ? (unsigned)n : SL_PAGES_EDGE;
    for (unsigned i = 0; i < g->n[TOP]; i++) {
        size_t line = g->from + i;
        look(p, line, &g->edge[TOP][i]);
        g->edge[TOP][i].inward = line + 1 < g->to && p->lines[line + 1].blank;
    }
    for (unsigned i = 0; i < g->n[BOTTOM]; i++) {
        size_t line = g->to - 1 - i;
        look(p, line, &g->edge[BOTTOM][i]);
        g->edge[BOTTOM][i].inward = p->lines[line].blank;
    }
}

/* How many pages near by bear out what a line seems to be. */
typedef struct {
    unsigned same, beside;       /* the line stands there; on the next page, or the next but one, that is */
    unsigned counted, numbers;   /* it does, but for a number that counts along; such a number stands there, with something else */
    unsigned halves;             /* its left or right half does */
    unsigned pages;              /* that there are */
} evidence;

static bool same_half(const edge *a, const edge *b) { return (a->left && a->left == b->left) || (a->right && a->right == b->right); }

static void compare(const edge *e, const page *other, int z, long apart, evidence *v) {
    bool same = false, counted = false, numbers = false, halves = false;
    for (unsigned j = 0; j < other->n[z]; j++) {
        const edge *o = &other->edge[z][j];
        same |= e->letters && !e->lone && o->all == e->all;
        bool follows = e->number >= 0 && o->number >= 0 && o->number - e->number == apart;
        counted |= follows && o->lone == e->lone && o->rest == e->rest;
        numbers |= follows && o->apart && e->apart;
        halves |= j == 0 && same_half(e, o);
    }
    v->same += same;
    v->beside += same && apart >= -2 && apart <= 2;
    v->counted += counted;
    v->numbers += numbers;
    v->halves += halves;
    v->pages += other->n[z] > 0;
}

/* Headings count along with pages by chance, and repeat (Note:): of several pages two at least must agree. */
static sl_pages_kind kind(const sl_pages *p, unsigned i, int z, unsigned at) {
    const edge *e = &p->page[i].edge[z][at];
    if (p->lines[e->line].kind) return p->lines[e->line].kind;
    evidence v = {0};
    for (unsigned k = i < SL_PAGES_AHEAD ? 0 : i - SL_PAGES_AHEAD; k < p->npages && k <= i + SL_PAGES_AHEAD; k++)
        if (k != i) compare(e, &p->page[k], z, (long)k - (long)i, &v);
    unsigned enough = v.pages > 1 ? 2 : 1;
    if (e->lone) return v.counted || (!v.pages && p->any && at == 0 && e->inward) ? SL_PAGES_NUMBER : SL_PAGES_TEXT;
    if (at && !e->running) return SL_PAGES_TEXT;
    if (v.same >= enough || v.counted >= enough || v.numbers > 2) return SL_PAGES_RUNNING;
    return at == 0 && (v.beside || v.halves > 1) ? SL_PAGES_RUNNING : SL_PAGES_TEXT;
}

void sl_pages_judge(sl_pages *p, unsigned i) {
    const page *g = &p->page[i];
    for (int z = TOP; z <= BOTTOM; z++)
        for (unsigned at = 0; at < g->n[z]; at++) {
            sl_pages_kind k = kind(p, i, z, at);
            if (!k) break;
            p->lines[g->edge[z][at].line].kind = k;
        }
}

void sl_pages_moved(page *g, size_t k) {
    g->from = g->from > k ? g->from - k : 0;
    g->to = g->to > k ? g->to - k : 0;
    for (int z = TOP; z <= BOTTOM; z++)
        for (unsigned i = 0; i < g->n[z]; i++) g->edge[z][i].line -= g->edge[z][i].line < k ? g->edge[z][i].line : k;
}
