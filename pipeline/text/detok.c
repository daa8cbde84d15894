/* Text again from bare tokens, by rules: the model, and the walk along the line; see sluis/detok.h. */
#include "detok_model.h"
#include "tok_model.h"
#include <stdlib.h>

static const sl_words_class classes[] = {
    {"left", D_LEFT}, {"right", D_RIGHT}, {"both", D_BOTH}, {"quote", D_QUOTE}, {"paired", D_PAIRED}, {"apart", D_APART}, {"number", D_NUMBER},
    {"clause", D_CLAUSE}, {"colon", D_COLON}, {"rejoin", D_REJOIN}, {"ending", D_ENDING}, {"elide", D_ELIDE}, {"adverb", D_ADVERB},
    {"measure", D_MEASURE}, {"option", D_OPTION}, {"bare", D_BARE}, {"year", D_YEAR}, {NULL, 0}};
static const sl_words_kind kind = {classes, 0, 0, false};

/* Signs that stand the same way in all languages; detok.txt may say more of them. */
static const struct { const char *sign; uint32_t how; } signs[] = {
    {".", D_LEFT}, {",", D_LEFT}, {";", D_LEFT}, {":", D_LEFT}, {"!", D_LEFT}, {"?", D_LEFT}, {"\xE2\x80\xA6", D_LEFT}, {")", D_LEFT}, {"]", D_LEFT},
    {"}", D_LEFT}, {"(", D_RIGHT}, {"[", D_RIGHT}, {"{", D_RIGHT}, {"\xC2\xAB", D_RIGHT}, {"\xC2\xBB", D_LEFT}, {"\xE2\x80\x9C", D_RIGHT},
    {"\xE2\x80\x9D", D_LEFT}, {"\xE2\x80\x9E", D_RIGHT}, {"\xE2\x80\x9A", D_RIGHT}, {"\xE2\x80\x98", D_RIGHT},
    {"\xC2\xBF", D_RIGHT}, {"\xC2\xA1", D_RIGHT}, {"\"", D_QUOTE}, {"'", D_QUOTE}, {"#", D_RIGHT | D_NUMBER}};
/* These have rules, and may be unknown otherwise. */
static const char *const ruled[] = {"-", "/", "//", "://", "<", ">", "@", "=", "&", "_", "~"};
static const char *const schemes[] = {"http", "https", "ftp", "mailto"};

enum { ANSWERS = D_LEFT | D_RIGHT | D_BOTH | D_QUOTE | D_TAIL | D_CLITIC | D_LEAD | D_ENDING };

static unsigned char low(char c) { return (unsigned char)(c >= 'A' && c <= 'Z' ? c | 32 : c); }
static unsigned bit_of(size_t n) { return n < 31 ? (unsigned)n : 31; }
static bool known(const sl_detok *d, sl_str t) { return d->known[low(t.p[0])] >> bit_of(t.n) & 1; }

static void know(void *ctx, sl_str word, uint32_t bits) {
    sl_detok *d = ctx;
    uint32_t *k = &d->known[low(word.p[0])];
    if (bits & ANSWERS) *k |= 1u << bit_of(word.n);
    if (bits & D_ELIDE) *k |= 1u << bit_of(word.n + 1) | 1u << bit_of(word.n + 3);      /* d' in one token */
    if (bits & ANSWERS && memchr(word.p, '\'', word.n)) *k |= 1u << bit_of(word.n + 2); /* the typographic apostrophe has two bytes more */
}

/* gon|na: the whole word and its last part; en/of, whose parts are told by its slash: the whole. */
static void join(sl_words *w, sl_str word) {
    char whole[SL_WORD_MAX];
    size_t n = 0, last = 0;
    for (size_t i = 0; i < word.n; i++) {
        if (word.p[i] == '|') last = i + 1;
        else whole[n++] = word.p[i];
    }
    sl_words_add(w, sl_slice(whole, n), D_WHOLE);
    if (last) sl_words_add(w, sl_slice(word.p + last, word.n - last), D_TAIL);
}

static void tok_fact(void *ctx, sl_str word, uint32_t bits) {
    sl_detok *d = ctx;
    if (bits & T_CAPITAL) sl_words_pair(d->pair, word);
    if (bits & T_CLITIC) sl_words_add(&d->facts, word, D_CLITIC);
    if (bits & T_LEAD) sl_words_add(&d->facts, word, D_LEAD);
    if (bits & T_REJOIN) join(&d->facts, word);
}

static void own_fact(void *ctx, sl_str word, uint32_t bits) {
    sl_detok *d = ctx;
    sl_words_add(&d->facts, word, bits & ~(uint32_t)D_REJOIN);
    if (bits & D_REJOIN) join(&d->facts, word);
}

static void learn_signs(sl_detok *d) {
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (!(sl_words_find(&d->facts, sl_cstr(signs[i].sign)) & (D_LEFT | D_RIGHT | D_BOTH | D_QUOTE | D_APART)))
            sl_words_add(&d->facts, sl_cstr(signs[i].sign), signs[i].how);
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) sl_words_add(&d->facts, sl_cstr(schemes[i]), D_SCHEME);
    sl_words_each(&d->facts, know, d);
    for (int c = 0; c < 128; c++) d->sign[c] = sl_words_find(&d->facts, sl_slice(&(char){(char)c}, 1));
    for (const char *c = ".!?'"; *c; c++) d->known[(unsigned char)*c] = ~0u;            /* runs of them, and what they begin */
    d->known[0xE2] |= ~0u << 3;
    for (size_t i = 0; i < sizeof ruled / sizeof *ruled; i++) d->known[(unsigned char)ruled[i][0]] |= 1u << strlen(ruled[i]);
}

int sl_detok_open(sl_detok **model, const char *lang, const char *dir, sl_err *e) {
    sl_words tok = {0}, own = {0};
    sl_detok *d = *model = sl_zalloc(sizeof *d);
    int rc = sl_facts_open(&tok, lang, dir, e);
    if (rc == 0) rc = sl_words_open(&own, lang, "detok.txt", dir, &kind, true, e);
    sl_words_each(&tok, tok_fact, d);
    sl_words_each(&own, own_fact, d);
    sl_words_free(&tok);
    sl_words_free(&own);
    if (rc == 0) learn_signs(d);
    else {
        sl_detok_free(d);
        *model = NULL;
    }
    return rc;
}

const char *sl_detok_pair(const sl_detok *d) { return d && d->pair[0] ? d->pair : NULL; }

void sl_detok_free(sl_detok *d) {
    if (!d) return;
    sl_words_free(&d->facts);
    free(d);
}

uint32_t sl_detok_is(const sl_detok *d, sl_str a, sl_str b) {
    char both[SL_WORD_MAX];
    if (a.n + b.n > sizeof both) return 0;
    memcpy(both, a.p, a.n);
    memcpy(both + a.n, b.p, b.n);
    return sl_words_find(&d->facts, sl_slice(both, a.n + b.n));
}

sl_str sl_spot_next2(const sl_spot *s) {
    const sl_str none = {"", 0};
    return s->here.alone && s->behind.alone ? sl_piece_at(s->in, s->behind.next).t : none;
}

bool sl_digits(sl_str t, size_t most) {
    for (size_t i = 0; i < t.n; i++) if (!sl_byte_digit(t.p[i])) return false;
    return t.n && t.n <= most;
}

static bool only_stops(sl_str t) {
    for (size_t i = 0; i < t.n; i++) if (t.p[i] != '.' && t.p[i] != '!' && t.p[i] != '?') return false;
    return true;
}

/* What the facts say of a token, when no rule of more than that applies. */
static uint32_t plain_sides(const sl_spot *s, uint32_t is) {
    uint32_t how = is & (D_LEFT | D_RIGHT);
    if (is & D_NUMBER) {
        if (!sl_byte_digit(sl_first_byte(s->next))) how &= ~(uint32_t)D_RIGHT;
        if (!sl_byte_digit(sl_last_byte(s->last))) how &= ~(uint32_t)D_LEFT;
    }
    if (is & D_CLITIC && sl_byte_wordy(sl_last_byte(s->last))) how |= D_LEFT;
    if (is & D_TAIL && sl_detok_is(s->d, s->last, s->token) & D_WHOLE) how |= D_LEFT;
    return how;
}

/* On which sides the token stands close: D_LEFT, D_RIGHT. */
static uint32_t sides(sl_joining *j) {
    sl_spot *s = &j->s;
    if (j->rest) return D_LEFT | (--j->rest ? D_RIGHT : 0);
    sl_spot_look(s);
    unsigned char first = (unsigned char)s->token.p[0];
    uint32_t is = s->token.n == 1 && first < 128 ? s->d->sign[first] : sl_words_find(&s->d->facts, s->token);
    if (is & D_APART) return 0;
    int how = sl_join_apostrophe(s, is);
    if (how == SL_NO_RULE) how = sl_join_sign(j);
    if (how == SL_NO_RULE && only_stops(s->token)) how = D_LEFT;
    if (how == SL_NO_RULE && is & D_QUOTE) how = sl_join_quote(j, is);
    return how == SL_NO_RULE ? plain_sides(s, is) : (uint32_t)how;
}

void sl_detok_rules(const sl_detok *d, sl_str in, sl_buf *out) {
    size_t from = 0, start = 0;
    while (start < in.n && in.p[start] == ' ') start++;
    sl_joining j = {.s = {.d = d, .in = in, .start = start}};
    sl_spot *s = &j.s;
    bool alone = false;                      /* what lies before the token is one space */
    for (sl_piece p = sl_piece_at(in, start), q; p.at < in.n; alone = p.alone, p = q) {
        q = sl_piece_at(in, p.next);
        uint32_t how = 0;
        if (j.rest || known(d, p.t)) {
            s->here = p;
            s->behind = q;
            how = sides(&j);
        }
        if (alone && (j.glue || how & D_LEFT)) {
            sl_put(out, in.p + from, p.at - 1 - from);
            from = p.at;
        } else j.url = j.number = false;
        j.glue = how & D_RIGHT;
    }
    sl_put(out, in.p + from, in.n - from);
}
