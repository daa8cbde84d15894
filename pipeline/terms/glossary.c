/* Reading a glossary in TSV; see sl_termbase_load in sluis/termbase.h. */
#include "sluis/io.h"
#include "sluis/termbase.h"
#include "sluis/utf8.h"

static const struct { const char *name; uint32_t bit; } flag_names[] = {{"-", 0}, {"acr", SL_TERM_ACR}, {"dnt", SL_TERM_DNT}, {"cs", SL_TERM_CS}};
enum { NFLAGS = sizeof flag_names / sizeof *flag_names };

typedef struct { const char *file; uint64_t line; sl_err *e; } place;

static sl_str trim(sl_str s) {
    int32_t c;
    size_t k;
    while (s.n && (k = (size_t)sl_utf8_next(s.p, s.n, &c), sl_is_space(c))) s.p += k, s.n -= k;
    while (s.n && (k = (size_t)sl_utf8_prev(s.p, s.n, &c), sl_is_space(c))) s.n -= k;
    return s;
}

static int read_flags(sl_str s, uint32_t *flags, const place *at) {
    *flags = 0;
    while (s.n) {
        sl_str name = trim(sl_cut(&s, ','));
        int i = 0;
        while (i < NFLAGS && !sl_eq(name, sl_cstr(flag_names[i].name))) i++;
        if (i == NFLAGS) return sl_fail(at->e, SL_EDATA, at->file, at->line, 0, "unknown flag '%.*s'", name.n < 40 ? (int)name.n : 40, name.p);
        *flags |= flag_names[i].bit;
    }
    return 0;
}

static int add_line(sl_termbase *tb, sl_str line, const place *at) {
    size_t good = sl_utf8_valid(line.p, line.n);
    if (good < line.n)
        return sl_fail(at->e, SL_EDATA, at->file, at->line, good + 1, "invalid UTF-8 (0x%02X)", (unsigned char)line.p[good]);
    if (at->line == 1) line = sl_unmarked(line);
    if (!trim(line).n || line.p[0] == '#') return 0;
    sl_str source = trim(sl_cut(&line, '\t')), target = trim(sl_cut(&line, '\t')), pos = trim(sl_cut(&line, '\t'));
    uint32_t flags;
    int rc = read_flags(trim(sl_cut(&line, '\t')), &flags, at);
    return rc ? rc : sl_termbase_add(tb, source, target, pos, flags, at->file, at->line, at->e);
}

int sl_termbase_load(sl_termbase *tb, const char *path, sl_err *e) {
    sl_lines *l;
    sl_str line;
    int rc = sl_lines_open(&l, path, e), got = 0;
    if (rc) return rc;
    while (rc == 0 && (got = sl_lines_next(l, &line, e)) > 0) {
        place at = {path, sl_lines_number(l), e};
        rc = add_line(tb, line, &at);
    }
    sl_lines_close(l);
    return rc ? rc : got < 0 ? -got : 0;
}
