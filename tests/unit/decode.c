/* Decoding: each case is fed whole, byte by byte and in threes, and must give the same lines. */
#include "sluis/decode.h"
#include "tap.h"
#include <stdlib.h>

typedef struct { const char *from; sl_eol eol; bool mixed; sl_decode_feed end; } how;

static sl_decode_counts counted;
static uint64_t lines_of[SL_CSN_N];

/* Runs; a line that is not valid is led by what is wrong and where, in brackets. */
static void take(sl_decoder *d, sl_buf *out) {
    sl_decode_run run;
    sl_buf why = {0};
    while (sl_decoder_next(d, &run)) {
        lines_of[run.number] += run.n;
        if (!run.valid) {
            sl_decode_explain(&run, &why);
            sl_printf(out, "[%s %d]", sl_buf_c(&why), (int)sl_decode_place(&run));
            sl_decode_replace(run.lines, out);
        } else sl_puts(out, run.lines);
    }
    sl_buf_free(&why);
}

static void decode(const how *h, sl_str in, size_t step, sl_buf *out) {
    sl_charset *cs = sl_zalloc(sizeof *cs);
    sl_err e = {0};
    if (sl_charset_find(h->from, cs, &e)) printf("# %s\n", e.msg);
    sl_decode_conf c = {.from = cs, .mixed = h->mixed, .eol = h->eol};
    sl_decoder *d = sl_decoder_new(&c);
    memset(lines_of, 0, sizeof lines_of);
    sl_clear(out);
    for (size_t i = 0; i < in.n; i += step) {
        sl_put(sl_decoder_input(d), in.p + i, in.n - i < step ? in.n - i : step);
        sl_decoder_fed(d, SL_DECODE_MORE);
        take(d, out);
    }
    sl_decoder_input(d);
    sl_decoder_fed(d, h->end ? h->end : SL_DECODE_END);
    take(d, out);
    counted = *sl_decoder_counts(d);
    sl_decoder_free(d);
    free(cs);
}

static void expect(how h, sl_str in, sl_str want, const char *what) {
    static const size_t steps[] = {1, 3, 1 << 20};
    sl_buf out = {0};
    bool good = true;
    for (size_t i = 0; i < 3; i++) {
        decode(&h, in, steps[i], &out);
        if (sl_eq(sl_view(&out), want)) continue;
        good = false;
        printf("# in steps of %zu:\n# %s\n", steps[i], sl_buf_c(&out));
    }
    ok(good, what);
    sl_buf_free(&out);
}

static const how plain = {"auto", SL_EOL_AUTO, true, 0}, strict = {"utf-8", SL_EOL_AUTO, true, 0};
#define FROM(name) ((how){name, SL_EOL_AUTO, true, 0})
#define EOL(kind) ((how){"auto", kind, true, 0})

static void charsets(void) {
    expect(plain, SL_LIT(""), SL_LIT(""), "an empty file has no lines");
    expect(plain, SL_LIT("a\n\nb"), SL_LIT("a\n\nb\n"), "a last line without its end");
    expect(plain, SL_LIT("\n"), SL_LIT("\n"), "one empty line");
    expect(plain, SL_LIT("caf\xE9\ncaf\xC3\xA9\ne\n\x80 5\n"), SL_LIT("caf\xC3\xA9\ncaf\xC3\xA9\ne\n\xE2\x82\xAC 5\n"), "each line is UTF-8 or cp1252");
    ok(lines_of[SL_CSN_UTF8] == 2 && lines_of[SL_CSN_CP1252] == 2, "and counted as such");
    expect(plain, SL_LIT("caf\xC3\xA9 caf\xE9\n"), SL_LIT("caf\xC3\x83\xC2\xA9 caf\xC3\xA9\n"), "a line is one or the other, never both");
    expect(plain, SL_LIT("\x81\x8D\x8F\x90\x9D\n"), SL_LIT("\xC2\x81\xC2\x8D\xC2\x8F\xC2\x90\xC2\x9D\n"), "what cp1252 leaves undefined is C1");
    expect(plain, SL_LIT("\xC0\x80\n\xED\xA0\x80\n\xF4\x90\x80\x80\n"),
           SL_LIT("\xC3\x80\xE2\x82\xAC\n\xC3\xAD\xC2\xA0\xE2\x82\xAC\n\xC3\xB4\xC2\x90\xE2\x82\xAC\xE2\x82\xAC\n"), "overlong forms and surrogates are not UTF-8");
    expect(plain, SL_LIT("een \xE2\x82"), SL_LIT("een \xC3\xA2\xE2\x80\x9A\n"), "a character cut off by the end of the file");
    expect(FROM("CP-850"), SL_LIT("caf\x82 \x9C\n\xC3\xA9\n"), SL_LIT("caf\xC3\xA9 \xC2\xA3\n\xC3\xA9\n"), "cp850, and a line of UTF-8 in between");
    expect((how){"cp850", SL_EOL_AUTO, false, 0}, SL_LIT("\xC3\xA9\r\n"), SL_LIT("\xE2\x94\x9C\xC2\xAE\n"), "all of it cp850");
    expect(FROM("IBM437"), SL_LIT("\x9B\x82\n"), SL_LIT("\xC2\xA2\xC3\xA9\n"), "cp437");
    expect(FROM("macintosh"), SL_LIT("caf\x8E \xDB\n"), SL_LIT("caf\xC3\xA9 \xE2\x82\xAC\n"), "MacRoman");
    expect(FROM("latin9"), SL_LIT("\xA4 \xBD\n"), SL_LIT("\xE2\x82\xAC \xC5\x93\n"), "ISO 8859-15");
    expect(FROM("latin1"), SL_LIT("\xA4 \x85\n"), SL_LIT("\xC2\xA4 \xC2\x85\n"), "ISO 8859-1 with its NEL");
    expect(FROM("ISO-8859-2"), SL_LIT("\xB1\xA3\n"), SL_LIT("\xC4\x85\xC5\x81\n"), "a single-byte set of iconv");
    expect(FROM("SHIFT_JIS"), SL_LIT("\x93\xFA\x96{\n\x83"), SL_LIT("\xE6\x97\xA5\xE6\x9C\xAC\n[invalid in the charset of --from 0]\xEF\xBF\xBD\n"), "a stream of iconv");
    expect(FROM("EUC-JP"), SL_LIT("\xB4\xC1\xBB\xFA\nb"), SL_LIT("漢字\nb\n"), "a multi-byte set by iconv");
    sl_charset *ebcdic = sl_zalloc(sizeof *ebcdic);
    sl_err e = {0};
    bool known = !sl_charset_find("IBM037", ebcdic, &e);        /* GNU libiconv does not have it */
    free(ebcdic);
    if (known) expect(FROM("IBM037"), SL_LIT("\xC1\x82\x25\xC3"), SL_LIT("Ab\nC\n"), "EBCDIC by iconv");
}

static void strictly(void) {
    expect(strict, SL_LIT("a\nb\xE9" "c\nd\n"), SL_LIT("a\n[invalid UTF-8 (0xE9) 2]b\xEF\xBF\xBD" "c\nd\n"), "strict UTF-8: the line and the byte");
    expect(strict, SL_LIT("\xEF\xBB\xBF\xC0\x80\n"), SL_LIT("[invalid UTF-8 (0xC0) 1]\xEF\xBF\xBD\xEF\xBF\xBD\n"), "strict UTF-8 with a mark");
    expect(strict, SL_LIT("x\xE2\x82"), SL_LIT("[invalid UTF-8 (0xE2) 2]x\xEF\xBF\xBD\n"), "strict UTF-8, cut off");
    expect((how){"utf-8", SL_EOL_AUTO, true, SL_DECODE_CUT}, SL_LIT("a\nb"), SL_LIT("a\n"), "a line cut off by damage is none");
}

static void wide(void) {
    expect(plain, SL_LIT("\xEF\xBB\xBFj\xC3\xA1\n\xEF\xBB\xBFk\n"), SL_LIT("j\xC3\xA1\n\xEF\xBB\xBFk\n"), "UTF-8 with a mark; only the first is one");
    ok(counted.marks == 1, "and counted");
    expect(plain, SL_LIT("\xFF\xFEj\0\xE1\0\n\0=\xD8\x00\xDE"), SL_LIT("j\xC3\xA1\n\xF0\x9F\x98\x80\n"), "UTF-16 little-endian with a mark, a pair");
    expect(plain, SL_LIT("\xFE\xFF\0j\0\xE1\0\n"), SL_LIT("j\xC3\xA1\n"), "UTF-16 big-endian with a mark");
    expect(plain, SL_LIT("\xFF\xFE\0\0j\0\0\0\n\0\0\0"), SL_LIT("j\n"), "UTF-32 little-endian with a mark");
    expect(plain, SL_LIT("\0\0\xFE\xFF\0\0\0j\0\0\0\n"), SL_LIT("j\n"), "UTF-32 big-endian with a mark");
}

static void by_nuls(void) {
    expect(plain, SL_LIT("d\0e\0\r\0\n\0\x1C k\0\n\0"), SL_LIT("de\n\xE2\x80\x9Ck\n"), "UTF-16 little-endian by its NULs");
    ok(lines_of[SL_CSN_UTF16] == 2 && counted.crlf == 1, "and counted");
    expect(plain, SL_LIT("\0d\0e\0\n \x1C\0k\0\n"), SL_LIT("de\n\xE2\x80\x9Ck\n"), "UTF-16 big-endian by its NULs");
    expect(plain, SL_LIT("d\0\0\0e\0\0\0\n\0\0\0"), SL_LIT("de\n"), "UTF-32 little-endian by its NULs");
    expect(plain, SL_LIT("\0\0\0d\0\0\0e\0\0\0\n"), SL_LIT("de\n"), "UTF-32 big-endian by its NULs");
    expect(plain, SL_LIT("d\0e\0"), SL_LIT("de\n"), "UTF-16 without a line end");
    expect(plain, SL_LIT("a\0b\nc\n"), SL_LIT("a\0b\nc\n"), "a NUL in a line is text");
    expect(plain, SL_LIT("a\0\nb\n"), SL_LIT("a\0\nb\n"), "a NUL before the line's end is text");
    expect(plain, SL_LIT("\0\0\0\0\0\0\n\0\n"), SL_LIT("\0\0\0\0\0\0\n\0\n"), "NULs alone are text");
    expect(plain, SL_LIT("\xFF\xFE\x00\xD8j\0\n\0\x00\xDC\n\0"),
           SL_LIT("[lone surrogate (U+D800) 1]\xEF\xBF\xBDj\n[lone surrogate (U+DC00) 1]\xEF\xBF\xBD\n"), "lone surrogates");
    expect(plain, SL_LIT("\xFF\xFEj\0\n\0k"), SL_LIT("j\n[half a character at the end 1]\xEF\xBF\xBD\n"), "an odd last byte");
    expect(FROM("utf-16le"), SL_LIT("=\xD8\x00\xDEj\0\x00\xD8"), SL_LIT("[lone surrogate (U+D800) 7]\xF0\x9F\x98\x80j\xEF\xBF\xBD\n"), "the place counts the bytes of the source");
    expect(FROM("utf-32be"), SL_LIT("\0\x11\0\0\0\0\0\n"), SL_LIT("[no character (above U+10FFFF, or cut off) 1]\xEF\xBF\xBD\n"), "a value too large");
    expect(FROM("utf-16"), SL_LIT("\0j\0\n"), SL_LIT("j\n"), "UTF-16 of unknown order: by its NULs");
    expect(FROM("utf-16"), SL_LIT("\x3B\x04\n\0"), SL_LIT("\xD0\xBB\n"), "and little-endian when there are none");
}

static void line_ends(void) {
    expect(plain, SL_LIT("a\r\nb\r\r\nc\rd\n"), SL_LIT("a\nb\r\nc\rd\n"), "CR LF and LF; a lone CR is text");
    ok(counted.crlf == 2 && counted.cr == 0, "CR LF is counted");
    expect(plain, SL_LIT("a\n\r"), SL_LIT("a\n\r\n"), "a CR at the end is text where LF ends lines");
    expect(plain, SL_LIT("a\rb\r\rc"), SL_LIT("a\nb\n\nc\n"), "a file with CR as its line end");
    ok(counted.cr == 3, "and CRs are counted");
    expect(plain, SL_LIT("a\r\n"), SL_LIT("a\n"), "one line with CR LF");
    expect(EOL(SL_EOL_LF), SL_LIT("a\r\nb\rc"), SL_LIT("a\r\nb\rc\n"), "--eol lf");
    expect(EOL(SL_EOL_CRLF), SL_LIT("a\nb\r\nc\rd\r\n\r\n\n"), SL_LIT("a b\nc\rd\n\n \n"), "--eol crlf");
    ok(counted.lone_lf == 2, "lone LFs are counted");
    expect(EOL(SL_EOL_CR), SL_LIT("a\r\nb\rc\nd\r\r\n"), SL_LIT("a\nb\nc\nd\n\n"), "--eol cr");
    expect(plain, SL_LIT("a\xE2\x80\xA8" "b\xC2\x85" "c\x0B" "d\n"), SL_LIT("a\xE2\x80\xA8" "b\xC2\x85" "c\x0B" "d\n"), "no other character ends a line");
}

/* The window in which a CR is looked for ends at 64 KiB. */
static void window(void) {
    sl_buf in = {0}, out = {0};
    for (size_t lf = 65534; lf <= 65537; lf++) {
        sl_clear(&in);
        while (in.n < lf - 1) sl_putc(&in, 'a');
        sl_puts(&in, SL_LIT("\r\nb\rc\n"));
        for (size_t step = 4096; step <= 1 << 20; step *= 256) {
            decode(&plain, sl_view(&in), step, &out);
            ok(out.n == in.n - 1 && out.p[lf - 1] == '\n' && out.p[lf + 1] == '\r', "CR LF at the window's end");
        }
    }
    in.p[65534] = '\r';
    decode(&plain, sl_view(&in), 4096, &out);
    ok(out.p[65534] == '\n', "a lone CR in the window, LF behind it");
    sl_buf_free(&in);
    sl_buf_free(&out);
}

static void long_line(void) {
    enum { N = 10000000 };
    sl_buf in = {0}, out = {0};
    memset(sl_need(&in, N), 'x', N);
    in.n = N;
    in.p[N - 1] = (char)0xE9;
    decode(&plain, sl_view(&in), 1 << 16, &out);
    ok(out.n == N + 2 && lines_of[SL_CSN_CP1252] == 1, "a line of 10 MB");
    memset(in.p, 0, N);
    decode(&plain, sl_view(&in), 1 << 16, &out);
    ok(out.n == N + 1, "10 MB of NULs");
    sl_buf_free(&in);
    sl_buf_free(&out);
}

/* Random bytes, with line ends and NULs in plenty: the pieces they come in make no difference. */
static bool pieces(const how *h) {
    uint32_t x = 12345;
    sl_buf in = {0}, one = {0}, many = {0};
    bool good = true;
    for (int round = 0; round < 3000; round++) {
        static const char likely[] = "\r\n\0a\xC3\xA9\xFF\xFE\xD8\xEF\xBB\xBF";
        sl_clear(&in);
        for (unsigned i = 0, n = round % 40; i < n; i++) {
            x = x * 1664525 + 1013904223;
            sl_putc(&in, x >> 31 ? (char)(x >> 16) : likely[(x >> 16) % (sizeof likely - 1)]);
        }
        decode(h, sl_view(&in), 1 << 20, &one);
        decode(h, sl_view(&in), 1 + round % 3, &many);
        good &= sl_eq(sl_view(&one), sl_view(&many));
    }
    sl_buf_free(&in);
    sl_buf_free(&one);
    sl_buf_free(&many);
    return good;
}

int main(void) {
    static const how hows[] = {{"auto", SL_EOL_AUTO, true, 0}, {"utf-8", SL_EOL_CRLF, true, 0}, {"utf-16", SL_EOL_CR, true, 0},
                               {"utf-32le", SL_EOL_LF, true, 0}, {"gb18030", SL_EOL_AUTO, true, 0}, {"utf-7", SL_EOL_AUTO, true, 0},
                               {"auto", SL_EOL_AUTO, true, SL_DECODE_CUT}};
    sl_charset cs;
    sl_err e = {0};
    charsets();
    strictly();
    wide();
    by_nuls();
    line_ends();
    window();
    long_line();
    for (size_t i = 0; i < sizeof hows / sizeof *hows; i++) ok(pieces(&hows[i]), hows[i].from);
    ok(sl_charset_find("no-such-set", &cs, &e) == SL_EUSAGE && strstr(e.msg, "cp850"), "an unknown charset");
    ok(sl_charset_find("utf-8//IGNORE", &cs, &(sl_err){0}) == SL_EUSAGE, "no suffixes for iconv");
    return tap_end();
}
