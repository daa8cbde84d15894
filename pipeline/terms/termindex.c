/* The index's table; see sluis/termindex.h. */
#include "sluis/termindex.h"
#include "sluis/fold.h"
#include <stdio.h>
#include <stdlib.h>

static sl_termslot *slot_for(sl_termindex *ix, uint64_t hash) {
    hash += !hash;
    size_t i = hash & ix->mask;
    while (ix->slots[i].hash && ix->slots[i].hash != hash) i = (i + 1) & ix->mask;
    return &ix->slots[i];
}

static void note_first(sl_termindex *ix, const sl_termslot *s) { ix->first[s->hash >> 6 & ix->first_mask] |= 1ull << (s->hash & 63); }

/* Twice as many bits as slots: few words that begin no source find theirs set, and the bits stay in a near cache. */
static void make_first(sl_termindex *ix, size_t slots) {
    free(ix->first);
    ix->first_mask = slots / 32 - 1;
    ix->first = sl_zalloc((ix->first_mask + 1) * sizeof *ix->first);
}

static void make_room(sl_termindex *ix, size_t want) {
    size_t size = ix->slots ? ix->mask + 1 : 0, more = size ? size : 64;
    while (more < 2 * want) more *= 2;
    if (more == size) return;
    sl_termslot *old = ix->slots;
    ix->slots = sl_zalloc(more * sizeof *ix->slots);
    ix->mask = more - 1;
    make_first(ix, more);
    for (size_t i = 0; i < size; i++) {
        if (!old[i].hash) continue;
        *slot_for(ix, old[i].hash) = old[i];
        if (old[i].flags & SL_SLOT_FIRST) note_first(ix, &old[i]);
    }
    free(old);
}

static sl_termslot *slot_make(sl_termindex *ix, uint64_t hash) {
    sl_termslot *s = slot_for(ix, hash);
    if (!s->hash) {
        s->hash = hash + !hash;
        ix->used++;
    }
    return s;
}

static void note_start(sl_termindex *ix, const sl_seg *seg, sl_termslot *s) {
    s->flags |= SL_SLOT_FIRST;
    note_first(ix, s);
    if (seg->kind == SL_SEG_WORD) return;
    if (seg->c >= 0 && seg->c < 128) ix->starts[seg->c] = true;
    else ix->starts_other = true;
}

/* Walk the source into the table: a slot for each prefix that does not end in a space. NULL: too many segments. */
static sl_termslot *insert(sl_termindex *ix, sl_str form) {
    uint64_t h = SL_FOLD_SEED;
    make_room(ix, ix->used + SL_TERM_MAXSEGS);
    sl_termslot *last = NULL;
    for (int k = 0; form.n; k++) {
        if (k == SL_TERM_MAXSEGS) return NULL;
        sl_seg seg = sl_fold_seg(form, &ix->scratch);
        h = sl_fold_step(h, seg.hash);
        form.p += seg.n;
        form.n -= seg.n;
        if (seg.kind == SL_SEG_SPACE) continue;
        if (last) last->flags |= SL_SLOT_MORE;
        last = slot_make(ix, h);
        if (k == 0) note_start(ix, &seg, last);
    }
    return last;
}

static bool known(const sl_termindex *ix, const sl_termslot *s, sl_str form, uint32_t **link) {
    *link = NULL;
    for (uint32_t t = s->term; t; t = ix->nodes[t - 1].next) {
        if (sl_eq(ix->nodes[t - 1].form, form)) return true;
        *link = &ix->nodes[t - 1].next;
    }
    return false;
}

static void duplicate(sl_termindex *ix, const sl_term *t) {
    const char *file = sl_termbase_file(ix->tb, t->file);
    if (ix->duplicates++ == 0)
        snprintf(ix->first_duplicate, sizeof ix->first_duplicate, "%s:%llu: '%.*s'", *file ? file : "-", (unsigned long long)t->line,
                 t->source.n < 80 ? (int)t->source.n : 80, t->source.p);
}

static sl_str form_of(sl_termindex *ix, sl_str source) {
    sl_clear(&ix->form);
    sl_fold_form(source, &ix->form);
    sl_str form = sl_view(&ix->form);
    while (form.n && form.p[0] == ' ') form.p++, form.n--;           /* also what is left when invisible characters go */
    while (form.n && form.p[form.n - 1] == ' ') form.n--;
    return form;
}

static void add(sl_termindex *ix, uint32_t i) {
    sl_term t = sl_termbase_at(ix->tb, i);
    if (t.flags & (SL_TERM_FORBIDDEN | SL_TERM_REGEX)) return;
    sl_str form = form_of(ix, t.source);
    uint32_t *link;
    sl_termslot *s = insert(ix, form);
    if (!s) return;
    if (known(ix, s, form, &link)) { duplicate(ix, &t); return; }
    ix->nodes[i].form = sl_eq(form, t.source) ? t.source : sl_arena_copy(&ix->text, form);
    *(link ? link : &s->term) = i + 1;
}

int sl_termindex_build(sl_termindex *ix, const sl_termbase *tb, sl_err *e) {
    (void)e;
    ix->tb = tb;
    ix->nodes = sl_zalloc((tb->n + 1) * sizeof *ix->nodes);
    for (uint32_t i = 0; i < sl_termbase_count(tb); i++) add(ix, i);
    return 0;
}

void sl_termindex_free(sl_termindex *ix) {
    free(ix->nodes);
    free(ix->slots);
    free(ix->first);
    sl_arena_free(&ix->text);
    sl_buf_free(&ix->scratch);
    sl_buf_free(&ix->form);
    *ix = (sl_termindex){0};
}
