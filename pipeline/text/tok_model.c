/* The tokeniser's model: classes of characters and the facts of a language; see tok_model.h. */
#include "tok_model.h"
#include <stdlib.h>
#include <unicode/uchar.h>

static const struct { uint32_t types; uint8_t ch; } by_type[] = {
    {U_GC_L_MASK, CH_LETTER}, {U_GC_N_MASK, CH_DIGIT}, {U_GC_M_MASK | U_GC_CF_MASK, CH_MARK}, {U_GC_PS_MASK | U_GC_PI_MASK, CH_OPEN},
    {U_GC_PE_MASK | U_GC_PF_MASK, CH_CLOSE}, {U_GC_PD_MASK, CH_DASH}, {U_GC_P_MASK, CH_PUNCT}};

uint8_t sl_ch_class(int32_t c) {
    if (c < 0) return CH_LETTER;
    if (u_isUWhiteSpace(c) || u_charType(c) == U_CONTROL_CHAR) return CH_SPACE;
    if (c == '\'' || c == '`' || c == 0xB4 || c == 0x2018 || c == 0x2019 || c == 0x2BC) return CH_APOS;
    uint32_t type = 1u << u_charType(c);
    for (size_t i = 0; i < sizeof by_type / sizeof *by_type; i++)
        if (by_type[i].types & type) return by_type[i].ch;
    if (c > 0xFF && u_hasBinaryProperty(c, UCHAR_EMOJI)) return CH_EMOJI;
    return CH_SYMBOL;
}

static const sl_words_class token_classes[] = {
    {"lead", T_LEAD}, {"clitic", T_CLITIC}, {"prefix", T_PREFIX}, {"suffix", T_SUFFIX}, {"whole", T_WHOLE}, {"parts", T_PARTS},
    {"rejoin", T_REJOIN | T_PARTS}, {"inside", T_INSIDE}, {"behind-digit", T_BEHIND_DIGIT}, {"possessive", T_POSSESSIVE}, {"item", T_ITEM},
    {"unit", T_UNIT}, {"capital", T_CAPITAL}, {NULL, 0}};
static const sl_words_class abbreviation_classes[] = {{"end", A_END}, {"stop", A_STOP}, {"num", A_NUM}, {"unit", A_UNIT}, {NULL, 0}};

static const sl_words_kind tokens = {token_classes, 0, 0, false}, abbreviations = {abbreviation_classes, A_NEVER, 0, true};

/* can|not: the word without bars, with the places of its cuts. */
static void cut(void *ctx, sl_str word, uint32_t bits) {
    char whole[SL_WORD_MAX];
    size_t n = 0, cuts = 0;
    uint32_t at = 0;
    if (!(bits & T_PARTS)) return;
    for (size_t i = 0; i < word.n; i++) {
        if (word.p[i] != '|') { whole[n++] = word.p[i]; continue; }
        if (cuts < 2) at |= (uint32_t)n << (T_CUT + T_CUT_BITS * (int)cuts++);
    }
    if (!cuts || n >= 1u << T_CUT_BITS) return;
    sl_words_add(ctx, sl_slice(whole, n), bits | at);
}

static void copy(void *ctx, sl_str word, uint32_t bits) { sl_words_add(ctx, word, bits); }

int sl_facts_open(sl_words *w, const char *lang, const char *dir, sl_err *e) {
    sl_words cuts = {0};
    int rc = sl_words_open(w, lang, "tokens.txt", dir, &tokens, false, e);
    sl_words_each(w, cut, &cuts);
    sl_words_each(&cuts, copy, w);
    sl_words_free(&cuts);
    return rc;
}

void sl_words_pair(char *pair, sl_str word) {
    if (word.n == 2 && word.p[0] >= 'a' && word.p[0] <= 'z' && word.p[1] >= 'a' && word.p[1] <= 'z') memcpy(pair, word.p, 2);
}

/* Give a character its flags, wherever a fact says so of it. */
static void flag(sl_tok *m, sl_str word, uint32_t bits) {
    int32_t c;
    if (sl_utf8_next(word.p, word.n, &c) != (int)word.n || c < 0 || c >= CH_TABLE) return;
    if (bits & T_INSIDE) m->ch[c] |= CH_INSIDE;
    if (bits & T_BEHIND_DIGIT) m->ch[c] |= CH_BEHIND_DIGIT;
}

static void note(void *ctx, sl_str word, uint32_t bits) {
    sl_tok *m = ctx;
    flag(m, word, bits);
    m->clitics |= (bits & T_CLITIC) != 0;
    m->possessive |= (bits & T_POSSESSIVE) != 0;
    m->items |= (bits & T_ITEM) != 0;
    m->units |= (bits & T_UNIT) != 0;
    if (bits & T_CAPITAL) sl_words_pair(m->pair, word);
    if (bits >> T_CUT && word.n < 32) m->parts[(unsigned char)word.p[0]] |= 1u << word.n;
}

int sl_tok_open(sl_tok **model, const char *lang, const char *dir, sl_err *e) {
    sl_tok *m = *model = sl_zalloc(sizeof *m);
    for (int32_t c = 0; c < CH_TABLE; c++) m->ch[c] = sl_ch_class(c);
    int rc = sl_facts_open(&m->words, lang, dir, e);
    if (rc == 0) rc = sl_words_open(&m->abbreviations, lang, "abbreviations.txt", dir, &abbreviations, true, e);
    if (rc == 0) rc = sl_detok_open(&m->detok, lang, dir, e);
    if (rc == 0) sl_words_each(&m->words, note, m);
    else {
        sl_tok_free(m);
        *model = NULL;
    }
    return rc;
}

void sl_tok_free(sl_tok *m) {
    if (!m) return;
    sl_words_free(&m->words);
    sl_words_free(&m->abbreviations);
    sl_detok_free(m->detok);
    free(m);
}
