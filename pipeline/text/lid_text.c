/* The words of a text and what each costs; see sluis/lid.h. */
#include "lid_model.h"
#include "sluis/utf8.h"

typedef struct { sl_str text; size_t at; bool first, code; size_t latin, other; } lid_walk;    /* .first = true to begin with */
typedef uint32_t lid_total __attribute__((vector_size(4 * SL_LID_MAX)));
typedef struct { uint8_t letters[48]; unsigned n, capitals; bool first; } lid_word;

enum { LETTERS = 40,             /* of a word are looked at */
       UNKNOWN = 80 };           /* the most that a word in no table costs, in eighths of a nat */
enum { NONE, LETTER, QUOTE, SPACE, CODE, DOT, END, HIGH };

/* What an ASCII byte is to a word: part of it, its end, or a sign that there is no word here but an address, a number, code. */
static const uint8_t kinds[256] = {
    ['\t'] = SPACE, [' '] = SPACE, ['\r'] = SPACE, ['\''] = QUOTE, ['`'] = QUOTE,
    ['/'] = CODE, ['\\'] = CODE, ['@'] = CODE, ['_'] = CODE, ['='] = CODE, ['<'] = CODE, ['>'] = CODE, ['{'] = CODE, ['$'] = CODE,
    ['#'] = CODE, ['0' ... '9'] = CODE, ['.'] = DOT, [':'] = DOT, ['!'] = END, ['?'] = END, ['"'] = END, ['('] = END, [';'] = END,
    ['A' ... 'Z'] = LETTER, ['a' ... 'z'] = LETTER, [0x80 ... 0xFF] = HIGH};

/* Costs times `quarters` / 4, none above UNKNOWN. */
static void limit(lid_costs *sum, unsigned quarters) {
    *sum = *sum * (uint16_t)quarters / 4;
    lid_costs over = (lid_costs)(*sum > UNKNOWN);
    *sum = (*sum & ~over) | (over & UNKNOWN);
}

/* A word in no table: each letter by the longest run that ends in it and is in the table. */
static void spell(const sl_lid *m, const lid_word *w, lid_costs *sum) {
    uint64_t letters = '_';
    *sum = (lid_costs){0};
    for (unsigned i = 0; i <= w->n; i++) {
        letters = letters << 8 | (i < w->n ? w->letters[i] : '_');
        for (unsigned n = i + 2 < LID_GRAM ? i + 2 : LID_GRAM; n; n--) {
            const lid_row *row = lid_find(m, lid_gram_key(letters, n));
            if (!row) continue;
            *sum += __builtin_convertvector(*row, lid_costs);
            break;
        }
    }
}

static const lid_row *look_up(const sl_lid *m, const lid_word *w) {
    return w->n && w->n <= LID_WORD ? lid_find(m, lid_word_key(w->letters, w->n)) : NULL;
}

/* Apostrophes may be quotation marks around a word; 't and 'n keep theirs. */
/* What a word costs; false: it says nothing. */
static inline bool weigh(const sl_lid *m, lid_word *w, lid_costs *cost) {
    const lid_row *row = look_up(m, w);
    while (!row && w->n && w->letters[w->n - 1] == '\'') {
        w->n--;
        row = look_up(m, w);
    }
    if (!row && w->n > 1 && w->letters[0] == '\'') {
        memmove(w->letters, w->letters + 1, --w->n);
        row = look_up(m, w);
    }
    if (row) return *cost = __builtin_convertvector(*row, lid_costs), true;
    bool shouted = w->capitals > 1 && w->capitals == w->n;
    if (!w->n || (w->capitals && (!w->first || shouted))) return false;
    spell(m, w, cost);
    limit(cost, w->capitals ? 3 : 4);
    return true;
}

/* One character at *at: taken into the word if it is a letter. */
static inline bool take(lid_walk *x, lid_word *w) {
    size_t len;
    bool capital, other;
    uint8_t c = lid_letter(x->text.p + x->at, x->text.n - x->at, &len, &capital, &other);
    if (other) x->other++;
    if (!c) return false;
    if (w->n < LETTERS) w->letters[w->n++] = c;
    else x->code = true;
    if (c != '\'') {
        w->capitals += capital;
        x->latin++;
    }
    x->at += len;
    return true;
}

/* The ASCII letters from x->at on. */
static inline void take_ascii(lid_walk *x, lid_word *w) {
    const uint8_t *from = (const uint8_t *)x->text.p + x->at, *p = from;
    size_t most = x->text.n - x->at < LETTERS - w->n ? x->text.n - x->at : LETTERS - w->n;
    uint8_t *to = w->letters + w->n;
    unsigned small = 0;
    for (const uint8_t *end = p + most; p < end && kinds[*p] == LETTER; p++) {
        *to++ = *p | 32;
        small += *p >> 5 & 1;
    }
    w->n += (unsigned)(p - from);
    w->capitals += (unsigned)(p - from) - small;
    x->latin += (size_t)(p - from);
    x->at += (size_t)(p - from);
}

/* The letters from x->at on; true when they are a word, and no part of an address. */
static inline bool read_word(lid_walk *x, lid_word *w) {
    const uint8_t *p = (const uint8_t *)x->text.p;
    size_t n = x->text.n;
    w->n = w->capitals = 0;
    for (;;) {
        take_ascii(x, w);
        if (x->at == n) return !x->code;
        unsigned kind = kinds[p[x->at]];
        if ((kind != HIGH && kind != QUOTE && kind != LETTER) || !take(x, w)) break;
    }
    unsigned kind = kinds[p[x->at]];
    if (kind == CODE || (kind == DOT && x->at + 1 < n && (kinds[p[x->at + 1]] == LETTER || kinds[p[x->at + 1]] == CODE))) x->code = true;
    return !x->code;
}

/* What stands between words. */
static void skip(lid_walk *x) {
    uint8_t c = (uint8_t)x->text.p[x->at];
    if (kinds[c] == SPACE) x->code = false;
    else if (kinds[c] == CODE) x->code = true;
    else if (kinds[c] == DOT || kinds[c] == END || kinds[c] == HIGH) x->first = true;
    int32_t code;
    x->at += kinds[c] == HIGH ? (size_t)sl_utf8_next(x->text.p + x->at, x->text.n - x->at, &code) : 1;
}

/* The next word; false at the end. */
static inline bool next(lid_walk *x, lid_word *w) {
    while (x->at < x->text.n) {
        size_t from = x->at;
        bool good = read_word(x, w);
        if (x->at == from) {
            skip(x);
            continue;
        }
        w->first = x->first;
        x->first = false;
        if (good && w->n) return true;
    }
    return false;
}

/* The strongest run that ends here, and the strongest so far (Kadane's maximum of sums of neighbours). */
static inline void extend(int32_t *run, int32_t *best, int32_t by) {
    *run = *run + by > 0 ? *run + by : 0;
    if (*run > *best) *best = *run;
}

void sl_lid_text(const sl_lid *m, sl_str text, sl_lid_sum *sum) {
    lid_walk x = {.text = text, .first = true};
    lid_word w;
    lid_costs cost;
    lid_total total = {0};
    int32_t run[2] = {0}, best[2] = {0};
    *sum = (sl_lid_sum){0};
    while (next(&x, &w)) {
        if (!weigh(m, &w, &cost)) continue;
        sum->words++;
        total += __builtin_convertvector(cost, lid_total);
        bool name = w.capitals && !w.first, pair = m->main[0] >= 0 && m->main[1] >= 0;    /* titles stay what they are */
        int32_t by = name || !pair ? 0 : cost[m->main[0]] - cost[m->main[1]];
        extend(run, best, by);
        extend(run + 1, best + 1, -by);
    }
    for (unsigned l = 0; l < SL_LID_MAX; l++) sum->cost[l] = (float)total[l] / 8;
    sum->run[0] = (float)best[0] / 8;
    sum->run[1] = (float)best[1] / 8;
    sum->latin = x.latin;
    sum->other = x.other;
}
