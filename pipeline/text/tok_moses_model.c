/* The Moses style's model: classes of characters as Perl has them, and the words that keep their period; see tok_moses.h. */
#include "tok_moses.h"
#include "sluis/data.h"
#include <stdlib.h>
#include <unicode/uchar.h>

uint8_t sl_moses_class(int32_t c) {
    unsigned is = 0;
    if (u_hasBinaryProperty(c, UCHAR_ALPHABETIC)) is |= M_LETTER | M_WORD;
    if (u_charType(c) == U_DECIMAL_DIGIT_NUMBER) is |= M_WORD;
    if (U_GET_GC_MASK(c) & U_GC_N_MASK) is |= M_NUMBER;
    if (u_hasBinaryProperty(c, UCHAR_LOWERCASE)) is |= M_SMALL;
    if (u_isUWhiteSpace(c)) is |= M_SPACE;
    else if (c < ' ') is |= M_CONTROL;
    return (uint8_t)is;
}

static const struct { char c; const char *entity; } entities[] = {
    {'&', "&amp;"}, {'|', "&#124;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'\'', "&apos;"}, {'"', "&quot;"}, {'[', "&#91;"}, {']', "&#93;"}};

static void classes(sl_moses *m) {
    for (int32_t c = 0; c < M_TABLE; c++) m->ch[c] = sl_moses_class(c);
    m->ch['s'] |= M_S;
    m->ch['.'] |= M_STOP;
    for (size_t i = 0; !(m->flags & SL_MOSES_NO_ESCAPE) && i < sizeof entities / sizeof *entities; i++) {
        m->ch[(unsigned char)entities[i].c] |= M_STOP;
        m->entity[(unsigned char)entities[i].c] = entities[i].entity;
    }
}

static int by_word(const void *a, const void *b) { return sl_cmp(((const sl_moses_prefix *)a)->word, ((const sl_moses_prefix *)b)->word); }

/* Sort the words; one that stands twice gets both its classes. */
static void order(sl_moses *m) {
    size_t n = 0;
    if (m->n) qsort(m->prefixes, m->n, sizeof *m->prefixes, by_word);
    for (size_t i = 0; i < m->n; i++) {
        if (n && sl_eq(m->prefixes[n - 1].word, m->prefixes[i].word)) m->prefixes[n - 1].is |= m->prefixes[i].is;
        else m->prefixes[n++] = m->prefixes[i];
    }
    m->n = n;
}

int sl_moses_find(const sl_moses *m, sl_str word) {
    const sl_moses_prefix key = {word, 0}, *found = m->n ? bsearch(&key, m->prefixes, m->n, sizeof key, by_word) : NULL;
    return found ? found->is : 0;
}

static const struct { const char *name; int is; } kinds[] = {
    {"", P_NEVER}, {"number", P_NUMBER}, {"lead", P_LEAD}, {"before", P_BEFORE}, {"behind", P_BEHIND}, {"tail", P_TAIL}};

static int kind_of(sl_str name) {
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) if (sl_eq(name, sl_cstr(kinds[i].name))) return kinds[i].is;
    return 0;
}

/* WORD, WORD number, ' clitic, ' inside */
static bool fact(sl_moses *m, sl_str line) {
    sl_str word = sl_cut(&line, ' ');
    if (sl_eq(word, SL_LIT("'"))) {
        m->clitic |= sl_eq(line, SL_LIT("clitic"));
        m->mend |= sl_eq(line, SL_LIT("inside"));
        return m->clitic || m->mend;
    }
    int is = kind_of(line);
    if (!is) return false;
    m->prefixes = sl_grow(m->prefixes, &m->cap, m->n + 1, sizeof *m->prefixes);
    m->prefixes[m->n++] = (sl_moses_prefix){sl_arena_copy(&m->words, word), is};
    return true;
}

static int facts(sl_moses *m, const char *lang, const char *dir, sl_err *e) {
    sl_buf hold = {0}, name = {0};
    sl_str text, line;
    sl_printf(&name, "%s/moses.txt", lang);
    int rc = sl_data(sl_buf_c(&name), dir, &hold, &text, e);
    while (!rc && sl_data_line(&text, &line))
        if (!fact(m, line)) rc = sl_fail(e, SL_EDATA, sl_buf_c(&name), 0, 0, "'%.*s' is no fact", (int)(line.n < 40 ? line.n : 40), line.p);
    order(m);
    sl_buf_free(&hold);
    sl_buf_free(&name);
    return rc;
}

int sl_moses_open(sl_moses **model, const char *lang, const char *dir, unsigned flags, sl_err *e) {
    sl_moses *m = *model = sl_zalloc(sizeof *m);
    m->flags = flags;
    classes(m);
    int rc = facts(m, lang, dir, e);
    if (flags & SL_MOSES_STRICT) m->mend = false;
    if (rc == 0 && m->mend) rc = sl_tok_open(&m->tok, lang, dir, e);
    if (rc) {
        sl_moses_free(m);
        *model = NULL;
    }
    return rc;
}

void sl_moses_free(sl_moses *m) {
    if (!m) return;
    free(m->prefixes);
    sl_arena_free(&m->words);
    sl_tok_free(m->tok);
    free(m);
}
