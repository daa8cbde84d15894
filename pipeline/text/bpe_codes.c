/* Reading codes and vocabularies of subword-nmt and fastBPE; see sluis/bpe.h. Lines are trimmed of spaces and CR, as there. */
#include "bpe_model.h"
#include "sluis/io.h"
#include "sluis/set.h"
#include "sluis/utf8.h"
#include <stdlib.h>
#include <xxhash.h>

typedef struct { const char *file; uint64_t line; sl_err *e; } place;

static bool edge(char c) { return c == ' ' || c == '\r' || c == '\n'; }
static sl_str trim(sl_str s) {
    while (s.n && edge(*s.p)) s.p++, s.n--;
    while (s.n && edge(s.p[s.n - 1])) s.n--;
    return s;
}

static int wrong(const place *at, sl_str line, const char *what) {
    return sl_fail(at->e, SL_EDATA, at->file, at->line, 0, "%s: '%.*s'", what, line.n < 60 ? (int)line.n : 60, line.p);
}

static int not_utf8(const place *at, sl_str line) {
    size_t good = sl_utf8_valid(line.p, line.n);
    if (good == line.n) return 0;
    return sl_fail(at->e, SL_EDATA, at->file, at->line, good + 1, "invalid UTF-8 (0x%02X)", (unsigned char)line.p[good]);
}

/* The fields of a line, up to `max`; max + 1 for more. An empty one counts, as each space divides. */
static int fields(sl_str line, sl_str *f, int max) {
    int n = 0;
    const char *end = line.p + line.n;
    for (;;) {
        if (n == max) return max + 1;
        f[n++] = sl_cut(&line, ' ');
        if (f[n - 1].p + f[n - 1].n == end) return n;
    }
}

static bool is_number(sl_str s) {
    size_t i = 0;
    while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9') i++;
    return s.n && i == s.n;
}

/* Codes as they were read; the model is built when their number is known. */
typedef struct {
    struct { size_t at, left, right; uint32_t line; } *v;               /* both units stand in `text` */
    size_t n, cap;
    sl_buf text;
    int columns;                     /* 2, or 3 with counts; 0: not known yet */
    uint64_t blank;                  /* a line that only the end of the file may follow */
} codes;

/* "#version: 0.2": true when it is a head; *rc says what is wrong with it. */
static bool head(sl_bpe *m, sl_str line, codes *c, const place *at, int *rc) {
    static const struct { const char *name; bool old, bytes; } versions[] = {{"0.1", true, false}, {"0.2", false, false}, {"0.2 byte", false, true}};
    if (!sl_starts(line, SL_LIT("#version:"))) return false;
    sl_str name = trim(sl_slice(line.p + 9, line.n - 9));
    c->columns = 2;
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
        if (!sl_eq(name, sl_cstr(versions[i].name))) continue;
        m->old = versions[i].old;
        m->bytes = versions[i].bytes;
        return true;
    }
    *rc = wrong(at, name, "unknown version of codes");
    return true;
}

static int code(sl_bpe *m, sl_str line, codes *c, const place *at) {
    sl_str f[3];
    if (!line.n) {
        if (!c->blank) c->blank = at->line;
        return 0;
    }
    if (c->blank) return wrong(&(place){at->file, c->blank, at->e}, SL_LIT(""), "two subword units are wanted");
    int rc = m->bytes ? 0 : not_utf8(at, line), n = fields(line, f, 3);
    if (rc) return rc;
    if (!c->columns) {
        c->columns = n == 3 ? 3 : 2;
        m->old = n != 3;
    }
    if (n != c->columns || !f[0].n || !f[1].n || (n == 3 && !is_number(f[2])))
        return wrong(at, line, c->columns == 2 ? "two subword units are wanted" : "two subword units and a count are wanted");
    c->v = sl_grow(c->v, &c->cap, c->n + 1, sizeof *c->v);
    c->v[c->n].at = c->text.n;
    c->v[c->n].left = f[0].n;
    c->v[c->n].right = f[1].n;
    c->v[c->n++].line = (uint32_t)at->line;
    sl_puts(&c->text, f[0]);
    sl_puts(&c->text, f[1]);
    return c->n < 1u << 31 ? 0 : wrong(at, line, "too many codes");
}

static int one_line(sl_bpe *m, sl_str line, codes *c, const place *at) {
    int rc = 0;
    if (at->line == 1) line = sl_unmarked(line);
    if (at->line == 1 && head(m, line, c, at, &rc)) return rc;
    return code(m, trim(line), c, at);
}

static void build(sl_bpe *m, const codes *c) {
    sl_buf scratch = {0};
    bpe_model_room(m, c->n);
    for (size_t i = 0; i < c->n; i++) {
        const char *p = sl_view(&c->text).p + c->v[i].at;
        bpe_model_add(m, sl_slice(p, c->v[i].left), sl_slice(p + c->v[i].left, c->v[i].right), c->v[i].line, &scratch);
    }
    bpe_model_finish(m, &scratch);
    sl_buf_free(&scratch);
}

int bpe_read_codes(sl_bpe *m, const char *path, long merges, sl_err *e) {
    codes c = {0};
    sl_lines *l;
    sl_str line;
    int rc = sl_lines_open(&l, path, e), got = 0;
    if (rc) return rc;
    while (rc == 0 && (merges < 0 || c.n < (size_t)merges) && (got = sl_lines_next(l, &line, e)) > 0)
        rc = one_line(m, line, &c, &(place){path, sl_lines_number(l), e});
    sl_lines_close(l);
    if (rc == 0 && got < 0) rc = -got;
    if (rc == 0 && !c.n && merges) rc = sl_fail(e, SL_EDATA, path, 0, 0, "holds no codes");
    if (rc == 0) build(m, &c);
    free(c.v);
    sl_buf_free(&c.text);
    return rc;
}

static int word(const sl_bpe *m, sl_set *words, sl_str line, long threshold, const place *at) {
    sl_str f[2];
    int rc = m->bytes ? 0 : not_utf8(at, line);
    if (rc) return rc;
    if (at->line == 1) line = sl_unmarked(line);
    line = trim(line);
    if (fields(line, f, 2) != 2 || !f[0].n || !is_number(f[1]) || f[1].n > 18) return wrong(at, line, "a word and its count are wanted");
    char number[20] = "";
    memcpy(number, f[1].p, f[1].n);
    if (strtoll(number, NULL, 10) >= threshold) sl_set_add(words, XXH3_64bits(f[0].p, f[0].n));
    return 0;
}

/* Only what is made of parts is ever asked for: a character is a piece in any case. */
static void mark(sl_bpe *m, const sl_set *words) {
    sl_buf b = {0};
    for (size_t i = 1; i < m->nsymbols; i++) {
        bpe_symbol *s = &m->symbols[i];
        if (s->left == BPE_NONE) continue;
        sl_clear(&b);
        sl_puts(&b, s->text);
        sl_puts(&b, m->separator);
        s->inner_ok = sl_set_has(words, XXH3_64bits(b.p, b.n));
        s->last_ok = sl_ends(s->text, SL_LIT(BPE_END)) && sl_set_has(words, XXH3_64bits(s->text.p, s->text.n - BPE_END_LEN));
    }
    sl_buf_free(&b);
}

int bpe_read_vocabulary(sl_bpe *m, const char *path, long threshold, sl_err *e) {
    sl_set words = {0};
    sl_lines *l;
    sl_str line;
    int rc = sl_lines_open(&l, path, e), got = 0;
    if (rc) return rc;
    while (rc == 0 && (got = sl_lines_next(l, &line, e)) > 0) rc = word(m, &words, line, threshold, &(place){path, sl_lines_number(l), e});
    sl_lines_close(l);
    if (rc == 0 && got < 0) rc = -got;
    if (rc == 0) mark(m, &words);
    m->vocabulary = words.n > 0;             /* one without words restricts nothing, as in subword-nmt */
    sl_set_free(&words);
    return rc;
}
