/* Scores and the numbers of sentences; see sluis/check.h. */
#include "check.h"
#include "sluis/hash.h"

static bool wrong(sl_check_state *s, const char *what, sl_str shown, const char **at) {
    int n = shown.n < 40 ? (int)shown.n : 40;
    while (n && n < (int)shown.n && ((unsigned char)shown.p[n] & 0xC0) == 0x80) n--;
    sl_printf(&s->what, "%s: '%.*s'", what, n, shown.p);
    *at = shown.p;
    return false;
}

static size_t digits(sl_str s) {
    size_t i = 0;
    while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9') i++;
    return i;
}

/* 0, 1, 0.25, 1.0000 */
static bool is_score(sl_str s) {
    size_t whole = digits(s);
    if (whole != 1 || s.p[0] > '1') return false;
    if (s.n == 1) return true;
    sl_str part = sl_slice(s.p + 2, s.n - 2);
    if (s.p[1] != '.' || !part.n || digits(part) != part.n) return false;
    for (size_t i = 0; s.p[0] == '1' && i < part.n; i++)
        if (part.p[i] != '0') return false;
    return true;
}

bool sl_check_score(sl_check_state *s, const sl_str *cols, size_t n, const char **at) {
    if (n < 2) return wrong(s, "one column, which is no pair", cols[0], at);
    return n < SL_CHECK_SCORE_COLUMN || is_score(cols[2]) || wrong(s, "no score from 0 to 1", cols[2], at);
}

/* A number from 1, of at most 18 digits, at the front of *s, which moves behind it. */
static bool number(sl_str *s, uint64_t *n) {
    size_t k = digits(*s);
    if (k == 0 || k > 18 || s->p[0] == '0') return false;
    *n = 0;
    for (size_t i = 0; i < k; i++) *n = *n * 10 + (uint64_t)(s->p[i] - '0');
    s->p += k;
    s->n -= k;
    return true;
}

static bool behind(sl_check_id a, sl_check_id b) { return a.par > b.par || (a.par == b.par && a.sent > b.sent); }

/* NUMBER or NUMBER.NUMBER */
static bool parse_id(sl_str s, sl_check_id *id) {
    *id = (sl_check_id){0};
    if (!number(&s, &id->par)) return false;
    if (s.n == 0) return true;
    if (s.p[0] != '.') return false;
    s = sl_slice(s.p + 1, s.n - 1);
    return number(&s, &id->sent) && s.n == 0;
}

static bool ascend(sl_check_state *s, unsigned side, sl_check_id id, sl_str shown, const char **at) {
    bool good = behind(id, s->last[side]);
    s->last[side] = id;
    return good || wrong(s, "not behind the sentence before it", shown, at);
}

static bool id_list(sl_check_state *s, unsigned side, sl_str list, const char **at) {
    sl_check_id id;
    while (list.n) {
        bool comma = list.p[list.n - 1] == ',';
        sl_str one = sl_cut(&list, ',');
        if (!parse_id(one, &id) || (comma && !list.n)) return wrong(s, "no number of a sentence", one, at);
        if (!ascend(s, side, id, one, at)) return false;
    }
    return true;
}

/* A document begins where its name changes, and must be new. */
static bool document(sl_check_state *s, sl_str doc, const char **at) {
    if (s->begun && sl_eq(sl_view(&s->doc), doc)) return true;
    s->begun = true;
    sl_clear(&s->doc);
    sl_puts(&s->doc, doc);
    s->last[0] = s->last[1] = (sl_check_id){0};
    return sl_set_add(&s->docs, sl_hash_line(0, doc)) || wrong(s, "a document that comes back", doc, at);
}

bool sl_check_ids(bool bitext, sl_check_state *s, const sl_str *cols, size_t n, const char **at) {
    size_t wanted = bitext ? 6 : 4, doc = bitext ? 3 : 1;
    sl_check_id id = {0};
    if (n < wanted) return wrong(s, bitext ? "columns 4 to 6 are wanted: document and sentences" : "columns 2 to 4 are wanted: document, paragraph, sentence",
                                 cols[n - 1], at);
    if (!document(s, cols[doc], at)) return false;
    if (bitext) return id_list(s, 0, cols[4], at) && id_list(s, 1, cols[5], at);
    sl_str par = cols[2], sent = cols[3];
    if (!number(&par, &id.par) || par.n) return wrong(s, "no number of a paragraph", cols[2], at);
    if (!number(&sent, &id.sent) || sent.n) return wrong(s, "no number of a sentence", cols[3], at);
    return ascend(s, 0, id, cols[3], at);
}
