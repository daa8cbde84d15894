/* Word order by classes; see sluis/order.h. */
#include "sluis/order.h"
#include "meaning.h"
#include <stdlib.h>

enum { LETTERS = 26, SIGNS = 128, SLOTS = 1 << 15 };

struct sl_order {
    int8_t next[SL_ORDER_CLASSES][SL_ORDER_CLASSES];
    uint8_t ending[LETTERS * LETTERS], sign[SIGNS];      /* sign: single characters; # and ^ as in the file */
    uint64_t hash[SLOTS];
    uint8_t class[SLOTS];                                /* 0: free */
    size_t words;
};

static int letter(char c) { return c >= 'a' && c <= 'z' ? c - 'a' : c >= 'A' && c <= 'Z' ? c - 'A' : 'x' - 'a'; }

sl_str sl_order_key(const sl_tokens *x, uint32_t i, bool rare, char key[3]) {
    const sl_token *t = &x->t[i];
    sl_str s = sl_slice(x->text.p + t->start, t->n);
    if (t->kind == SL_T_WORD && !rare) return s;
    key[0] = t->kind == SL_T_NUMBER ? '#' : t->kind != SL_T_WORD ? (char)t->hash : t->capital && i ? '^' : '-';
    if (key[0] != '-') return sl_slice(key, 1);
    key[1] = (char)('a' + letter(s.n >= 2 ? s.p[s.n - 2] : 'x'));
    key[2] = (char)('a' + letter(s.n >= 2 ? s.p[s.n - 1] : 'x'));
    return sl_slice(key, 3);
}

static size_t slot_of(const sl_order *o, uint64_t hash) {
    size_t i = hash >> 49;
    while (o->class[i] && o->hash[i] != hash) i = (i + 1) % SLOTS;
    return i;
}

uint8_t sl_order_class(const sl_order *o, uint64_t hash) { return o->class[slot_of(o, hash)]; }

static bool add(sl_order *o, sl_str key, uint8_t c) {
    if (key.n == 1 && !sl_is_alnum((unsigned char)key.p[0])) o->sign[(unsigned char)key.p[0] % SIGNS] = c;
    else if (key.n == 3 && key.p[0] == '-') o->ending[letter(key.p[1]) * LETTERS + letter(key.p[2])] = c;
    else {
        uint64_t h = sl_token_hash(key);
        size_t i = slot_of(o, h);
        if (!o->class[i] && ++o->words > SLOTS / 2) return false;
        o->hash[i] = h;
        o->class[i] = c;
    }
    return true;
}

static bool number(sl_str s, long least, long most, long *n) {
    bool minus = s.n && s.p[0] == '-';
    *n = 0;
    if (s.n <= (size_t)minus || s.n > 4) return false;
    for (size_t i = minus; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        *n = *n * 10 + (s.p[i] - '0');
    }
    if (minus) *n = -*n;
    return *n >= least && *n <= most;
}

static bool read_class(sl_order *o, long c, sl_str rest) {
    while (rest.n)
        if (!add(o, sl_cut(&rest, ' '), (uint8_t)c)) return false;
    return c > 0;
}

static bool read_row(sl_order *o, long c, sl_str rest) {
    for (int d = 0; d < SL_ORDER_CLASSES; d++) {
        long v;
        if (!number(sl_cut(&rest, ' '), -127, 127, &v)) return false;
        o->next[c][d] = (int8_t)v;
    }
    return rest.n == 0;
}

int sl_order_read(sl_order **out, sl_str facts, const char *name, sl_err *e) {
    sl_order *o = sl_zalloc(sizeof *o);
    for (uint64_t line = 1; facts.n; line++) {
        sl_str s = sl_cut(&facts, '\n'), what;
        long c;
        if (!s.n || sl_starts(s, SL_LIT("# "))) continue;
        what = sl_cut(&s, ' ');
        bool good = number(sl_cut(&s, ' '), 0, SL_ORDER_CLASSES - 1, &c) &&
                    (sl_eq(what, SL_LIT("class")) ? read_class(o, c, s) : sl_eq(what, SL_LIT("row")) && read_row(o, c, s));
        if (good) continue;
        free(o);
        return sl_fail(e, SL_EDATA, name, line, 0, "this is neither `class C WORD...` nor `row C N...` with %d numbers", SL_ORDER_CLASSES);
    }
    *out = o;
    return 0;
}

void sl_order_free(sl_order *o) { free(o); }

uint8_t sl_order_ending(const sl_order *o, sl_str w) {
    return w.n < 2 ? o->ending[letter('x') * LETTERS + letter('x')] : o->ending[letter(w.p[w.n - 2]) * LETTERS + letter(w.p[w.n - 1])];
}

uint8_t sl_order_sign(const sl_order *o, char sign) { return o->sign[(unsigned char)sign % SIGNS]; }

/* What stands for a word that is not known. */
static inline uint8_t rare(const sl_order *o, const sl_tokens *x, uint32_t i) {
    const sl_token *t = &x->t[i];
    if (t->kind != SL_T_WORD) return o->sign[t->kind == SL_T_NUMBER ? '#' : t->hash % SIGNS];
    if (t->capital && i) return o->sign[SL_ORDER_NAME];
    return sl_order_ending(o, sl_slice(x->text.p + t->start, t->n));
}

void sl_order_classes(const sl_order *o, const sl_tokens *x, uint8_t *word) {
    for (uint32_t i = 0; i < x->n; i++)
        if (!word[i]) word[i] = rare(o, x, i);
}

double sl_order_score(const sl_order *o, const uint8_t *class, size_t n) {
    int sum = 0;
    uint8_t last = 0;
    for (size_t i = 0; i < n; i++) {
        sum += o->next[last][class[i]];
        last = class[i];
    }
    return (sum + o->next[last][0]) / 8.0;
}
