/* The words a splitter knows: one hash table from lower-case words to classes; see split.h. */
#include "split.h"
#include "sluis/data.h"
#include "sluis/utf8.h"
#include <stdlib.h>

typedef struct { const char *p; uint32_t n, facts; } slot;
struct sl_split { sl_arena names; slot *slots; size_t mask, n; };

static const struct { const char *name; unsigned bit; } classes[] = {
    {"end", W_END}, {"stop", W_STOP}, {"num", W_NUM}, {"unit", W_UNIT}, {"starter", W_STARTER}, {"heading", W_HEADING},
    {"particle", W_PARTICLE}, {"before", W_BEFORE}, {"bang", W_BANG}, {"clitic", W_CLITIC}, {"suspended", W_SUSPENDED},
    {"prefix", W_PREFIX}, {"lower", W_LOWER}};

/* The files of a language; the classes a line may give, and the one that holds when it gives none. */
static const struct { const char *name; unsigned may, none; } files[] = {
    {"abbreviations.txt", W_ABBREVIATION, W_NEVER},
    {"starters.txt", W_STARTER, W_STARTER},
    {"splitting.txt", ~(unsigned)(W_ABBREVIATION | W_STARTER), 0}};

/* Lower case and ' for the typographic apostrophe, in at most W_MAX bytes; 0 when it is longer. */
static size_t fold(sl_str w, char *out) {
    size_t n = 0;
    for (size_t i = 0; i < w.n;) {
        unsigned char b = (unsigned char)w.p[i];
        if (n + 4 > W_MAX) return 0;
        if (b < 0x80) { out[n++] = (char)(b >= 'A' && b <= 'Z' ? b | 32 : b); i++; continue; }
        int32_t c;
        int k = sl_utf8_next(w.p + i, w.n - i, &c);
        if (c < 0) return 0;
        char hold[4];
        sl_buf one = {hold, 0, sizeof hold};
        sl_utf8_put(&one, c == 0x2019 ? '\'' : sl_lower(c));
        memcpy(out + n, hold, one.n);
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

static slot *find(const sl_split *m, const char *p, size_t n) {
    size_t i = hash(p, n) & m->mask;
    while (m->slots[i].p && (m->slots[i].n != n || memcmp(m->slots[i].p, p, n))) i = (i + 1) & m->mask;
    return &m->slots[i];
}

unsigned sl_split_word(const sl_split *m, sl_str word) {
    char low[W_MAX];
    size_t n = word.n && word.n <= W_MAX ? fold(word, low) : 0;
    return n ? find(m, low, n)->facts : 0;
}

static void more(sl_split *m) {
    sl_split old = *m;
    m->mask = old.slots ? old.mask * 2 + 1 : 4095;
    m->slots = sl_zalloc((m->mask + 1) * sizeof *m->slots);
    for (size_t i = 0; old.slots && i <= old.mask; i++)
        if (old.slots[i].p) *find(m, old.slots[i].p, old.slots[i].n) = old.slots[i];
    free(old.slots);
}

/* Set the facts among `may` of a word; what other files say of it stays. */
static bool learn(sl_split *m, sl_str word, unsigned may, unsigned facts) {
    char low[W_MAX];
    size_t n = fold(word, low);
    if (!n) return false;
    if (!m->slots || m->n * 2 > m->mask) more(m);
    slot *s = find(m, low, n);
    if (!s->p) {
        s->p = sl_arena_copy(&m->names, sl_slice(low, n)).p;
        s->n = (uint32_t)n;
        m->n++;
    }
    s->facts = (s->facts & ~may) | facts;
    return true;
}

static unsigned class_of(sl_str name) {
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (sl_eq(name, sl_cstr(classes[i].name))) return classes[i].bit;
    return 0;
}

static sl_str field(sl_str *rest) {
    while (rest->n && (*rest->p == ' ' || *rest->p == '\t' || *rest->p == '\r')) rest->p++, rest->n--;
    size_t n = 0;
    while (n < rest->n && rest->p[n] != ' ' && rest->p[n] != '\t' && rest->p[n] != '\r') n++;
    sl_str f = {rest->p, n};
    rest->p += n;
    rest->n -= n;
    return f;
}

static int one_line(sl_split *m, unsigned kind, sl_str line, const char *file, uint64_t number, sl_err *e) {
    const char *begin = line.p;
    sl_str word = field(&line), c;
    if (!word.n || word.p[0] == '#') return 0;
    size_t at = (size_t)(word.p - begin) + 1;
    unsigned facts = 0;
    while ((c = field(&line)).n && c.p[0] != '#') {
        unsigned bit = class_of(c) & files[kind].may;
        if (!bit)
            return sl_fail(e, SL_EDATA, file, number, (uint64_t)(c.p - begin) + 1, "'%.*s' is not a class of words here", (int)(c.n < 40 ? c.n : 40), c.p);
        facts |= bit;
    }
    while (word.n > 1 && word.p[word.n - 1] == '.') word.n--;
    if (sl_utf8_valid(word.p, word.n) != word.n) return sl_fail(e, SL_EDATA, file, number, at, "invalid UTF-8");
    if (!facts) facts = files[kind].none;
    if (!facts) return sl_fail(e, SL_EDATA, file, number, at, "'%.*s' has no class", (int)(word.n < 40 ? word.n : 40), word.p);
    if (!learn(m, word, files[kind].may, facts)) return sl_fail(e, SL_EDATA, file, number, at, "the word is longer than %d bytes", W_MAX - 4);
    return 0;
}

static int all_lines(sl_split *m, unsigned kind, sl_str text, const char *file, sl_err *e) {
    int rc = 0;
    for (uint64_t i = 1; rc == 0 && text.n; i++) rc = one_line(m, kind, sl_cut(&text, '\n'), file, i, e);
    return rc;
}

int sl_split_add(sl_split *m, const char *file, sl_str text, sl_err *e) { return all_lines(m, 0, text, file, e); }

static void prefix(sl_buf *name, const char *dir) {
    sl_buf b = {0};
    sl_printf(&b, "%s/%s", dir, sl_buf_c(name));
    sl_buf_free(name);
    *name = b;
}

int sl_split_open(sl_split **model, const char *lang, const char *dir, sl_err *e) {
    sl_split *m = *model = sl_zalloc(sizeof *m);
    sl_buf hold = {0}, name = {0};
    sl_str text;
    int rc = 0;
    more(m);
    for (unsigned i = 0; rc == 0 && i < sizeof files / sizeof *files; i++) {
        sl_err none = {0};
        sl_clear(&name);
        sl_printf(&name, "%s/%s", lang, files[i].name);
        rc = sl_data(sl_buf_c(&name), dir, &hold, &text, &none);
        if (rc == 0 && dir && text.p == hold.p) prefix(&name, dir);
        if (rc == 0) rc = all_lines(m, i, text, sl_buf_c(&name), e);
        else if (rc == SL_EUSAGE && i > 0) rc = 0;              /* a language can do without starters, but not without abbreviations */
        else *e = none;
    }
    sl_buf_free(&hold);
    sl_buf_free(&name);
    if (rc) {
        sl_split_free(m);
        *model = NULL;
    }
    return rc;
}

void sl_split_free(sl_split *m) {
    if (!m) return;
    sl_arena_free(&m->names);
    free(m->slots);
    free(m);
}

void sl_split_languages(sl_buf *out) {
    char name[] = "xx/abbreviations.txt";
    const char *comma = "";
    for (name[0] = 'a'; name[0] <= 'z'; name[0]++)
        for (name[1] = 'a'; name[1] <= 'z'; name[1]++)
            if (sl_data_has(name)) {
                sl_printf(out, "%s%.2s", comma, name);
                comma = ", ";
            }
}
