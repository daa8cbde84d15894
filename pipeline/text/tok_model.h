/* Between the files of the tokeniser: its model, classes of characters, and the line as it is being read. */
#ifndef TEXT_TOK_MODEL_H
#define TEXT_TOK_MODEL_H
#include "sluis/detok.h"
#include "sluis/recase.h"
#include "sluis/tok.h"
#include "sluis/utf8.h"
#include "sluis/words.h"

/* Classes of characters. WORD_CLASS: what words are made of; a byte that is no UTF-8 is a letter. */
enum { CH_SPACE, CH_LETTER, CH_DIGIT, CH_MARK, CH_APOS, CH_OPEN, CH_CLOSE, CH_DASH, CH_PUNCT, CH_SYMBOL, CH_EMOJI };
enum { CH_INSIDE = 16, CH_BEHIND_DIGIT = 32, CH_CLASS = 15, CH_TABLE = 0x3000 };
static inline bool sl_ch_word(unsigned k) { return (k & CH_CLASS) - CH_LETTER <= CH_MARK - CH_LETTER; }
static inline bool sl_ch_alnum(unsigned k) { return (k & CH_CLASS) == CH_LETTER || (k & CH_CLASS) == CH_DIGIT; }
uint8_t sl_ch_class(int32_t c);              /* by ICU, without the flags */

/* What tokens.txt says of words (tok and detok) ... */
enum { T_LEAD = 1, T_CLITIC = 2, T_PREFIX = 4, T_SUFFIX = 8, T_WHOLE = 16, T_PARTS = 32, T_REJOIN = 64, T_INSIDE = 128,
       T_BEHIND_DIGIT = 256, T_POSSESSIVE = 512, T_ITEM = 1024, T_UNIT = 1 << 20, T_CAPITAL = 1 << 21,
       T_CUT = 22, T_CUT_BITS = 5 };         /* from this bit on: where the word is cut, twice */
/* ... and abbreviations.txt. */
enum { A_NEVER = 1, A_END = 2, A_STOP = 4, A_NUM = 8, A_UNIT = 16 };

/* Read tokens.txt of a language. */
int sl_facts_open(sl_words *w, const char *lang, const char *dir, sl_err *e);

void sl_words_pair(char *pair, sl_str word); /* take it, if it is a pair of ASCII letters */

struct sl_tok {
    uint8_t ch[CH_TABLE];
    sl_words words, abbreviations;
    uint32_t parts[256];                     /* by first byte, lower case: bit n for words of n bytes that come in parts */
    bool clitics, possessive, items, units;  /* the language has any; see data/nl/tokens.txt */
    char pair[3];                            /* two letters that are one capital */
    sl_detok *detok;
};

/* A joiner mark stands at the token of lower rank. With RANK_AS_IS the token keeps its capitals, as placeholders do. */
enum { RANK_PUNCT, RANK_WORD, RANK_HOLDER, RANK_MASK, RANK_AS_IS };

enum { AHEAD_URL, AHEAD_KEPT, AHEAD_MARKUP, AHEADS };

/* A line under way. Tokens are emitted in order; what lies between two of them is the gap. */
typedef struct sl_lex {
    const sl_tok *m;
    const char *p;
    size_t n;                                /* end of the line */
    size_t end;                              /* end of what may be read now: the line, or the next protected span */
    size_t last;                             /* end of the last token */
    size_t span, span_end;                   /* the next one; span == n: none in the line */
    size_t url, url_end;                     /* the next URL, address or name */
    sl_range ahead[AHEADS];                  /* the next span of each kind; at n: none in the line */
    size_t kept;                             /* which of state->keep comes next */
    int span_rank;
    size_t digits;                           /* hyphens before this are inside a number */
    sl_buf *out;
    sl_tok_state *state;
    size_t head;                             /* in out: where the first token is */
    bool plain, spans, lower, tags;                /* what sl_tok_line was asked for */
    bool open;                               /* a single quote was opened and not closed */
    bool joined;                             /* a joiner mark is due before the token */
    bool marked, any;
    uint8_t rank;                            /* of the last token */
} sl_lex;

/* A character that stands for something in the output, so that the text's own are carried. */
static inline bool sl_lex_sign(const sl_lex *x, int32_t c) { return (c == 0xFFED && !x->plain) || ((c == 0xFFEA || c == 0xFFEC) && x->lower); }
/* Does any such character begin at i? In plain text U+FFED is one, too. */
static inline bool sl_lex_mark(const sl_lex *x, size_t i) {
    return x->p[i] == '\xEF' && x->end - i >= 3 && (!memcmp(x->p + i, SL_JOINER, 3) || (x->lower && sl_recase_marked(sl_slice(x->p + i, 3))));
}
/* The character at i: its class with flags, and its length; CH_SPACE of length 0 behind the end. */
unsigned sl_lex_slow(const sl_lex *x, size_t i, int *len);
static inline unsigned sl_lex_at(const sl_lex *x, size_t i, int *len) {
    *len = 1;
    if (i < x->end && !(x->p[i] & 0x80)) return x->m->ch[(unsigned char)x->p[i]];
    return sl_lex_slow(x, i, len);
}
static inline unsigned sl_lex_class(const sl_lex *x, size_t i) { int k; return sl_lex_at(x, i, &k); }
unsigned sl_lex_before(const sl_lex *x, size_t i);   /* the class of the character that ends at i; CH_SPACE at the start */
static inline char sl_lex_byte(const sl_lex *x, size_t i) { return i < x->end ? x->p[i] : ' '; }
/* How often the byte c stands from i on. */
static inline size_t sl_lex_run(const sl_lex *x, size_t i, char c) { size_t k = i; while (k < x->end && x->p[k] == c) k++; return k - i; }
static inline sl_str sl_lex_slice(const sl_lex *x, size_t a, size_t b) { return sl_slice(x->p + a, b - a); }
static inline bool sl_lex_first(const sl_lex *x, size_t i) { return i != x->last || i == 0; }   /* nothing stands close before i */

void sl_tok_note(sl_tok_state *t, size_t start, size_t end);
void sl_lex_emit(sl_lex *x, size_t start, size_t end, int rank);

/* Read a word whose first character is at s, and which goes on at i (>= s); emits it, in parts if it has any. Returns its end. */
size_t sl_tok_word(sl_lex *x, size_t s, size_t i);
/* Find the next URL, address or name at or behind `from`; sets url and url_end. */
void sl_tok_url(sl_lex *x, size_t from);
/* Find the next protected span, of these or of those that the caller keeps, at or behind `from`; sets span, span_end, span_rank and end. */
void sl_tok_span(sl_lex *x, size_t from);
/* The end of what stands at i as one token whatever is around it; 0 for nothing. */
size_t sl_tok_holder(const sl_lex *x, size_t i);     /* a placeholder or a tag */
bool sl_tok_whole(const sl_lex *x, size_t a, size_t b);  /* may stand in the output as one token */
size_t sl_tok_markup(const sl_lex *x, size_t i);     /* any tag, comment, instruction or reference */
size_t sl_tok_smiley(const sl_lex *x, size_t i);
size_t sl_tok_emoji(const sl_lex *x, size_t i);
/* The end of an apostrophe word ('t, 's, '80s) that starts at i; 0 for none. */
size_t sl_tok_lead(const sl_lex *x, size_t i, int len);
#endif
