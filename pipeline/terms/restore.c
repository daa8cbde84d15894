/* Restoring; see sluis/restore.h. */
#include "sluis/restore.h"
#include "sluis/fold.h"
#include "sluis/termcase.h"
#include "sluis/utf8.h"
#include <stdlib.h>

typedef struct {
    const sl_restore_rules *rules;
    const sl_termmap_entry *v;
    size_t n;
    sl_restored *r;
    sl_str in;
    sl_buf *out;
    size_t begin;                /* where this line begins in out */
} job;

/* Index of the entry with this id; n: none. */
static size_t entry_of(const job *j, uint32_t id) {
    size_t lo = 0, hi = j->n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (j->v[mid].id < id) lo = mid + 1;
        else hi = mid;
    }
    return lo < j->n && j->v[lo].id == id ? lo : j->n;
}

static void judge(job *j) {
    sl_restored *r = j->r;
    for (size_t i = 0; i < j->n; i++) r->fate[i] = (sl_restore_fate){0, SL_NRUNGS};
    for (size_t i = 0; i < r->spans.n; i++) {
        const sl_ph_span *s = &r->spans.v[i];
        size_t k = entry_of(j, s->id);
        if (k < j->n) {
            if (s->rung < r->fate[k].rung) r->fate[k].rung = s->rung;
        } else if (s->rung != SL_RUNG_BRACKET) {
            r->unknown = sl_grow(r->unknown, &r->unknown_cap, r->unknowns + 1, sizeof *r->unknown);
            r->unknown[r->unknowns++] = s->id;
        }
    }
}

static sl_str before(const job *j) { return sl_slice(j->out->p ? j->out->p + j->begin : "", j->out->n - j->begin); }

static int32_t last_of(sl_str s) { int32_t c = -1; if (s.n) sl_utf8_prev(s.p, s.n, &c); return c; }
static int32_t first_of(sl_str s) { int32_t c = -1; if (s.n) sl_utf8_next(s.p, s.n, &c); return c; }

static bool opens_line(sl_str before_it) {
    int32_t c;
    while (before_it.n) {
        before_it.n -= (size_t)sl_utf8_prev(before_it.p, before_it.n, &c);
        if (sl_fold_is_word(c)) return false;
    }
    return true;
}

static void fit_case(const job *j, const sl_termmap_entry *t, sl_str target, sl_buf *to) {
    sl_str so_far = before(j);
    if (sl_ends(t->rule, SL_LIT("+start")) && !sl_case_opens(so_far)) sl_case_small(target, to);
    else if (!memchr(t->rule.p, '+', t->rule.n) && opens_line(so_far)) sl_case_capital(target, to);
    else sl_puts(to, target);
}

static const char *const articles[] = {"the", "a", "an", "de", "het", "een"};

/* Does the line so far end in the article that the target begins with? Bytes of it and of its space in the target. */
static size_t doubled_article(const job *j, sl_str target) {
    sl_str so_far = before(j), first = sl_cut(&target, ' ');
    bool known = false;
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) known |= sl_eq(first, sl_cstr(articles[i]));
    while (so_far.n && so_far.p[so_far.n - 1] == ' ') so_far.n--;
    if (!known || !target.n || so_far.n == j->out->n - j->begin || so_far.n < first.n) return 0;
    const char *last = so_far.p + so_far.n - first.n;
    for (size_t i = 0; i < first.n; i++)
        if ((last[i] | 32) != first.p[i]) return 0;
    return sl_fold_is_word(last_of(sl_slice(so_far.p, so_far.n - first.n))) ? 0 : first.n + 1;
}

static sl_str wording(const job *j, const sl_termmap_entry *t) {
    if (j->rules->source) return t->surface;
    if (!j->rules->fit) return t->target;
    sl_str target = t->target;
    size_t skip = doubled_article(j, target);
    j->r->articles += skip > 0;
    target.p += skip, target.n -= skip;
    sl_clear(&j->r->target);
    fit_case(j, t, target, &j->r->target);
    return sl_view(&j->r->target);
}

/* A plural or genitive s that the engine put behind the placeholder stays there. */
static bool is_ending(sl_str rest) { return rest.n && rest.p[0] == 's' && !sl_fold_is_word(first_of(sl_slice(rest.p + 1, rest.n - 1))); }

static void put_back(job *j, const sl_ph_span *s, const sl_termmap_entry *t) {
    sl_str text = wording(j, t), rest = sl_slice(j->in.p + s->end, j->in.n - s->end);
    bool apart = s->rung == SL_RUNG_GLUED || !j->rules->source;       /* two placeholders may touch, two targets may not */
    if (apart && sl_fold_is_word(last_of(before(j))) && sl_fold_is_word(first_of(text))) sl_putc(j->out, ' ');
    sl_puts(j->out, text);
    if (apart && sl_fold_is_word(first_of(rest)) && sl_fold_is_word(last_of(text)) && !is_ending(rest)) sl_putc(j->out, ' ');
}

static bool only_space(sl_str s) {
    int32_t c;
    for (size_t i = 0; i < s.n;) {
        i += (size_t)sl_utf8_next(s.p + i, s.n - i, &c);
        if (!sl_is_space(c)) return false;
    }
    return true;
}

static void replace_all(job *j) {
    size_t from = 0, last = j->n;             /* in[from..) is not copied yet; last: entry that was put right before it */
    for (size_t i = 0; i < j->r->spans.n; i++) {
        const sl_ph_span *s = &j->r->spans.v[i];
        size_t k = entry_of(j, s->id);
        if (k == j->n || (s->rung == SL_RUNG_BRACKET && j->r->fate[k].rung != SL_RUNG_BRACKET)) continue;
        sl_str gap = sl_slice(j->in.p + from, s->start - from);
        if (j->r->fate[k].times++ == 0 || k != last || !only_space(gap)) {
            sl_puts(j->out, gap);
            put_back(j, s, &j->v[k]);
        }
        from = s->end;
        last = k;
    }
    sl_put(j->out, j->in.p + from, j->in.n - from);
}

void sl_restore_line(const sl_restore_rules *rules, const sl_ph *ph, const sl_termmap_entry *v, size_t n, sl_restored *r, sl_str in, sl_buf *out) {
    job j = {rules, v, n, r, in, out, out->n};
    r->unknowns = r->articles = 0;
    r->fate = sl_grow(r->fate, &r->fates, n, sizeof *r->fate);
    sl_ph_scan(ph, in, &r->spans);
    judge(&j);
    replace_all(&j);
}

void sl_restored_free(sl_restored *r) {
    sl_ph_spans_free(&r->spans);
    free(r->fate);
    free(r->unknown);
    sl_buf_free(&r->target);
    *r = (sl_restored){0};
}
