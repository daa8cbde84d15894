/* The model of characters and their neighbours; see sluis/letters.h. */
#include "sluis/letters.h"
#include "sluis/data.h"
#include "sluis/utf8.h"
#include <math.h>
#include <stdlib.h>

enum { CLASSES = 64, CHARACTERS = 1 << 10, WIDE = 0x3000, SLOTS = 1 << 14, KNOWN = 2, IN_MILLION = 30 };
enum { EDGE, OTHER, SCRIPT };                    /* white space; all else; other scripts */

static const char class_names[] = "_*~x0.(\"abcdefghijklmnopqrstuvwxyzéëïöüèáóíçêâîôûàäúñ";

typedef struct { uint32_t key, n; } slot;
struct sl_letters {
    unsigned char class[WIDE];
    uint16_t number[WIDE];                       /* of a counted character, from 1 */
    unsigned characters;
    float total;                                 /* all that was counted */
    float at[CLASSES][CLASSES];                  /* any character between two classes */
    float behind[CLASSES], before[CLASSES];
    float left[CHARACTERS][CLASSES], right[CHARACTERS][CLASSES], all[CHARACTERS];     /* by number: behind, before a class; anywhere */
    slot slots[SLOTS];                           /* left, number, right -> count */
};

static unsigned find_class(int32_t c) {
    const char *p = class_names;
    int32_t name;
    for (unsigned k = 0; *p; k++) {
        p += sl_utf8_next(p, 4, &name);
        if (name == c) return k;
    }
    return OTHER;
}

/* A letter without its mark, as far as Latin ones go; 0: none. */
static int32_t plain(int32_t c) {
    static const char base[] = "aaaaaaeceeeeiiiidnooooo/ouuuuytsaaaaaaeceeeeiiiidnooooo/ouuuuyty"             /* U+00C0 to U+00FF */
                               "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"             /* U+0100 to U+013F */
                               "lllnnnnnnnnnooooooeerrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";            /* U+0140 to U+017F */
    return c >= 0xC0 && c < 0x180 ? base[c - 0xC0] : 0;
}

static unsigned judge_ascii(int32_t c) {
    if (c >= 'A' && c <= 'Z') c += 32;
    if (c >= 'a' && c <= 'z') return find_class(c);
    if (c >= '0' && c <= '9') return find_class('0');
    static const struct { const char *of, *class; } signs[] = {{" \t\n", "_"}, {".,;:!?)]}", "."}, {"([{", "("}, {"\"'`", "\""}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (c && strchr(signs[i].of, (int)c)) return find_class(*signs[i].class);
    return OTHER;
}

static unsigned judge(int32_t c) {
    if (c < 0x80) return judge_ascii(c);
    if (sl_is_space(c)) return EDGE;
    if ((c >= 0x2018 && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0x2039 || c == 0x203A) return find_class('"');
    if (!sl_is_letter(c)) return OTHER;
    if (c >= 0x180) return c < 0x250 ? find_class('x') : SCRIPT;
    unsigned own = find_class(sl_lower(c));
    return own != OTHER ? own : plain(c) ? judge_ascii(plain(c)) : find_class('x');
}

static unsigned class_of(const sl_letters *m, int32_t c) {
    if (c < 0) return EDGE;
    return c < WIDE ? m->class[c] : sl_is_letter(c) ? SCRIPT : OTHER;
}

static slot *find(const sl_letters *m, unsigned l, unsigned number, unsigned r) {
    uint32_t key = (number * CLASSES + l) * CLASSES + r;
    for (uint32_t i = key * 2654435761u >> 18;; i = (i + 1) % SLOTS)
        if (m->slots[i].key == key || !m->slots[i].key) return (slot *)(uintptr_t)&m->slots[i];
}

/* The data file */

static bool word(sl_str *rest, sl_str *w) { return (*w = sl_cut(rest, ' ')).n > 0; }

static bool one_char(sl_str *rest, int32_t *c) {
    sl_str w;
    return word(rest, &w) && sl_utf8_next(w.p, w.n, c) == (int)w.n && *c >= 0 && *c < WIDE;
}

static bool one_class(sl_str *rest, unsigned *k) {
    int32_t c;
    return one_char(rest, &c) && ((*k = find_class(c)) != OTHER || c == '*');
}

static bool one_count(sl_str *rest, uint32_t *n) {
    sl_str w;
    if (!word(rest, &w) || w.n > 9) return false;
    for (*n = 0; w.n; w.p++, w.n--) {
        if (*w.p < '0' || *w.p > '9') return false;
        *n = *n * 10 + (uint32_t)(*w.p - '0');
    }
    return *n > 0;
}

/* 0: there are too many. */
static unsigned number_of(sl_letters *m, int32_t c) {
    if (!m->number[c] && m->characters + 1 < CHARACTERS) m->number[c] = (uint16_t)++m->characters;
    return m->number[c];
}

static void count_any(sl_letters *m, unsigned l, unsigned r, float n) {
    m->at[l][r] += n;
    m->behind[l] += n;
    m->before[r] += n;
    m->total += n;
}

static bool count_char(sl_letters *m, int32_t c, unsigned l, unsigned r, uint32_t n, unsigned *entries) {
    unsigned k = number_of(m, c);
    if (!k || ++*entries > SLOTS / 2) return false;
    slot *s = find(m, l, k, r);
    s->key = (k * CLASSES + l) * CLASSES + r;
    s->n += n;
    m->left[k][l] += (float)n;
    m->right[k][r] += (float)n;
    m->all[k] += (float)n;
    return true;
}

static bool read_row(sl_letters *m, sl_str row, unsigned *entries) {
    int32_t c;
    unsigned l, r;
    uint32_t n;
    if (!one_char(&row, &c) || !one_class(&row, &l) || (c < 0x80 && c != '=')) return false;
    while (row.n) {
        if (!one_class(&row, &r) || !one_count(&row, &n)) return false;
        if (c == '=') count_any(m, l, r, (float)n);
        else if (!count_char(m, c, l, r, n, entries)) return false;
    }
    return true;
}

int sl_letters_make(sl_letters **out, sl_str text, const char *name, sl_err *e) {
    sl_letters *m = *out = sl_zalloc(sizeof *m);
    unsigned entries = 0;
    uint64_t line = 0;
    for (int32_t c = 0; c < WIDE; c++) m->class[c] = (unsigned char)judge(c);
    while (text.n) {
        sl_str row = sl_cut(&text, '\n');
        line++;
        if (row.n && *row.p != '#' && !read_row(m, row, &entries))
            return sl_fail(e, SL_EDATA, name, line, 0, "no row of characters and counts, or one too many");
    }
    return 0;
}

void sl_letters_free(sl_letters *m) {
    free(m);
}

/* Scores */

/* The share of a character that was never counted. */
static float share(int32_t c) {
    if (c < 0xA0) return 1e-12f;
    if (c < 0xC0) return 1e-8f;
    if (c < 0x100) return strchr("\xFF\xFE\xF0\xFD\xDE\xD0\xDD\xD7\xF7", (int)c) ? 2e-8f : 4e-7f;
    if (c < 0x180) return 2e-8f;
    if (c == 0xFFFD || (c >= 0xE000 && c < 0xF900)) return 1e-12f;
    if (c >= 0x2000 && c < 0x2100) return 1e-8f;
    return sl_is_letter(c) ? 1e-9f : 2e-9f;
}

static unsigned counted(const sl_letters *m, int32_t c) {
    int32_t small = sl_lower(c);
    return small < WIDE ? m->number[small] : 0;
}

enum { WEIGHT_SIDE = 20, WEIGHT_BOTH = 5 };      /* how many observations the coarser estimate is worth */

static float between(const sl_letters *m, unsigned l, int32_t c, unsigned r) {
    unsigned k = counted(m, c);
    float p = (k ? m->all[k] / m->total : 0) + share(c);
    float pl = ((k ? m->left[k][l] : 0) + WEIGHT_SIDE * p) / (m->behind[l] + WEIGHT_SIDE);
    float pr = ((k ? m->right[k][r] : 0) + WEIGHT_SIDE * p) / (m->before[r] + WEIGHT_SIDE);
    float got = k ? (float)find(m, l, k, r)->n : 0;
    float q = (got + WEIGHT_BOTH * sqrtf(pl * pr)) / (m->at[l][r] + WEIGHT_BOTH);
    bool among = class_of(m, c) == SCRIPT && (l == SCRIPT || r == SCRIPT);
    return q < 1e-3f && among ? 1e-3f : q;
}

static bool upper(int32_t c) { return c >= 0 && sl_is_upper(c); }
static bool lower(int32_t c) { return c >= 0 && sl_is_lower(c); }

/* P of the case that c has, among its neighbours. */
static float case_share(int32_t a, int32_t c, int32_t b) {
    if (upper(c)) return lower(a) ? 0.001f : a < 0 || !sl_is_letter(a) ? (b < 0 || !sl_is_letter(b) ? 0.5f : 0.1f) : upper(a) || upper(b) ? 0.9f : 0.05f;
    return !lower(c) ? 1.f : upper(a) && upper(b) ? 0.01f : 0.9f;
}

/* Space and hyphen that are not counted: texts have either many or none of them. */
static const struct { int32_t c; float in_word, elsewhere; } rest[] = {{0xA0, -12, -8}, {0xAD, -5, -10}};
static const float ascii_score = -3;

float sl_letters_score(const sl_letters *m, int32_t a, int32_t c, int32_t b) {
    if (c < 0x80) return ascii_score;
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
        if (c == rest[i].c) return a >= 0 && b >= 0 && sl_is_letter(a) && sl_is_letter(b) ? rest[i].in_word : rest[i].elsewhere;
    float p = between(m, class_of(m, a), c, class_of(m, b));
    return logf(p * (class_of(m, c) > SCRIPT ? case_share(a, c, b) : 1));
}

bool sl_letters_known(const sl_letters *m, int32_t a, int32_t c, int32_t b) {
    unsigned l = class_of(m, a), r = class_of(m, b);
    if (c >= WIDE) return true;
    unsigned k = counted(m, c);
    if (m->class[c] == SCRIPT) return l <= SCRIPT && r <= SCRIPT;
    uint32_t n = k ? find(m, l, k, r)->n : 0;
    if (n < KNOWN || (float)n * 1e6f < IN_MILLION * m->at[l][r]) return false;
    return m->class[c] <= SCRIPT || case_share(a, c, b) > 0.04f;
}
