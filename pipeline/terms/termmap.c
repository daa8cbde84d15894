/* The entries of protect's map; see sluis/termmap.h. */
#include "sluis/termmap.h"
#include <stdlib.h>

enum { FIELDS = 8 };

struct sl_termmap {
    sl_sidemap *rows;
    sl_termmap_entry *v; size_t cap;
};

int sl_termmap_open(sl_termmap **out, const char *path, sl_err *e) {
    sl_termmap *m = sl_zalloc(sizeof *m);
    int rc = sl_sidemap_open(&m->rows, path, "protect", SL_TERMMAP_COLUMNS, e);
    if (rc) sl_termmap_close(m);
    else *out = m;
    return rc;
}

/* What is wrong with a row; NULL for nothing. */
static const char *parse(sl_str s, sl_termmap_entry *t) {
    sl_str *strings[] = {&t->surface, &t->term, &t->target, &t->rule};
    uint64_t id;
    if (!sl_sidemap_number(&s, 10, '\t', &id) || !id || id > 999999999) return "column 2 is no id";
    if (!sl_sidemap_number(&s, 10, '\t', &t->start) || !sl_sidemap_number(&s, 10, '\t', &t->end) || t->end < t->start)
        return "columns 3 and 4 are no range of bytes";
    for (int i = 0; i < 4; i++) *strings[i] = sl_cut(&s, '\t');
    t->id = (uint32_t)id;
    return NULL;
}

static int parse_entry(sl_termmap *m, size_t i, sl_str row, sl_err *e) {
    int columns = 2;
    for (size_t k = 0; k < row.n; k++) columns += row.p[k] == '\t';
    if (columns != FIELDS) return sl_sidemap_bad(m->rows, i, e, "has %d columns instead of %d", columns, FIELDS);
    const char *wrong = parse(row, &m->v[i]);
    bool part = !wrong && sl_eq(m->v[i].rule, SL_LIT("part"));
    if (part && (!i || m->v[i].id != m->v[i - 1].id)) wrong = "a part must stand behind its term";
    if (!wrong && !part && i && m->v[i].id <= m->v[i - 1].id) wrong = "ids of one line must ascend";
    return wrong ? sl_sidemap_bad(m->rows, i, e, "%s", wrong) : 0;
}

int sl_termmap_line(sl_termmap *m, uint64_t line, const sl_termmap_entry **v, size_t *n, sl_err *e) {
    const sl_str *rows;
    int rc = sl_sidemap_line(m->rows, line, &rows, n, e);
    if (rc) return rc;
    m->v = sl_grow(m->v, &m->cap, *n, sizeof *m->v);
    for (size_t i = 0; rc == 0 && i < *n; i++) rc = parse_entry(m, i, rows[i], e);
    *v = m->v;
    return rc;
}

bool sl_termmap_has(sl_str rule, const char *what) {
    sl_str w = sl_cstr(what);
    while (rule.n)
        if (sl_eq(sl_cut(&rule, '+'), w)) return true;
    return false;
}

sl_str sl_termmap_style(const sl_termmap *m) {
    sl_str note = sl_sidemap_note(m->rows), lead = SL_LIT("style=");
    return sl_starts(note, lead) ? sl_slice(note.p + lead.n, note.n - lead.n) : SL_LIT("xx");
}

int sl_termmap_end(sl_termmap *m, uint64_t lines, sl_err *e) { return sl_sidemap_end(m->rows, lines, e); }
int sl_termmap_head(sl_termmap *m, uint64_t *lines, uint64_t *hash, sl_err *e) { return sl_sidemap_head(m->rows, lines, hash, e); }
int sl_termmap_verify(sl_termmap *m, const char *text, sl_err *e) { return sl_sidemap_verify(m->rows, text, e); }
uint64_t sl_termmap_where(const sl_termmap *m) { return sl_sidemap_where(m->rows); }

void sl_termmap_close(sl_termmap *m) {
    if (!m) return;
    sl_sidemap_close(m->rows);
    free(m->v);
    free(m);
}
