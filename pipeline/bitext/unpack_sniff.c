/* unpack: what an input is, by its first bytes. */
#include "unpack.h"

static bool space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
static bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static void step(sl_str *b, size_t n) { b->p += n; b->n -= n; }

/* Behind the next `end`. */
static bool pass(sl_str *b, sl_str end) {
    const char *q = memmem(b->p, b->n, end.p, end.n);
    if (!q) return false;
    step(b, (size_t)(q - b->p) + end.n);
    return true;
}

/* The root element's name, behind the declaration, comments and a DOCTYPE. 1; 0: not XML; -1: the bytes end before. */
static int root(sl_str b, sl_str *name) {
    for (;;) {
        while (b.n && space(*b.p)) step(&b, 1);
        if (b.n < 2) return b.n && *b.p != '<' ? 0 : -1;
        if (b.p[0] != '<') return 0;
        if (letter(b.p[1])) break;
        if (b.p[1] != '?' && b.p[1] != '!') return 0;
        bool comment = sl_starts(b, SL_LIT("<!--"));
        if (!pass(&b, comment ? SL_LIT("-->") : SL_LIT(">"))) return -1;
    }
    for (name->p = b.p + 1, name->n = 0; name->n + 1 < b.n; name->n++)
        if (space(name->p[name->n]) || name->p[name->n] == '>' || name->p[name->n] == '/') return 1;
    return -1;
}

static const struct { sl_str root; int format; } roots[] = {{{"tmx", 3}, SL_UNPACK_TMX}, {{"cesAlign", 8}, SL_UNPACK_XCES}, {{"xliff", 5}, SL_UNPACK_XLIFF}};

static int of_root(sl_str name) {
    const char *colon = memchr(name.p, ':', name.n);
    if (colon) step(&name, (size_t)(colon - name.p) + 1);
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (sl_eq(name, roots[i].root)) return roots[i].format;
    return 0;
}

/* UTF-16 can only be XML here: its Latin letters. */
static sl_str narrow(sl_str b, char *to, size_t max) {
    size_t n = 0;
    for (size_t i = 2; i < b.n && n < max; i++)
        if (b.p[i]) to[n++] = b.p[i];
    return sl_slice(to, n);
}

/* Columns of text may begin with < too; only XML's own beginnings are it, whatever its root element is called. */
static const sl_str starts[] = {{"<?xml", 5}, {"<tmx", 4}, {"<cesAlign", 9}, {"<xliff", 6}, {"<!DOCTYPE ", 10}};
static bool declared(sl_str b) {
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (sl_starts(b, starts[i])) return true;
    return false;
}
static bool begins(sl_str b, sl_str start) { return b.n < start.n && sl_starts(start, b); }
static bool may_be(sl_str b) {
    sl_str text = sl_starts(b, SL_LIT("\xEF\xBB\xBF")) ? sl_slice(b.p + 3, b.n - 3) : b;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (begins(text, starts[i])) return true;
    return begins(b, SL_LIT("\xEF\xBB\xBF")) || begins(b, SL_LIT("\xFE\xFF")) || begins(b, SL_LIT("\xFF\xFE")) || begins(b, SL_LIT("{\"translation\""));
}

int sl_unpack_sniff(sl_str b, bool all) {
    enum { FAR = 1 << 14 };
    char narrowed[FAR / 2];
    sl_str name;
    if (!all && may_be(b)) return -1;
    if (sl_starts(b, SL_LIT("{\"translation\""))) return SL_UNPACK_JSONL;
    bool wide = sl_starts(b, SL_LIT("\xFE\xFF")) || sl_starts(b, SL_LIT("\xFF\xFE"));
    if (wide) b = narrow(b, narrowed, sizeof narrowed);
    else if (sl_starts(b, SL_LIT("\xEF\xBB\xBF"))) step(&b, 3);
    if (!wide && !declared(b)) return 0;
    int found = root(b, &name);
    if (found < 0 && !all && b.n < sizeof narrowed) return -1;
    int format = found > 0 ? of_root(name) : 0;
    return format ? format : SL_UNPACK_TMX;              /* whose reader tells what is wrong */
}
