/* unpack: XLIFF 1.2 and 2.x. A pair is a <source> and a <target> that are children of a <trans-unit> (1.2) or a <segment> (2.x), so
 * that proposals (<alt-trans>, <match>), <seg-source> and <ignorable> are none. */
#include "unpack.h"
#include "sluis/utf8.h"
#include "sluis/xml.h"
#include <stdlib.h>

enum { TYPE = 100 };

typedef struct {
    sl_unit u;
    sl_xml *x;
    int text[2];                        /* which text of the unit source and target are, for the file; -1: none that is wanted */
    int now;                            /* and the element that is open; -1: none */
    unsigned segment, side, code, meta; /* depth of the element of that kind around us; 0: none */
    uint64_t line;                      /* of the segment */
    char type[TYPE];
    sl_buf value;
    bool keep;
} reader;

static bool one_of(const char *name, const char *const *list) {
    while (*list && strcmp(*list, name)) list++;
    return *list != NULL;
}

static const char *const units[] = {"trans-unit", "unit", NULL}, *const segments[] = {"trans-unit", "segment", NULL};
static const char *const codes[] = {"bpt", "ept", "ph", "it", "ut", "sub", "x", "bx", "ex", "sc", "ec", NULL};

static void set_language(reader *r, unsigned side, const char *tag) {
    if (tag) r->text[side] = sl_lang_of(tag, r->u.langs, r->u.n);
}

static void languages(reader *r, const char **atts) {
    set_language(r, 0, sl_xml_att(atts, "source-language"));
    set_language(r, 1, sl_xml_att(atts, "target-language"));
    set_language(r, 0, sl_xml_att(atts, "srcLang"));
    set_language(r, 1, sl_xml_att(atts, "trgLang"));
}

static void open_segment(reader *r) {
    for (unsigned i = 0; i < r->u.n; i++) sl_clear(&r->u.text[i]);
    r->u.there = 0;
    r->segment = sl_xml_depth(r->x);
    r->line = sl_xml_line(r->x);
}

static void open_side(reader *r, unsigned side, const char **atts) {
    const char *tag = sl_xml_att(atts, "xml:lang");
    int i = tag ? sl_lang_of(tag, r->u.langs, r->u.n) : r->text[side];
    if (i < 0) return;
    if (r->u.there >> i & 1) { r->u.s->count[SL_UNPACK_EXTRA]++; return; }
    r->u.there |= (uint64_t)1 << i;
    r->now = i;
    r->side = sl_xml_depth(r->x);
}

/* A character that XML cannot hold, as XLIFF 2 writes it: <cp hex="001A"/>. */
static void code_point(reader *r, const char **atts) {
    const char *hex = sl_xml_att(atts, "hex");
    char *end;
    long c = hex && *hex ? strtol(hex, &end, 16) : -1;
    if (c < 0 || *end || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) {
        sl_xml_stop(r->x, SL_EDATA, "<cp hex=\"%.20s\"/> is no character", hex ? hex : "");
        return;
    }
    sl_buf *b = &r->u.text[r->now];
    sl_utf8_put(b, (int32_t)c);
    if (c == '\n' || c == '\t') { b->p[b->n - 1] = ' '; r->u.spaces++; }
}

static void inside(reader *r, const char *name, const char **atts) {
    if (!strcmp(name, "cp")) code_point(r, atts);
    else if (one_of(name, codes)) {
        r->code = sl_xml_depth(r->x);
        r->u.s->count[SL_UNPACK_CODES]++;
    }
}

static void open_meta(reader *r, const char **atts) {
    const char *type = sl_xml_att(atts, "type");
    if (!type || strlen(type) >= TYPE) return;
    strcpy(r->type, type);
    sl_clear(&r->value);
    r->meta = sl_xml_depth(r->x);
}

static void on_start(void *ctx, const char *full, const char **atts) {
    reader *r = ctx;
    const char *name = sl_xml_local(full);
    unsigned depth = sl_xml_depth(r->x);
    if (r->code || r->meta) return;
    if (r->side) { inside(r, name, atts); return; }
    bool child = r->segment && depth == r->segment + 1;
    if (depth == 1 || !strcmp(name, "file")) languages(r, atts);
    if (!r->segment && one_of(name, units)) sl_unit_clear(&r->u);
    if (!r->segment && one_of(name, segments)) open_segment(r);
    else if (!r->segment && !strcmp(name, "meta")) open_meta(r, atts);
    else if (child && !strcmp(name, "source")) open_side(r, 0, atts);
    else if (child && !strcmp(name, "target")) open_side(r, 1, atts);
}

static void close_segment(reader *r) {
    r->segment = 0;
    int rc = sl_unit_emit(&r->u, r->line);
    if (rc) sl_xml_stop(r->x, rc, "stopped");
}

static void close_meta(reader *r) {
    r->meta = 0;
    if (!sl_unit_put(&r->u, r->type, sl_view(&r->value))) r->u.s->count[SL_UNPACK_UNPLACED]++;
}

static void on_end(void *ctx, const char *name) {
    reader *r = ctx;
    unsigned depth = sl_xml_depth(r->x);
    (void)name;
    if (r->meta == depth) close_meta(r);
    else if (r->code == depth) r->code = 0;
    else if (r->side == depth) r->side = 0;
    else if (r->segment == depth) close_segment(r);
}

static void on_text(void *ctx, const char *p, size_t n) {
    reader *r = ctx;
    if (r->meta) sl_put(&r->value, p, n);
    else if (r->side && (r->keep || !r->code)) r->u.spaces += sl_xml_flat(&r->u.text[r->now], p, n);
}

static const sl_xml_events events = {"xliff", on_start, on_end, on_text};

static int feed(void *x, const char *path, sl_str bytes, bool last, sl_err *e) { return sl_xml_feed(x, path, bytes, last, e); }

int sl_unpack_xliff(sl_stage *s, sl_lines *l, const char *path) {
    reader r = {.now = -1, .keep = ((const sl_unpack *)s->conf)->codes};
    sl_unit_init(&r.u, s, path);
    for (int i = 0; i < 2; i++) r.text[i] = (unsigned)i < r.u.n ? i : -1;
    r.x = sl_xml_new(&events, &r);
    int rc = sl_unpack_feed(s, l, path, feed, r.x);
    s->count[SL_UNPACK_SPACES] += r.u.spaces;
    sl_xml_free(r.x);
    sl_buf_free(&r.value);
    sl_unit_free(&r.u);
    return rc;
}
