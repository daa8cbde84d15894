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

static bool digit(char c) { return c >= '0' && c <= '9'; }
static bool in_host(char c) { return letter(c) || digit(c) || c == '-' || c == '.'; }

/* The bytes of white space, or of a sign that no address holds, at `at`. */
static size_t breaks(sl_str s, size_t at) {
    unsigned char c = (unsigned char)s.p[at];
    if (c <= ' ' || c == '<' || c == '>' || c == '"') return 1;
    return c == 0xC2 && at + 1 < s.n && (unsigned char)s.p[at + 1] == 0xA0 ? 2 : 0;      /* a no-break space */
}

/* Is it a host's name: with a dot, and a last part of 2 to 4 small letters? */
static bool is_host(sl_str s) {
    size_t k = s.n;
    while (k && s.p[k - 1] >= 'a' && s.p[k - 1] <= 'z') k--;
    return k > 1 && s.p[k - 1] == '.' && s.n - k >= 2 && s.n - k <= 4 && s.p[k - 2] != '.';
}

/* Where in a piece without white space an address begins; its length when none does. */
static size_t address(sl_str s) {
    const char *slash = memchr(s.p, '/', s.n), *www = memmem(s.p, s.n, "www.", 4);
    size_t at = slash ? (size_t)(slash - s.p) : s.n, from = at;
    if (slash && at + 1 < s.n && s.p[at + 1] == '/' && at > 1 && s.p[at - 1] == ':' && letter(s.p[at - 2])) {
        for (from = at - 1; from && letter(s.p[from - 1]);) from--;
        return from;
    }
    if (www && (www == s.p || !in_host(www[-1]))) return (size_t)(www - s.p);
    while (from && in_host(s.p[from - 1])) from--;
    return slash && is_host(sl_slice(s.p + from, at - from)) ? from : s.n;
}

static bool within(size_t at, sl_range r) { return at > r.start && at < r.end; }

void sl_match_addresses(sl_str line, sl_matches *m) {
    size_t n = 0, k = 0;
    if (!m->n || (!memchr(line.p, '/', line.n) && !memmem(line.p, line.n, "www.", 4))) return;
    for (size_t i = 0, end; i < line.n && k < m->n; i = end + 1) {
        for (end = i; end < line.n && !breaks(line, end);) end++;
        sl_range r = {i + address(sl_slice(line.p + i, end - i)), end};
        for (; k < m->n && m->v[k].start < end; k++)
            if (!within(m->v[k].start, r)) m->v[n++] = m->v[k];
    }
    while (k < m->n) m->v[n++] = m->v[k++];
    m->n = n;
}
