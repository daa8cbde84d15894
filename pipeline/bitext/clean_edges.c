/* How the sides begin and end: marks of lists, and the last sign; see clean.h. */
#include "clean.h"

/* How a text ends. */
enum { WORD, STOP, CALL, QUESTION, COLON, COMMA, DASH, ELLIPSIS, OPEN, KINDS };

static int ending(const sl_clean_side *s) {
    static const struct { int32_t c; int kind; } kinds[] = {{'.', STOP}, {'!', CALL}, {'?', QUESTION}, {':', COLON}, {',', COMMA}, {';', COMMA}, {'-', DASH},
                                                            {0x2013, DASH}, {0x2014, DASH}, {0x2026, ELLIPSIS}, {'(', OPEN}, {'[', OPEN}, {'{', OPEN}};
    sl_str t = s->text;
    while (t.n && memchr("\"') ]", t.p[t.n - 1], 5)) t.n--;
    if (sl_ends(t, SL_LIT(".."))) return ELLIPSIS;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        if (s->last == kinds[k].c) return kinds[k].kind;
    return WORD;
}

/* How far apart two endings are: 0 what translators do every day; 1 a colon, a comma or nothing for a full stop; 2 a question for a
 * statement; 3 a sentence that goes on behind a comma on one side and stops on the other; 4 a question that does so, or an open bracket. */
static const unsigned char apart[KINDS][KINDS] = {
    /*             word . ! ? : , - ... ( */
    [WORD] =      {0, 0, 0, 1, 1, 1, 1, 0, 4},
    [STOP] =      {0, 0, 0, 2, 1, 3, 2, 0, 4},
    [CALL] =      {0, 0, 0, 2, 1, 3, 2, 0, 4},
    [QUESTION] =  {1, 2, 2, 0, 2, 4, 4, 1, 4},
    [COLON] =     {1, 1, 1, 2, 0, 1, 1, 1, 4},
    [COMMA] =     {1, 3, 3, 4, 1, 0, 1, 1, 4},
    [DASH] =      {1, 2, 2, 4, 1, 1, 0, 0, 4},
    [ELLIPSIS] =  {0, 0, 0, 1, 1, 1, 0, 0, 4},
    [OPEN] =      {4, 4, 4, 4, 4, 4, 4, 4, 0}};

bool sl_clean_fails_ending(sl_clean_pair *p, unsigned i, double limit) {
    size_t v = apart[ending(&p->side[0])][ending(&p->side[1])];
    (void)i;
    return (double)v > limit && sl_clean_count(p, v);
}

/* What a list's item begins with: 2. 2) (2) 1.2.3 b) (b) or a bullet. */
typedef struct { enum { NONE, BULLET, LETTER, NUMBER } kind; sl_str what; } marker;

static marker first_marker(const sl_clean_side *s) {
    static const char *const bullets[] = {"-", "*", "\xE2\x80\xA2", "\xE2\x80\x93", "\xE2\x80\x94", "\xC2\xB7", "\xE2\x97\x8F"};
    marker none = {NONE, {"", 0}};
    if (s->words < 2) return none;
    const sl_clean_word *w = &s->word[0];
    if (w->flags & SL_CLEAN_PLAIN && (w->n == w->ncore || s->text.p[w->at + w->ncore] != '.')) return none;
    sl_str word = sl_slice(s->text.p + w->at, w->n), core = sl_slice(s->text.p + w->core, w->ncore);
    for (size_t k = 0; k < sizeof bullets / sizeof *bullets; k++)
        if (sl_eq(word, sl_cstr(bullets[k]))) return (marker){BULLET, word};
    size_t digits = 0;
    while (digits < core.n && ((core.p[digits] >= '0' && core.p[digits] <= '9') || core.p[digits] == '.')) digits++;
    char last = word.p[word.n - 1], first = word.p[0];
    bool closed = last == ')' || last == ']', open = first == '(' || first == '[';
    if (!core.n || word.n - core.n > 2 || core.n > 8 || (open && !closed) || !(closed || last == '.')) return none;
    if (digits == core.n) return (marker){NUMBER, core};
    return core.n == 1 && closed && (unsigned char)((core.p[0] | 32) - 'a') < 26 ? (marker){LETTER, core} : none;
}

/* 1: one side is an item, the other is none, or of another kind; 2: both are, by different numbers or letters. */
bool sl_clean_fails_list(sl_clean_pair *p, unsigned i, double limit) {
    marker a = first_marker(&p->side[0]), b = first_marker(&p->side[1]);
    size_t v = a.kind != b.kind ? 1 : a.kind > BULLET && !sl_eq(a.what, b.what) ? 2 : 0;
    (void)i;
    if ((double)v <= limit) return false;
    return sl_clean_quote(p, a.kind ? a.what : b.what);
}
