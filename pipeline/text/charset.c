/* Charsets by name and by table, and what a line is written in; see sluis/charset.h. */
#include "sluis/charset.h"
#include "codepage.h"
#include "sluis/utf8.h"
#include "unicode.h"

static void set_char(sl_cs_char *to, int32_t c) {
    sl_buf b = {.p = (char[8]){0}, .cap = 8};
    sl_utf8_put(&b, c);
    memcpy(to->b, b.p, b.n);
    to->n = (unsigned char)b.n;
}

static void set_codepage(sl_charset *cs, unsigned number) {
    const sl_codepage *p = sl_codepages;
    while (p->number != number) p++;
    cs->kind = SL_CS_BYTES;
    for (unsigned b = 0; b < 256; b++) set_char(&cs->table[b], b >= p->from && b < p->from + p->n ? p->to[b - p->from] : (int32_t)b);
}

/* Names without their `-`, `_`, `.` and spaces, in small letters. */
static const struct { const char *name; sl_cs_kind kind; unsigned number; } names[] = {
    {"auto", SL_CS_BYTES, SL_CSN_CP1252}, {"utf8", SL_CS_UTF8, SL_CSN_UTF8},
    {"cp1252", SL_CS_BYTES, SL_CSN_CP1252}, {"windows1252", SL_CS_BYTES, SL_CSN_CP1252}, {"win1252", SL_CS_BYTES, SL_CSN_CP1252},
    {"iso88591", SL_CS_BYTES, SL_CSN_LATIN1}, {"latin1", SL_CS_BYTES, SL_CSN_LATIN1}, {"l1", SL_CS_BYTES, SL_CSN_LATIN1},
    {"iso885915", SL_CS_BYTES, SL_CSN_LATIN9}, {"latin9", SL_CS_BYTES, SL_CSN_LATIN9}, {"l9", SL_CS_BYTES, SL_CSN_LATIN9},
    {"cp850", SL_CS_BYTES, SL_CSN_CP850}, {"ibm850", SL_CS_BYTES, SL_CSN_CP850},
    {"cp437", SL_CS_BYTES, SL_CSN_CP437}, {"ibm437", SL_CS_BYTES, SL_CSN_CP437},
    {"macroman", SL_CS_BYTES, SL_CSN_MACROMAN}, {"macintosh", SL_CS_BYTES, SL_CSN_MACROMAN}, {"xmacroman", SL_CS_BYTES, SL_CSN_MACROMAN},
    {"utf16", SL_CS_UTF16, SL_CSN_UTF16}, {"utf16le", SL_CS_UTF16LE, SL_CSN_UTF16}, {"utf16be", SL_CS_UTF16BE, SL_CSN_UTF16},
    {"utf32", SL_CS_UTF32, SL_CSN_UTF32}, {"utf32le", SL_CS_UTF32LE, SL_CSN_UTF32}, {"utf32be", SL_CS_UTF32BE, SL_CSN_UTF32}};

static bool same_name(const char *given, const char *plain) {
    for (; *given; given++) {
        if (strchr("-_. ", *given)) continue;
        char c = *given >= 'A' && *given <= 'Z' ? (char)(*given + 32) : *given;
        if (c != *plain++) return false;
    }
    return !*plain;
}

/* One byte by iconv: its character, -1 for none, -2 when that is no single-byte set. */
static int32_t iconv_char(iconv_t cd, unsigned byte) {
    char in = (char)byte, to[16], *p = &in, *q = to;
    size_t left = 1, room = sizeof to;
    iconv(cd, NULL, NULL, NULL, NULL);
    size_t rc = iconv(cd, &p, &left, &q, &room);
    if (rc == (size_t)-1) return left && byte >= 0x80 ? -1 : -2;
    int32_t c;
    if (q == to || sl_utf8_next(to, (size_t)(q - to), &c) != (int)(q - to)) return -2;
    return c >= 0x10000 ? -2 : c;
}

/* EINVAL (a character that goes on) means a multi-byte set; it and an undefined byte differ by what a second byte gives. */
static bool goes_on(iconv_t cd, unsigned byte) {
    for (unsigned second = 0x21; second < 0x100; second++) {
        char in[2] = {(char)byte, (char)second}, to[16], *p = in, *q = to;
        size_t left = 2, room = sizeof to;
        iconv(cd, NULL, NULL, NULL, NULL);
        iconv(cd, &p, &left, &q, &room);
        if (left < 2) return true;
    }
    return false;
}

static void set_table(sl_charset *cs, iconv_t cd) {
    for (unsigned b = 0; b < 256; b++) {
        int32_t c = iconv_char(cd, b);
        if (c == -2 || (b < 0x80 && c != (int32_t)b) || (c == -1 && goes_on(cd, b))) return;
        set_char(&cs->table[b], c >= 0 ? c : b < 0xA0 ? (int32_t)b : 0xFFFD);
    }
    cs->kind = SL_CS_BYTES;
}

static bool set_iconv(sl_charset *cs) {
    iconv_t cd = sl_iconv_open(cs->name);
    if (cd == (iconv_t)-1) return false;
    cs->kind = SL_CS_ICONV;
    cs->number = SL_CSN_OTHER;
    set_table(cs, cd);
    iconv_close(cd);
    return true;
}

int sl_charset_find(const char *name, sl_charset *cs, sl_err *e) {
    cs->name = name;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!same_name(name, names[i].name)) continue;
        cs->kind = names[i].kind;
        cs->number = names[i].number;
        if (cs->kind == SL_CS_BYTES) set_codepage(cs, cs->number);
        return 0;
    }
    if (set_iconv(cs)) return 0;
    return sl_fail(e, SL_EUSAGE, NULL, 0, 0, "unknown charset '%s'; known are auto, utf-8, utf-16, utf-32, cp1252, iso-8859-1, iso-8859-15, "
                   "cp850, cp437, macroman and what `iconv -l` lists", name);
}

void sl_charset_decode(const sl_charset *cs, sl_str bytes, sl_buf *out) {
    while (bytes.n) {
        size_t k = sl_ascii_run(bytes.p, bytes.n);
        sl_put(out, bytes.p, k);
        bytes.p += k;
        bytes.n -= k;
        for (; bytes.n && *bytes.p & 0x80; bytes.p++, bytes.n--) {
            const sl_cs_char *c = &cs->table[(unsigned char)*bytes.p];
            memcpy(sl_need(out, 4), c, 4);
            out->n += c->n;
        }
    }
}
