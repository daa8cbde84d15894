/* The tables of Dutch forms, read from data/nl/forms*.txt; see formtable.h and sluis/forms.h. */
#include "formtable.h"
#include "sluis/data.h"
#include "sluis/fold.h"
#include <stdlib.h>

bool sl_plain_make(sl_plain *w, sl_str word) {
    w->n = 0;
    for (size_t i = 0; i < word.n; i++) {
        unsigned char c = (unsigned char)word.p[i], d = i + 1 < word.n ? (unsigned char)word.p[i + 1] : 0;
        if (c == 0xCC || (c == 0xCD && d < 0xB0)) { i++; continue; }          /* U+0300..U+036F */
        if (w->n == SL_FORMS_MAX) return false;
        w->p[w->n++] = (char)(c >= 'A' && c <= 'Z' ? c | 32 : c);
    }
    return w->n > 0;
}

bool sl_has_vowel(sl_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (sl_is_vowel(s.p[i])) return true;
    return false;
}

static uint32_t back(uint32_t h, char c) { return (h ^ (unsigned char)c) * 0x01000193u; }
static size_t slot_of(const sl_forms *f, uint32_t h) { return (h ^ h >> 15) & f->mask; }

static size_t tail_of(const sl_forms *f, uint32_t h) { return (size_t)(h * 0x9E3779B1u >> f->tail_shift); }

static void insert(sl_forms *f, uint32_t i) {
    uint32_t h = 0x811C9DC5u;
    sl_str s = f->v[i].form;
    for (size_t k = s.n; k; k--) {
        h = back(h, s.p[k - 1]);
        f->tails[tail_of(f, h) / 64] |= 1ull << (tail_of(f, h) & 63);
    }
    f->v[i].next = f->slots[slot_of(f, h)];
    f->slots[slot_of(f, h)] = i + 1;
}

bool sl_irregular_each(const sl_forms *f, sl_str word, bool (*each)(void *ctx, const sl_irregular *node), void *ctx) {
    uint32_t h = 0x811C9DC5u;
    for (size_t k = 1; k <= word.n && k <= f->longest; k++) {
        h = back(h, word.p[word.n - k]);
        if (!(f->tails[tail_of(f, h) / 64] >> (tail_of(f, h) & 63) & 1)) return false;
        for (uint32_t i = f->slots[slot_of(f, h)]; i; i = f->v[i - 1].next) {
            const sl_irregular *x = &f->v[i - 1];
            if (x->form.n != k || memcmp(x->form.p, word.p + word.n - k, k)) continue;
            if (k < word.n && !sl_has_vowel(sl_slice(word.p, word.n - k))) continue;
            if (each(ctx, x)) return true;
        }
    }
    return false;
}

static void add(sl_forms *f, sl_irregular x, sl_str form) {
    x.form = sl_arena_copy(&f->text, form);
    if (form.n > f->longest) f->longest = form.n;
    f->v = sl_grow(f->v, &f->cap, f->n + 1, sizeof *f->v);
    f->v[f->n++] = x;
}

/* A participle has an inflected form when it ends in -t or -d, and one without ge- for verbs with a prefix. */
static void add_participle(sl_forms *f, sl_irregular x, sl_str form) {
    char b[SL_FORMS_MAX];
    add(f, x, form);
    sl_irregular bare = x;
    bare.flags = SL_IRREGULAR_NOGE;
    bool ge = sl_starts(form, SL_LIT("ge"));
    if (ge) add(f, bare, sl_slice(form.p + 2, form.n - 2));
    if (form.n + 1 > sizeof b || (form.p[form.n - 1] != 't' && form.p[form.n - 1] != 'd')) return;
    memcpy(b, form.p, form.n);
    b[form.n] = 'e';
    x.bits |= SL_FORM_INFLECTED;
    bare.bits |= SL_FORM_INFLECTED;
    add(f, x, sl_slice(b, form.n + 1));
    if (ge) add(f, bare, sl_slice(b + 2, form.n - 1));
}

/* A comparative and superlative: with -e, and as in iets groters. */
static void add_degree(sl_forms *f, sl_irregular x, sl_str form) {
    char b[SL_FORMS_MAX];
    add(f, x, form);
    if (form.n + 1 > sizeof b) return;
    memcpy(b, form.p, form.n);
    for (const char *c = "es"; *c; c++) {
        b[form.n] = *c;
        add(f, x, sl_slice(b, form.n + 1));
    }
}

static void add_small(sl_forms *f, sl_irregular x, sl_str form) {
    char b[SL_FORMS_MAX];
    add(f, x, form);
    if (form.n + 1 > sizeof b) return;
    memcpy(b, form.p, form.n);
    b[form.n] = 's';
    x.bits |= SL_FORM_PLURAL;
    add(f, x, sl_slice(b, form.n + 1));
}

static const struct column { const char *kind; uint8_t column, of; sl_form bits; void (*add)(sl_forms *, sl_irregular, sl_str); } columns[] = {
    {"verb", 0, SL_FORMS_VERB, SL_FORM_PAST, add}, {"verb", 1, SL_FORMS_VERB, SL_FORM_PAST, add},
    {"verb", 2, SL_FORMS_VERB, SL_FORM_PARTICIPLE, add_participle}, {"present", 0, SL_FORMS_VERB, SL_FORM_PRESENT, add},
    {"noun", 0, SL_FORMS_NOUN, SL_FORM_PLURAL, add}, {"only", 0, SL_FORMS_NOUN, SL_FORM_PLURAL, add},
    {"small", 0, SL_FORMS_NOUN, SL_FORM_DIMINUTIVE, add_small}, {"adj", 0, SL_FORMS_ADJ, SL_FORM_INFLECTED, add}, {"more", 0, SL_FORMS_ADJ, SL_FORM_COMPARATIVE, add_degree},
    {"more", 1, SL_FORMS_ADJ, SL_FORM_SUPERLATIVE, add_degree}};

static const struct column *column_of(sl_str kind, unsigned column) {
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (sl_eq(kind, sl_cstr(columns[i].kind)) && columns[i].column == column) return &columns[i];
    return NULL;
}

/* KIND LEMMA FORM[,FORM]... */
static bool read_line(sl_forms *f, sl_str line) {
    sl_str kind = sl_cut(&line, ' '), lemma = sl_cut(&line, ' ');
    if (!lemma.n || !line.n) return false;
    sl_irregular x = {.lemma = sl_arena_copy(&f->text, lemma)};
    for (unsigned i = 0; line.n; i++) {
        sl_str forms = sl_cut(&line, ' ');
        const struct column *c = column_of(kind, i);
        if (!c) return false;
        x.kind = c->of;
        x.bits = c->bits;
        while (forms.n) {
            sl_str form = sl_cut(&forms, ',');
            if (!sl_eq(form, SL_LIT("-"))) c->add(f, x, form);
        }
    }
    if (!sl_eq(kind, SL_LIT("only"))) return true;
    x.flags = SL_IRREGULAR_ONLY;
    add(f, x, lemma);
    return true;
}

static int read_forms(sl_forms *f, const char *dir, sl_err *e) {
    sl_buf hold = {0};
    sl_str text, line;
    int rc = sl_data("nl/forms.txt", dir, &hold, &text, e);
    for (uint64_t n = 1; !rc && text.n; n++) {
        sl_str one = sl_cut(&text, '\n'), rest = one;
        if (sl_data_line(&rest, &line) && !read_line(f, line))
            rc = sl_fail(e, SL_EDATA, "nl/forms.txt", n, 0, "not KIND LEMMA FORM...: '%.*s'", line.n < 80 ? (int)line.n : 80, line.p);
    }
    sl_buf_free(&hold);
    return rc;
}

static const sl_words_class particle_classes[] = {{"fixed", SL_PREFIX_FIXED}, {"both", SL_PREFIX_FIXED | SL_PARTICLE}, {NULL, 0}};
static const sl_words_kind particles = {.classes = particle_classes, .none = SL_PARTICLE};
static const sl_words_class stop_classes[] = {{"preposition", SL_STOP | SL_PREPOSITION}, {"article", SL_STOP | SL_ARTICLE}, {"conjunction", SL_STOP | SL_CONJUNCTION}, {NULL, 0}};
static const sl_words_kind stops = {.classes = stop_classes, .none = SL_STOP};

static const sl_words_kind adjectives = {.none = 1};

int sl_forms_open(sl_forms **to, const char *dir, sl_err *e) {
    sl_forms *f = *to = sl_zalloc(sizeof *f);
    int rc = read_forms(f, dir, e);
    if (!rc) rc = sl_words_open(&f->particles, "nl", "forms-particles.txt", dir, &particles, false, e);
    if (!rc) rc = sl_words_open(&f->stop, "nl", "forms-stop.txt", dir, &stops, false, e);
    if (!rc) rc = sl_words_open(&f->adjectives, "nl", "forms-adjectives.txt", dir, &adjectives, false, e);
    size_t size = 64;
    while (size < 2 * f->n) size *= 2;
    f->slots = sl_zalloc(size * sizeof *f->slots);
    f->mask = size - 1;
    f->tail_shift = 26;                    /* 16 bits for each form, at least 64 */
    while (f->tail_shift > 8 && 1ull << (32 - f->tail_shift) < 16 * f->n) f->tail_shift--;
    f->tails = sl_zalloc((1ull << (32 - f->tail_shift)) / 8);
    for (size_t i = 0; i < f->n; i++) insert(f, (uint32_t)i);
    if (!rc) return 0;
    sl_forms_free(f);
    *to = NULL;
    return rc;
}

void sl_forms_free(sl_forms *f) {
    if (!f) return;
    free(f->v);
    free(f->slots);
    free(f->tails);
    sl_words_free(&f->particles);
    sl_words_free(&f->stop);
    sl_words_free(&f->adjectives);
    sl_arena_free(&f->text);
    free(f);
}

bool sl_forms_particle(const sl_forms *f, sl_str word) { return sl_words_find(&f->particles, word) & SL_PARTICLE; }

bool sl_forms_stop(const sl_forms *f, sl_str word) { return sl_words_find(&f->stop, word) != 0; }

bool sl_forms_preposition(const sl_forms *f, sl_str word) { return sl_words_find(&f->stop, word) & (SL_PREPOSITION | SL_ARTICLE); }

bool sl_forms_follows(const sl_forms *f, sl_str word) { return sl_words_find(&f->stop, word) & (SL_PREPOSITION | SL_CONJUNCTION); }

size_t sl_forms_separable(const sl_forms *f, sl_str verb) {
    for (size_t k = verb.n > 4 ? verb.n - 4 : 0; k > 1; k--)
        if (k < 12 && sl_forms_particle(f, sl_slice(verb.p, k))) return k;
    return 0;
}

bool sl_prefix_is(const sl_forms *f, sl_str s) { return sl_words_find(&f->particles, s) & SL_PREFIX_FIXED; }

bool sl_prefix_fixed(const sl_forms *f, sl_str before) {
    for (size_t k = 2; k <= before.n && k <= 6; k++)
        if (sl_prefix_is(f, sl_slice(before.p + before.n - k, k))) return true;
    return false;
}
