/* Capitals to marks and back; see sluis/recase.h. */
#include "sluis/recase.h"
#include "sluis/utf8.h"

#define MARK SL_RECASE_MARK
#define END SL_RECASE_END
enum { MARK_LEN = sizeof MARK - 1 };

/* The small form of a capital that can be had back from it; else c itself. */
static int32_t lowered(int32_t c) {
    if (c < 128) return c >= 'A' && c <= 'Z' ? c + 32 : c;
    int32_t l = sl_lower(c);
    return l != c && sl_upper(l) == c ? l : c;
}

static int32_t raised(int32_t c) {
    if (c < 128) return c >= 'a' && c <= 'z' ? c - 32 : c;
    int32_t u = sl_upper(c);
    return u != c && sl_lower(u) == c ? u : c;
}

static bool has_capital(sl_str t) {
    for (size_t i = 0; i < t.n; i++) if ((unsigned char)t.p[i] >= 0x80 || (t.p[i] >= 'A' && t.p[i] <= 'Z')) return true;
    return false;
}

static void put(sl_buf *out, sl_str s, size_t i, int k, int32_t was, int32_t c) {
    if (c == was) sl_put(out, s.p + i, (size_t)k);
    else sl_utf8_put(out, c);
}

static void lower_all(sl_str t, sl_buf *out) {
    int32_t c;
    int k;
    for (size_t i = 0; i < t.n; i += (size_t)k) {
        k = sl_utf8_next(t.p + i, t.n - i, &c);
        put(out, t, i, k, c, lowered(c));
    }
}

/* How many capitals stand at i, one behind the other; *end is where they end. */
static size_t capitals(sl_str t, size_t i, size_t *end) {
    size_t n = 0;
    int32_t c;
    for (int k; i < t.n; i += (size_t)k, n++) {
        k = sl_utf8_next(t.p + i, t.n - i, &c);
        if (lowered(c) == c) break;
    }
    *end = i;
    return n;
}

static void lower_inside(sl_str t, sl_buf *out) {
    int32_t c;
    for (size_t i = 0, end; i < t.n; i = end) {
        size_t n = capitals(t, i, &end);
        if (n == 0) {
            end = i + (size_t)sl_utf8_next(t.p + i, t.n - i, &c);
            sl_put(out, t.p + i, end - i);
            continue;
        }
        sl_puts(out, n == 1 ? SL_LIT(MARK) : SL_LIT(MARK MARK));
        lower_all(sl_slice(t.p + i, end - i), out);
        if (n > 1) sl_puts(out, SL_LIT(END));
    }
}

/* Does the pair stand at i, in this case of its first and second letter? */
static bool pair_at(sl_str t, size_t i, const char *pair, bool big, bool big2) {
    return pair && i + 1 < t.n && t.p[i] == (big ? pair[0] - 32 : pair[0]) && t.p[i + 1] == (big2 ? pair[1] - 32 : pair[1]);
}

sl_str sl_recase_lower(sl_str t, const char *pair, sl_buf *out) {
    size_t letters = 0, big = 0, first = t.n;
    int32_t c;
    bool opens = false;                      /* the first letter is a capital */
    if (!has_capital(t)) { sl_puts(out, t); return SL_LIT(""); }
    for (size_t i = 0; i < t.n;) {
        int k = sl_utf8_next(t.p + i, t.n - i, &c);
        bool is_big = lowered(c) != c;
        if (is_big || raised(c) != c) {
            if (letters++ == 0) opens = is_big, first = i;
            big += is_big;
        }
        i += (size_t)k;
    }
    bool capital = opens && (big == 1 ? !pair_at(t, first, pair, true, false) : big == 2 && pair_at(t, first, pair, true, true));
    if (big == 0 || capital || big == letters) lower_all(t, out);
    else lower_inside(t, out);
    return big == 0 ? SL_LIT("") : capital ? SL_LIT(MARK " ") : big == letters ? SL_LIT(MARK MARK " ") : SL_LIT("");
}

/* ---- and back ---- */

enum { SAME, FIRST, ALL };                   /* what a mark says of the token behind it */

static const char *next_sign(const char *p, const char *end) {
    while (end - p >= MARK_LEN && (p = memchr(p, 0xEF, (size_t)(end - p - 2)))) {
        if (p[1] == '\xBF' && (p[2] == '\xAA' || p[2] == '\xAC')) return p;
        p++;
    }
    return NULL;
}

bool sl_recase_marked(sl_str in) { return next_sign(in.p, in.p + in.n) != NULL; }

static void raise_first(sl_str t, const char *pair, sl_buf *out) {
    int32_t c;
    for (size_t i = 0; i < t.n;) {
        int k = sl_utf8_next(t.p + i, t.n - i, &c);
        size_t end = i + (size_t)k;
        int32_t u = raised(c);
        put(out, t, i, k, c, u);
        if (u != c && pair_at(t, i, pair, false, false)) sl_putc(out, (char)(t.p[end++] - 32));
        if (u != c || end == t.n) {
            sl_put(out, t.p + end, t.n - end);
            return;
        }
        i = end;
    }
}

/* A token with marks inside, or all of it capitals. */
static void raise_inside(sl_str t, bool all, sl_buf *out) {
    bool one = false;
    int32_t c;
    for (size_t i = 0; i < t.n;) {
        sl_str rest = sl_slice(t.p + i, t.n - i);
        int k = MARK_LEN;
        if (sl_starts(rest, SL_LIT(MARK))) {
            all = one;
            one = true;
        } else if (sl_starts(rest, SL_LIT(END))) one = all = false;
        else {
            k = sl_utf8_next(rest.p, rest.n, &c);
            put(out, t, i, k, c, one || all ? raised(c) : c);
            one = false;
        }
        i += (size_t)k;
    }
}

static int mark(sl_str t) { return sl_eq(t, SL_LIT(MARK)) ? FIRST : sl_eq(t, SL_LIT(MARK MARK)) ? ALL : SAME; }

void sl_recase_line(sl_str in, const char *pair, sl_buf *out) {
    const char *sign = next_sign(in.p, in.p + in.n);
    size_t from = out->n;
    int how = SAME;
    while (in.n) {
        const char *start = in.p, *end = in.p + in.n;
        if (how == SAME && !sign) { sl_put(out, in.p, in.n); return; }
        sl_str t = sl_cut(&in, ' ');
        bool marked = sign && sign < t.p + t.n, space = t.p + t.n < end;
        int says = marked ? mark(t) : SAME;
        if (says != SAME) how = says;
        else {
            if (how == FIRST && !marked) raise_first(t, pair, out);
            else if (how == ALL || marked) raise_inside(t, how == ALL, out);
            else sl_put(out, start, t.n);
            if (space) sl_putc(out, ' ');
            if (t.n) how = SAME;
        }
        if (marked) sign = next_sign(in.p, in.p + in.n);
        if (!in.n && says != SAME && out->n > from && out->p[out->n - 1] == ' ') out->n--;
    }
}
