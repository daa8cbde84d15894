/* Lines of pages: held until it is known what is furniture; see sluis/pages.h. */
#include "pages.h"
#include "sluis/split.h"
#include <stdlib.h>

enum { PAGE_BYTES = 1 << 16, ALL_BYTES = 1 << 18 };

typedef struct sl_pages_held held;
typedef struct sl_pages_page page;

static page *reading(sl_pages *p) {
    if (!p->npages) p->page[p->npages++] = (page){0};
    return &p->page[p->npages - 1];
}

/* Bytes of the lines that wait from `from` on. */
static size_t waiting(const sl_pages *p, size_t from) { return from < p->n ? p->bytes.n - p->lines[from].from : 0; }

/* Forget the oldest page when there is no place for another; it has been decided long ago. */
static void make_room(sl_pages *p) {
    while (p->decided > SL_PAGES_AHEAD) {
        memmove(p->page, p->page + 1, --p->npages * sizeof *p->page);
        p->decided--;
    }
}

static void decide(sl_pages *p) {
    page *g = &p->page[p->decided];
    sl_pages_judge(p, p->decided++);
    if (g->to > p->ready) p->ready = g->to;
    make_room(p);
}

static void close_page(sl_pages *p) {
    page *g = reading(p);
    g->to = p->n;
    sl_pages_measure(p, g, p->flowing);
    p->flowing = false;
    while (p->npages - 1 - p->decided >= SL_PAGES_AHEAD || (p->decided < p->npages - 1 && waiting(p, p->ready) > ALL_BYTES)) decide(p);
}

static void next_page(sl_pages *p) {
    close_page(p);
    p->page[p->npages++] = (page){.from = p->n, .to = p->n};
    p->any = true;
}

static void hold(sl_pages *p, sl_str text) {
    p->lines = sl_grow(p->lines, &p->cap, p->n + 1, sizeof *p->lines);
    p->lines[p->n] = (held){.from = p->bytes.n, .n = text.n, .blank = p->blank, .page = p->any && reading(p)->from == p->n && !p->flowing};
    sl_puts(&p->bytes, text);
    if (sl_meta_page(p->facts, text)) p->lines[p->n].kind = SL_PAGES_NUMBER;
    p->n++;
    p->blank = false;
}

/* A page without end, or text without pages: its lines go on their way, but for the last, which may yet be a foot. */
static void flow(sl_pages *p) {
    page *g = reading(p);
    if (!p->flowing && waiting(p, g->from) < PAGE_BYTES) return;
    while (p->decided < p->npages - 1) decide(p);
    p->flowing = true;
    if (p->n > p->ready + SL_PAGES_EDGE) p->ready = p->n - SL_PAGES_EDGE;
}

void sl_pages_line_in(sl_pages *p, sl_str line) {
    bool ends = false;
    while (line.n && line.p[0] == '\f') line.p++, line.n--, next_page(p);
    while (line.n && line.p[line.n - 1] == '\f') line.n--, ends = true;
    if (sl_split_trim(line).n) hold(p, line);
    else p->blank = true;
    if (ends) next_page(p);
    else flow(p);
}

void sl_pages_end(sl_pages *p) {
    close_page(p);
    while (p->decided < p->npages) {
        sl_pages_judge(p, p->decided++);
    }
    p->ready = p->n;
    p->npages = p->decided = 0;
    p->any = p->blank = false;
}

/* Drop the lines that were given. */
static void shift(sl_pages *p) {
    size_t k = p->given, cut = k < p->n ? p->lines[k].from : p->bytes.n;
    if (!k) return;
    memmove(p->bytes.p, p->bytes.p + cut, p->bytes.n - cut);
    memmove(p->lines, p->lines + k, (p->n - k) * sizeof *p->lines);
    p->bytes.n -= cut;
    p->n -= k;
    p->ready -= k;
    p->given = 0;
    for (size_t i = 0; i < p->n; i++) p->lines[i].from -= cut;
    for (unsigned i = 0; i < p->npages; i++) sl_pages_moved(&p->page[i], k);
}

bool sl_pages_next(sl_pages *p, sl_pages_line *out) {
    if (p->given == p->ready) {
        shift(p);
        if (!p->n && !p->npages) p->out_blank = p->out_page = false;
        return false;
    }
    const held *h = &p->lines[p->given++];
    p->out_blank |= h->blank;
    p->out_page |= h->page;
    *out = (sl_pages_line){sl_slice(p->bytes.p + h->from, h->n), h->kind, p->out_blank, p->out_page};
    if (h->kind == SL_PAGES_TEXT) p->out_blank = p->out_page = false;
    else p->out_page = true;
    return true;
}

void sl_pages_free(sl_pages *p) {
    sl_buf_free(&p->bytes);
    free(p->lines);
    p->lines = NULL;
}
