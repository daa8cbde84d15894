/* lid: append the language of each line. */
#include "sluis/lid.h"
#include "sluis/stage.h"

typedef struct { const char *among; double sure; bool prob, pair; sl_lid *m; uint32_t set; } conf;
enum { LINES, UNSURE };
static const char *const counts[] = {"columns", "unsure", NULL};

static const sl_opt opts[] = {
    {0, "among", SL_OPT_STR, offsetof(conf, among), "LANG,...", NULL, "answer with one of these languages, or und"},
    {0, "sure", SL_OPT_REAL, offsetof(conf, sure), "P", "0.4", "answer und below this probability"},
    {0, "prob", SL_OPT_FLAG, offsetof(conf, prob), NULL, NULL, "append the probability too"},
    {0, "pair", SL_OPT_FLAG, offsetof(conf, pair), NULL, NULL, "append the probability that a pair is Dutch and English"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

static int read_set(sl_stage *s, conf *c) {
    sl_str rest = sl_cstr(c->among ? c->among : "");
    while (rest.n) {
        sl_str code = sl_cut(&rest, ',');
        int lang = sl_lid_find(c->m, code);
        if (lang < 0) return sl_usage(s, "--among: language '%.*s' is not known", (int)code.n, code.p);
        c->set |= 1u << lang;
    }
    return c->among && !c->set ? sl_usage(s, "--among: no language") : 0;
}

static int init(sl_stage *s) {
    conf *c = s->conf;
    if (!(c->sure >= 0 && c->sure <= 1)) return sl_usage(s, "--sure: a probability, 0 to 1");
    if (c->pair && s->common->nfields != 2) return sl_usage(s, "--pair: two columns are a pair (-f 1,2)");
    int rc = sl_lid_open(&c->m, s->common->data, s->err);
    return rc ? rc : read_set(s, c);
}

static void put(sl_stage *s, const conf *c, const sl_lid_sum *sum) {
    sl_lid_guess g = sl_lid_judge(c->m, sum, c->set, (float)c->sure);
    s->count[LINES]++;
    s->count[UNSURE] += g.lang < 0;
    sl_putc(sl_out(s), '\t');
    sl_puts(sl_out(s), sl_cstr(sl_lid_name(c->m, g.lang)));
    if (c->prob) sl_printf(sl_out(s), "\t%.3f", (double)g.p);
}

static int push(sl_stage *s, const sl_rec *r) {
    const conf *c = s->conf;
    sl_str cols[SL_MAXFIELDS];
    sl_lid_sum sums[SL_MAXFIELDS];
    int rc = sl_cols(s, r, cols);
    if (rc) return rc;
    sl_puts(sl_out(s), r->line);
    for (unsigned i = 0; i < s->common->nfields; i++) sl_lid_text(c->m, cols[i], sums + i);
    for (unsigned i = 0; i < s->common->nfields; i++) put(s, c, sums + i);
    if (c->pair) sl_printf(sl_out(s), "\t%.3f", (double)sl_lid_pair(c->m, sums, sums + 1));
    return sl_emit(s);
}

static void done(void *p) { sl_lid_free(((conf *)p)->m); }

const sl_ops sl_stage_lid = {
    .name = "lid", .brief = "append the language of each line", .opts = opts, .conf_size = sizeof(conf), .flags = SL_FILTER | SL_COLUMNS,
    .counts = counts, .on_error = SL_STOP, .init = init, .push = push, .done = done};
