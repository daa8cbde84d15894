/* Finding the numbers of a text, and comparing those of two; see sluis/numbers.h. */
#include "numbers.h"
#include "sluis/utf8.h"
#include <stdlib.h>

bool sl_numbers_any(sl_str t) {
    for (size_t i = 0; i < t.n; i++)
        if (sl_number_digit(t.p[i])) return true;
    return false;
}

void sl_numbers_weak(sl_numbers *n, uint64_t key) {
    if (n->nweak == n->weak_cap) n->weak = sl_grow(n->weak, &n->weak_cap, n->nweak + 1, sizeof *n->weak);
    n->weak[n->nweak++] = key;
}

/* The set of all keys: linear probing at a load of a half at most. */

static void put(sl_numbers *n, uint64_t key) {
    size_t i = key >> n->shift;
    while (n->set[i] && n->set[i] != key) i = (i + 1) & (n->slots - 1);
    n->set[i] = key;
}

static bool has(const sl_numbers *n, uint64_t key) {
    for (size_t i = key >> n->shift; n->set[i]; i = (i + 1) & (n->slots - 1))
        if (n->set[i] == key) return true;
    return false;
}

static void index_keys(sl_numbers *n) {
    size_t keys = n->nweak, slots = 16, cap = n->slots;
    for (size_t i = 0; i < n->n; i++) keys += n->v[i].n;
    while (slots < 2 * keys + 2) slots *= 2;
    if (slots > cap) n->set = sl_realloc(n->set, slots * sizeof *n->set), n->slots = slots;
    n->shift = 64 - (unsigned)__builtin_ctzll(n->slots);
    memset(n->set, 0, n->slots * sizeof *n->set);
    for (size_t i = 0; i < n->nweak; i++) put(n, n->weak[i]);
    for (size_t i = 0; i < n->n; i++)
        for (unsigned k = 0; k < n->v[i].n; k++) put(n, n->v[i].key[k]);
}

/* A Roman numeral of two capitals or more, or V or X: up to 3999, in its usual form. */
static unsigned roman(sl_str s) {
    static const struct { sl_str s; unsigned v; } part[] = {{{"M", 1}, 1000}, {{"CM", 2}, 900}, {{"D", 1}, 500}, {{"CD", 2}, 400}, {{"C", 1}, 100},
        {{"XC", 2}, 90}, {{"L", 1}, 50}, {{"XL", 2}, 40}, {{"X", 1}, 10}, {{"IX", 2}, 9}, {{"V", 1}, 5}, {{"IV", 2}, 4}, {{"I", 1}, 1}};
    unsigned v = 0;
    if (s.n > 15 || s.n == 0 || (s.n == 1 && s.p[0] != 'V' && s.p[0] != 'X')) return 0;
    for (size_t k = 0; k < sizeof part / sizeof *part; k++)
        for (unsigned times = 0; times < 3 && sl_starts(s, part[k].s); times++) {
            v += part[k].v;
            s.p += part[k].s.n;
            s.n -= part[k].s.n;
        }
    return s.n ? 0 : v;
}

/* The letters at t.p[at]: their end, and the word in lower case when it is not too long. */
enum { LONGEST = 64 };
static size_t letters(sl_str t, size_t at, char *low, size_t *n) {
    size_t end = at;
    *n = 0;
    while (end < t.n) {
        int32_t c = (unsigned char)t.p[end];
        if ((unsigned)((c | 32) - 'a') < 26 && *n + 4 < LONGEST) {
            low[(*n)++] = (char)(c | 32);
            end++;
            continue;
        }
        size_t k = (size_t)sl_utf8_next(t.p + end, t.n - end, &c);
        if (!sl_is_letter(c)) break;
        sl_buf b = {low + *n, 0, 4};
        if (*n + 4 < LONGEST) {
            sl_utf8_put(&b, sl_lower(c));
            *n += b.n;
        }
        end += k;
    }
    return end;
}

static size_t word(const sl_number_words *w, sl_str t, size_t at, sl_number_sum *sum, sl_numbers *out) {
    char low[LONGEST];
    size_t n, end = letters(t, at, low, &n);
    if (end == at) return at;
    sl_number_sum_word(w, sum, sl_slice(low, n), out);
    unsigned v = memchr("IVXLCDM", t.p[at], 7) ? roman(sl_slice(t.p + at, end - at)) : 0;
    if (v) sl_numbers_weak(out, sl_number_key((sl_decimal){v, 0}));
    return end;
}

/* Signs that tell a value by themselves: powers and fractions. */
static void sign(int32_t c, sl_numbers *out) {
    static const struct { int32_t c; sl_decimal d; } values[] = {{0xB2, {2, 0}}, {0xB3, {3, 0}}, {0xBD, {5, -1}}, {0xBC, {25, -2}}, {0xBE, {75, -2}}, {'%', {100, 0}}};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (c == values[i].c) sl_numbers_weak(out, sl_number_key(values[i].d));
}

static uint64_t whole(sl_str t, size_t from, size_t to) {
    uint64_t v = 0;
    for (; from < to; from++)
        if (sl_number_digit(t.p[from])) v = v * 10 + (uint64_t)(t.p[from] - '0');
    return v;
}

/* Numbers with but one character between them: a telephone number, say, or a score, which may be written otherwise on the other side. */
typedef struct { size_t n, first, end; } row_of;
static void row_end(row_of *r, sl_str t, sl_numbers *out) {
    uint64_t h = ~(uint64_t)1;
    size_t from = r->n ? (size_t)(out->v[r->first].text.p - t.p) : r->end;
    for (size_t i = from; i < r->end; i++)
        if (sl_number_digit(t.p[i])) h = sl_fold_step(h, (unsigned char)t.p[i]);
    bool apart = r->n > 1 || memchr(t.p + from, ':', r->end - from);
    for (size_t k = 0; k < r->n && apart; k++) {
        sl_number *x = &out->v[r->first + k];
        if (x->n < SL_NUMBER_READINGS) x->key[x->n++] = h | 1;
    }
    r->n = 0;
}

void sl_numbers_find(const sl_number_words *w, sl_str t, sl_numbers *out) {
    sl_number_sum sum = {0};
    row_of row = {0};
    out->text = t;
    out->n = out->nweak = 0;
    for (size_t i = 0; i < t.n;) {
        unsigned char c = (unsigned char)t.p[i];
        int32_t u = c;
        size_t k = c < 0x80 ? 1 : (size_t)sl_utf8_next(t.p + i, t.n - i, &u);
        if (sl_number_digit((char)c)) {
            sl_number_sum_end(&sum, out);
            size_t end = sl_number_digits(w, t, i, out);
            sl_number_clock_hour(&sum.clock, end - i <= 2 ? whole(t, i, end) : 0, true, out);
            if (!row.n || i != row.end + 1) row_end(&row, t, out), row.first = out->n - 1;
            row.n++;
            row.end = i = end;
        } else if (sl_is_letter(u)) i = word(w, t, i, &sum, out);
        else {
            if (c != ' ' && c != '-') {
                sl_number_sum_end(&sum, out);
                sum.clock = (sl_number_clock){0};
                sign(u, out);
            }
            i += k;
        }
    }
    sl_number_sum_end(&sum, out);
    row_end(&row, t, out);
    index_keys(out);
}

void sl_numbers_find_digits(const sl_number_words *w, sl_str t, sl_numbers *out) {
    out->text = t;
    out->n = out->nweak = 0;
    for (size_t i = 0; i < t.n;) i = sl_number_digit(t.p[i]) ? sl_number_digits(w, t, i, out) : i + 1;
    index_keys(out);
}

static bool found(const sl_number *x, const sl_numbers *b) {
    for (unsigned k = 0; k < x->n; k++)
        if (has(b, x->key[k])) return true;
    for (unsigned k = 0; k < x->parts; k++)
        if (!has(b, x->part[k])) return false;
    return x->parts > 0;
}

size_t sl_numbers_missing(const sl_numbers *a, const sl_numbers *b, sl_str *first) {
    size_t n = 0;
    for (size_t i = 0; i < a->n; i++)
        if (!found(&a->v[i], b) && !n++) *first = a->v[i].text;
    return n;
}

/* A unit: some letters, with blanks, stops and signs of measures between them. */
enum { UNIT = 24 };
static bool is_unit(sl_str s) {
    size_t letters = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool letter = (unsigned)((s.p[i] | 32) - 'a') < 26 || (unsigned char)s.p[i] >= 0x80 || s.p[i] == '%' || s.p[i] == '$';
        if (!letter && !memchr(" .-/'\"", s.p[i], 6)) return false;
        letters += letter;
    }
    return letters > 0 && s.n <= UNIT;
}

/* Is number k of a text a measure, and the next one its conversion: N unit (M unit)? */
static bool converted(const sl_numbers *a, size_t k) {
    if (k + 1 >= a->n) return false;
    const char *end = a->text.p + a->text.n, *one = a->v[k].text.p + a->v[k].text.n, *two = a->v[k + 1].text.p, *behind = two + a->v[k + 1].text.n;
    const char *open = two > one ? memchr(one, '(', (size_t)(two - one)) : NULL, *close = memchr(behind, ')', end - behind > UNIT ? UNIT + 1 : (size_t)(end - behind));
    return open && close && two - open <= 4 && is_unit(sl_slice(one, (size_t)(open - one))) && is_unit(sl_slice(behind, (size_t)(close - behind)));
}

size_t sl_numbers_missing_both(const sl_numbers *a, const sl_numbers *b, sl_str *first) {
    size_t n = 0;
    for (size_t i = 0; i < a->n; i++) {
        bool told = found(&a->v[i], b) || (converted(a, i) && found(&a->v[i + 1], b)) || (i && converted(a, i - 1) && found(&a->v[i - 1], b));
        if (!told && !n++) *first = a->v[i].text;
    }
    return n;
}

void sl_numbers_free(sl_numbers *n) {
    free(n->v);
    free(n->weak);
    free(n->set);
    *n = (sl_numbers){0};
}
