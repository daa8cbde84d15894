/* What Moses' rules tear in Dutch words, times and addresses, put together again: zo ' n, euro ' s, ' t, 21 : 13, en / of. */
#include "tok_moses.h"

typedef struct { sl_str last, token, next, after; } window;      /* tokens; empty where there is none */
enum { LEFT = 1, RIGHT = 2, BOTH = 3 };                                   /* the sides on which the token stands close */
typedef unsigned rule(const sl_moses *m, const window *w);

static unsigned last_class(const sl_moses *m, sl_str t) {
    int32_t c;
    int len;
    return t.n ? sl_moses_at(m, t, t.n - (size_t)sl_utf8_prev(t.p, t.n, &c), &len) : 0;
}
static unsigned first_class(const sl_moses *m, sl_str t) { int len; return t.n ? sl_moses_at(m, t, 0, &len) : 0; }
static bool wordy(const sl_moses *m, const window *w) { return last_class(m, w->last) & M_WORD && first_class(m, w->next) & M_WORD; }
static bool upper(sl_str t) { return t.n && t.p[0] >= 'A' && t.p[0] <= 'Z'; }

static bool digits(sl_str t, size_t most) {
    for (size_t i = 0; i < t.n; i++) if (t.p[i] < '0' || t.p[i] > '9') return false;
    return t.n > 0 && t.n <= most;
}

/* Words that take 's: they end in a vowel, a capital or a digit. */
static bool takes_s(const sl_moses *m, sl_str t) {
    unsigned k = last_class(m, t);
    return k & M_WORD && (!(k & M_SMALL) || strchr("aiouy", t.p[t.n - 1]) || t.p[t.n - 1] & 0x80);
}

/* A lead word: t, or s-Gravenhage */
static bool leads(const sl_moses *m, sl_str t) {
    sl_str rest = t, head = sl_cut(&rest, '-');
    return sl_moses_find(m, head) & P_LEAD && (head.n == t.n || upper(rest));
}

static bool ending(const sl_moses *m, const window *w) {
    sl_str t = w->next;
    if (sl_moses_find(m, t) & P_TAIL) return last_class(m, w->last) & M_WORD;
    if (sl_eq(t, SL_LIT("s"))) return takes_s(m, w->last) && !(sl_moses_find(m, w->after) & P_BEHIND);
    if (sl_eq(t, SL_LIT("n")) || sl_eq(t, SL_LIT("r"))) return sl_moses_find(m, w->last) & P_BEFORE;
    return w->last.n == 1 && strchr("dDlLO", w->last.p[0]) && upper(t);         /* l'Oréal, O'Neill */
}

static unsigned apostrophe(const sl_moses *m, const window *w) {
    if (ending(m, w)) return BOTH;
    return leads(m, w->next) ? RIGHT : 0;
}

static unsigned colon(const sl_moses *m, const window *w) {
    (void)m;
    return digits(w->last, 3) && digits(w->next, 3) ? BOTH : 0;
}

static unsigned slash(const sl_moses *m, const window *w) { return wordy(m, w) ? BOTH : 0; }
static unsigned at_sign(const sl_moses *m, const window *w) { return wordy(m, w) && memchr(w->next.p, '.', w->next.n) ? BOTH : 0; }
static unsigned percent(const sl_moses *m, const window *w) { return last_class(m, w->last) & M_NUMBER ? LEFT : 0; }
static unsigned tag(const sl_moses *m, const window *w) { return first_class(m, w->next) & M_LETTER ? RIGHT : 0; }

static rule *const rules[128] = {
    ['\''] = apostrophe, [':'] = colon, ['/'] = slash, ['_'] = slash, ['@'] = at_sign, ['%'] = percent, ['#'] = tag};

static unsigned sides(const sl_moses *m, const window *w) {
    sl_str t = w->token;
    if (t.n == 1 && !(t.p[0] & 0x80)) return rules[(unsigned char)t.p[0]] ? rules[(unsigned char)t.p[0]](m, w) : 0;
    return sl_eq(t, SL_LIT("\xE2\x80\x99")) ? apostrophe(m, w) : 0;
}

void sl_moses_rejoin(const sl_moses *m, sl_str s, sl_buf *out) {
    window w = {{"", 0}, {"", 0}, {"", 0}, {"", 0}};
    bool glue = true;
    sl_clear(out);
    w.token = sl_cut(&s, ' ');
    w.next = sl_cut(&s, ' ');
    for (bool more = true; more;) {
        bool ahead = w.next.p > w.token.p + w.token.n;                        /* a space stood behind the token */
        w.after = sl_cut(&s, ' ');
        unsigned how = sides(m, &w);
        if (!glue && !(how & LEFT)) sl_putc(out, ' ');
        sl_puts(out, w.token);
        glue = how & RIGHT;
        more = ahead;
        w = (window){w.token, w.next, w.after, {"", 0}};
    }
}
