/* English words by lists and rules: the lists, and whole phrases; see sluis/english.h. */
#include "english.h"
#include "sluis/data.h"
#include "sluis/termcase.h"
#include "sluis/utf8.h"
#include <stdlib.h>

static void add_row(en_rows *r, en_row row) {
    r->v = sl_grow(r->v, &r->cap, r->n + 1, sizeof *r->v);
    r->v[r->n++] = row;
}

static sl_str word(sl_english *en, sl_str *line) {
    while (line->n && *line->p == ' ') line->p++, line->n--;
    return sl_arena_copy(&en->text, sl_cut(line, ' '));
}

static const struct { const char *name; uint32_t bit; } kinds[] = {
    {"same", EN_SAME}, {"mass", EN_MASS}, {"ends-s", EN_ENDS_S}, {"regular", EN_REGULAR}, {"oes", EN_OES}, {"ves", EN_VES}, {"head", EN_HEAD},
    {"double", EN_DOUBLE}, {"single", EN_SINGLE}, {"a-word", EN_A}, {"an-word", EN_AN}, {"said", EN_SAID}, {NULL, 0}};

static uint32_t kind_of(sl_str name) {
    for (size_t i = 0; kinds[i].name; i++)
        if (sl_eq(name, sl_cstr(kinds[i].name))) return kinds[i].bit;
    return 0;
}

static bool read_words(sl_english *en, sl_words *w, uint32_t bit, sl_str line) {
    for (sl_str s; (s = word(en, &line)).n;) sl_words_add(w, s, bit);
    return true;
}

static bool noun_line(sl_english *en, sl_str line) {
    sl_str first = word(en, &line);
    uint32_t bit = kind_of(first);
    if (bit) return read_words(en, &en->nouns, bit, line);
    if (!sl_eq(first, SL_LIT("form"))) return false;
    en_row row = {word(en, &line), word(en, &line), SL_LIT("")};
    bool tail = row.one.n && row.one.p[0] == '-';
    if (!row.one.n || !row.two.n || line.n) return false;
    if (tail) row.one.p++, row.one.n--, add_row(&en->tails, row);
    add_row(&en->noun, row);
    sl_words_add(&en->noun_rows, row.one, (uint32_t)en->noun.n);
    sl_words_add(&en->nouns, row.two, EN_MANY);
    return true;
}

static bool verb_line(sl_english *en, sl_str line) {
    sl_str first = word(en, &line);
    uint32_t bit = kind_of(first);
    if (bit) return read_words(en, &en->verbs, bit, line);
    en_row row = {first, word(en, &line), word(en, &line)};
    if (!row.three.n || line.n) return false;
    add_row(&en->verb, row);
    sl_words_add(&en->verb_rows, row.one, (uint32_t)en->verb.n);
    return true;
}

static bool article_line(sl_english *en, sl_str line) {
    sl_str first = word(en, &line);
    uint32_t bit = kind_of(first);
    if (bit) return read_words(en, &en->articles, bit, line);
    bool an = sl_eq(first, SL_LIT("an"));
    if (!an && !sl_eq(first, SL_LIT("a"))) return false;
    for (sl_str s; (s = word(en, &line)).n;) add_row(&en->stems, (en_row){s, an ? s : SL_LIT(""), SL_LIT("")});
    return true;
}

static int read_list(sl_english *en, const char *name, const char *dir, bool (*take)(sl_english *, sl_str), sl_err *e) {
    sl_buf hold = {0};
    sl_str text, line;
    int rc = sl_data(name, dir, &hold, &text, e);
    while (rc == 0 && sl_data_line(&text, &line))
        if (!take(en, line)) rc = sl_fail(e, SL_EDATA, name, 0, 0, "no line of this list: '%.*s'", line.n < 60 ? (int)line.n : 60, line.p);
    sl_buf_free(&hold);
    return rc;
}

int sl_english_open(sl_english **out, const char *dir, sl_err *e) {
    sl_english *en = sl_zalloc(sizeof *en);
    int rc = read_list(en, "en/plurals.txt", dir, noun_line, e);
    if (rc == 0) rc = read_list(en, "en/verbs.txt", dir, verb_line, e);
    if (rc == 0) rc = read_list(en, "en/articles.txt", dir, article_line, e);
    if (rc) sl_english_free(en);
    else *out = en;
    return rc;
}

void sl_english_free(sl_english *en) {
    if (!en) return;
    sl_words *w[] = {&en->nouns, &en->verbs, &en->articles, &en->noun_rows, &en->verb_rows};
    for (size_t i = 0; i < sizeof w / sizeof *w; i++) sl_words_free(w[i]);
    free(en->noun.v);
    free(en->verb.v);
    free(en->tails.v);
    free(en->stems.v);
    sl_arena_free(&en->text);
    free(en);
}

static bool is(sl_str s, const char *w) {
    size_t n = strlen(w);
    if (s.n != n) return false;
    for (size_t i = 0; i < n; i++)
        if ((s.p[i] | 32) != w[i]) return false;
    return true;
}

size_t sl_english_article(sl_str words) {
    sl_str first = sl_cut(&words, ' ');
    return is(first, "the") || is(first, "a") || is(first, "an") ? first.n : 0;
}

/* The head of several words: where it begins and ends. */
static sl_range head_of(const sl_english *en, sl_str s) {
    sl_range head = {0, s.n};
    size_t start = 0;
    for (size_t i = 0; i <= s.n; i++) {
        if (i < s.n && s.p[i] != ' ') continue;
        sl_str w = sl_slice(s.p + start, i - start);
        if (start && sl_words_find(&en->nouns, w) & EN_HEAD) return head;
        if (w.n && s.p[start] == '(' && start) return head;
        if (w.n) head = (sl_range){start, i};
        start = i + 1;
    }
    return head;
}

static void put_possessive(sl_str noun, sl_buf *out) {
    sl_puts(out, noun.n && (noun.p[noun.n - 1] | 32) == 's' ? SL_LIT("'") : SL_LIT("'s"));
}

static void put_noun(const sl_english *en, sl_str s, unsigned forms, sl_buf *out) {
    size_t from = out->n;
    if (forms & SL_EN_PLURAL) {
        size_t article = sl_english_article(s);
        if (article && (s.p[0] | 32) == 'a' && article < s.n) s.p += article + 1, s.n -= article + 1;
        sl_range h = head_of(en, s);
        sl_put(out, s.p, h.start);
        en_plural(en, sl_slice(s.p + h.start, h.end - h.start), out);
        sl_put(out, s.p + h.end, s.n - h.end);
    } else sl_puts(out, s);
    if (forms & SL_EN_POSSESSIVE) put_possessive(sl_slice(out->p + from, out->n - from), out);
}

bool sl_english_form(const sl_english *en, sl_str s, unsigned forms, sl_buf *out) {
    const unsigned verb = SL_EN_PAST | SL_EN_PARTICIPLE | SL_EN_THIRD | SL_EN_ING | SL_EN_TO;
    size_t from = out->n;
    sl_str rest = s;
    if (!s.n) return false;
    if (!(forms & verb)) {
        put_noun(en, s, forms, out);
    } else {
        if (sl_starts(rest, SL_LIT("to ")) && rest.n > 3) rest.p += 3, rest.n -= 3;
        size_t n = sl_cut(&(sl_str){rest.p, rest.n}, ' ').n;
        if (forms & SL_EN_TO) sl_puts(out, SL_LIT("to ")), sl_put(out, rest.p, n);
        else en_verb(en, sl_slice(rest.p, n), forms & verb, out);
        sl_put(out, rest.p + n, rest.n - n);
    }
    return !sl_eq(s, sl_slice(out->p + from, out->n - from));
}

bool sl_english_singular(const sl_english *en, sl_str s, sl_buf *out) {
    size_t from = out->n;
    sl_range h = head_of(en, s);
    sl_put(out, s.p, h.start);
    if (!en_singular(en, sl_slice(s.p + h.start, h.end - h.start), out)) return out->n = from, false;
    sl_put(out, s.p + h.end, s.n - h.end);
    return true;
}
