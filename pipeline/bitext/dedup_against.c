/* What dedup compares with: test sets, by the key or side by side; see dedup_stage.h. */
#include "dedup_stage.h"

typedef struct { sl_str text[SL_MAXFIELDS]; unsigned column[SL_MAXFIELDS], n; } sides;

static void add_side(sides *v, sl_str text, unsigned column) {
    v->text[v->n] = text;
    v->column[v->n++] = column;
}

/* What of a line is compared by itself. 0, or the column that is missing. A line of one column stands for the one that is
 * wanted: a test set may be one side only. */
static unsigned sides_of(const sl_dedup_conf *c, sl_str line, bool of_file, sides *v) {
    bool one = !memchr(line.p, '\t', line.n);
    v->n = 0;
    if (c->side == SL_SIDE_KEY) {
        unsigned n = sl_dedup_columns(&c->key, line, v->text);
        for (unsigned i = 0; i < n; i++) v->column[i] = c->key.nfields ? c->key.fields[i] : 1;
        v->n = n;
        if (n >= c->key.nfields || (c->key.lenient && n)) return 0;
        if (!of_file || c->key.nfields != 1 || !one) return c->key.fields[n];
        add_side(v, line, c->key.fields[0]);
        return 0;
    }
    sl_str rest = line, a = sl_cut(&rest, '\t'), b = one ? line : sl_cut(&rest, '\t');
    if (one && !of_file && (c->side == SL_SIDE_TARGET || (c->side == SL_SIDE_EITHER && !c->key.lenient))) return 2;
    if (c->side != SL_SIDE_TARGET) add_side(v, a, 1);
    if (c->side == SL_SIDE_TARGET || (c->side == SL_SIDE_EITHER && (of_file || !one))) add_side(v, b, 2);
    return 0;
}

static unsigned add_key(sl_dedup_conf *c, sl_str line, sl_leak_room *room) {
    sl_dedup_key whole = {.fold = c->known_key.fold};
    uint64_t hash;
    unsigned missing = sl_dedup_hash(&c->known_key, line, &room->scratch, &hash);
    if (missing && c->key.nfields == 1 && !memchr(line.p, '\t', line.n)) missing = sl_dedup_hash(&whole, line, &room->scratch, &hash);
    if (!missing) sl_set_add(&c->known, hash);
    return missing;
}

static unsigned add_sides(sl_dedup_conf *c, sl_str line, sl_leak_room *room) {
    sides v;
    unsigned missing = sides_of(c, line, true, &v);
    for (unsigned i = 0; !missing && i < v.n; i++) sl_leak_add(&c->leak, v.text[i], v.column[i], room);
    return missing;
}

static int load(sl_stage *s, const char *path, sl_leak_room *room) {
    sl_dedup_conf *c = s->conf;
    sl_lines *l;
    sl_str line;
    int got = 0, rc = sl_lines_open(&l, path, s->err);
    if (rc) return rc;
    while (rc == 0 && (got = sl_lines_next(l, &line, s->err)) > 0) {
        unsigned missing = c->by_key ? add_key(c, line, room) : add_sides(c, line, room);
        if (missing) rc = sl_fail(s->err, SL_EDATA, sl_lines_name(l), sl_lines_number(l), 0, "has no column %u", missing);
        if (c->kind == SL_KEY_AUTO && c->side == SL_SIDE_KEY && line.n && !memchr(line.p, '\t', line.n)) c->narrow = path;
    }
    sl_lines_close(l);
    return rc ? rc : -got;
}

int sl_dedup_load(sl_stage *s) {
    sl_dedup_conf *c = s->conf;
    sl_leak_room room = {0};
    int rc = 0;
    c->by_key = c->side == SL_SIDE_KEY && c->match != SL_MATCH_NGRAM;
    c->known_key = c->key;
    if (c->match == SL_MATCH_FOLD) c->known_key.fold |= SL_FOLD;
    c->leak = (sl_leak){.ngram = c->match == SL_MATCH_NGRAM, .fold = c->known_key.fold, .n = (unsigned)c->ngram, .share = c->overlap};
    for (size_t i = 0; rc == 0 && i < c->files.n; i++)
        rc = strcmp(c->files.v[i], "-") ? load(s, c->files.v[i], &room) : sl_usage(s, "--against takes no standard input");
    sl_buf_free(&room.scratch);
    sl_buf_free(&room.words);
    return rc;
}

int sl_dedup_is_against(sl_stage *s, sl_str line, uint64_t hash) {
    const sl_dedup_conf *c = s->conf;
    sl_dedup_self *x = s->self;
    sides v;
    if (c->narrow && memchr(line.p, '\t', line.n))
        return -sl_bad(s, 0, "is a pair, but %s has one column: --key or --side source or target?", c->narrow);
    if (c->by_key) {
        if (c->known_key.fold != c->key.fold) sl_dedup_hash(&c->known_key, line, &x->room.scratch, &hash);
        return sl_set_has(&c->known, hash);
    }
    unsigned missing = sides_of(c, line, false, &v), found = 0;
    if (missing) return -sl_bad(s, 0, "has no column %u", missing);
    for (unsigned i = 0; i < v.n; i++) found += sl_leak_has(&c->leak, v.text[i], v.column[i], &x->room);
    return c->side == SL_SIDE_KEY ? found == v.n : found > 0;
}
