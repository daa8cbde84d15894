/* Metadata of articles: which form is tried on which line; see sluis/meta.h. */
#include "meta.h"
#include "sluis/data.h"
#include "sluis/split.h"
#include "sluis/utf8.h"
#include <stdlib.h>

const char *const sl_meta_names[] = {"", "date", "time", "dateline", "source", "caption", "byline", "link"};

enum { SHORT = 200,            /* bytes of the longest line that is metadata as a whole; behind a label too, for pages are often glued to their labels */
       DATELINE = 120,         /* bytes at the start of a line in which its dash stands */
       TAIL = 120 };           /* bytes at the end of a line in which a credit in brackets stands */

static const sl_words_class classes[] = {
    {"month", F_MONTH}, {"weekday", F_WEEKDAY}, {"published", F_PUBLISHED}, {"clock", F_CLOCK}, {"unit", F_UNIT}, {"ago", F_AGO},
    {"link", F_LINK}, {"ordinal", F_ORDINAL}, {"source", F_SOURCE}, {"caption", F_CAPTION}, {"credit", F_CREDIT}, {"author", F_AUTHOR},
    {"more", F_MORE}, {"by", F_BY}, {"staff", F_STAFF}, {"particle", F_PARTICLE}, {"name", F_NAME}, {"agency", F_AGENCY},
    {"place", F_PLACE}, {"page", F_PAGE}, {"of", F_OF}, {"half", F_HALF}, {NULL, 0}};

/* A phrase, and that its first word may open one. */
static void add(sl_words *w, sl_str phrase, uint32_t bit) {
    const char *space = memchr(phrase.p, ' ', phrase.n);
    sl_words_add(w, phrase, bit);
    if (space && bit & F_OPENS) sl_words_add(w, sl_slice(phrase.p, (size_t)(space - phrase.p)), F_FIRST);
}

/* CLASS: PHRASE, PHRASE... */
static int one_line(sl_words *w, sl_str line, const char *file, uint64_t number, sl_err *e) {
    sl_str rest = sl_split_trim(line);
    if (!rest.n || rest.p[0] == '#') return 0;
    sl_str name = sl_split_trim(sl_cut(&rest, ':'));
    const sl_words_class *c = classes;
    while (c->name && !sl_eq(name, sl_cstr(c->name))) c++;
    if (!c->name) return sl_fail(e, SL_EDATA, file, number, 1, "'%.*s' is not a class of phrases here", (int)(name.n < 40 ? name.n : 40), name.p);
    while (rest.n) {
        sl_str phrase = sl_split_trim(sl_cut(&rest, ','));
        size_t at = (size_t)(phrase.p - line.p) + 1;
        if (sl_utf8_valid(phrase.p, phrase.n) != phrase.n) return sl_fail(e, SL_EDATA, file, number, at, "invalid UTF-8");
        if (phrase.n > SL_WORD_MAX - 4) return sl_fail(e, SL_EDATA, file, number, at, "the phrase is longer than %d bytes", SL_WORD_MAX - 4);
        if (phrase.n) add(w, phrase, c->bit);
    }
    return 0;
}

static int open_one(sl_words *w, const char *lang, const char *dir, sl_err *e) {
    sl_buf hold = {0}, name = {0};
    sl_str text;
    sl_printf(&name, "%s/meta.txt", lang);
    int rc = sl_data(sl_buf_c(&name), dir, &hold, &text, e);
    for (uint64_t i = 1; rc == 0 && text.n; i++) rc = one_line(w, sl_cut(&text, '\n'), sl_buf_c(&name), i, e);
    sl_buf_free(&hold);
    sl_buf_free(&name);
    return rc;
}

int sl_meta_open(sl_meta **out, const char *const *langs, unsigned n, const char *dir, sl_err *e) {
    sl_meta *m = *out = sl_zalloc(sizeof *m);
    int rc = 0;
    for (unsigned i = 0; rc == 0 && i < n; i++) rc = open_one(&m->words, langs[i], dir, e);
    if (rc) {
        sl_meta_free(m);
        *out = NULL;
    }
    return rc;
}

void sl_meta_free(sl_meta *m) {
    if (!m) return;
    sl_words_free(&m->words);
    free(m);
}

/* What is between brackets that are the first and the last byte; else the line itself. */
static sl_str unbracketed(sl_str s) {
    bool round = s.n > 2 && s.p[0] == '(' && s.p[s.n - 1] == ')', square = s.n > 2 && s.p[0] == '[' && s.p[s.n - 1] == ']';
    sl_str in = sl_slice(s.p + 1, s.n - 2);
    return (round && !memchr(in.p, ')', in.n)) || (square && !memchr(in.p, ']', in.n)) ? sl_split_trim(in) : s;
}

/* A form that takes the whole line. */
static sl_meta_kind whole(const sl_meta *m, sl_str s, sl_meta_line *l) {
    static sl_meta_kind (*const forms[])(const sl_meta_line *) = {sl_meta_label, sl_meta_date, sl_meta_byline, sl_meta_credit};
    sl_str in = unbracketed(s);
    if (in.n > SHORT) return SL_META_NONE;
    sl_meta_tokens(m, in, l);
    l->bracketed = in.n < s.n;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        sl_meta_kind k = forms[i](l);
        if (k) return k;
    }
    return SL_META_NONE;
}

/* ... (Foto: ANP) */
static bool tail(const sl_meta *m, sl_str s, sl_meta_line *l, sl_meta_hit *hit) {
    char close = s.n > 8 ? s.p[s.n - 1] : 0;
    if (close != ')' && close != ']') return false;
    size_t most = s.n < TAIL ? s.n : TAIL;
    const char *open = memrchr(s.p + s.n - most, close == ')' ? '(' : '[', most);
    if (!open || open == s.p || open[-1] != ' ') return false;
    sl_meta_tokens(m, unbracketed(sl_slice(open, (size_t)(s.p + s.n - open))), l);
    l->bracketed = true;
    sl_meta_kind k = sl_meta_label(l);
    if (!k) k = sl_meta_credit(l);
    if (k != SL_META_CAPTION) return false;
    *hit = (sl_meta_hit){k, sl_slice(open, (size_t)(s.p + s.n - open)), sl_split_trim(sl_slice(s.p, (size_t)(open - s.p)))};
    return true;
}

/* Could the line be one of the forms? Of most lines of text the first word says that they could not. */
static bool opens(const sl_meta *m, sl_str s) {
    sl_meta_token t;
    if (s.p[0] == '(' || s.p[0] == '[' || s.p[0] == '\302') return true;
    sl_meta_token_at(m, s, 0, &t);
    return t.kind == T_NUMBER || t.facts & (F_OPENS | F_FIRST);
}

/* Could it begin with a dateline? It has a dash with space around it, or brackets, not far behind its beginning. */
static bool dashed(sl_str s) {
    size_t n = s.n < DATELINE ? s.n : DATELINE;
    if (s.p[0] >= 'a' && s.p[0] <= 'z') return false;
    for (size_t i = 1; i < n; i++)
        if ((s.p[i] == '-' || s.p[i] == '\342') && (s.p[i - 1] == ' ' || s.p[i - 1] == ')')) return true;
    return false;
}

bool sl_meta_find(const sl_meta *m, sl_str line, sl_meta_hit *hit) {
    sl_meta_line l;
    sl_str s = sl_split_trim(line);
    if (!s.n) return false;
    sl_meta_kind k = opens(m, s) ? whole(m, s, &l) : SL_META_NONE;
    if (k) {
        *hit = (sl_meta_hit){k, s, sl_slice(s.p + s.n, 0)};
        return true;
    }
    if (dashed(s)) {
        sl_meta_tokens(m, s, &l);
        if (sl_meta_dateline(&l, hit)) return true;
    }
    return tail(m, s, &l, hit);
}

/* 12, 12/30, 12 van 30 */
static unsigned page_number(const sl_meta_line *l, unsigned at, bool *of) {
    if (at >= l->n || l->t[at].value < 0) return 0;
    unsigned k = at + 1, f = sl_meta_sign(l, k, "/") ? 1 : sl_meta_phrase(l, k, F_OF);
    *of = f && k + f < l->n && l->t[k + f].value >= l->t[at].value;
    return *of ? f + 2 : 1;
}

static bool has_digit(sl_str s) {
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned)(s.p[i] - '0') < 10) return true;
    return false;
}

bool sl_meta_page(const sl_meta *m, sl_str line) {
    sl_meta_line l;
    sl_str s = sl_split_trim(line);
    bool of;
    if (s.n > 60 || !has_digit(s)) return false;
    sl_meta_tokens(m, unbracketed(s), &l);
    bool dashed = l.n > 2 && sl_meta_sign(&l, 0, "- – —");
    unsigned at = dashed ? 1 : 0, label = sl_meta_phrase(&l, at, F_PAGE);
    if (label && sl_meta_sign(&l, at + label, ".")) label++;
    unsigned n = page_number(&l, at + label, &of);
    if (!n) return false;
    bool closed = dashed && sl_meta_sign(&l, at + label + n, "- – —");
    return l.whole && at + label + n + closed == l.n && (closed || (label && of && !dashed));
}
