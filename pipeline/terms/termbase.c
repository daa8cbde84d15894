/* The termbase's store; see sluis/termbase.h. */
#include "sluis/termbase.h"
#include "sluis/fold.h"
#include <stdlib.h>

enum { PIECE = 1 << 16, NEAR = 8 };   /* bytes of an arena's piece; how far back the same domain is looked for */

struct sl_termentry {
    const char *text;                 /* source, then target when it is another */
    uint32_t source, target, line, meta;   /* bytes; bytes, 0: the source is the target; the line; index + 1, 0 none */
    uint16_t file, flags;
    int16_t priority;
    uint8_t pos;
};
struct sl_termmeta { sl_str domain, note, variants; };

static char *room_for(sl_termbase *tb, size_t n) {
    if (n > PIECE / 4) return sl_arena_alloc(&tb->text, n);
    if (n > tb->left) tb->room = sl_arena_alloc(&tb->text, PIECE), tb->left = PIECE;
    char *p = tb->room;
    tb->room += n;
    tb->left -= n;
    return p;
}

static sl_str keep(sl_termbase *tb, sl_str s) {
    return sl_slice(memcpy(room_for(tb, s.n + 1), s.p, s.n), s.n);
}

static uint32_t meta_of(sl_termbase *tb, const sl_term *t) {
    if (!t->domain.n && !t->note.n && !t->variants.n) return 0;
    for (size_t i = tb->nmetas, k = 0; i && k < NEAR; i--, k++) {
        const sl_termmeta *m = &tb->metas[i - 1];
        if (sl_eq(m->domain, t->domain) && sl_eq(m->note, t->note) && sl_eq(m->variants, t->variants)) return (uint32_t)i;
    }
    tb->metas = sl_grow(tb->metas, &tb->metas_cap, tb->nmetas + 1, sizeof *tb->metas);
    sl_termmeta *before = tb->nmetas ? &tb->metas[tb->nmetas - 1] : NULL;
    sl_str domain = before && sl_eq(before->domain, t->domain) ? before->domain : keep(tb, t->domain);
    tb->metas[tb->nmetas++] = (sl_termmeta){domain, keep(tb, t->note), keep(tb, t->variants)};
    return (uint32_t)tb->nmetas;
}

/* The number of a file: mostly the one that the last entry came from. */
static size_t file_of(sl_termbase *tb, const char *name) {
    if (!name) name = "";
    for (size_t i = tb->nfiles; i; i--)
        if (!strcmp(tb->files[i - 1], name)) return i - 1;
    tb->files = sl_grow(tb->files, &tb->files_cap, tb->nfiles + 1, sizeof *tb->files);
    tb->files[tb->nfiles] = sl_strdup(sl_cstr(name));
    return tb->nfiles++;
}

/* Does anything show? Only then is there a key to find it by. */
static bool visible(sl_termbase *tb, sl_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] > ' ' && s.p[i] < 127) return true;
    sl_clear(&tb->scratch);
    sl_fold_form(s, &tb->scratch);
    for (size_t i = 0; i < tb->scratch.n; i++)
        if (tb->scratch.p[i] != ' ') return true;
    return false;
}

static bool too_long(sl_termbase *tb, sl_str s) {
    if (s.n <= SL_TERM_MAXSEGS) return false;
    int segs = 0;
    for (; s.n && segs <= SL_TERM_MAXSEGS; segs++) {
        sl_seg seg = sl_fold_seg(s, &tb->scratch);
        s = sl_slice(s.p + seg.n, s.n - seg.n);
    }
    return segs > SL_TERM_MAXSEGS;
}

static const char *wrong(sl_termbase *tb, const sl_term *t) {
    if (!visible(tb, t->source)) return "empty source";
    if (!t->target.n && !(t->flags & SL_TERM_DNT)) return "no target, and not dnt";
    if (t->source.n > UINT32_MAX || t->target.n > UINT32_MAX) return "a term of more than 4 GB";
    if (!(t->flags & SL_TERM_REGEX) && too_long(tb, t->source)) return "source is longer than 128 words and signs";
    if (tb->n == UINT32_MAX - 1) return "too many entries";
    return NULL;
}

/* Fields that were left out are empty. */
static sl_term filled(const sl_term *given) {
    sl_term t = *given;
    sl_str *const fields[] = {&t.source, &t.target, &t.domain, &t.note, &t.variants};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (!fields[i]->p) *fields[i] = SL_LIT("");
    return t;
}

int sl_termbase_add(sl_termbase *tb, const sl_term *given, const char *file, uint64_t line, sl_err *e) {
    sl_term copy = filled(given), *t = &copy;
    const char *why = wrong(tb, t);
    size_t at = why ? 0 : file_of(tb, file);
    if (at > UINT16_MAX) why = "too many files";
    if (why) return sl_fail(e, SL_EDATA, file, line, 0, "%s", why);
    bool same = t->flags & SL_TERM_DNT || sl_eq(t->source, t->target);
    char *text = room_for(tb, t->source.n + (same ? 0 : t->target.n) + 1);
    memcpy(text, t->source.p, t->source.n);
    if (!same) memcpy(text + t->source.n, t->target.p, t->target.n);
    tb->entries = sl_grow(tb->entries, &tb->cap, tb->n + 1, sizeof *tb->entries);
    tb->entries[tb->n++] = (sl_termentry){
        text, (uint32_t)t->source.n, same ? 0 : (uint32_t)t->target.n, line < UINT32_MAX ? (uint32_t)line : UINT32_MAX, meta_of(tb, t),
        (uint16_t)at, (uint16_t)t->flags, t->priority, (uint8_t)t->pos};
    return 0;
}

sl_term sl_termbase_at(const sl_termbase *tb, uint32_t index) {
    static const sl_termmeta none = {{"", 0}, {"", 0}, {"", 0}};
    const sl_termentry *t = &tb->entries[index];
    const sl_termmeta *m = t->meta ? &tb->metas[t->meta - 1] : &none;
    sl_str source = sl_slice(t->text, t->source);
    return (sl_term){.source = source, .target = t->target ? sl_slice(t->text + t->source, t->target) : source, .domain = m->domain,
                     .note = m->note, .variants = m->variants, .line = t->line, .flags = t->flags, .pos = (sl_pos)t->pos,
                     .priority = t->priority, .file = t->file};
}

const char *sl_termbase_file(const sl_termbase *tb, uint16_t file) { return file < tb->nfiles ? tb->files[file] : ""; }

size_t sl_termbase_bytes(const sl_termbase *tb) {
    size_t text = 0;
    for (size_t i = 0; i < tb->n; i++) text += tb->entries[i].source + tb->entries[i].target + 1;
    for (size_t i = 0; i < tb->nmetas; i++) text += tb->metas[i].domain.n + tb->metas[i].note.n + tb->metas[i].variants.n;
    return text + tb->n * sizeof *tb->entries + tb->nmetas * sizeof *tb->metas;
}

void sl_termbase_free(sl_termbase *tb) {
    for (size_t i = 0; i < tb->nfiles; i++) free(tb->files[i]);
    free(tb->files);
    free(tb->entries);
    free(tb->metas);
    sl_arena_free(&tb->text);
    sl_buf_free(&tb->scratch);
    *tb = (sl_termbase){0};
}
