/* Placeholders: their styles, and writing them; see sluis/placeholder.h. */
#include "sluis/placeholder.h"
#include "element.h"
#include "sign.h"
#include "sluis/utf8.h"

const char *const sl_rung_names[SL_NRUNGS] = {"exact", "text", "case", "space", "marks", "entity", "digits", "glued", "bracket", "bare"};

static const struct { const char *name, *pattern; } styles[] = {
    {"xx", "XX%d"}, {"opennmt", "\xEF\xBD\x9FT%d\xEF\xBD\xA0"}, {"bracket", "[%d]"}, {"tag", "<x id=\"%d\"/>"}};

static int read_signs(sl_str s, sl_ph_sign *to, bool *letters) {
    int n = 0;
    bool gap = false;
    int32_t c;
    for (size_t i = 0; i < s.n;) {
        i += (size_t)sl_utf8_next(s.p + i, s.n - i, &c);
        if (sl_is_space(c)) { gap = true; continue; }
        if (n == SL_PH_SIGNS) return -1;
        to[n++] = (sl_ph_sign){sl_sign_fold(c), gap};
        if (sl_is_letter(c)) *letters = true;
        gap = false;
    }
    return n;
}

/* Read from left to right, signs know the gap on their left; before the number they must know the one on their right. */
static void turn(sl_ph_sign *v, int n) {
    for (int i = 0; i < n - 1; i++) v[i].gap = v[i + 1].gap;
    if (n) v[n - 1].gap = false;
    for (int i = 0; i < n / 2; i++) {
        sl_ph_sign t = v[i];
        v[i] = v[n - 1 - i];
        v[n - 1 - i] = t;
    }
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* The place of the number, %d or %0Nd: where it begins and ends. */
static bool find_place(sl_str s, size_t *at, size_t *end, unsigned *width) {
    for (size_t i = 0; i + 1 < s.n; i++) {
        if (s.p[i] != '%') continue;
        *at = i;
        *width = 0;
        if (s.p[i + 1] == 'd') return *end = i + 2, true;
        if (i + 3 < s.n && s.p[i + 1] == '0' && s.p[i + 2] >= '1' && s.p[i + 2] <= '9' && s.p[i + 3] == 'd')
            return *width = (unsigned)(s.p[i + 2] - '0'), *end = i + 4, true;
    }
    return false;
}

static const char *read_pattern(sl_ph *ph, sl_str s) {
    size_t at, end, other, other_end;
    unsigned w;
    if (!find_place(s, &at, &end, &ph->width)) return "no place for the number: %d, or %03d";
    ph->pre = sl_slice(s.p, at);
    ph->post = sl_slice(s.p + end, s.n - end);
    if (find_place(ph->post, &other, &other_end, &w)) return "two places for the number";
    if (memchr(s.p, '\t', s.n) || memchr(s.p, '\n', s.n)) return "a TAB or line end";
    if (sl_utf8_valid(s.p, s.n) < s.n) return "no UTF-8";
    if (ph->post.n && is_digit(ph->post.p[0])) return "a digit behind the number";
    size_t lead = at;
    while (lead && is_digit(s.p[lead - 1])) lead--;
    ph->lead = sl_slice(s.p + lead, at - lead);
    ph->nbefore = read_signs(sl_slice(s.p, lead), ph->before, &ph->letters);
    ph->nafter = read_signs(ph->post, ph->after, &ph->letters);
    if (ph->nbefore < 0 || ph->nafter < 0) return "more than 16 signs on a side of the number";
    ph->numeric = ph->nbefore + ph->nafter == 0;
    if (ph->numeric && (!ph->lead.n || ph->lead.p[0] == '0' || ph->lead.n + ph->width < 4)) return "nothing around the number, nor four digits (7%03d)";
    if (ph->lead.n + ph->width > 18) return "too many digits";
    turn(ph->before, ph->nbefore);
    return NULL;
}

const char *sl_ph_parse(sl_ph *ph, sl_str style) {
    *ph = (sl_ph){.name = style, .element = sl_element_find(style), .pre = SL_LIT(""), .post = SL_LIT(""), .lead = SL_LIT("")};
    if (ph->element) return NULL;
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        if (sl_eq(style, sl_cstr(styles[i].name))) return read_pattern(ph, sl_cstr(styles[i].pattern));
    return read_pattern(ph, style);
}

bool sl_ph_says_target(const sl_ph *ph) { return ph->element && ph->element->target; }

static void put_number(const sl_ph *ph, uint32_t id, sl_buf *out) {
    size_t digits = 1;
    for (uint32_t v = id; v >= 10; v /= 10) digits++;
    for (; digits < ph->width; digits++) sl_putc(out, '0');
    sl_put_number(out, id);
}

void sl_ph_put(const sl_ph *ph, uint32_t id, sl_str surface, sl_str target, sl_buf *out) {
    if (ph->element) { sl_element_put(ph->element, id, surface, target, out); return; }
    sl_puts(out, ph->pre);
    put_number(ph, id, out);
    sl_puts(out, ph->post);
}

void sl_ph_escape(const sl_ph *ph, sl_str s, sl_buf *out) {
    if (ph->element) sl_element_escape(ph->element->escape, s, out);
    else sl_puts(out, s);
}

void sl_ph_unescape(const sl_ph *ph, sl_str s, sl_buf *out) {
    if (ph->element) sl_element_unescape(s, out);
    else sl_puts(out, s);
}
