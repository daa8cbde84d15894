/* The words of a text and what each costs; see sluis/lid.h. */
#include "lid_model.h"
#include "sluis/utf8.h"

typedef struct { sl_str text; size_t at; bool first, code; size_t latin, other; } lid_walk;    /* .first = true to begin with */
typedef uint32_t lid_total __attribute__((vector_size(4 * SL_LID_MAX)));
typedef int16_t lid_signed __attribute__((vector_size(2 * SL_LID_MAX)));
typedef struct { uint8_t letters[48]; uint64_t hash; unsigned n, capitals; bool first, quotes; } lid_word;

enum { SOME = 16,                /* words are looked up at a time */
       LETTERS = 40,             /* of a word are looked at */
       UNKNOWN = 80 };           /* the most that a word in no table costs, in eighths of a nat */
enum { NONE, SPACE, CODE, DOT, END, LETTER, QUOTE, HIGH };     /* a word is made of the last three */

/* What an ASCII byte is to a word: part of it, its end, or a sign that there is no word here but an address, a number, code. */
static const uint8_t kinds[256] = {
    ['\t'] = SPACE, [' '] = SPACE, ['\r'] = SPACE, ['\''] = QUOTE, ['`'] = QUOTE,
    ['/'] = CODE, ['\\'] = CODE, ['@'] = CODE, ['_'] = CODE, ['='] = CODE, ['<'] = CODE, ['>'] = CODE, ['{'] = CODE, ['$'] = CODE,
    ['#'] = CODE, ['0' ... '9'] = CODE, ['.'] = DOT, [':'] = DOT, ['!'] = END, ['?'] = END, ['"'] = END, ['('] = END, [';'] = END,
    ['A' ... 'Z'] = LETTER, ['a' ... 'z'] = LETTER, [0x80 ... 0xFF] = HIGH};

/* Costs times `quarters` / 4, none above UNKNOWN. */
static void limit(lid_costs *sum, unsigned quarters) {
    *sum = *sum * (uint16_t)quarters / 4;
    lid_costs over = (lid_costs)((lid_signed)*sum > UNKNOWN);
    *sum = (*sum & ~over) | (over & UNKNOWN);
}

/* The longest run of letters that may be in the table by what the hints say. Before a word's first edge letters are 0, so that a longer
 * run there is the run that there is. */
static inline uint64_t hinted(const sl_lid *m, uint64_t letters) {
    uint64_t h = lid_hash(lid_gram_key(letters, LID_HINTED - 1));
    for (unsigned n = LID_HINTED; n <= LID_GRAM; n++) {
        uint64_t longer = lid_hash(lid_gram_key(letters, n));
        h = lid_hint(m, longer) ? longer : h;
    }
    return h;
}

/* The longest run that is in the table. */
static const lid_row *longest(const sl_lid *m, uint64_t letters) {
    const lid_row *row = NULL;
    for (unsigned n = LID_GRAM; n && !row; n--) row = lid_find(m, lid_hash(lid_gram_key(letters, n)));
    return row;
}

/* A word in no table: each letter by the longest run that ends in it and is in the table. All of them are asked for before the first
 * one is waited for. */
static void spell(const sl_lid *m, lid_word *w, lid_costs *sum) {
    uint64_t letters[LETTERS + 1], hash[LETTERS + 1], last = '_';
    lid_costs costs = {0};
    w->letters[w->n] = '_';
    for (unsigned i = 0; i <= w->n; i++) {
        letters[i] = last = last << 8 | w->letters[i];
        hash[i] = hinted(m, last);
        __builtin_prefetch(lid_home(m, hash[i]));
    }
    for (unsigned i = 0; i <= w->n; i++) {
        const lid_row *row = lid_find(m, hash[i]);
        if (!row) row = longest(m, letters[i]);
        if (row) costs += __builtin_convertvector(*row, lid_costs);
    }
    *sum = costs;
}

static inline uint64_t hash_of(const lid_word *w) { return lid_hash(lid_word_key(w->letters, w->n)); }

/* Apostrophes may be quotation marks around a word; 't and 'n keep theirs. */
static const lid_row *look_within(const sl_lid *m, lid_word *w) {
    const lid_row *row = NULL;
    while (!row && w->n && w->letters[w->n - 1] == '\'')
        row = --w->n ? lid_find(m, hash_of(w)) : NULL;
    if (!row && w->n > 1 && w->letters[0] == '\'') {
        memmove(w->letters, w->letters + 1, --w->n);
        row = lid_find(m, hash_of(w));
    }
    return row;
}

/* What a word costs; false: it says nothing. */
static inline bool weigh(const sl_lid *m, lid_word *w, lid_costs *cost) {
    const lid_row *row = lid_find(m, w->hash);
    if (!row && w->quotes) row = look_within(m, w);
    if (row) return *cost = __builtin_convertvector(*row, lid_costs), true;
    bool shouted = w->capitals > 1 && w->capitals == w->n;
    if (!w->n || (w->capitals && (!w->first || shouted))) return false;
    spell(m, w, cost);
    limit(cost, w->capitals ? 3 : 4);
    return true;
}

/* One character: taken into the word if it is a letter, which is returned; else 0. */
static inline uint8_t take(lid_walk *x, lid_word *w) {
    size_t len;
    bool capital, other;
    uint8_t c = lid_letter(x->text.p + x->at, x->text.n - x->at, &len, &capital, &other);
    if (other) x->other++;
    if (!c) return 0;
    if (w->n < LETTERS) w->letters[w->n++] = c;
    else x->code = true;
    if (c != '\'') {
        w->capitals += capital;
        x->latin++;
    }
    x->at += len;
    return c;
}

/* The eight bytes from `at` on; 0 behind the text's end. */
static inline uint64_t eight(sl_str text, size_t at) {
    uint64_t v = 0;
    size_t n = text.n - at;
    if (n >= 8) memcpy(&v, text.p + at, 8);
    else memcpy(&v, text.p + at, n);
    return v;
}

/* The ASCII letters from x->at on, eight at a time: a byte with its high bit set in `letter` is one. */
static inline void take_ascii(lid_walk *x, lid_word *w) {
    const uint64_t ones = 0x0101010101010101ull, tops = 0x80 * ones;
    const unsigned had = w->n;
    unsigned n = 8, all = had, capitals = 0;
    for (size_t at = x->at; n == 8 && all < LETTERS; at += n) {
        uint64_t v = eight(x->text, at), small = v | 0x20 * ones, seven = small & ~tops;
        uint64_t letter = (seven + (0x80 - 'a') * ones) & ~(seven + (0x7F - 'z') * ones) & ~v & tops;
        n = letter == tops ? 8 : (unsigned)sl_bytes_before(letter ^ tops);
        memcpy(w->letters + all, &small, 8);
        if (n > LETTERS - all) n = LETTERS - all;
        capitals += (unsigned)(((lid_first(letter & ~(v << 2), n) >> 7) * ones) >> 56);
        all += n;
    }
    w->capitals += capitals;
    w->n = all;
    x->latin += all - had;
    x->at += all - had;
}

/* A full stop or colon at `at` is no end: what follows it touches it. */
static inline bool goes_on(const lid_walk *x, size_t at) {
    if (at + 1 >= x->text.n) return false;
    unsigned kind = kinds[(uint8_t)x->text.p[at + 1]];
    return kind == LETTER || kind == CODE;
}

/* The letters from x->at on; true when they are a word, and no part of an address. */
static inline bool read_word(lid_walk *x, lid_word *w) {
    const uint8_t *p = (const uint8_t *)x->text.p;
    size_t n = x->text.n;
    w->n = w->capitals = 0;
    w->quotes = false;
    for (;;) {
        take_ascii(x, w);
        if (x->at == n) return !x->code;
        unsigned kind = kinds[p[x->at]];
        if (kind < LETTER) break;
        uint8_t c = take(x, w);
        if (!c) break;
        w->quotes |= c == '\'';
    }
    unsigned kind = kinds[p[x->at]];
    if (kind == CODE || (kind == DOT && goes_on(x, x->at))) x->code = true;
    return !x->code;
}

/* What stands between words, up to what may be one. */
static inline void skip(lid_walk *x) {
    const uint8_t *p = (const uint8_t *)x->text.p;
    size_t at = x->at;
    for (unsigned kind; at < x->text.n && (kind = kinds[p[at]]) < LETTER; at++) {
        if (kind == SPACE) x->code = false;
        else if (kind == CODE || (kind == DOT && goes_on(x, at))) x->code = true;
        if (kind == DOT || kind == END) x->first = true;
    }
    x->at = at;
}

/* The next word; false at the end. */
static inline bool next(lid_walk *x, lid_word *w) {
    for (;;) {
        skip(x);
        if (x->at == x->text.n) return false;
        size_t from = x->at;
        bool good = read_word(x, w);
        if (x->at == from) {                                  /* a sign above ASCII */
            int32_t c;
            x->at += (size_t)sl_utf8_next(x->text.p + from, x->text.n - from, &c);
            x->first = true;
            continue;
        }
        w->first = x->first;
        x->first = false;
        if (good && w->n) return true;
    }
}

/* The strongest run that ends here, and the strongest so far (Kadane's maximum of sums of neighbours). */
static inline void extend(int32_t *run, int32_t *best, int32_t by) {
    *run = *run + by > 0 ? *run + by : 0;
    if (*run > *best) *best = *run;
}

/* The next words, and what of the table they need is asked for; at most SOME, fewer only at the end. */
static unsigned read_some(const sl_lid *m, lid_walk *x, lid_word *w) {
    unsigned n = 0;
    for (; n < SOME && next(x, w + n); n++) {
        w[n].hash = hash_of(w + n);
        __builtin_prefetch(lid_home(m, w[n].hash));
    }
    return n;
}

void sl_lid_text(const sl_lid *m, sl_str text, sl_lid_sum *sum) {
    bool first = true;
    sl_lid_part(m, text, &first, sum);
}

void sl_lid_part(const sl_lid *m, sl_str text, bool *first, sl_lid_sum *sum) {
    lid_walk x = {.text = text, .first = *first};
    lid_word w[SOME];
    lid_costs cost;
    lid_total total = {0};
    int32_t run[2] = {0}, best[2] = {0};
    bool pair = m->main[0] >= 0 && m->main[1] >= 0;
    unsigned nl = pair ? (unsigned)m->main[0] : 0, en = pair ? (unsigned)m->main[1] : 0, words = 0, n = SOME;
    while (n == SOME) {
        lid_costs some = {0};
        n = read_some(m, &x, w);
        for (unsigned i = 0; i < n; i++) {
            if (!weigh(m, w + i, &cost)) continue;
            words++;
            some += cost;
            bool name = w[i].capitals && !w[i].first;         /* titles stay what they are */
            int32_t by = name ? 0 : cost[nl] - cost[en];
            extend(run, best, by);
            extend(run + 1, best + 1, -by);
        }
        total += __builtin_convertvector(some, lid_total);
    }
    for (unsigned l = 0; l < SL_LID_MAX; l++) sum->cost[l] = (float)total[l] / 8;
    sum->run[0] = (float)best[0] / 8;
    sum->run[1] = (float)best[1] / 8;
    sum->words = words;
    sum->latin = x.latin;
    sum->other = x.other;
    *first = x.first;
}

bool sl_lid_word(const sl_lid *m, sl_str word, uint8_t cost[SL_LID_MAX]) {
    lid_word w = {.n = 0};
    if (!word.n || word.n > LID_WORD) return false;
    for (; w.n < word.n; w.n++) w.letters[w.n] = (uint8_t)(word.p[w.n] | 32);
    const lid_row *row = lid_find(m, hash_of(&w));
    if (row) memcpy(cost, row, sizeof *row);
    return row != NULL;
}
