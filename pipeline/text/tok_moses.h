/* Between the files of the Moses style: its model, and classes of characters; see sluis/moses.h. */
#ifndef TEXT_TOK_MOSES_H
#define TEXT_TOK_MOSES_H
#include "sluis/moses.h"
#include "tok_model.h"

/* WORD: letters and digits. STOP: what the last pass must look at. CONTROL: below U+0020, but no white space. */
enum { M_WORD = 1, M_LETTER = 2, M_NUMBER = 4, M_SMALL = 8, M_SPACE = 16, M_CONTROL = 32, M_S = 64, M_STOP = 128, M_TABLE = 0x3000 };
/* What moses.txt says of a word: that it keeps its period, always or before a number; how it stands beside an apostrophe that was torn. */
enum { P_NEVER = 1, P_NUMBER = 2, P_LEAD = 4, P_BEFORE = 8, P_BEHIND = 16, P_TAIL = 32 };
typedef struct { sl_str word; int is; } sl_moses_prefix;

struct sl_moses {
    uint8_t ch[M_TABLE];
    unsigned flags;
    bool clitic, mend;
    sl_moses_prefix *prefixes;               /* sorted by bytes */
    size_t n, cap;
    sl_arena words;
    const char *entity[128];                 /* NULL: the character stays */
    sl_tok *tok;                             /* what is known of spans and apostrophes; NULL unless mend */
};

uint8_t sl_moses_class(int32_t c);
/* The class of the character at i < n, and its length. */
static inline unsigned sl_moses_at(const sl_moses *m, sl_str s, size_t i, int *len) {
    int32_t c = (unsigned char)s.p[i];
    *len = 1;
    if (c >= 0x80) *len = sl_utf8_next(s.p + i, s.n - i, &c);
    return c < 0 ? M_WORD | M_LETTER : c < M_TABLE ? m->ch[c] : sl_moses_class(c);
}
int sl_moses_find(const sl_moses *m, sl_str word);           /* P_..., 0 for nothing */
/* Rules 1 to 5 but for clitics: tokens with one space between them; state->spaced. */
void sl_moses_space(const sl_moses *m, sl_moses_state *state, sl_str in);
void sl_moses_clitics(const sl_moses *m, sl_moses_state *state);              /* rule 5 on state->spaced */
void sl_moses_words(const sl_moses *m, sl_str spaced, sl_buf *out);           /* rules 6 to 8 */
void sl_moses_rejoin(const sl_moses *m, sl_str s, sl_buf *out);               /* what the rules tear in Dutch words is whole again */
#endif
