/* Lexicons as text, and word lists; see sluis/lexicon.h. */
#include "lexicon.h"
#include "sluis/data.h"
#include "vocab.h"

static const double LISTED = 1.0 / SL_LEXICON_WEIGHT, LISTED_AMONG = 0.7 / SL_LEXICON_WEIGHT;    /* a translation of a word list is worth an observation, or less beside others */

/* A number up to `most`, cut off at a space. */
static bool number(sl_str *s, uint64_t most, uint64_t *v) {
    sl_str d = sl_cut(s, ' ');
    *v = 0;
    if (!d.n || d.n > 19) return false;
    for (size_t i = 0; i < d.n; i++) {
        if (d.p[i] < '0' || d.p[i] > '9') return false;
        *v = *v * 10 + (uint64_t)(d.p[i] - '0');
    }
    return *v <= most;
}

/* `WORD[ N]` or, behind P and Q, `[ N]`. */
static bool count(sl_str *s, uint64_t *n) {
    *n = 0;
    return !s->n || (number(s, UINT32_MAX, n) && !s->n);
}

typedef struct { sl_lexicon_builder *b; sl_vocab seen; } reading;

static bool link(reading *r, sl_str word, sl_str part) {
    uint64_t p, q, n;
    sl_str other = sl_cut(&part, ' ');
    if (!other.n || !number(&part, 1000, &p) || !number(&part, 1000, &q) || !count(&part, &n)) return false;
    sl_lexicon_builder_add(r->b, word, other, (double)p / 1000, (double)q / 1000);
    sl_lexicon_builder_count(r->b, 1, other, n);
    return true;
}

static bool row(reading *r, sl_str line) {
    sl_str head = sl_cut(&line, '\t'), word = sl_cut(&head, ' ');
    uint64_t n;
    if (!word.n || !line.n || !count(&head, &n)) return false;
    bool known = sl_vocab_find(&r->seen, word) != SL_VOCAB_NONE;
    if (known) return true;
    sl_vocab_add(&r->seen, word);
    while (line.n)
        if (!link(r, word, sl_cut(&line, '\t'))) return false;
    sl_lexicon_builder_count(r->b, 0, word, n);
    return true;
}

static bool tokens(reading *r, sl_str line) {
    static const sl_str name = SL_LIT("#tokens ");
    uint64_t one, two;
    if (!sl_starts(line, name)) return true;
    line = sl_slice(line.p + name.n, line.n - name.n);
    if (!number(&line, INT64_MAX, &one) || !number(&line, INT64_MAX, &two)) return false;
    sl_lexicon_builder_tokens(r->b, one, two);
    return true;
}

int sl_lexicon_from_text(sl_str text, const char *name, sl_buf *image, sl_err *e) {
    reading r = {.b = sl_lexicon_builder_new()};
    uint64_t at = 0;
    bool good = true;
    while (good && text.n) {
        sl_str line = sl_cut(&text, '\n');
        at++;
        if (line.n) good = *line.p == '#' ? tokens(&r, line) : row(&r, line);
    }
    sl_lexicon_builder_finish(r.b, image);
    sl_vocab_free(&r.seen);
    return good ? 0 : sl_fail(e, SL_EDATA, name, at, 0, "no row of a lexicon: WORD, then TRANSLATION P Q in thousandths");
}

static size_t words_in(sl_str s) {
    size_t n = 0;
    while (s.n) n += sl_cut(&s, ' ').n > 0;
    return n;
}

void sl_lexicon_from_list(sl_str text, sl_buf *image) {
    reading r = {.b = sl_lexicon_builder_new()};
    sl_str line;
    while (sl_data_line(&text, &line)) {
        sl_str word = sl_cut(&line, '\t');
        if (sl_vocab_find(&r.seen, word) != SL_VOCAB_NONE) continue;
        sl_vocab_add(&r.seen, word);
        double share = words_in(line) == 1 ? LISTED : LISTED_AMONG;
        while (line.n) {
            sl_str other = sl_cut(&line, ' ');
            if (other.n) sl_lexicon_builder_add(r.b, word, other, share, share);
        }
    }
    sl_lexicon_builder_finish(r.b, image);
    sl_vocab_free(&r.seen);
}

void sl_lexicon_put_head(const sl_lexicon *x, sl_buf *out) {
    sl_puts(out, SL_LIT("#sluis lexicon 2"));
    uint64_t one = sl_lexicon_tokens(x, 0), two = sl_lexicon_tokens(x, 1);
    if (one || two) sl_printf(out, "\n#tokens %llu %llu", (unsigned long long)one, (unsigned long long)two);
}

static void put_count(const sl_lexicon *x, unsigned side, uint32_t w, sl_buf *out) {
    uint32_t n = sl_lexicon_count(x, side, w);
    if (n) sl_printf(out, " %u", n);
}

static unsigned thousandths(float p) { return (unsigned)((double)p * 1000 + 0.5); }

void sl_lexicon_put_row(const sl_lexicon *x, uint32_t w, sl_buf *out) {
    uint32_t first, n = sl_lexicon_row(x, w, &first);
    sl_puts(out, sl_lexicon_word(x, 0, w));
    put_count(x, 0, w, out);
    for (uint32_t k = first; k < first + n; k++) {
        sl_lexicon_link l = sl_lexicon_get(x, k);
        sl_putc(out, '\t');
        sl_puts(out, sl_lexicon_word(x, 1, l.other));
        sl_printf(out, " %u %u", thousandths(l.p), thousandths(l.q));
        put_count(x, 1, l.other, out);
    }
}
