/* The decoder: from bytes to runs of lines; see sluis/decode.h. */
#include "sluis/decode.h"
#include "eol.h"
#include "sluis/utf8.h"
#include "unicode.h"
#include <stdlib.h>

struct sl_decoder {
    const sl_decode_conf *c;
    sl_cs_kind kind;
    bool sniffed;
    sl_buf in;               /* bytes that wait for the sniffer or for the rest of a character */
    sl_buf text;             /* from here on all is a superset of ASCII */
    size_t from, whole, settled;     /* text[from..whole) is lines, up to `settled` line ends are done */
    bool checked;            /* text[from..bad) is valid UTF-8; bad is `whole`, or a byte that is wrong */
    size_t bad;
    sl_eol_state eol;
    sl_decode_counts counts;
    sl_buf line;             /* what a table made of a line */
    iconv_t cd;
    sl_guess *guess;         /* NULL: the charset is declared */
    sl_verdict verdict;
    size_t scouted;          /* text up to here was counted by the guess */
    bool ended;              /* no more text will come */
    const char *foreign;     /* what the file is, if it is no text: then it gives none */
};

sl_decoder *sl_decoder_new(const sl_decode_conf *c) {
    sl_decoder *d = sl_zalloc(sizeof *d);
    d->c = c;
    d->cd = c->from->kind == SL_CS_ICONV ? sl_iconv_open(c->from->name) : (iconv_t)-1;
    d->guess = c->guess ? sl_guess_new(c->guess) : NULL;
    sl_decoder_start(d);
    return d;
}

void sl_decoder_free(sl_decoder *d) {
    if (!d) return;
    if (d->cd != (iconv_t)-1) iconv_close(d->cd);
    sl_buf_free(&d->in);
    sl_buf_free(&d->text);
    sl_buf_free(&d->line);
    sl_guess_free(d->guess);
    free(d);
}

void sl_decoder_start(sl_decoder *d) {
    d->kind = d->c->from->kind;
    d->sniffed = d->kind == SL_CS_ICONV || (d->kind == SL_CS_BYTES && !d->c->mixed);
    d->in.n = d->text.n = d->from = d->whole = d->settled = d->scouted = 0;
    d->checked = d->ended = false;
    d->foreign = NULL;
    if (d->guess) sl_guess_start(d->guess);
    d->eol = (sl_eol_state){.eol = d->c->eol};
    if (d->cd != (iconv_t)-1) iconv(d->cd, NULL, NULL, NULL, NULL);
}

static bool plain(const sl_decoder *d) { return d->kind == SL_CS_UTF8 || d->kind == SL_CS_BYTES; }
const char *sl_decoder_foreign(const sl_decoder *d) { return d->foreign; }
size_t sl_decoder_waiting(const sl_decoder *d) { return d->in.n + d->text.n - d->from; }
const sl_decode_counts *sl_decoder_counts(const sl_decoder *d) { return &d->counts; }

static void skip(sl_buf *b, size_t n) {
    if (!n) return;
    memmove(b->p, b->p + n, b->n - n);
    b->n -= n;
}

/* Drop the text whose runs were taken: what is left is an unfinished line, and lines that wait for a verdict. */
static void forget(sl_decoder *d) {
    skip(&d->text, d->from);
    d->settled -= d->from;
    d->whole -= d->from;
    d->scouted -= d->scouted < d->from ? d->scouted : d->from;
    d->from = 0;
}

sl_buf *sl_decoder_input(sl_decoder *d) {
    if (!d->sniffed || !plain(d)) return &d->in;
    forget(d);
    return &d->text;
}

/* May a file that is declared `from` turn out to be `found`? */
static bool acceptable(sl_cs_kind from, sl_cs_kind found) {
    static const sl_cs_kind le[] = {[SL_CS_UTF16] = SL_CS_UTF16LE, [SL_CS_UTF32] = SL_CS_UTF32LE, [SL_CS_ICONV] = SL_CS_UTF8};
    static const sl_cs_kind be[] = {[SL_CS_UTF16] = SL_CS_UTF16BE, [SL_CS_UTF32] = SL_CS_UTF32BE, [SL_CS_ICONV] = SL_CS_UTF8};
    return from == SL_CS_BYTES || from == found || (from >= SL_CS_UTF16 && (found == le[from] || found == be[from]));
}

/* What the file is. False: more bytes are needed. */
static bool sniff(sl_decoder *d, bool end) {
    sl_cs_sniffed s = {SL_CS_UTF8, 0};
    sl_cs_kind from = d->kind;
    bool guess = from == SL_CS_BYTES || from == SL_CS_UTF16 || from == SL_CS_UTF32;
    if (!sl_charset_foreign(sl_view(&d->in), end, &d->foreign) || d->foreign) return false;
    if (!(guess ? sl_charset_sniff : sl_charset_mark)(sl_view(&d->in), end, &s)) return false;
    d->sniffed = true;
    if (from == SL_CS_UTF16) d->kind = SL_CS_UTF16LE;
    if (from == SL_CS_UTF32) d->kind = SL_CS_UTF32LE;
    if (!acceptable(from, s.kind)) return true;
    d->kind = from == SL_CS_BYTES && s.kind == SL_CS_UTF8 ? SL_CS_BYTES : s.kind;
    d->counts.marks += s.mark > 0;
    skip(&d->in, s.mark);
    return true;
}

/* in to text. */
static void convert(sl_decoder *d, bool end) {
    sl_str in = sl_view(&d->in);
    size_t used = in.n;
    switch (d->kind) {
    case SL_CS_UTF16LE: case SL_CS_UTF16BE: used = sl_utf16_decode(in, d->kind == SL_CS_UTF16BE, end, &d->text); break;
    case SL_CS_UTF32LE: case SL_CS_UTF32BE: used = sl_utf32_decode(in, d->kind == SL_CS_UTF32BE, end, &d->text); break;
    case SL_CS_ICONV: used = sl_iconv_decode(d->cd, in, end, &d->text); break;
    default: sl_puts(&d->text, in); break;
    }
    skip(&d->in, used);
}

static size_t last_line_end(const sl_buf *b, size_t from, size_t to) {
    const char *q = to > from ? memrchr(b->p + from, '\n', to - from) : NULL;
    return q ? (size_t)(q - b->p) + 1 : 0;
}

void sl_decoder_fed(sl_decoder *d, sl_decode_feed how) {
    bool end = how != SL_DECODE_MORE;
    if (!d->sniffed && !sniff(d, end)) return;
    forget(d);
    d->ended = end;
    if (!plain(d) || d->in.n) convert(d, how == SL_DECODE_END);
    size_t settled = sl_eol_pass(&d->eol, &d->text, d->settled, end, &d->counts);
    size_t whole = last_line_end(&d->text, d->settled, settled);
    d->settled = settled;
    if (whole) d->whole = whole;
    if (how == SL_DECODE_END && d->text.n > d->whole) {
        sl_putc(&d->text, '\n');
        d->whole = d->settled = d->text.n;
    }
    d->checked = false;
}

static unsigned number_of(const sl_decoder *d) {
    switch (d->kind) {
    case SL_CS_UTF16LE: case SL_CS_UTF16BE: return SL_CSN_UTF16;
    case SL_CS_UTF32LE: case SL_CS_UTF32BE: return SL_CSN_UTF32;
    case SL_CS_ICONV: return SL_CSN_OTHER;
    default: return SL_CSN_UTF8;
    }
}

/* text[from..to) as a run. */
static bool give(sl_decoder *d, size_t to, sl_decode_run *run) {
    *run = (sl_decode_run){.lines = {d->text.p + d->from, to - d->from}, .number = number_of(d), .valid = true};
    run->n = sl_count_lines(run->lines);
    d->from = to;
    return true;
}

/* text[from..to), n lines, by a table. */
static bool give_decoded(sl_decoder *d, const sl_charset *cs, size_t to, uint64_t n, sl_decode_run *run) {
    sl_clear(&d->line);
    sl_charset_decode(cs, sl_slice(d->text.p + d->from, to - d->from), &d->line);
    *run = (sl_decode_run){.lines = sl_view(&d->line), .n = n, .number = cs->number, .valid = true};
    d->from = to;
    return true;
}

/* The line text[from..to), which is not UTF-8, in the charset that it seems to be in. */
static bool give_guessed(sl_decoder *d, size_t to, sl_decode_run *run) {
    size_t seen = d->scouted > to ? d->scouted - to : 0;
    bool counted = d->scouted > d->from;
    if (!sl_guess_line(d->guess, sl_slice(d->text.p + d->from, to - d->from - 1), counted, sl_slice(d->text.p + to, d->whole - to), &seen,
                       d->ended, &d->verdict)) return false;
    if (to + seen > d->scouted) d->scouted = to + seen;
    d->checked = false;
    give_decoded(d, d->verdict.charset, to, 1, run);
    run->verdict = &d->verdict;
    return true;
}

/* The line text[from..), in which text[bad] is wrong. */
static bool give_wrong(sl_decoder *d, sl_decode_run *run) {
    const char *lf = memchr(d->text.p + d->bad, '\n', d->whole - d->bad);
    size_t to = lf ? (size_t)(lf - d->text.p) + 1 : d->whole;
    bool bytes = d->kind == SL_CS_BYTES;
    if (bytes && d->guess) return give_guessed(d, to, run);
    d->checked = false;
    if (bytes) return give_decoded(d, d->c->from, to, 1, run);
    size_t bad = d->bad - d->from;
    give(d, to, run);
    run->valid = false;
    run->bad = bad;
    return true;
}

bool sl_decoder_next(sl_decoder *d, sl_decode_run *run) {
    if (d->from == d->whole) return false;
    if (d->kind == SL_CS_BYTES && !d->c->mixed) return give_decoded(d, d->c->from, d->whole, sl_count_lines(sl_slice(d->text.p + d->from, d->whole - d->from)), run);
    if (!d->checked) d->bad = d->from + sl_utf8_valid(d->text.p + d->from, d->whole - d->from);
    d->checked = true;
    if (d->bad == d->whole) return give(d, d->whole, run);
    size_t line = last_line_end(&d->text, d->from, d->bad);
    return line ? give(d, line, run) : give_wrong(d, run);
}
