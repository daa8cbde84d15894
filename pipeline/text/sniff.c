/* What the first bytes of a file tell of its charset; see sluis/charset.h. */
#include "sluis/charset.h"

enum { WINDOW = 4096 };          /* bytes without a line feed after which the NULs decide */

static const struct { sl_str bytes; sl_cs_kind kind; } marks[] = {      /* a mark that begins with another stands before it */
    {{"\xEF\xBB\xBF", 3}, SL_CS_UTF8}, {{"\xFF\xFE\0\0", 4}, SL_CS_UTF32LE}, {{"\xFF\xFE", 2}, SL_CS_UTF16LE},
    {{"\0\0\xFE\xFF", 4}, SL_CS_UTF32BE}, {{"\xFE\xFF", 2}, SL_CS_UTF16BE}};

bool sl_charset_mark(sl_str head, bool end, sl_cs_sniffed *s) {
    *s = (sl_cs_sniffed){SL_CS_UTF8, 0};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (sl_starts(head, marks[i].bytes)) {
            *s = (sl_cs_sniffed){marks[i].kind, marks[i].bytes.n};
            return true;
        }
        if (!end && sl_starts(marks[i].bytes, head)) return false;
    }
    return true;
}

/* What is read with text by mistake, and what to do about it. gzip is inflated before anybody looks here. */
static const struct { sl_str bytes; const char *what; } foreign[] = {
    {{"%PDF-", 5}, "a PDF file; make text of it with pdftotext"},
    {{"PK\3\4", 4}, "a zip file or an office document; unpack it, or save it as text"},
    {{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8}, "an old office document; save it as text"},
    {{"{\\rtf1", 6}, "an RTF document; save it as text"},
    {{"BZh91AY&SY", 10}, "a bzip2 file; put bzcat before it"},
    {{"\xFD""7zXZ\0", 6}, "an xz file; put xzcat before it"},
    {{"\x28\xB5\x2F\xFD", 4}, "a zstd file; put zstdcat before it"},
    {{"7z\xBC\xAF\x27\x1C", 6}, "a 7z file; unpack it"},
    {{"\x89PNG\r\n\x1A\n", 8}, "a picture (PNG)"},
    {{"\xFF\xD8\xFF\xE0", 4}, "a picture (JPEG)"},
    {{"\xFF\xD8\xFF\xE1", 4}, "a picture (JPEG)"},
    {{"GIF89a", 6}, "a picture (GIF)"},
    {{"\x7F""ELF", 4}, "a program (ELF)"},
    {{"SQLite format 3\0", 16}, "an SQLite database"}};

bool sl_charset_foreign(sl_str head, bool end, const char **what) {
    *what = NULL;
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
        if (sl_starts(head, foreign[i].bytes)) *what = foreign[i].what;
        else if (!end && sl_starts(foreign[i].bytes, head)) return false;
    }
    return true;
}

/* NULs at each offset modulo 4, in n bytes. */
typedef struct { size_t nul[4], n; } nuls;

/* In Latin text nearly all units have a zero half, and always the same one. */
static bool halves(size_t zero, size_t other, size_t units) { return zero && 2 * zero >= units && 8 * other <= zero; }

static bool suspect(const nuls *z, sl_cs_kind *kind) {
    size_t a = z->nul[0], b = z->nul[1], c = z->nul[2], d = z->nul[3], quads = z->n / 4, pairs = z->n / 2;
    if (quads && halves(d, a, quads) && halves(c, a, quads) && 2 * b >= quads) *kind = SL_CS_UTF32LE;
    else if (quads && halves(a, d, quads) && halves(b, d, quads) && 2 * c >= quads) *kind = SL_CS_UTF32BE;
    else if (halves(b + d, a + c, pairs)) *kind = SL_CS_UTF16LE;
    else if (halves(a + c, b + d, pairs)) *kind = SL_CS_UTF16BE;
    else return false;
    return true;
}

/* A line feed byte at `at`, when all before it looks like `kind`: 1 it is one of that kind, 0 it says no, -1 nothing yet (more
 * bytes are needed, or it may be a half of another character, in a file that looks so very much like it). */
static int line_feed(sl_str h, size_t at, bool end, sl_cs_kind kind) {
    size_t unit = kind == SL_CS_UTF32LE || kind == SL_CS_UTF32BE ? 4 : 2;
    bool little = kind == SL_CS_UTF32LE || kind == SL_CS_UTF16LE;
    if (at % unit != (little ? 0 : unit - 1)) return 0;
    for (size_t i = 1; i < unit; i++) {
        size_t half = little ? at + i : at - i;
        if (half >= h.n) return end ? 0 : -1;
        if (h.p[half]) return at >= 4 * unit ? -1 : 0;
    }
    return at < unit && !end ? -1 : 1;
}

bool sl_charset_sniff(sl_str head, bool end, sl_cs_sniffed *s) {
    if (!sl_charset_mark(head, end, s)) return false;
    if (s->mark) return true;
    nuls z = {{0}, 0};
    size_t window = head.n < WINDOW ? head.n : WINDOW;
    for (size_t i = 0; i < window; i++) {
        z.n = i;
        if (head.p[i] == '\n') {
            sl_cs_kind k = SL_CS_UTF8;
            int lf = suspect(&z, &k) ? line_feed(head, i, end, k) : 0;
            if (lf > 0) s->kind = k;
            if (lf >= 0) return true;
        }
        z.nul[i % 4] += head.p[i] == 0;
    }
    if (window < WINDOW && !end) return false;
    z.n = window;
    suspect(&z, &s->kind);
    return true;
}
