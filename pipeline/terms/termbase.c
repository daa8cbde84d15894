/* The termbase's table; see sluis/termbase.h. */
#include "sluis/termbase.h"
#include "sluis/fold.h"
#include <stdio.h>
#include <stdlib.h>

static sl_termslot *slot_for(sl_termbase *tb, uint64_t hash) {
    hash += !hash;
    size_t i = hash & tb->mask;
    while (tb->slots[i].hash && tb->slots[i].hash != hash) i = (i + 1) & tb->mask;
    return &tb->slots[i];
}

static void note_first(sl_termbase *tb, const sl_termslot *s) { tb->first[s->hash >> 6 & tb->first_mask] |= 1ull << (s->hash & 63); }

/* Twice as many bits as slots: few words that begin no source find theirs set, and the bits stay in a near cache. */
static void make_first(sl_termbase *tb, size_t slots) {
    free(tb->first);
    tb->first_mask = slots / 32 - 1;
    tb->first = sl_zalloc((tb->first_mask + 1) * sizeof *tb->first);
}

static void make_room(sl_termbase *tb, size_t want) {
    size_t size = tb->slots ? tb->mask + 1 : 0, more = size ? size : 64;
    while (more < 2 * want) more *= 2;
    if (more == size) return;
    sl_termslot *old = tb->slots;
    tb->slots = sl_zalloc(more * sizeof *tb->slots);
    tb->mask = more - 1;
    make_first(tb, more);
    for (size_t i = 0; i < size; i++) {
        if (!old[i].hash) continue;
        *slot_for(tb, old[i].hash) = old[i];
        if (old[i].flags & SL_SLOT_FIRST) note_first(tb, &old[i]);
    }
    free(old);
}

static sl_termslot *slot_make(sl_termbase *tb, uint64_t hash) {
    sl_termslot *s = slot_for(tb, hash);
    if (!s->hash) {
        s->hash = hash + !hash;
        tb->used++;
    }
    return s;
}

static void note_start(sl_termbase *tb, const sl_seg *seg, sl_termslot *s) {
    s->flags |= SL_SLOT_FIRST;
    note_first(tb, s);
    if (seg->kind == SL_SEG_WORD) return;
    if (seg->c >= 0 && seg->c < 128) tb->starts[seg->c] = true;
    else tb->starts_other = true;
}

/* Walk the source into the table: a slot for each prefix that does not end in a space. NULL: too many segments. */
static sl_termslot *insert(sl_termbase *tb, sl_str form) {
    uint64_t h = SL_FOLD_SEED;
    make_room(tb, tb->used + SL_TERM_MAXSEGS);
    sl_termslot *last = NULL;
    for (int k = 0; form.n; k++) {
        if (k == SL_TERM_MAXSEGS) return NULL;
        sl_seg seg = sl_fold_seg(form, &tb->scratch);
        h = sl_fold_step(h, seg.hash);
        form.p += seg.n;
        form.n -= seg.n;
        if (seg.kind == SL_SEG_SPACE) continue;
        if (last) last->flags |= SL_SLOT_MORE;
        last = slot_make(tb, h);
        if (k == 0) note_start(tb, &seg, last);
    }
    return last;
}

static bool known(sl_termbase *tb, const sl_termslot *s, sl_str form, uint32_t **link) {
    *link = NULL;
    for (uint32_t t = s->term; t; t = tb->terms[t - 1].next) {
        if (sl_eq(tb->terms[t - 1].form, form)) return true;
        *link = &tb->terms[t - 1].next;
    }
    return false;
}

static void duplicate(sl_termbase *tb, sl_str source, const char *file, uint64_t line) {
    if (tb->duplicates++ == 0)
        snprintf(tb->first_duplicate, sizeof tb->first_duplicate, "%s:%llu: '%.*s'", file ? file : "-", (unsigned long long)line,
                 source.n < 80 ? (int)source.n : 80, source.p);
}

static void append(sl_termbase *tb, sl_termslot *s, uint32_t *link, const sl_term *t) {
    bool first = !s->term;
    size_t before = first ? 0 : (size_t)((char *)link - (char *)tb->terms);     /* terms may move */
    tb->terms = sl_grow(tb->terms, &tb->cap, tb->n + 1, sizeof *tb->terms);
    tb->terms[tb->n++] = *t;
    if (first) s->term = (uint32_t)tb->n;
    else *(uint32_t *)((char *)tb->terms + before) = (uint32_t)tb->n;
}

int sl_termbase_add(sl_termbase *tb, sl_str source, sl_str target, sl_str pos, uint32_t flags, const char *file, uint64_t line, sl_err *e) {
    sl_clear(&tb->form);
    sl_fold_form(source, &tb->form);
    sl_str form = sl_view(&tb->form);
    while (form.n && form.p[0] == ' ') form.p++, form.n--;           /* also what is left when invisible characters go */
    while (form.n && form.p[form.n - 1] == ' ') form.n--;
    if (flags & SL_TERM_DNT) target = source;
    if (!form.n) return sl_fail(e, SL_EDATA, file, line, 0, "empty source");
    if (!target.n) return sl_fail(e, SL_EDATA, file, line, 0, "no target, and not dnt");
    if (tb->n == UINT32_MAX - 1) return sl_fail(e, SL_EDATA, file, line, 0, "too many entries");
    sl_termslot *s = insert(tb, form);
    if (!s) return sl_fail(e, SL_EDATA, file, line, 0, "source is longer than %d words and signs", SL_TERM_MAXSEGS);
    uint32_t *link;
    if (known(tb, s, form, &link)) { duplicate(tb, source, file, line); return 0; }
    sl_term t = {.line = line, .flags = flags, .source = sl_arena_copy(&tb->text, source)};
    t.form = sl_eq(form, source) ? t.source : sl_arena_copy(&tb->text, form);
    t.target = flags & SL_TERM_DNT ? t.source : sl_arena_copy(&tb->text, target);
    t.pos = sl_arena_copy(&tb->text, pos);
    append(tb, s, link, &t);
    return 0;
}

void sl_termbase_free(sl_termbase *tb) {
    free(tb->terms);
    free(tb->slots);
    free(tb->first);
    sl_arena_free(&tb->text);
    sl_buf_free(&tb->scratch);
    sl_buf_free(&tb->form);
    *tb = (sl_termbase){0};
}
