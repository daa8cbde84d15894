/* Words and what a language says of them: an open hash table; see sluis/words.h. */
#include "sluis/words.h"
#include "sluis/data.h"
#include "sluis/utf8.h"
#include <stdlib.h>

typedef struct sl_words_slot { const char *p; uint16_t n, text; uint32_t bits; } slot;    /* text: the last that said something of it */

/* The form in which words are kept, in at most SL_WORD_MAX bytes; 0 when it is longer or no text. */
static size_t fold(sl_str w, char *out) {
    size_t n = 0;
    for (size_t i = 0; i < w.n;) {
        unsigned char b = (unsigned char)w.p[i];
        if (n + 4 > SL_WORD_MAX) return 0;
        if (b < 0x80) { out[n++] = (char)(b >= 'A' && b <= 'Z' ? b | 32 : b); i++; continue; }
        int32_t c;
        int k = sl_utf8_next(w.p + i, w.n - i, &c);
        if (c < 0) return 0;
        sl_buf one = {out + n, 0, SL_WORD_MAX - n};
        sl_utf8_put(&one, c == 0x2019 ? '\'' : sl_lower(c));
        n += one.n;
        i += (size_t)k;
    }
    return n;
}

static uint32_t hash(const char *p, size_t n) {
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < n; i++) h = (h ^ (unsigned char)p[i]) * 16777619u;
    return h ^ h >> 15;
}

static slot *find(const sl_words *w, const char *p, size_t n) {
    size_t i = hash(p, n) & w->mask;
    while (w->slots[i].p && (w->slots[i].n != n || memcmp(w->slots[i].p, p, n))) i = (i + 1) & w->mask;
    return &w->slots[i];
}

static void more(sl_words *w) {
    sl_words old = *w;
    w->mask = old.slots ? old.mask * 2 + 1 : 1023;
    w->slots = sl_zalloc((w->mask + 1) * sizeof *w->slots);
    for (size_t i = 0; old.slots && i <= old.mask; i++)
        if (old.slots[i].p) *find(w, old.slots[i].p, old.slots[i].n) = old.slots[i];
    free(old.slots);
}

/* The place of a word, new or known; NULL for a word that is too long. */
static slot *learn(sl_words *w, sl_str word) {
    char low[SL_WORD_MAX];
    size_t n = fold(word, low);
    if (!n) return NULL;
    if (!w->slots || w->n * 2 > w->mask) more(w);
    slot *s = find(w, low, n);
    if (!s->p) {
        s->p = sl_arena_copy(&w->names, sl_slice(low, n)).p;
        s->n = (uint16_t)n;
        w->n++;
        if (!(low[0] & 0x80)) w->lengths[(unsigned char)low[0]] |= 1ull << n;
    }
    return s;
}

void sl_words_add(sl_words *w, sl_str word, uint32_t bits) {
    slot *s = learn(w, word);
    if (s) s->bits |= bits;
}

/* No word that begins so is as long: this is told of most words, of plain ASCII, before their letters are looked at. */
static bool none_as_long(const sl_words *w, sl_str word) {
    unsigned char c = (unsigned char)word.p[0];
    if (c & 0x80 || w->lengths[c >= 'A' && c <= 'Z' ? c | 32 : c] >> word.n & 1) return false;
    return sl_ascii_run(word.p, word.n) == word.n;
}

uint32_t sl_words_find(const sl_words *w, sl_str word) {
    char low[SL_WORD_MAX];
    if (!w->n || !word.n || word.n >= SL_WORD_MAX || none_as_long(w, word)) return 0;
    size_t n = fold(word, low);
    return n ? find(w, low, n)->bits : 0;
}

void sl_words_each(const sl_words *w, void (*f)(void *ctx, sl_str word, uint32_t bits), void *ctx) {
    for (size_t i = 0; w->slots && i <= w->mask; i++)
        if (w->slots[i].p) f(ctx, sl_slice(w->slots[i].p, w->slots[i].n), w->slots[i].bits);
}

static bool blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

static sl_str next_field(sl_str *rest) {
    while (rest->n && blank(*rest->p)) rest->p++, rest->n--;
    size_t n = 0;
    while (n < rest->n && !blank(rest->p[n])) n++;
    sl_str f = {rest->p, n};
    rest->p += n;
    rest->n -= n;
    return f;
}

static uint32_t class_of(sl_str name, const sl_words_class *classes) {
    while (classes->name && !sl_eq(name, sl_cstr(classes->name))) classes++;
    return classes->name ? classes->bit : 0;
}

/* What goes wrong with a field of a line; shortened, for it may be anything. */
static int wrong(sl_err *e, const char *file, uint64_t number, size_t at, sl_str field, const char *what) {
    return sl_fail(e, SL_EDATA, file, number, at + 1, "'%.*s' %s", (int)(field.n < 40 ? field.n : 40), field.p, what);
}

static int set(sl_words *w, sl_str word, const char *file, uint64_t number, size_t at, const sl_words_kind *kind, uint32_t bits, sl_err *e) {
    while (kind->abbreviations && word.n > 1 && word.p[word.n - 1] == '.') word.n--;
    if (sl_utf8_valid(word.p, word.n) != word.n) return sl_fail(e, SL_EDATA, file, number, at + 1, "invalid UTF-8");
    if (memchr(word.p, 0, word.n)) return sl_fail(e, SL_EDATA, file, number, at + 1, "a NUL: is the file UTF-16?");
    if (!bits) bits = kind->none;
    if (!bits) return wrong(e, file, number, at, word, "has no class");
    slot *s = learn(w, word);
    if (!s) return sl_fail(e, SL_EDATA, file, number, at + 1, "the word is longer than %d bytes", SL_WORD_MAX - 4);
    if (s->text != w->texts) s->bits &= ~kind->instead;
    s->text = w->texts;
    s->bits |= bits;
    return 0;
}

static int one_line(sl_words *w, sl_str line, const char *file, uint64_t number, const sl_words_kind *kind, sl_err *e) {
    const char *begin = line.p;
    sl_str word = next_field(&line), c;
    uint32_t bits = 0;
    if (!word.n || word.p[0] == '#') return 0;
    while ((c = next_field(&line)).n && c.p[0] != '#') {
        uint32_t bit = class_of(c, kind->classes);
        if (!bit) return wrong(e, file, number, (size_t)(c.p - begin), c, "is not a class of words here");
        bits |= bit;
    }
    return set(w, word, file, number, (size_t)(word.p - begin), kind, bits, e);
}

int sl_words_read(sl_words *w, sl_str text, const char *file, const sl_words_kind *kind, sl_err *e) {
    int rc = 0;
    w->texts++;
    text = sl_unmarked(text);
    for (uint64_t i = 1; rc == 0 && text.n; i++) rc = one_line(w, sl_cut(&text, '\n'), file, i, kind, e);
    return rc;
}

int sl_words_open(sl_words *w, const char *lang, const char *file, const char *dir, const sl_words_kind *kind, bool optional, sl_err *e) {
    sl_buf hold = {0}, name = {0}, path = {0};
    sl_str text;
    sl_err why = {0};
    sl_printf(&name, "%s/%s", lang, file);
    int rc = sl_data(sl_buf_c(&name), dir, &hold, &text, &why);
    bool own = rc == 0 && dir && text.p == hold.p;
    sl_printf(&path, "%s%s%s", own ? dir : "", own ? "/" : "", sl_buf_c(&name));
    if (rc == 0) rc = sl_words_read(w, text, sl_buf_c(&path), kind, e);
    else if (rc == SL_EUSAGE && optional) rc = 0;
    else *e = why;
    sl_buf_free(&hold);
    sl_buf_free(&name);
    sl_buf_free(&path);
    return rc;
}

void sl_words_free(sl_words *w) {
    sl_arena_free(&w->names);
    free(w->slots);
    *w = (sl_words){0};
}
