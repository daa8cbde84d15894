/* The iterator over sentences: finds the places where one may end and gathers what the rules need; see sluis/split.h. */
#include "split.h"
#include "split_signs.h"
#include "sluis/utf8.h"

/* The bytes that the scan stops at: marks, the lead byte of the ellipsis, the quote that has no direction, and what smileys and emoji begin with. */
static const bool stops[256] = {['.'] = 1, ['!'] = 1, ['?'] = 1, ['"'] = 1, [':'] = 1, [';'] = 1, [0xE2] = 1, [0xF0] = 1};
typedef unsigned char bytes __attribute__((vector_size(16)));
typedef unsigned long long halves __attribute__((vector_size(16)));

/* The first of them at or behind byte i, else the end. */
static size_t next_stop(sl_str t, size_t i) {
    for (bytes b; i + sizeof b <= t.n; i += sizeof b) {
        memcpy(&b, t.p + i, sizeof b);
        halves hit = (halves)((b == '.') | (b == '!') | (b == '?') | (b == '"') | (b == ':') | (b == ';') | (b == 0xE2) | (b == 0xF0));
        if (hit[0] | hit[1]) break;
    }
    while (i < t.n && !stops[(unsigned char)t.p[i]]) i++;
    return i;
}

size_t sl_split_space(const char *p, size_t n) {
    unsigned char b = (unsigned char)*p;
    if (b < 0x80) return b == ' ' || (b >= 9 && b <= 13);
    if (b != 0xC2 && b != 0xE1 && b != 0xE2 && b != 0xE3) return 0;
    int32_t c;
    int k = sl_utf8_next(p, n, &c);
    return c >= 0 && sl_is_space(c) ? (size_t)k : 0;
}

static size_t space_before(const char *p, size_t at) {
    unsigned char b = (unsigned char)p[at - 1];
    if (b < 0x80) return b == ' ' || (b >= 9 && b <= 13);
    int32_t c;
    int k = sl_utf8_prev(p, at, &c);
    return c >= 0 && sl_is_space(c) ? (size_t)k : 0;
}

sl_str sl_split_trim(sl_str s) {
    size_t k;
    while (s.n && (k = sl_split_space(s.p, s.n))) s.p += k, s.n -= k;
    while (s.n && (k = space_before(s.p, s.n))) s.n -= k;
    return s;
}

static size_t skip_space(sl_str t, size_t at) {
    size_t k;
    while (at < t.n && (k = sl_split_space(t.p + at, t.n - at))) at += k;
    return at;
}

sl_str sl_split_token(sl_str t, size_t at) {
    at = skip_space(t, at);
    size_t end = at, most = t.n - at > W_MAX ? at + W_MAX : t.n;
    while (end < most && ((unsigned char)(t.p[end] - '!') < 94 || !sl_split_space(t.p + end, t.n - end))) end++;
    return sl_slice(t.p + at, end - at);
}

static sl_str glued_before(sl_str t, size_t at) {
    size_t from = at, least = at > W_MAX ? at - W_MAX : 0;
    while (from > least && ((unsigned char)(t.p[from - 1] - '!') < 94 || !space_before(t.p, from))) from--;
    return sl_slice(t.p + from, at - from);
}

sl_str sl_split_token_before(sl_str t, size_t at) {
    size_t k;
    while (at && (k = space_before(t.p, at))) at -= k;
    return glued_before(t, at);
}

int32_t sl_split_first(sl_str s) {
    int32_t c = -1;
    if (s.n) sl_utf8_next(s.p, s.n, &c);
    return c;
}

static size_t mark_at(sl_str t, size_t i) {
    if (i >= t.n) return 0;
    char b = t.p[i];
    if (b == '.' || b == '!' || b == '?') return 1;
    return t.n - i >= 3 && !memcmp(t.p + i, "\xE2\x80\xA6", 3) ? 3 : 0;
}

static size_t skip_marks(sl_split_place *c, size_t i) {
    size_t k;
    for (; (k = mark_at(c->text, i)); i += k) {
        c->marks += (unsigned)k;                        /* an ellipsis character counts as its three dots */
        if (c->text.p[i] == '!' || c->text.p[i] == '?') c->mark = MARK_BANG;
        else if (c->mark == MARK_PERIOD && c->marks > 1) c->mark = MARK_ELLIPSIS;
    }
    return i;
}

static size_t skip_closers(sl_split_place *c, size_t i) {
    size_t k;
    for (;; i += k) {
        bool quote = (k = sl_split_sign(c->text, i, S_QUOTE));
        if (!k) k = sl_split_sign(c->text, i, S_BRACKET);
        if (!k) return i;
        if (!c->closed) c->quote = quote, c->bracket = !quote;
        c->closed = true;
        c->quoted ^= c->text.p[i] == '"';
    }
}

/* [12] or [a] or ^[1]: a reference mark. */
static size_t reference(sl_str t, size_t from) {
    size_t i = from + (from < t.n && t.p[from] == '^'), k = i;
    if (k >= t.n || t.p[k++] != '[') return 0;
    while (k < t.n && k - i <= 3 && (unsigned)(t.p[k] - '0') < 10) k++;
    if (k == i + 1 && k < t.n && (unsigned)(t.p[k] - 'a') < 26) k++;
    return k > i + 1 && k < t.n && t.p[k] == ']' ? k + 1 - from : 0;
}

static bool emoji(int32_t c) {
    return (c >= 0x1F1E6 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0x200D || c == 0x20E3;
}

static bool all_emoji(sl_str w) {
    int32_t c = 0;
    for (size_t i = 0; i < w.n; i += (size_t)sl_utf8_next(w.p + i, w.n - i, &c)) {
        int k = sl_utf8_next(w.p + i, w.n - i, &c);
        if (k < 3 || !emoji(c)) return false;
    }
    return w.n > 0;
}

static bool smiley(sl_str w) {
    size_t i = 1;
    if (w.n < 2 || w.n > 4 || !strchr(":;=", w.p[0])) return all_emoji(w);
    if (w.p[i] == '-') i++;
    for (size_t k = i; k < w.n; k++)
        if (!w.p[k] || !strchr(")(DPpO", w.p[k])) return false;
    return i < w.n;
}

/* Behind a no-break space, as the French set it, a guillemet closes; behind another it may as well be a bullet. */
static bool guillemet(sl_str t, size_t at) { return at && t.p[at - 1] & 0x80; }

/* A token that closes the sentence though white space stands before it: its length, or 0. */
static size_t closing(sl_split_place *c, sl_str w) {
    if (!sl_split_odd(w)) return 0;
    size_t at = (size_t)(w.p - c->text.p), k = 0;
    while ((k < w.n) && reference(c->text, at + k)) k += reference(c->text, at + k);
    if (k && k == w.n) return k;
    if (sl_eq(w, SL_LIT("''")) || (sl_eq(w, SL_LIT("\"")) && c->quoted) || (w.n && w.n == sl_split_sign(w, 0, S_APART)) || (sl_eq(w, SL_LIT("\u00BB")) && guillemet(c->text, at))) {
        c->quote = !c->bracket;
        c->closed = true;
        c->quoted ^= w.p[0] == '"';
        return w.n;
    }
    if (smiley(w)) return w.n;
    for (k = 0; k < w.n && mark_at(w, k);) k += mark_at(w, k);
    if (!k || k < w.n || w.n > 16) return 0;
    skip_marks(c, at);
    return w.n;
}

static sl_str strip(sl_str s, unsigned classes, bool *any) {
    size_t k;
    while (s.n && (k = sl_split_sign(s, 0, classes))) *any = true, s.p += k, s.n -= k;
    return s;
}

sl_str sl_split_open_strip(sl_str s, bool *opened, bool *dashed) {
    for (size_t before = s.n + 1; s.n < before && sl_split_odd(s);) {
        before = s.n;
        s = strip(s, S_OPENER, opened);
        s = strip(s, S_DASH, dashed);
        if (sl_starts(s, SL_LIT(",,"))) *opened = true, s.p += 2, s.n -= 2;
    }
    return s;
}

/* The word of the marks, from the token before them; or from the one before that when the marks stand alone. */
static void look_left(sl_split_place *c, size_t mark) {
    bool any = false;
    sl_str here = sl_slice(c->text.p + c->start, mark - c->start), t = {here.p + here.n, 0};
    if (here.n && (!space_before(here.p, here.n) || c->mark != MARK_ELLIPSIS)) t = sl_split_token_before(here, here.n);
    c->token = (size_t)(t.p - c->text.p);
    c->word = sl_split_open_strip(t, &any, &any);
    c->facts = sl_split_word(c->m, c->word);
    for (size_t i = c->word.n; !c->facts && i-- > 0;)
        if (c->word.p[i] == '/' || c->word.p[i] == '(') {
            c->word = sl_slice(c->word.p + i + 1, c->word.n - i - 1);
            c->facts = sl_split_word(c->m, c->word);
            break;
        }
    if (!c->facts) c->facts = sl_split_suffix(c->m, c->word);
}

/* What follows the candidate. False when nothing does. */
static bool look_right(sl_split_place *c) {
    sl_str w;
    for (int i = 0; i < 16; i++) {
        w = sl_split_token(c->text, c->end);
        size_t k = closing(c, w);
        if (!k) break;
        c->end = (size_t)(w.p - c->text.p) + k;
    }
    c->from = (size_t)(w.p - c->text.p);
    c->next = sl_split_open_strip(w, &c->opened, &c->dashed);
    if (w.n && !c->next.n) c->next = sl_split_open_strip(sl_split_token(c->text, c->from + w.n), &c->opened, &c->dashed);
    c->first = sl_split_first(c->next);
    return w.n;
}

/* Tell the caller who wants to know. The marks start at `mark`; the place may not have been looked at any further. */
static void tell(const sl_split_place *c, size_t mark, const char *rule, bool ends) {
    size_t from = mark - glued_before(c->text, mark).n;
    sl_split_said s = {.rule = rule, .ends = ends, .end = c->end, .before = sl_slice(c->text.p + from, c->end - from), .behind = sl_split_token(c->text, c->end)};
    c->it->said(c->it->ctx, &s);
}

static bool inside(const sl_split_place *c, size_t mark) {
    if (c->it->said) tell(c, mark, "inside", false);
    return false;
}

/* The candidate is read: does the sentence end there? Moves it->at if so. */
static bool settle(sl_split_it *it, sl_split_place *c, size_t mark, size_t *end) {
    bool ends = sl_split_decide(c);
    if (it->said) tell(c, mark, c->rule, ends);
    if (!ends) return false;
    it->quoted = c->quoted;
    it->at = *end = c->end;
    return true;
}

/* A run of marks starts at `i`: is it the end of a sentence? Moves it->at behind what was looked at for good. */
static bool try_place(sl_split_it *it, size_t i, size_t *end) {
    sl_split_place c = {.m = it->model, .it = it, .text = it->text, .start = it->start, .quoted = it->quoted};
    size_t k;
    it->at = c.end = skip_marks(&c, i);
    c.end = skip_closers(&c, c.end);
    while ((k = reference(c.text, c.end))) c.end += k;
    if (c.end == it->text.n) return false;
    bool spaced = sl_split_space(c.text.p + c.end, c.text.n - c.end);
    if (!spaced && c.end != it->at) return inside(&c, i);
    if (!spaced && (sl_utf8_next(c.text.p + c.end, c.text.n - c.end, &c.first), !sl_is_upper(c.first))) return inside(&c, i);
    look_left(&c, i);
    if (!look_right(&c)) return false;
    c.glued = !spaced;
    return settle(it, &c, i, end);
}

/* A face or a hand: such an emoji closes what was said; others stand for words or open items. */
static bool face(int32_t c) {
    return (c >= 0x1F600 && c <= 0x1F64F) || (c >= 0x1F910 && c <= 0x1F92F) || (c >= 0x1F970 && c <= 0x1F97A) || (c >= 0x1F440 && c <= 0x1F450) ||
           c == 0x263A || c == 0x2639;
}

/* A smiley, or emoji, may end a sentence without a mark. Moves it->at like try_place(). */
static bool try_smile(sl_split_it *it, size_t i, size_t *end) {
    sl_split_place c = {.m = it->model, .it = it, .text = it->text, .start = it->start, .quoted = it->quoted, .mark = MARK_SMILE, .token = i};
    int32_t before;
    it->at = i + 1;
    bool spaced = i > it->start && space_before(it->text.p, i);
    if (i == it->start || (!spaced && !(it->text.p[i] & 0x80)) || ((it->text.p[i] & 0x80) && !face(sl_split_first(sl_slice(it->text.p + i, it->text.n - i))))) return false;
    sl_str w = sl_split_token(it->text, i), left = sl_split_trim(sl_slice(it->text.p + it->start, i - it->start));
    if (!smiley(w) || !left.n) return false;
    it->at = c.end = i + w.n;
    sl_utf8_prev(left.p, left.n, &before);
    if (!sl_is_alnum(before) || !look_right(&c)) return false;
    return settle(it, &c, i, end);
}

void sl_split_start(sl_split_it *it, const sl_split *m, sl_str text) {
    *it = (sl_split_it){.model = m, .text = sl_split_trim(text), .casual = -1};
}

static sl_str give(sl_split_it *it, size_t end) {
    sl_str s = sl_split_trim(sl_slice(it->text.p + it->start, end - it->start));
    it->start = skip_space(it->text, end);
    return s;
}

bool sl_split_next(sl_split_it *it, sl_str *sentence) {
    sl_str t = it->text;
    if (it->start >= t.n) return false;
    size_t i = it->at, end;
    while ((i = next_stop(t, i)) < t.n) {
        if (t.p[i] == '"') it->quoted = !it->quoted;
        if (mark_at(t, i) ? try_place(it, i, &end) : t.p[i] != '"' && try_smile(it, i, &end)) { *sentence = give(it, end); return true; }
        i = t.p[i] == '"' ? i + 1 : it->at;
    }
    it->at = t.n;
    *sentence = give(it, t.n);
    return true;
}
