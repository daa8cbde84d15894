/* Reading TMX; see sluis/tmx.h. */
#include "sluis/tmx.h"
#include <expat.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unicode/ucnv.h>

enum { MAXLANGS = 16, DEPTH = 256, STEP = 1 << 20 };

struct sl_tmx {
    XML_Parser p;
    const char *const *langs;
    unsigned n;
    sl_tmx_each *each;
    void *ctx;
    sl_buf text[MAXLANGS];
    uint64_t there, line, codes, extra;
    int lang;                       /* of the <tuv> that is open; -1: none that is wanted */
    unsigned depth, seg, code;      /* depth of the element that is open, of the <seg> and the native code around us; 0: none */
    uint64_t fed, line_start;       /* bytes before this chunk; where the last line that began in them starts */
    int stopped;                    /* the callback's answer, or SL_EDATA with why */
    char why[200];
    uint64_t at, at_line;           /* the token at which we stopped, or where the parser did */
};

static void remember_place(sl_tmx *t) {
    XML_Index i = XML_GetCurrentByteIndex(t->p);         /* -1: nothing was fed */
    t->at = i < 0 ? 0 : (uint64_t)i;
    t->at_line = XML_GetCurrentLineNumber(t->p);
}

static void stop(sl_tmx *t, int code, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
static void stop(sl_tmx *t, int code, const char *fmt, ...) {
    if (t->stopped) return;
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(t->why, sizeof t->why, fmt, ap);
    va_end(ap);
    t->stopped = code;
    remember_place(t);
    XML_StopParser(t->p, XML_FALSE);
}

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
    t->line = XML_GetCurrentLineNumber(t->p);
}

static void open_seg(sl_tmx *t) {
    if (t->lang < 0) return;
    uint64_t bit = (uint64_t)1 << t->lang;
    if (t->there & bit) { t->extra++; return; }
    t->there |= bit;
    t->seg = t->depth;
}

static void XMLCALL on_start(void *ctx, const char *name, const char **atts) {
    sl_tmx *t = ctx;
    if (t->stopped) return;
    if (++t->depth > DEPTH) stop(t, SL_EDATA, "elements nested deeper than %d", DEPTH);
    else if (t->depth == 1 && strcmp(name, "tmx")) stop(t, SL_EDATA, "not TMX: the root element is <%.100s>", name);
    else if (t->code) return;
    else if (t->seg) {
        if (is_code(name)) { t->code = t->depth; t->codes++; }
    } else if (!strcmp(name, "tu")) open_unit(t);
    else if (!strcmp(name, "tuv")) t->lang = language(t, atts);
    else if (!strcmp(name, "seg")) open_seg(t);
}

static void close_unit(sl_tmx *t) {
    sl_str segs[MAXLANGS];
    for (unsigned i = 0; i < t->n; i++) segs[i] = sl_view(&t->text[i]);
    int rc = t->each(t->ctx, &(sl_tmx_pair){segs, t->there, t->line});
    if (rc) stop(t, rc, "stopped");
}

static void XMLCALL on_end(void *ctx, const char *name) {
    sl_tmx *t = ctx;
    if (t->stopped) return;
    if (t->code == t->depth) t->code = 0;
    else if (t->seg == t->depth) t->seg = 0;
    else if (!t->seg && !strcmp(name, "tuv")) t->lang = -1;
    else if (!t->seg && !strcmp(name, "tu")) close_unit(t);
    t->depth--;
}

static void XMLCALL on_text(void *ctx, const char *p, int n) {
    sl_tmx *t = ctx;
    if (!t->seg || t->code || t->stopped) return;
    sl_buf *b = &t->text[t->lang];
    for (int i = 0; i < n; i++) {
        if (p[i] == '\n' && b->n && b->p[b->n - 1] == '\r') b->p[b->n - 1] = ' ';
        else sl_putc(b, p[i] == '\n' || p[i] == '\t' ? ' ' : p[i]);
    }
}

static void XMLCALL on_entity(void *ctx, const char *name, int param, const char *value, int n, const char *base, const char *sys,
                              const char *pub, const char *notation) {
    (void)param, (void)value, (void)n, (void)base, (void)sys, (void)pub, (void)notation;
    stop(ctx, SL_EDATA, "entity declarations are not accepted: '%.100s'", name);
}

/* With a DOCTYPE that names a DTD file, expat would pass over unknown entities in silence, and text would be lost. */
static void XMLCALL on_skipped(void *ctx, const char *name, int param) {
    if (!param) stop(ctx, SL_EDATA, "undefined entity '&%.100s;'", name);
}

/* Single-byte encodings that expat lacks. */
static int XMLCALL on_encoding(void *ctx, const char *name, XML_Encoding *info) {
    (void)ctx;
    UErrorCode u = U_ZERO_ERROR;
    UConverter *c = ucnv_open(name, &u);
    bool good = U_SUCCESS(u) && ucnv_getMaxCharSize(c) == 1;
    for (int i = 0; good && i < 256; i++) {
        char byte = (char)i;
        UChar to[4];
        u = U_ZERO_ERROR;
        int32_t k = ucnv_toUChars(c, to, 4, &byte, 1, &u);
        info->map[i] = U_SUCCESS(u) && k == 1 && to[0] != 0xFFFD ? to[0] : -1;
    }
    if (c) ucnv_close(c);
    info->data = NULL, info->convert = NULL, info->release = NULL;
    return good ? XML_STATUS_OK : XML_STATUS_ERROR;
}

sl_tmx *sl_tmx_new(const char *const *langs, unsigned n, sl_tmx_each *f, void *ctx) {
    sl_tmx *t = sl_zalloc(sizeof *t);
    static const XML_Memory_Handling_Suite memory = {sl_alloc, sl_realloc, free};   /* so that the parser is never NULL */
    *t = (sl_tmx){.p = XML_ParserCreate_MM(NULL, &memory, NULL), .langs = langs, .n = n < MAXLANGS ? n : MAXLANGS, .each = f, .ctx = ctx, .lang = -1};
    XML_SetUserData(t->p, t);
    XML_SetElementHandler(t->p, on_start, on_end);
    XML_SetCharacterDataHandler(t->p, on_text);
    XML_SetEntityDeclHandler(t->p, on_entity);
    XML_SetSkippedEntityHandler(t->p, on_skipped);
    XML_SetUnknownEncodingHandler(t->p, on_encoding, NULL);
    return t;
}

/* The place as a byte of its line; 0 when that line began in an earlier chunk than the token. */
static uint64_t byte_in_line(const sl_tmx *t, sl_str chunk) {
    uint64_t start = t->line_start;
    if (t->at >= t->fed && t->at - t->fed <= chunk.n) {
        const char *q = memrchr(chunk.p, '\n', t->at - t->fed);
        if (q) start = t->fed + (uint64_t)(q - chunk.p) + 1;
    }
    return t->at < start ? 0 : t->at - start + 1;
}

static int failed(sl_tmx *t, const char *file, sl_str chunk, sl_err *e) {
    if (!t->stopped) remember_place(t);
    uint64_t byte = byte_in_line(t, chunk);
    if (t->stopped) return sl_fail(e, t->stopped, file, t->at_line, byte, "%s", t->why);
    return sl_fail(e, SL_EDATA, file, t->at_line, byte, "bad XML: %s", XML_ErrorString(XML_GetErrorCode(t->p)));
}

int sl_tmx_feed(sl_tmx *t, const char *file, sl_str bytes, bool last, sl_err *e) {
    do {
        sl_str chunk = {bytes.p, bytes.n < STEP ? bytes.n : STEP};      /* expat counts in int */
        bytes.p += chunk.n;
        bytes.n -= chunk.n;
        if (XML_Parse(t->p, chunk.p, (int)chunk.n, last && bytes.n == 0) != XML_STATUS_OK) return failed(t, file, chunk, e);
        const char *q = memrchr(chunk.p, '\n', chunk.n);
        if (q) t->line_start = t->fed + (uint64_t)(q - chunk.p) + 1;
        t->fed += chunk.n;
    } while (bytes.n);
    return 0;
}

uint64_t sl_tmx_codes(const sl_tmx *t) { return t->codes; }
uint64_t sl_tmx_extra(const sl_tmx *t) { return t->extra; }

void sl_tmx_free(sl_tmx *t) {
    if (!t) return;
    XML_ParserFree(t->p);
    for (unsigned i = 0; i < MAXLANGS; i++) sl_buf_free(&t->text[i]);
    free(t);
}
