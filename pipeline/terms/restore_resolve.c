/* Which entry each placeholder of a line is; see sluis/restore.h. */
#include "element.h"
#include "restore.h"
#include "sluis/fold.h"
#include "sluis/utf8.h"

enum { FEW = 64 };         /* entries of a line that may all be looked at for each placeholder: else the next one only, so that time is linear */

/* Index of the entry with this id; SIZE_MAX: none. */
static size_t entry_of(const restore_job *j, uint32_t id) {
    size_t lo = 0, hi = j->n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (j->v[mid].id < id) lo = mid + 1;
        else hi = mid;
    }
    return lo < j->n && j->v[lo].id == id ? lo : SIZE_MAX;
}

static void unknown(restore_job *j, const sl_ph_span *s) {
    sl_restored *r = j->r;
    r->unknown = sl_grow(r->unknown, &r->unknown_cap, r->unknowns + 1, sizeof *r->unknown);
    r->unknown[r->unknowns++] = (sl_restore_unknown){s->id, s->start, s->end};
}


/* Does the element's start say the target of the entry? */
static bool says(restore_job *j, const sl_ph_span *s, const sl_termmap_entry *t) {
    sl_buf *b = &j->r->text;
    sl_clear(b);
    sl_element_escape(SL_ELEMENT_VALUE, t->target, b);
    sl_str start = sl_slice(j->in.p + s->start, s->inside.start - s->start);
    const char *p = b->n ? memmem(start.p, start.n, b->p, b->n) : NULL;
    return p && p > start.p && p[-1] == '"' && p[b->n] == '"';
}

/* Of the entries from..to that have not come back yet, the first with this surface, or target. When several have, they must be
 * alike in what is put back, or only one is the one that the element names: else it is not known which one it is. */
static size_t entry_with(restore_job *j, const sl_ph_span *s, sl_range r, sl_str text, bool by_target) {
    size_t found = SIZE_MAX, named = SIZE_MAX, names = 0;
    bool alike = true;
    for (size_t i = r.start; i < r.end; i++) {
        const sl_termmap_entry *t = &j->v[i];
        if (!sl_restore_is_term(t) || j->r->fate[i].rung < SL_NRUNGS || !sl_eq(by_target ? t->target : t->surface, text)) continue;
        if (says(j, s, t) && (named == SIZE_MAX || !sl_eq(t->target, j->v[named].target))) named = named == SIZE_MAX ? i : named, names++;
        if (found == SIZE_MAX) found = i;
        else alike &= j->rules->source ? sl_eq(t->surface, j->v[found].surface) : sl_eq(t->target, j->v[found].target) && sl_eq(t->rule, j->v[found].rule);
    }
    return names == 1 ? named : alike ? found : SIZE_MAX;
}

/* An element without an id: by what it holds. */
static size_t entry_by_text(restore_job *j, const sl_ph_span *s) {
    sl_buf *b = &j->r->target;
    sl_range r = {0, j->n};
    sl_clear(b);
    sl_ph_unescape(j->ph, sl_slice(j->in.p + s->inside.start, s->inside.end - s->inside.start), b);
    if (j->n > FEW) {
        while (j->cursor < j->n && (!sl_restore_is_term(&j->v[j->cursor]) || j->r->fate[j->cursor].rung < SL_NRUNGS)) j->cursor++;
        r = (sl_range){j->cursor, j->cursor + (j->cursor < j->n)};
    }
    size_t k = entry_with(j, s, r, sl_view(b), false);
    return k != SIZE_MAX ? k : entry_with(j, s, r, sl_view(b), true);
}

/* Bare numbers count where all terms of the line came back so, each once. */
static bool all_bare(const restore_job *j) {
    size_t bare = 0, terms = 0;
    for (size_t i = 0; i < j->n; i++) terms += sl_restore_is_term(&j->v[i]);
    for (size_t i = 0; i < j->r->spans.n; i++) {
        const sl_ph_span *s = &j->r->spans.v[i];
        size_t k = j->r->entry[i];
        if (s->rung != SL_RUNG_BARE) return false;
        if (k == SIZE_MAX) continue;
        if (j->r->fate[k].times++) return false;
        bare++;
    }
    return bare == terms && terms;
}

static void drop_bare(restore_job *j) {
    bool bare = false, all;
    for (size_t i = 0; i < j->r->spans.n; i++) bare |= j->r->spans.v[i].rung == SL_RUNG_BARE;
    if (!bare) return;
    all = all_bare(j);
    for (size_t i = 0; i < j->n; i++) {
        j->r->fate[i].times = 0;
        if (!all && j->r->fate[i].rung == SL_RUNG_BARE) j->r->fate[i].rung = SL_NRUNGS;
    }
    for (size_t i = 0; i < j->r->spans.n && !all; i++)
        if (j->r->spans.v[i].rung == SL_RUNG_BARE) j->r->entry[i] = SIZE_MAX;
}

static bool touches(const restore_job *j, size_t i, size_t k) {
    const sl_ph_span *a = &j->r->spans.v[i], *b = &j->r->spans.v[k];
    return j->r->entry[i] == j->r->entry[k] && restore_only_space(sl_slice(j->in.p + a->end, b->start - a->end));
}

/* Weak findings give way to strong ones: they stay where they double one on the spot, and else are told. */
static void drop_weak(restore_job *j) {
    for (size_t i = 0; i < j->r->spans.n; i++) {
        size_t k = j->r->entry[i];
        sl_rung rung = j->r->spans.v[i].rung;
        if (k == SIZE_MAX || rung < SL_RUNG_BRACKET || j->r->fate[k].rung >= rung) continue;
        if ((i && touches(j, i - 1, i)) || (i + 1 < j->r->spans.n && touches(j, i, i + 1))) continue;
        j->r->entry[i] = SIZE_MAX;
        unknown(j, &j->r->spans.v[i]);
    }
}

static bool is_at(sl_str s, size_t at, sl_str word) {
    size_t i = 0;
    int32_t a, b;
    while (i < word.n) {
        if (at >= s.n) return false;
        at += (size_t)sl_utf8_next(s.p + at, s.n - at, &a);
        i += (size_t)sl_utf8_next(word.p + i, word.n - i, &b);
        if (a != b && (a < 0 || sl_lower(a) != sl_lower(b))) return false;
    }
    b = -1;
    if (at < s.n) sl_utf8_next(s.p + at, s.n - at, &b);
    return !sl_fold_is_word(b);
}

/* From `from` on, where a target stands that the engine wrote itself, with any case; SIZE_MAX: nowhere. */
static size_t find_text(sl_str s, size_t from, sl_str word) {
    unsigned char first = (unsigned char)word.p[0];
    for (size_t i = from; word.n && i + word.n <= s.n + 8; i++) {
        if (i >= s.n) break;
        unsigned char c = (unsigned char)s.p[i];
        if (first < 0x80 && c < 0x80 && (c | 32) != (first | 32)) continue;
        if ((c & 0xC0) == 0x80) continue;
        int32_t before = -1;
        if (i) sl_utf8_prev(s.p, i, &before);
        if (!sl_fold_is_word(before) && is_at(s, i, word)) return i;
    }
    return SIZE_MAX;
}

/* The same, but not within a placeholder. */
static size_t find_free(const restore_job *j, size_t from, sl_str word) {
    for (;;) {
        size_t p = find_text(j->in, from, word), lo = 0, hi = j->r->spans.n;
        if (p == SIZE_MAX) return p;
        while (lo < hi) {                         /* the first span that ends behind it */
            size_t mid = (lo + hi) / 2;
            if (j->r->spans.v[mid].end <= p) lo = mid + 1;
            else hi = mid;
        }
        if (lo == j->r->spans.n || j->r->spans.v[lo].start > p) return p;
        from = j->r->spans.v[lo].end;
    }
}

/* Terms whose engine wrote the target: in the order of the entries, each behind the one before; else from the start, in short lines.
 * When many are not there, the rest counts as missing. */
static void find_targets(restore_job *j) {
    size_t at = 0, misses = 0;
    for (size_t i = 0; i < j->n && misses < FEW; i++) {
        sl_restore_fate *f = &j->r->fate[i];
        sl_str word = j->rules->source ? j->v[i].surface : j->v[i].target;
        if (f->rung < SL_NRUNGS || !sl_restore_is_term(&j->v[i]) || !word.n) continue;
        sl_clear(&j->r->target);
        sl_ph_escape(j->ph, word, &j->r->target);
        size_t p = find_free(j, at, sl_view(&j->r->target));
        if (p == SIZE_MAX && j->n <= FEW && at) p = find_free(j, 0, sl_view(&j->r->target));
        misses += p == SIZE_MAX;
        if (p == SIZE_MAX) continue;
        *f = (sl_restore_fate){1, 0, SL_RUNG_TEXT, p, p + j->r->target.n};
        at = p + j->r->target.n;
    }
}

void restore_resolve(restore_job *j) {
    sl_restored *r = j->r;
    r->fate = sl_grow(r->fate, &r->fates, j->n + 1, sizeof *r->fate);
    for (size_t i = 0; i < j->n; i++) r->fate[i] = (sl_restore_fate){0, 0, SL_NRUNGS, 0, 0};
    sl_ph_scan(j->ph, j->in, &r->spans);
    r->entry = sl_grow(r->entry, &r->entries_cap, r->spans.n + 1, sizeof *r->entry);
    for (size_t i = 0; i < r->spans.n; i++) {
        const sl_ph_span *s = &r->spans.v[i];
        bool nameless = !s->id && j->ph->element;
        size_t k = nameless ? entry_by_text(j, s) : entry_of(j, s->id);
        bool own = k != SIZE_MAX && sl_eq(j->v[k].rule, SL_LIT("text"));
        r->entry[i] = own ? SIZE_MAX : k;
        if (k == SIZE_MAX && s->rung < SL_RUNG_BRACKET) unknown(j, s);
        else if (k != SIZE_MAX && !own && s->rung < r->fate[k].rung) r->fate[k].rung = s->rung;
    }
    for (size_t i = 0; i < r->spans.ndoubt; i++) {        /* protect gives no id that the line shows so: this one was ours */
        size_t k = entry_of(j, r->spans.doubt[i].id);
        if (k != SIZE_MAX && sl_restore_is_term(&j->v[k])) unknown(j, &r->spans.doubt[i]);
    }
    drop_bare(j);
    drop_weak(j);
    if (sl_ph_says_target(j->ph)) find_targets(j);
}
