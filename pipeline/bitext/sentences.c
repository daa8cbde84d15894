/* Sentences of a document, by id; see sentences.h.
 *
 * A sentence is an <s> with an id. White space in it is collapsed, and words (<w>) are set apart by it, unless xml:space is
 * "preserve" on the root. */
#include "sentences.h"
#include "sluis/xml.h"
#include <stdlib.h>

enum { KEEP = 2048, AGAIN = 100 };

typedef struct { size_t id, nid, text, ntext; } entry;      /* places in `store` */

struct sl_sentences {
    sl_stage *s;
    char *path;
    sl_lines *l;
    sl_xml *x;
    bool ended, preserve;
    char lang[36];
    unsigned depth;                  /* of the <s> that is open; 0: none */
    unsigned again;                  /* how often it was read anew */
    sl_buf store;
    entry *v; size_t n, cap, next;   /* those in the window; the one behind the last that was asked for */
};

static void on_start(void *ctx, const char *name, const char **atts) {
    sl_sentences *d = ctx;
    if (sl_xml_depth(d->x) == 1) {
        const char *lang = sl_xml_lang(atts), *keep = sl_xml_att(atts, "xml:space");
        d->preserve = keep && !strcmp(keep, "preserve");
        if (lang && strlen(lang) < sizeof d->lang) strcpy(d->lang, lang);
    }
    const char *id = strcmp(name, "s") || d->depth ? NULL : sl_xml_att(atts, "id");
    if (!id) return;
    d->depth = sl_xml_depth(d->x);
    d->v = sl_grow(d->v, &d->cap, d->n + 1, sizeof *d->v);
    entry *e = &d->v[d->n];
    *e = (entry){.id = d->store.n, .nid = strlen(id)};
    sl_put(&d->store, id, e->nid);
    e->text = d->store.n;
}

static bool space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/* Single spaces between words, none at the ends. */
static void collapse(sl_buf *b, size_t from) {
    size_t to = from;
    for (size_t i = from; i < b->n; i++) {
        if (!space(b->p[i])) b->p[to++] = b->p[i];
        else if (to > from && b->p[to - 1] != ' ') b->p[to++] = ' ';
    }
    b->n = to > from && b->p[to - 1] == ' ' ? to - 1 : to;
}

static void on_end(void *ctx, const char *name) {
    sl_sentences *d = ctx;
    if (!d->depth) return;
    if (!d->preserve && !strcmp(name, "w")) sl_putc(&d->store, ' ');
    if (sl_xml_depth(d->x) != d->depth) return;
    entry *e = &d->v[d->n++];
    if (!d->preserve) collapse(&d->store, e->text);
    e->ntext = d->store.n - e->text;
    d->depth = 0;
}

static void on_text(void *ctx, const char *p, size_t n) {
    sl_sentences *d = ctx;
    if (d->depth) sl_xml_flat(&d->store, p, n);
}

static const sl_xml_events events = {NULL, on_start, on_end, on_text};

/* Let go of the oldest that were asked for or passed over. */
static void forget(sl_sentences *d) {
    size_t k = d->next < 2 * KEEP ? 0 : d->next - KEEP;
    if (!k) return;
    size_t from = d->v[k].id, open = d->depth != 0;
    memmove(d->store.p, d->store.p + from, d->store.n - from);
    d->store.n -= from;
    memmove(d->v, d->v + k, (d->n + open - k) * sizeof *d->v);
    d->n -= k;
    d->next -= k;
    for (size_t i = 0; i < d->n + open; i++) d->v[i].id -= from, d->v[i].text -= from;
}

/* More sentences, if any come with the next bytes. */
static int fill(sl_sentences *d) {
    sl_str bytes;
    forget(d);
    int got = sl_lines_raw(d->l, &bytes, d->s->err);
    if (got < 0) return -got;
    d->ended = got == 0;
    return sl_xml_feed(d->x, d->path, got ? bytes : SL_LIT(""), d->ended, d->s->err);
}

static void stop_reading(sl_sentences *d) {
    sl_source_close(d->s, d->l);
    sl_xml_free(d->x);
    d->l = NULL;
    d->x = NULL;
}

static int begin(sl_sentences *d) {
    d->n = d->next = d->depth = 0;
    d->ended = false;
    sl_clear(&d->store);
    int rc = sl_source_open(d->s, d->path, &d->l);
    if (rc) return rc;
    d->x = sl_xml_new(&events, d);
    return fill(d);
}

int sl_sentences_open(sl_sentences **out, sl_stage *s, const char *path) {
    sl_sentences *d = *out = sl_zalloc(sizeof *d);
    *d = (sl_sentences){.s = s, .path = sl_strdup(sl_cstr(path))};
    int rc = begin(d);
    if (rc == 0) return 0;
    sl_sentences_close(d);
    *out = NULL;
    return rc;
}

const char *sl_sentences_path(const sl_sentences *d) { return d->path; }
const char *sl_sentences_lang(const sl_sentences *d) { return d->lang; }

static bool is(const sl_sentences *d, size_t i, sl_str id) { return sl_eq(sl_slice(d->store.p + d->v[i].id, d->v[i].nid), id); }

static bool found(sl_sentences *d, size_t i, sl_str *text) {
    *text = sl_slice(d->store.p + d->v[i].text, d->v[i].ntext);
    d->next = i + 1;
    return true;
}

/* Among those in the window: forward first, then back. */
static bool in_window(sl_sentences *d, sl_str id, sl_str *text) {
    for (size_t i = d->next; i < d->n; i++)
        if (is(d, i, id)) return found(d, i, text);
    for (size_t i = d->next; i-- > 0;)
        if (is(d, i, id)) return found(d, i, text);
    return false;
}

static int ahead(sl_sentences *d, sl_str id, sl_str *text, bool *there) {
    int rc = 0;
    while (rc == 0 && !(*there = in_window(d, id, text)) && !d->ended) {
        d->next = d->n;              /* passed over */
        rc = fill(d);
    }
    return rc;
}

int sl_sentences_find(sl_sentences *d, sl_str id, sl_str *text, bool *there) {
    int rc = ahead(d, id, text, there);
    if (rc || *there) return rc;
    if (++d->again > AGAIN) return sl_fail(d->s->err, SL_EDATA, d->path, 0, 0, "links go back in it more than %d times", AGAIN);
    stop_reading(d);
    rc = begin(d);
    return rc ? rc : ahead(d, id, text, there);
}

void sl_sentences_close(sl_sentences *d) {
    if (!d) return;
    stop_reading(d);
    sl_buf_free(&d->store);
    free(d->v);
    free(d->path);
    free(d);
}
