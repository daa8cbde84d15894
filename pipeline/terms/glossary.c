/* Reading a glossary in TSV; see sl_termbase_load in sluis/termbase.h. */
#include "sluis/io.h"
#include "sluis/termbase.h"
#include "sluis/utf8.h"

typedef struct { const char *file; uint64_t line; sl_err *e; } place;

static sl_str trim(sl_str s) {
    int32_t c;
    size_t k;
    while (s.n && (k = (size_t)sl_utf8_next(s.p, s.n, &c), sl_is_space(c))) s.p += k, s.n -= k;
    while (s.n && (k = (size_t)sl_utf8_prev(s.p, s.n, &c), sl_is_space(c))) s.n -= k;
    return s;
}

static int add_line(sl_termbase *tb, sl_str line, const place *at) {
    size_t good = sl_utf8_valid(line.p, line.n);
    if (good < line.n)
        return sl_fail(at->e, SL_EDATA, at->file, at->line, good + 1, "invalid UTF-8 (0x%02X)", (unsigned char)line.p[good]);
    if (at->line == 1) line = sl_unmarked(line);
    if (!trim(line).n || line.p[0] == '#') return 0;
    sl_term t = {.domain = SL_LIT(""), .note = SL_LIT("")};
    sl_str bad;
    t.source = trim(sl_cut(&line, '\t'));
    t.target = trim(sl_cut(&line, '\t'));
    t.pos = sl_pos_find(trim(sl_cut(&line, '\t')));
    if (!sl_termflags_read(trim(sl_cut(&line, '\t')), &t.flags, &t.priority, &bad))
        return sl_fail(at->e, SL_EDATA, at->file, at->line, 0, "unknown flag '%.*s'", bad.n < 40 ? (int)bad.n : 40, bad.p);
    t.variants = trim(sl_cut(&line, '\t'));
    return sl_termbase_add(tb, &t, at->file, at->line, at->e);
}

int sl_termbase_load(sl_termbase *tb, const char *path, const sl_glossary_rules *rules, sl_err *e) {
    (void)rules;
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
