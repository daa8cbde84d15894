/* Reading TMX; see sluis/tmx.h. */
#include "sluis/tmx.h"
#include "sluis/xml.h"
#include <stdlib.h>

enum { MAXLANGS = 16 };

struct sl_tmx {
    sl_xml *x;
    const char *const *langs;
    unsigned n;
    sl_tmx_each *each;
    void *ctx;
    sl_buf text[MAXLANGS];
    uint64_t there, line, codes, extra;
    int lang;                       /* of the <tuv> that is open; -1: none that is wanted */
    unsigned seg, code;             /* depth of the <seg> and the native code around us; 0: none */
};

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c == '_' ? '-' : c; }

/* Is `tag` the range, or the range with further subtags? */
static bool in_range(const char *tag, const char *range) {
    for (; *range; tag++, range++)
        if (lower(*tag) != lower(*range)) return false;
    return *tag == 0 || lower(*tag) == '-';
}

static int language(const sl_tmx *t, const char **atts) {
    const char *tag = NULL;
    for (; *atts; atts += 2)
        if (!strcmp(atts[0], "xml:lang") || (!tag && !strcmp(atts[0], "lang"))) tag = atts[1];   /* lang: before TMX 1.2 */
    for (unsigned i = 0; tag && i < t->n; i++)
        if (in_range(tag, t->langs[i])) return (int)i;
    return -1;
}

static bool is_code(const char *name) {
    static const char *const codes[] = {"bpt", "ept", "ph", "it", "ut", "sub"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (!strcmp(name, codes[i])) return true;
    return false;
}

static void open_unit(sl_tmx *t) {
    for (unsigned i = 0; i < t->n; i++) sl_clear(&t->text[i]);
    t->there = 0;
    t->lang = -1;
    t->line = sl_xml_line(t->x);
}

static void open_seg(sl_tmx *t) {
    if (t->lang < 0) return;
    uint64_t bit = (uint64_t)1 << t->lang;
    if (t->there & bit) { t->extra++; return; }
    t->there |= bit;
    t->seg = sl_xml_depth(t->x);
}

static void on_start(void *ctx, const char *name, const char **atts) {
    sl_tmx *t = ctx;
    unsigned depth = sl_xml_depth(t->x);
    if (depth == 1 && strcmp(name, "tmx")) sl_xml_stop(t->x, SL_EDATA, "not TMX: the root element is <%.100s>", name);
    else if (t->code) return;
    else if (t->seg) {
        if (is_code(name)) { t->code = depth; t->codes++; }
    } else if (!strcmp(name, "tu")) open_unit(t);
    else if (!strcmp(name, "tuv")) t->lang = language(t, atts);
    else if (!strcmp(name, "seg")) open_seg(t);
}

static void close_unit(sl_tmx *t) {
    sl_str segs[MAXLANGS];
    for (unsigned i = 0; i < t->n; i++) segs[i] = sl_view(&t->text[i]);
    int rc = t->each(t->ctx, &(sl_tmx_pair){segs, t->there, t->line});
    if (rc) sl_xml_stop(t->x, rc, "stopped");
}

static void on_end(void *ctx, const char *name) {
    sl_tmx *t = ctx;
    unsigned depth = sl_xml_depth(t->x);
    if (t->code == depth) t->code = 0;
    else if (t->seg == depth) t->seg = 0;
    else if (!t->seg && !strcmp(name, "tuv")) t->lang = -1;
    else if (!t->seg && !strcmp(name, "tu")) close_unit(t);
}

static void on_text(void *ctx, const char *p, int n) {
    sl_tmx *t = ctx;
    if (!t->seg || t->code) return;
    sl_buf *b = &t->text[t->lang];
    for (int i = 0; i < n; i++) {
        if (p[i] == '\n' && b->n && b->p[b->n - 1] == '\r') b->p[b->n - 1] = ' ';
        else sl_putc(b, p[i] == '\n' || p[i] == '\t' ? ' ' : p[i]);
    }
}

sl_tmx *sl_tmx_new(const char *const *langs, unsigned n, sl_tmx_each *f, void *ctx) {
    static const sl_xml_hooks hooks = {on_start, on_end, on_text};
    sl_tmx *t = sl_zalloc(sizeof *t);
    *t = (sl_tmx){.langs = langs, .n = n < MAXLANGS ? n : MAXLANGS, .each = f, .ctx = ctx, .lang = -1};
    t->x = sl_xml_new(&hooks, t);
    return t;
}

int sl_tmx_feed(sl_tmx *t, const char *file, sl_str bytes, bool last, sl_err *e) { return sl_xml_feed(t->x, file, bytes, last, e); }
uint64_t sl_tmx_codes(const sl_tmx *t) { return t->codes; }
uint64_t sl_tmx_extra(const sl_tmx *t) { return t->extra; }

void sl_tmx_free(sl_tmx *t) {
    if (!t) return;
    sl_xml_free(t->x);
    for (unsigned i = 0; i < MAXLANGS; i++) sl_buf_free(&t->text[i]);
    free(t);
}
