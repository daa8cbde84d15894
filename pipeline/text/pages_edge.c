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

/* The number at one end of the line, and what is left without it. */
static void find_number(sl_str s, edge *e) {
    size_t a = 0, b = s.n, k;
    while (a < b && decoration(s.p[a])) a++;
    while (b > a && decoration(s.p[b - 1])) b--;
    sl_str core = sl_slice(s.p + a, b - a);
    size_t front = 0, back = 0;
    while (front < core.n && digit(core.p[front])) front++;
    while (back < core.n && digit(core.p[core.n - 1 - back])) back++;
    for (k = 0; k < core.n && (digit(core.p[k]) || decoration(core.p[k])); k++) {}
    e->number = -1;
    if (front && k == core.n) {                          /* 12, 12/30 */
        e->lone = true;
        e->number = decimal(sl_slice(core.p, front));
    } else if (front && front + 1 < core.n && decoration(core.p[front])) {
        e->number = decimal(sl_slice(core.p, front));
        e->rest = hash(sl_slice(core.p + front, core.n - front)) ^ 1;
        e->apart = core.p[front] != '.' && decoration(core.p[front + 1]);
    } else if (back && core.n > back + 1 && decoration(core.p[core.n - 1 - back])) {
        e->number = decimal(sl_slice(core.p + core.n - back, back));
        e->rest = hash(sl_slice(core.p, core.n - back));
        e->apart = true;
    } else if (core.n && roman(core)) {
        e->lone = true;
        e->number = roman(core);
    }
}

static void look(const sl_pages *p, size_t line, edge *e) {
    const struct sl_pages_held *h = &p->lines[line];
    sl_str s = trim(sl_slice(p->bytes.p + h->from, h->n));
    *e = (edge){.line = line, .all = hash(s)};
    for (size_t i = 0; i < s.n && !e->letters; i++) e->letters = (unsigned)((s.p[i] | 32) - 'a') < 26 || s.p[i] & 0x80;
    if (s.n <= 512) find_number(s, e);
    else e->number = -1;
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

/* How many pages near by bear out what line e of page i, at its edge z, seems to be. */
typedef struct { unsigned same, counted, numbers, pages; } evidence;

static void compare(const edge *e, const page *other, int z, long apart, evidence *v) {
    bool same = false, counted = false, numbers = false;
    for (unsigned j = 0; j < other->n[z]; j++) {
        const edge *o = &other->edge[z][j];
        same |= e->letters && !e->lone && o->all == e->all;
        bool follows = e->number >= 0 && o->number >= 0 && o->number - e->number == apart;
        counted |= follows && o->lone == e->lone && o->rest == e->rest;
        numbers |= follows && o->apart && e->apart;
    }
    v->same += same;
    v->counted += counted;
    v->numbers += numbers;
    v->pages += other->n[z] > 0;
}

static sl_pages_kind kind(const sl_pages *p, unsigned i, int z, unsigned at) {
    const edge *e = &p->page[i].edge[z][at];
    if (p->lines[e->line].kind) return p->lines[e->line].kind;
    evidence v = {0};
    for (unsigned k = i < SL_PAGES_AHEAD ? 0 : i - SL_PAGES_AHEAD; k < p->npages && k <= i + SL_PAGES_AHEAD; k++)
        if (k != i) compare(e, &p->page[k], z, (long)k - (long)i, &v);
    if (e->lone) return v.counted || (!v.pages && p->any && at == 0 && e->inward) ? SL_PAGES_NUMBER : SL_PAGES_TEXT;
    unsigned enough = v.pages > 1 ? 2 : 1;                /* headings count along with pages by chance */
    return v.same || v.counted >= enough || v.numbers >= 3 ? SL_PAGES_RUNNING : SL_PAGES_TEXT;
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
