/* What is markup in a line, for matches to keep off; see sluis/match.h. */
#include "sluis/match.h"
#include "sluis/utf8.h"

enum { ENTITY = 32 };

static bool letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }

/* The end of the tag or comment that begins at `at`, where a < stands; `at` when none does. A tag that is not closed is none. */
static size_t tag_end(sl_str s, size_t at) {
    size_t i = at + 1;
    if (sl_starts(sl_slice(s.p + at, s.n - at), SL_LIT("<!--"))) {
        const char *q = memmem(s.p + at, s.n - at, "-->", 3);
        return q ? (size_t)(q - s.p) + 3 : at;
    }
    if (i < s.n && (s.p[i] == '/' || s.p[i] == '!' || s.p[i] == '?')) i++;
    if (i == s.n || !letter(s.p[i])) return at;
    while (i < s.n && s.p[i] != '>' && s.p[i] != '<') i++;
    return i < s.n && s.p[i] == '>' ? i + 1 : at;
}

static size_t entity_end(sl_str s, size_t at) {
    size_t i = at + 1;
    if (i < s.n && s.p[i] == '#') i++;
    size_t from = i;
    while (i < s.n && i - at < ENTITY && (letter(s.p[i]) || (s.p[i] >= '0' && s.p[i] <= '9'))) i++;
    return i > from && i < s.n && s.p[i] == ';' ? i + 1 : at;
}

void sl_match_markup(sl_str line, sl_matches *m) {
    size_t unclosed = 0;                  /* no --> behind here: looked for once */
    if (!line.n || (!memchr(line.p, '<', line.n) && !memchr(line.p, '&', line.n))) return;
    for (size_t i = 0; i < line.n;) {
        char c = line.p[i];
        size_t end = i;
        if (c == '<' && (!unclosed || line.n - i < 4 || memcmp(line.p + i, "<!--", 4))) {
            end = tag_end(line, i);
            if (end == i && line.n - i >= 4 && !memcmp(line.p + i, "<!--", 4)) unclosed = 1;
        } else if (c == '&') end = entity_end(line, i);
        if (end == i) { i++; continue; }
        m->off = sl_grow(m->off, &m->off_cap, m->noff + 1, sizeof *m->off);
        m->off[m->noff++] = (sl_range){i, end};
        i = end;
    }
}
