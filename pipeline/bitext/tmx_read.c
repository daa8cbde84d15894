/* Reading TMX; see sluis/tmx.h. */
#include "sluis/tmx.h"
#include <stdlib.h>

enum { MAXLANGS = 16, TYPE = 100 };

struct sl_tmx {
    sl_xml *x;
    const char *const *langs;
    unsigned n;
    sl_tmx_each *each;
    sl_tmx_eachprop *eachprop;
    void *ctx;
    bool keep;
    sl_buf text[MAXLANGS], prop;
    char type[TYPE];                /* of the <prop> that is open */
    uint64_t there, line, codes, extra, spaces;
    int lang;                       /* of the <tuv> that is open; -1: none that is wanted */
    unsigned seg, code;             /* depth of the <seg> and the native code around us; 0: none */
    unsigned unit, inprop;          /* the same of <tu> and its <prop> */
};

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
    t->unit = sl_xml_depth(t->x);
}

static void open_seg(sl_tmx *t) {
    if (t->lang < 0) return;
    uint64_t bit = (uint64_t)1 << t->lang;
    if (t->there & bit) { t->extra++; return; }
    t->there |= bit;
    t->seg = sl_xml_depth(t->x);
}

static void open_prop(sl_tmx *t, const char **atts) {
    const char *type = sl_xml_att(atts, "type");
    if (!t->eachprop || !t->unit || sl_xml_depth(t->x) != t->unit + 1 || !type || strlen(type) >= TYPE) return;
    strcpy(t->type, type);
    sl_clear(&t->prop);
    t->inprop = sl_xml_depth(t->x);
}

static void on_start(void *ctx, const char *name, const char **atts) {
    sl_tmx *t = ctx;
    if (t->code || t->inprop) return;
    if (t->seg) {
        if (is_code(name)) { t->code = sl_xml_depth(t->x); t->codes++; }
    } else if (!strcmp(name, "tu")) open_unit(t);
    else if (!strcmp(name, "tuv")) t->lang = sl_lang_of(sl_xml_lang(atts), t->langs, t->n);
    else if (!strcmp(name, "seg")) open_seg(t);
    else if (!strcmp(name, "prop")) open_prop(t, atts);
}

static void close_unit(sl_tmx *t) {
    sl_str segs[MAXLANGS];
    for (unsigned i = 0; i < t->n; i++) segs[i] = sl_view(&t->text[i]);
    t->unit = 0;
    int rc = t->each(t->ctx, &(sl_tmx_pair){segs, t->there, t->line});
    if (rc) sl_xml_stop(t->x, rc, "stopped");
}

static void close_prop(sl_tmx *t) {
    t->inprop = 0;
    t->eachprop(t->ctx, t->type, sl_view(&t->prop));
}

static void on_end(void *ctx, const char *name) {
    sl_tmx *t = ctx;
    unsigned depth = sl_xml_depth(t->x);
    if (t->inprop == depth) close_prop(t);
    else if (t->code == depth) t->code = 0;
    else if (t->seg == depth) t->seg = 0;
    else if (!t->seg && !strcmp(name, "tuv")) t->lang = -1;
    else if (!t->seg && !strcmp(name, "tu")) close_unit(t);
}

static void on_text(void *ctx, const char *p, size_t n) {
    sl_tmx *t = ctx;
    if (t->inprop) sl_put(&t->prop, p, n);
    if (t->seg && (t->keep || !t->code)) t->spaces += sl_xml_flat(&t->text[t->lang], p, n);
}

static const sl_xml_events events = {"tmx", on_start, on_end, on_text};

sl_tmx *sl_tmx_new(const char *const *langs, unsigned n, sl_tmx_each *f, void *ctx) {
    sl_tmx *t = sl_zalloc(sizeof *t);
    *t = (sl_tmx){.x = sl_xml_new(&events, t), .langs = langs, .n = n < MAXLANGS ? n : MAXLANGS, .each = f, .ctx = ctx, .lang = -1};
    return t;
}

void sl_tmx_props(sl_tmx *t, sl_tmx_eachprop *f) { t->eachprop = f; }
void sl_tmx_keep_codes(sl_tmx *t) { t->keep = true; }
int sl_tmx_feed(sl_tmx *t, const char *file, sl_str bytes, bool last, sl_err *e) { return sl_xml_feed(t->x, file, bytes, last, e); }

uint64_t sl_tmx_codes(const sl_tmx *t) { return t->codes; }
uint64_t sl_tmx_extra(const sl_tmx *t) { return t->extra; }
uint64_t sl_tmx_spaces(const sl_tmx *t) { return t->spaces; }

void sl_tmx_free(sl_tmx *t) {
    if (!t) return;
    sl_xml_free(t->x);
    for (unsigned i = 0; i < MAXLANGS; i++) sl_buf_free(&t->text[i]);
    sl_buf_free(&t->prop);
    free(t);
}
