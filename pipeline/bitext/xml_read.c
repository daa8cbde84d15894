/* Reading XML; see sluis/xml.h. */
#include "sluis/xml.h"
#include <expat.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unicode/ucnv.h>

enum { DEPTH = 256, STEP = 1 << 20 };

struct sl_xml {
    XML_Parser p;
    const sl_xml_events *ev;
    void *ctx;
    unsigned depth;
    uint64_t fed, line_start;       /* bytes before this chunk; where the last line that began in them starts */
    int stopped;                    /* a code, with why */
    char why[300];
    uint64_t at, at_line;           /* the token at which we stopped, or where the parser did */
};

static void remember_place(sl_xml *x) {
    XML_Index i = XML_GetCurrentByteIndex(x->p);         /* -1: nothing was fed */
    x->at = i < 0 ? 0 : (uint64_t)i;
    x->at_line = XML_GetCurrentLineNumber(x->p);
}

void sl_xml_stop(sl_xml *x, int code, const char *fmt, ...) {
    if (x->stopped) return;
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(x->why, sizeof x->why, fmt, ap);
    va_end(ap);
    x->stopped = code;
    remember_place(x);
    XML_StopParser(x->p, XML_FALSE);
}

unsigned sl_xml_depth(const sl_xml *x) { return x->depth; }
uint64_t sl_xml_line(const sl_xml *x) { return XML_GetCurrentLineNumber(x->p); }

static void XMLCALL on_start(void *ctx, const char *name, const char **atts) {
    sl_xml *x = ctx;
    if (x->stopped) return;
    if (++x->depth > DEPTH) sl_xml_stop(x, SL_EDATA, "elements nested deeper than %d", DEPTH);
    else if (x->depth == 1 && x->ev->root && strcmp(sl_xml_local(name), x->ev->root)) sl_xml_stop(x, SL_EDATA, "the root element is <%.100s>, not <%s>", name, x->ev->root);
    else x->ev->start(x->ctx, name, atts);
}

static void XMLCALL on_end(void *ctx, const char *name) {
    sl_xml *x = ctx;
    if (x->stopped) return;
    x->ev->end(x->ctx, name);
    x->depth--;
}

static void XMLCALL on_text(void *ctx, const char *p, int n) {
    sl_xml *x = ctx;
    if (!x->stopped) x->ev->text(x->ctx, p, (size_t)n);
}

static void XMLCALL on_entity(void *ctx, const char *name, int param, const char *value, int n, const char *base, const char *sys,
                              const char *pub, const char *notation) {
    (void)param, (void)value, (void)n, (void)base, (void)sys, (void)pub, (void)notation;
    sl_xml_stop(ctx, SL_EDATA, "entity declarations are not accepted: '%.100s'", name);
}

/* With a DOCTYPE that names a DTD file, expat would pass over unknown entities in silence, and text would be lost. */
static void XMLCALL on_skipped(void *ctx, const char *name, int param) {
    if (!param) sl_xml_stop(ctx, SL_EDATA, "undefined entity '&%.100s;'", name);
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

sl_xml *sl_xml_new(const sl_xml_events *ev, void *ctx) {
    sl_xml *x = sl_zalloc(sizeof *x);
    static const XML_Memory_Handling_Suite memory = {sl_alloc, sl_realloc, free};   /* so that the parser is never NULL */
    *x = (sl_xml){.p = XML_ParserCreate_MM(NULL, &memory, NULL), .ev = ev, .ctx = ctx};
    XML_SetUserData(x->p, x);
    XML_SetElementHandler(x->p, on_start, on_end);
    XML_SetCharacterDataHandler(x->p, on_text);
    XML_SetEntityDeclHandler(x->p, on_entity);
    XML_SetSkippedEntityHandler(x->p, on_skipped);
    XML_SetUnknownEncodingHandler(x->p, on_encoding, NULL);
    return x;
}

/* The place as a byte of its line; 0 when that line began in an earlier chunk than the token. */
static uint64_t byte_in_line(const sl_xml *x, sl_str chunk) {
    uint64_t start = x->line_start;
    if (x->at >= x->fed && x->at - x->fed <= chunk.n) {
        const char *q = memrchr(chunk.p, '\n', x->at - x->fed);
        if (q) start = x->fed + (uint64_t)(q - chunk.p) + 1;
    }
    return x->at < start ? 0 : x->at - start + 1;
}

static int failed(sl_xml *x, const char *file, sl_str chunk, sl_err *e) {
    if (!x->stopped) remember_place(x);
    uint64_t byte = byte_in_line(x, chunk);
    if (x->stopped) return sl_fail(e, x->stopped, file, x->at_line, byte, "%s", x->why);
    return sl_fail(e, SL_EDATA, file, x->at_line, byte, "bad XML: %s", XML_ErrorString(XML_GetErrorCode(x->p)));
}

int sl_xml_feed(sl_xml *x, const char *file, sl_str bytes, bool last, sl_err *e) {
    do {
        sl_str chunk = {bytes.p, bytes.n < STEP ? bytes.n : STEP};      /* expat counts in int */
        bytes.p += chunk.n;
        bytes.n -= chunk.n;
        if (XML_Parse(x->p, chunk.p, (int)chunk.n, last && bytes.n == 0) != XML_STATUS_OK) return failed(x, file, chunk, e);
        const char *q = memrchr(chunk.p, '\n', chunk.n);
        if (q) x->line_start = x->fed + (uint64_t)(q - chunk.p) + 1;
        x->fed += chunk.n;
    } while (bytes.n);
    return 0;
}

void sl_xml_free(sl_xml *x) {
    if (!x) return;
    XML_ParserFree(x->p);
    free(x);
}

uint64_t sl_xml_flat(sl_buf *out, const char *p, size_t n) {
    uint64_t flat = 0;
    for (size_t i = 0, k; i < n; i += k) {
        for (k = 0; i + k < n && p[i + k] != '\n' && p[i + k] != '\t';) k++;
        if (k) { sl_put(out, p + i, k); continue; }
        k = 1;
        flat++;
        if (p[i] == '\n' && out->n && out->p[out->n - 1] == '\r') out->p[out->n - 1] = ' ';
        else sl_putc(out, ' ');
    }
    return flat;
}

const char *sl_xml_local(const char *name) {
    const char *colon = strchr(name, ':');
    return colon ? colon + 1 : name;
}

const char *sl_xml_att(const char **atts, const char *name) {
    for (; *atts; atts += 2)
        if (!strcmp(atts[0], name)) return atts[1];
    return NULL;
}

const char *sl_xml_lang(const char **atts) {
    const char *tag = sl_xml_att(atts, "xml:lang");
    return tag ? tag : sl_xml_att(atts, "lang");
}

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c == '_' ? '-' : c; }

bool sl_lang_in(sl_str tag, sl_str range) {
    if (tag.n < range.n) return false;
    for (size_t i = 0; i < range.n; i++)
        if (lower(tag.p[i]) != lower(range.p[i])) return false;
    return tag.n == range.n || lower(tag.p[range.n]) == '-';
}

int sl_lang_of(const char *tag, const char *const *ranges, unsigned n) {
    for (unsigned i = 0; tag && i < n; i++)
        if (sl_lang_in(sl_cstr(tag), sl_cstr(ranges[i]))) return (int)i;
    return -1;
}
