/* What one line of wrapped text looks like; see wrapped.h. */
#include "wrapped.h"
#include "sluis/utf8.h"

static bool ascii_digit(char b) { return (unsigned)(b - '0') < 10; }
static bool ascii_letter(char b) { return (unsigned)((b | 32) - 'a') < 26; }

/* The length of `* `, `- `, ... without the space; 0 for none. */
static size_t bullet(sl_str s) {
    static const char *const marks[] = {"*", "-", "+", "o", "\u2022", "\u2013", "\u00B7", "\u25AA", "\u25E6", "\u25A0", "\u2043"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t k = strlen(marks[i]);
        if (s.n > k && s.p[k] == ' ' && !memcmp(s.p, marks[i], k)) return k;
    }
    return 0;
}

/* 3. 3) (3) 3.2.1 3.2.1. */
static size_t number(sl_str s) {
    size_t i = 0, digits = 0, dots = 0;
    bool open = s.n && s.p[0] == '(';
    for (i += open; i < s.n; i++) {
        if (ascii_digit(s.p[i]) && digits < 3) digits++;
        else if (s.p[i] == '.' && digits) digits = 0, dots++;
        else break;
    }
    if (i < s.n && s.p[i] == ')' && digits) i++, dots++;
    else if (open) return 0;
    return dots && i < s.n && s.p[i] == ' ' ? i : 0;
}

/* a) (a) iv) (iv) */
static size_t letter(sl_str s) {
    size_t open = s.n && s.p[0] == '(', i = open;
    while (i < s.n && i - open < 4 && ascii_letter(s.p[i])) i++;
    if (i == open || i + 1 >= s.n || s.p[i] != ')' || s.p[i + 1] != ' ') return 0;
    for (size_t k = open; i - open > 1 && k < i; k++)
        if (!memchr("ivxIVX", s.p[k], 6)) return 0;
    return i + 1;
}

static void find_item(sl_wrapped_row *r, sl_str s) {
    static size_t (*const kinds[])(sl_str) = {[ITEM_BULLET] = bullet, [ITEM_NUMBER] = number, [ITEM_LETTER] = letter};
    for (int k = ITEM_BULLET; k <= ITEM_LETTER; k++) {
        size_t n = kinds[k](s), gap = n;
        if (!n) continue;
        while (gap < s.n && s.p[gap] == ' ') gap++;
        r->item = k;
        r->bullet = k == ITEM_BULLET ? s.p[n - 1] : 0;
        r->body = r->indent + (unsigned)(sl_utf8_count(sl_slice(s.p, n)) + gap - n);
        return;
    }
}

/* A rule (no letter or digit), or a row: cells between | or wide gaps. */
static bool stands_alone(sl_wrapped_row *r, sl_str s) {
    unsigned bars = 0, gaps = 0, wide = 0, gap = 0, run = 0;
    bool word = false;
    for (size_t i = r->item ? r->body - r->indent : 0; i < s.n; i++) {
        char b = s.p[i];
        if (b == ' ') { gap++; run = 0; continue; }
        if (++run > r->longest) r->longest = run;
        if (b == '\t') wide++;
        gaps += gap >= 4;
        wide += gap >= 8;
        gap = 0;
        bars += b == '|';
        word |= ascii_letter(b) || ascii_digit(b) || (b & 0x80);
    }
    return !word || bars > 1 || gaps > 1 || wide;
}

static unsigned columns(sl_str s, size_t n) {
    unsigned c = 0;
    for (size_t i = 0; i < n; i++) {
        if (s.p[i] == '\t') c = (c / 8 + 1) * 8;
        else c += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    }
    return c;
}

static size_t blank_run(sl_str s, size_t i) {
    size_t k;
    while (i < s.n && (k = sl_split_space(s.p + i, s.n - i))) i += k;
    return i;
}

static void find_end(sl_wrapped_row *r, sl_str s) {
    size_t n = s.n;
    r->hyphen = (n > 1 && s.p[n - 1] == '-' && s.p[n - 2] != '-' && s.p[n - 2] != ' ') || sl_ends(s, SL_LIT("\u2010")) || sl_ends(s, SL_LIT("\u00AD"));
    r->comma = n && s.p[n - 1] == ',';
    while (n && memchr("\"')]}", s.p[n - 1], 5)) n--;
    r->stops = n && memchr(".!?:;", s.p[n - 1], 5);
}

void sl_wrapped_look(sl_str line, sl_wrapped_row *r) {
    *r = (sl_wrapped_row){0};
    sl_str all = sl_split_trim(line), s;
    size_t i = 0;
    int32_t c = -1;
    r->from = (size_t)(all.p - line.p);
    for (; i < all.n && all.p[i] == '>'; i = blank_run(all, i + 1)) r->quotes++;
    s = sl_slice(all.p + i, all.n - i);
    r->at = r->from + i;
    r->n = s.n;
    r->indent = columns(line, r->at);
    r->end = r->width = r->indent + (unsigned)sl_utf8_count(s);
    size_t k = 0;
    while (k < s.n && !sl_split_space(s.p + k, s.n - k)) k++;
    r->first = (unsigned)sl_utf8_count(sl_slice(s.p, k));
    if (s.n) sl_utf8_next(s.p, s.n, &c);
    r->lower = sl_is_lower(c);
    find_item(r, s);
    r->apart = stands_alone(r, s);
    find_end(r, s);
}
