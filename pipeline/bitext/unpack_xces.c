/* unpack: XCES, a file of links between the sentences of documents, as OPUS has it. */
#include "unpack.h"
#include "sentences.h"
#include "sluis/xml.h"
#include <stdlib.h>
#include <unistd.h>

typedef struct {
    sl_unit u;
    sl_xml *x;
    sl_sentences *doc[2];
    int text[2];                        /* which text of the unit a side is; -1: none that is wanted */
    sl_buf path;
} reader;

/* Names in a file are no way out of the folder. */
static bool inside(const char *name) {
    if (!*name || *name == '/') return false;
    for (const char *p = name; p; p = strchr(p, '/')) {
        p += *p == '/';
        if (!strncmp(p, "..", 2) && (p[2] == '/' || !p[2])) return false;
        if (!*p) break;
    }
    return true;
}

/* Where a document is: its name below the root; compressed or not, whatever its name says. */
static const char *locate(reader *r, const char *name) {
    const sl_unpack *c = r->u.s->conf;
    const char *slash = strrchr(r->u.path, '/');
    sl_clear(&r->path);
    if (c->root) sl_printf(&r->path, "%s/", c->root);
    else sl_put(&r->path, r->u.path, slash ? (size_t)(slash - r->u.path) + 1 : 0);
    sl_puts(&r->path, sl_cstr(name));
    if (access(sl_buf_c(&r->path), F_OK) == 0) return sl_buf_c(&r->path);
    size_t n = r->path.n;
    bool gz = sl_ends(sl_view(&r->path), SL_LIT(".gz"));
    if (gz) r->path.n -= 3;
    else sl_puts(&r->path, SL_LIT(".gz"));
    if (access(sl_buf_c(&r->path), F_OK) == 0) return sl_buf_c(&r->path);
    if (gz) sl_puts(&r->path, SL_LIT(".gz"));
    r->path.n = n;
    return sl_buf_c(&r->path);
}

enum { UNWANTED = -1, UNKNOWN = -2 };

/* OPUS has a folder for each language. */
static bool folder_of_language(const char *name) {
    size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz");
    return (n == 2 || n == 3) && (name[n] == '/' || name[n] == '_');
}

/* The language of a document: what its root says, else a part of its name: en/a.xml.gz, a.en.xml. */
static int language(const reader *r, const sl_sentences *d, const char *name) {
    const char *lang = sl_sentences_lang(d);
    if (*lang) return sl_lang_of(lang, r->u.langs, r->u.n);
    for (const char *p = name; *p;) {
        size_t n = strcspn(p, "/.");
        for (unsigned i = 0; i < r->u.n; i++)
            if (strlen(r->u.langs[i]) == n && !strncmp(p, r->u.langs[i], n)) return (int)i;
        p += n + (p[n] != 0);
    }
    return folder_of_language(name) ? UNWANTED : UNKNOWN;
}

static int open_side(reader *r, unsigned side, const char *name) {
    if (!name || !inside(name)) {
        sl_xml_stop(r->x, SL_EDATA, "'%.200s' is no document %s", name ? name : "", name ? "below this folder" : "(fromDoc and toDoc are wanted)");
        return SL_EDATA;
    }
    const char *path = locate(r, name);
    if (!r->doc[side] || strcmp(sl_sentences_path(r->doc[side]), path)) {
        sl_sentences_close(r->doc[side]);
        r->doc[side] = NULL;
        int rc = sl_sentences_open(&r->doc[side], r->u.s, path);
        if (rc) { sl_xml_stop(r->x, rc, "stopped"); return rc; }
    }
    r->text[side] = language(r, r->doc[side], name);
    return 0;
}

static void open_group(reader *r, const char **atts) {
    static const char *const names[] = {"fromDoc", "toDoc"};
    for (unsigned i = 0; i < 2; i++)
        if (open_side(r, i, sl_xml_att(atts, names[i]))) return;
    /* Where nothing tells, or both are one language, sides are in the order of -l; where one tells, the other is the other. */
    int *t = r->text, n = (int)r->u.n;
    bool by_order = (t[0] == UNKNOWN && t[1] == UNKNOWN) || (t[0] == t[1] && t[0] >= 0);
    for (int i = 0; i < 2; i++) {
        if (by_order) t[i] = i < n ? i : UNWANTED;
        else if (t[i] == UNKNOWN) t[i] = n == 2 && t[!i] >= 0 ? !t[!i] : UNWANTED;
    }
}

static int no_sentence(reader *r, unsigned side, sl_str id) {
    sl_xml_stop(r->x, SL_EDATA, "%.150s has no sentence '%.*s'", sl_sentences_path(r->doc[side]), (int)(id.n < 50 ? id.n : 50), id.p);
    return SL_EDATA;
}

/* The sentences of a side, one space between two. */
static int put_side(reader *r, unsigned side, sl_str ids) {
    int t = r->text[side];
    if (t < 0) return 0;
    sl_buf *b = &r->u.text[t];
    r->u.there |= (uint64_t)1 << t;
    while (ids.n) {
        sl_str id = sl_cut(&ids, ' '), text = {"", 0};
        bool there;
        if (!id.n) continue;
        int rc = sl_sentences_find(r->doc[side], id, &text, &there);
        if (rc) return rc;
        if (!there) return no_sentence(r, side, id);
        if (b->n && text.n) sl_putc(b, ' ');
        sl_puts(b, text);
    }
    return 0;
}

static void put_known(reader *r, const char **atts) {
    for (; *atts; atts += 2) {
        bool score = !strcmp(atts[0], "certainty");
        if (!score && strncmp(atts[0], "x-", 2)) continue;
        if (!sl_unit_put(&r->u, score ? "score" : atts[0], sl_cstr(atts[1]))) r->u.s->count[SL_UNPACK_UNPLACED]++;
    }
}

static void one_link(reader *r, const char **atts) {
    const char *targets = sl_xml_att(atts, "xtargets");
    if (!r->doc[0] || !r->doc[1]) { sl_xml_stop(r->x, SL_EDATA, "a <link> outside of a <linkGrp>"); return; }
    if (!targets || !strchr(targets, ';')) { sl_xml_stop(r->x, SL_EDATA, "xtargets has no ';' between its sides"); return; }
    sl_str to = sl_cstr(targets), from = sl_cut(&to, ';');
    sl_unit_clear(&r->u);
    put_known(r, atts);
    int rc = put_side(r, 0, from);
    if (rc == 0) rc = put_side(r, 1, to);
    if (rc == 0) rc = sl_unit_emit(&r->u, sl_xml_line(r->x));
    if (rc) sl_xml_stop(r->x, rc, "stopped");
}

static void on_start(void *ctx, const char *name, const char **atts) {
    if (!strcmp(name, "linkGrp")) open_group(ctx, atts);
    else if (!strcmp(name, "link")) one_link(ctx, atts);
}

static void on_end(void *ctx, const char *name) { (void)ctx, (void)name; }
static void on_text(void *ctx, const char *p, size_t n) { (void)ctx, (void)p, (void)n; }
static const sl_xml_events events = {"cesAlign", on_start, on_end, on_text};

static int feed(void *x, const char *path, sl_str bytes, bool last, sl_err *e) { return sl_xml_feed(x, path, bytes, last, e); }

int sl_unpack_xces(sl_stage *s, sl_lines *l, const char *path) {
    reader r = {.doc = {NULL, NULL}};
    sl_unit_init(&r.u, s, path);
    r.x = sl_xml_new(&events, &r);
    int rc = sl_unpack_feed(s, l, path, feed, r.x);
    s->count[SL_UNPACK_SPACES] += r.u.spaces;
    for (unsigned i = 0; i < 2; i++) sl_sentences_close(r.doc[i]);
    sl_xml_free(r.x);
    sl_buf_free(&r.path);
    sl_unit_free(&r.u);
    return rc;
}
