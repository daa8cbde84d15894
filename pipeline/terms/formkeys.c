/* Keys of Dutch words; see sluis/forms.h. */
#include "formtable.h"
#include "sluis/fold.h"

static const bool ending[256] = {['e'] = true, ['n'] = true, ['d'] = true, ['t'] = true, ['s'] = true, ['r'] = true, ['z'] = true, ['\''] = true};

#define LETTER(c) (1u << ((c) - 'a'))
/* aa ee oo uu ie oe eu ui ou au ij ei: by the first letter, which may be the second. */
static const uint32_t digraphs[26] = {
    ['a' - 'a'] = LETTER('a') | LETTER('u'), ['e' - 'a'] = LETTER('e') | LETTER('u') | LETTER('i'), ['i' - 'a'] = LETTER('e') | LETTER('j'),
    ['o' - 'a'] = LETTER('o') | LETTER('e') | LETTER('u'), ['u' - 'a'] = LETTER('u') | LETTER('i')};

static bool digraph(char a, char b) { return a >= 'a' && a <= 'z' && b >= 'a' && b <= 'z' && digraphs[a - 'a'] >> (b - 'a') & 1; }

/* What is never cut: onset, first vowel, one consonant behind it. */
static size_t least(sl_str w) {
    size_t i = 0;
    while (i < w.n && !sl_is_vowel(w.p[i])) i++;
    if (i == w.n) return w.n;
    i += i + 1 < w.n && digraph(w.p[i], w.p[i + 1]) ? 2 : 1;
    return i < w.n && !sl_is_vowel(w.p[i]) ? i + 1 : i;
}

/* Where the ending begins. The j of -je belongs to it, with the p of -mpje unless `keep_p`. */
static size_t cut(sl_str w, size_t min, bool keep_p) {
    size_t n = w.n;
    while (n > min) {
        char c = w.p[n - 1];
        if (ending[(unsigned char)c]) n--;
        else if (c == 'j' && n < w.n && w.p[n] == 'e' && w.p[n - 2] != 'i') {
            n--;
            if (!keep_p && n > min && w.p[n - 1] == 'p' && n > 1 && w.p[n - 2] == 'm') n--;
        } else break;
    }
    return n;
}

static uint64_t skeleton(sl_str w, size_t n) {
    char b[SL_FORMS_MAX + 8];
    size_t k = 0;
    for (size_t i = 0; i < n; i++)
        if (k == 0 || w.p[i] != b[k - 1]) b[k++] = w.p[i];
    if (k && b[k - 1] == 'v') b[k - 1] = 'f';
    if (k && b[k - 1] == 'z') b[k - 1] = 's';
    return sl_fold_hash(b, k, k);
}

typedef struct { const sl_forms *f; uint64_t *keys; size_t n; sl_str word; } keyset;

static void put(keyset *k, uint64_t key) {
    if (k->n == SL_FORMS_KEYS) return;
    for (size_t i = 0; i < k->n; i++)
        if (k->keys[i] == key) return;
    k->keys[k->n++] = key;
}

static uint64_t first_key(sl_str w) { return skeleton(w, cut(w, least(w), false)); }

static bool is_small(sl_str w) { return sl_ends(w, SL_LIT("je")) || sl_ends(w, SL_LIT("jes")); }

/* The first key, and those of words in which the ending took part in what is never cut (staat: sta-), or an m before -pje. */
static void put_all(keyset *k, sl_str w) {
    size_t min = least(w), n = cut(w, min, false);
    put(k, skeleton(w, n));
    if (n == min && n > 2 && ending[(unsigned char)w.p[n - 1]] && w.p[n - 1] != 'e') put(k, skeleton(w, n - 1));
    if (is_small(w)) put(k, skeleton(w, cut(w, min, true)));
}

static void put_joined(keyset *k, sl_str before, sl_str after) {
    char b[SL_FORMS_MAX];
    if (before.n + after.n > sizeof b || !after.n) return;
    memcpy(b, before.p, before.n);
    memcpy(b + before.n, after.p, after.n);
    put(k, first_key(sl_slice(b, before.n + after.n)));
}

static bool put_lemma(void *ctx, const sl_irregular *x) {
    keyset *k = ctx;
    if (x->flags & SL_IRREGULAR_ONLY) return false;
    put_joined(k, sl_slice(k->word.p, k->word.n - x->form.n), x->lemma);
    return false;
}

static void put_swaps(keyset *k) {
    for (const sl_swap *s = sl_form_swaps; s->of_form; s++) {
        if (k->word.n <= s->last || s->of_form[s->last] != k->word.p[k->word.n - 1] || s->of_form[0] != k->word.p[k->word.n - 1 - s->last]) continue;
        sl_str tail = sl_cstr(s->of_form);
        if (sl_ends(k->word, tail)) put_joined(k, sl_slice(k->word.p, k->word.n - tail.n), sl_cstr(s->of_source));
    }
}

/* Without ge-, at the start or behind a particle. */
static void put_participle(keyset *k) {
    sl_str w = k->word;
    for (size_t i = 0; i + 4 < w.n && i < 12; i++) {
        if (w.p[i] != 'g' || w.p[i + 1] != 'e' || (i && !sl_forms_particle(k->f, sl_slice(w.p, i)))) continue;
        put_joined(k, sl_slice(w.p, i), sl_slice(w.p + i + 2, w.n - i - 2));
    }
}

size_t sl_forms_keys(const sl_forms *f, sl_str word, uint64_t keys[SL_FORMS_KEYS]) {
    sl_plain w;
    keyset k = {f, keys, 0, {0}};
    if (!sl_plain_make(&w, word)) return keys[0] = sl_fold_hash(word.p, word.n, word.n), 1;
    k.word = sl_plain_str(&w);
    put_all(&k, k.word);
    if (sl_forms_stop(f, k.word)) return k.n = 1;
    put_participle(&k);
    sl_irregular_each(f, k.word, put_lemma, &k);
    put_swaps(&k);
    return k.n;
}

uint64_t sl_forms_key(sl_str word) {
    sl_plain w;
    return sl_plain_make(&w, word) ? first_key(sl_plain_str(&w)) : sl_fold_hash(word.p, word.n, word.n);
}
