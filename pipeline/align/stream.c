/* One side as a text stream: `text [doc [par sent [more...]]]` a line; see flow.h. */
#include "flow.h"
#include <stdio.h>

int sl_stream_open(sl_stage *s, sl_stream *d, unsigned which) {
    d->path = s->inputs[which].path;
    d->which = which;
    return sl_align_open(s, d->path, &d->l);
}

static void parts(sl_stream *d) {
    sl_str rest = sl_view(&d->line), sent;
    const char *end = rest.p + rest.n;
    d->text = sl_cut(&rest, '\t');
    d->docs = d->text.p + d->text.n < end;
    d->doc = sl_cut(&rest, '\t');
    d->par = sl_cut(&rest, '\t');
    sent = sl_cut(&rest, '\t');
    d->id = d->par.n && sent.n ? sl_slice(d->par.p, (size_t)(sent.p + sent.n - d->par.p)) : sl_slice(d->par.p, 0);
    if (d->id.n) d->line.p[d->par.p + d->par.n - d->line.p] = '.';
    d->meta = rest;
    if (!d->begun) d->nmeta = sent.p + sent.n < end;
    for (size_t k = 0; !d->begun && k < rest.n; k++) d->nmeta += rest.p[k] == '\t';
}

static int record(sl_stage *s, sl_stream *d, sl_str line) {
    sl_rec r = {line, d->path, sl_lines_number(d->l)};
    bool docs = d->docs;
    sl_source_rec(s, &r);
    int rc = sl_align_utf8(s, &line), bad = rc < 0 ? -rc : 0;
    if (rc > 0) {
        sl_clear(&d->line);
        sl_puts(&d->line, line);
        d->number = r.number;
        d->pending = true;
        parts(d);
        if (d->begun && docs != d->docs) bad = sl_bad(s, 0, "this line has %s doc column, those before have %s", d->docs ? "a" : "no", docs ? "one" : "none");
        d->begun = true;
        s->count[SL_SENTENCES + d->which]++;
    }
    sl_source_rec(s, NULL);
    return bad;
}

int sl_stream_fetch(sl_stage *s, sl_stream *d) {
    sl_str line;
    int got = 1, rc = 0;
    d->pending = false;
    while (!d->pending && rc == 0 && (got = sl_align_next(s, d->l, &line)) > 0) rc = record(s, d, line);
    return rc ? rc : got < 0 ? -got : 0;
}

static void keep(sl_buf *b, sl_str s) {
    sl_clear(b);
    sl_puts(b, s);
}

void sl_stream_begin(sl_stream *d) {
    const sl_str none = {"", 0};
    keep(&d->name, d->pending ? d->doc : none);
    keep(&d->first_id, d->pending ? d->id : none);
    keep(&d->last_id, sl_view(&d->first_id));
    sl_clear(&d->last_par);
    if (sl_cmp(sl_view(&d->name), sl_view(&d->high)) > 0) keep(&d->high, sl_view(&d->name));
}

/* A document that is there twice in a row begins again with the id that it began with. */
static bool again(const sl_stream *d) {
    return d->id.n && sl_eq(d->id, sl_view(&d->first_id)) && !sl_eq(d->id, sl_view(&d->last_id));
}

bool sl_stream_within(const sl_stream *d) { return d->pending && sl_eq(d->doc, sl_view(&d->name)) && !again(d); }

int sl_stream_late(const sl_stream *d) {
    if (!d->pending || !d->docs || !d->high.n) return -1;
    int order = sl_cmp(d->doc, sl_view(&d->high));
    return order < 0 ? SL_OUT_OF_ORDER : order == 0 ? SL_REPEATED : -1;
}

/* As many further columns as the first record has. */
static sl_str further(sl_stream *d) {
    sl_str rest = d->meta;
    sl_clear(&d->scratch);
    for (unsigned k = 0; k < d->nmeta; k++) {
        if (k) sl_putc(&d->scratch, '\t');
        sl_puts(&d->scratch, sl_cut(&rest, '\t'));
    }
    return sl_view(&d->scratch);
}

static void hold(sl_stream *d, sl_held *to, bool meta) {
    char number[24];
    int n = snprintf(number, sizeof number, "%llu", (unsigned long long)d->number);
    uint8_t mark = d->id.n && (!to->n || !sl_eq(d->par, sl_view(&d->last_par))) ? SL_ALIGN_PAR : 0;
    sl_held_add(to, d->text, d->id.n ? d->id : sl_slice(number, (size_t)n), meta ? further(d) : sl_slice("", 0), mark);
    keep(&d->last_id, d->id);
    keep(&d->last_par, d->par);
}

int sl_stream_load(sl_stage *s, sl_stream *d, sl_held *to) {
    const sl_align_conf *c = s->conf;
    int rc = 0;
    sl_stream_begin(d);
    while (rc == 0 && sl_stream_within(d)) {
        hold(d, to, c->meta);
        rc = sl_stream_fetch(s, d);
    }
    return rc;
}

void sl_stream_close(sl_stage *s, sl_stream *d) {
    sl_buf *const own[] = {&d->line, &d->name, &d->high, &d->first_id, &d->last_id, &d->last_par, &d->scratch};
    if (d->l) sl_source_close(s, d->l);
    for (size_t k = 0; k < sizeof own / sizeof *own; k++) sl_buf_free(own[k]);
}
