/* clean: drop pairs that are not fit for training, each under the rule that it fails. */
#include "sluis/clean.h"
#include "sluis/data.h"
#include "sluis/fold.h"
#include "sluis/sample.h"
#include "sluis/stage.h"
#include <xxhash.h>

typedef struct {
    const char *file;
    sl_list set, only;
    bool mark, print, score;
    long sample;
    sl_clean_rules rules;
    sl_letters *letters;
    sl_repair *repair;
    sl_number_words *words[2];
    sl_lid *lid;
    sl_meaning_model *meaning;
} conf;

static const sl_opt opts[] = {
    {0, "rules", SL_OPT_STR, offsetof(conf, file), "FILE", NULL, "read limits from FILE: lines NAME VALUE, NAME on, NAME off"},
    {0, "set", SL_OPT_LIST, offsetof(conf, set), "NAME=VALUE", NULL, "the limit of a rule, or on or off; may be repeated"},
    {0, "only", SL_OPT_LIST, offsetof(conf, only), "NAME[,NAME...]", NULL, "ask these rules and no others"},
    {0, "print-rules", SL_OPT_FLAG, offsetof(conf, print), NULL, NULL, "print the rules and their limits in the form of --rules, and read nothing"},
    {0, "mark", SL_OPT_FLAG, offsetof(conf, mark), NULL, NULL, "drop nothing; append a column: keep, or the first rule that fails"},
    {0, "score", SL_OPT_FLAG, offsetof(conf, score), NULL, NULL, "append the probability that the sides mean the same"},
    {0, "sample", SL_OPT_INT, offsetof(conf, sample), "N:0..100000", "0", "with -r: list but N victims of each rule, from all over the input"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

static int read_rules(sl_stage *s, conf *c) {
    sl_buf text = {0};
    if (!c->file) return 0;
    int rc = sl_buf_file(&text, c->file) ? sl_fail_io(s->err, c->file, "cannot read") : sl_clean_read(&c->rules, sl_view(&text), c->file, s->err);
    sl_buf_free(&text);
    return rc;
}

/* NAME=VALUE, or a list of names of which each is set to `value`. */
static int set_all(sl_stage *s, conf *c, const sl_list *list, char cut, const char *value) {
    int rc = 0;
    for (size_t i = 0; i < list->n; i++)
        for (sl_str rest = sl_cstr(list->v[i]), name; rc == 0 && rest.n;) {
            name = sl_cut(&rest, cut);
            rc = sl_clean_set(&c->rules, name, value ? sl_cstr(value) : rest, s->err);
            if (!value) break;
        }
    return rc;
}

static int set_rules(sl_stage *s, conf *c) {
    sl_clean_defaults(&c->rules);
    int rc = read_rules(s, c);
    if (rc == 0 && c->only.n) {
        memset(c->rules.on, 0, sizeof c->rules.on);
        rc = set_all(s, c, &c->only, ',', "on");
    }
    return rc ? rc : set_all(s, c, &c->set, '=', NULL);
}

static int meaning(sl_stage *s, conf *c) {
    sl_buf hold = {0};
    sl_lexicon *x = NULL;
    sl_str text;
    int rc = sl_data("nl-en/lexicon.txt", s->common->data, &hold, &text, s->err);
    if (rc == 0) rc = sl_lexicon_bytes(&x, text, "nl-en/lexicon.txt", s->err);
    if (rc == 0) rc = sl_meaning_open(&c->meaning, x, s->common->data, s->err);
    sl_lexicon_close(x);
    c->rules.meaning = c->meaning;
    sl_buf_free(&hold);
    return rc;
}

/* The models of Dutch and English, whichever of them comes first; other languages have none. */
static int pair_models(sl_stage *s, conf *c) {
    const char *one = sl_lang(s->common, 0, "nl"), *two = sl_lang(s->common, 1, "en");
    const bool *on = c->rules.on;
    int rc = 0;
    c->rules.dutch = strcmp(one, "nl") != 0;
    if (s->common->nfields < 2 || strcmp(c->rules.dutch ? two : one, "nl") || strcmp(c->rules.dutch ? one : two, "en"))
        return c->score ? sl_usage(s, "--score: for pairs of Dutch and English only") : 0;
    if (on[SL_CLEAN_LANGUAGE]) rc = sl_lid_open(&c->lid, s->common->data, s->err);
    c->rules.lid = c->lid;
    if (rc == 0 && (c->score || on[SL_CLEAN_LANGUAGE] || on[SL_CLEAN_MIXED] || on[SL_CLEAN_UNRELATED] || on[SL_CLEAN_PARTIAL] || on[SL_CLEAN_SHUFFLED])) rc = meaning(s, c);
    return rc;
}

/* The models that rules need, made when one of these is on. */
static int models(sl_stage *s, conf *c) {
    sl_buf hold = {0};
    sl_str text;
    int rc = 0;
    if (c->rules.on[SL_CLEAN_MOJIBAKE]) {
        rc = sl_data("nl-en/letters.txt", s->common->data, &hold, &text, s->err);
        if (rc == 0) rc = sl_letters_make(&c->letters, text, "letters.txt", s->err);
        if (rc == 0) c->rules.repair = c->repair = sl_repair_new(c->letters);
    }
    for (unsigned i = 0; rc == 0 && i < 2 && c->rules.on[SL_CLEAN_NUMBERS]; i++) {
        rc = sl_number_words_open(&c->words[i], sl_lang(s->common, i, i ? "en" : "nl"), s->common->data, s->err);
        c->rules.number_words[i] = c->words[i];
    }
    sl_buf_free(&hold);
    return rc ? rc : pair_models(s, c);
}

static int init(sl_stage *s) {
    conf *c = s->conf;
    if (s->common->nfields > 2) return sl_usage(s, "-f: one column, or the two of a pair");
    if (c->sample && c->mark) return sl_usage(s, "--sample lists what is dropped, and --mark drops nothing");
    if (c->sample && !s->common->rejects) return sl_usage(s, "--sample needs -r, which lists what was dropped");
    int rc = set_rules(s, c);
    if (c->print) s->flags |= SL_SOURCE;
    if (c->sample) s->flags |= SL_STATEFUL;
    return rc || c->print ? rc : models(s, c);
}

static int run(sl_stage *s) {
    sl_buf all = {0};
    int rc = 0;
    sl_clean_print(&((const conf *)s->conf)->rules, &all);
    for (sl_str rest = sl_view(&all); rc == 0 && rest.n;) rc = sl_emit_str(s, sl_cut(&rest, '\n'));
    sl_buf_free(&all);
    return rc;
}

typedef struct {
    sl_clean_scratch x;
    sl_sample sample[SL_CLEAN_KEEP];
    uint64_t order;
} work;

static int drop(sl_stage *s, const sl_rec *r, sl_clean_rule rule) {
    const conf *c = s->conf;
    work *w = s->self;
    sl_str value = sl_cstr(sl_buf_c(&w->x.value));
    if (!c->sample) return sl_drop(s, rule, value.p);
    w->order++;
    sl_sample_add(&w->sample[rule], (size_t)c->sample, sl_fold_step(w->order, XXH3_64bits(r->line.p, r->line.n)), w->order, value, r->line);
    sl_skip(s, rule);
    return 0;
}

static int push(sl_stage *s, const sl_rec *r) {
    const conf *c = s->conf;
    work *w = s->self;
    sl_str sides[2];
    int rc = c->print ? sl_usage(s, "--print-rules reads nothing, so it can only be the first stage of a chain") : sl_cols(s, r, sides);
    if (rc) return rc;
    sl_clean_pair p;
    p.rules = &c->rules;
    p.x = &w->x;
    sl_clean_prepare(&p, sides, s->common->nfields);
    sl_clean_rule rule = sl_clean_judge(&p);
    if (!c->mark && rule != SL_CLEAN_KEEP) return drop(s, r, rule);
    if (!c->mark && !c->score) return sl_emit_str(s, r->line);
    sl_buf *out = sl_out(s);
    sl_puts(out, r->line);
    if (c->score) sl_printf(out, "\t%.4f", sl_clean_score(&p));
    if (c->mark) sl_printf(out, "\t%s", rule == SL_CLEAN_KEEP ? "keep" : sl_clean_names[rule]);
    return sl_emit(s);
}

static int flush(sl_stage *s) {
    work *w = s->self;
    for (unsigned k = 0; k < SL_CLEAN_KEEP; k++) {
        sl_sample_sort(&w->sample[k]);
        for (size_t i = 0; i < w->sample[k].n; i++)
            sl_note(s, sl_clean_names[k], sl_view(&w->sample[k].row[i].value), sl_view(&w->sample[k].row[i].text));
    }
    return 0;
}

static void fini(sl_stage *s) {
    work *w = s->self;
    sl_clean_scratch_free(&w->x);
    for (unsigned k = 0; k < SL_CLEAN_KEEP; k++) sl_sample_free(&w->sample[k]);
}
static void done(void *conf_) {
    conf *c = conf_;
    sl_number_words_free(c->words[0]);
    sl_number_words_free(c->words[1]);
    sl_repair_free(c->repair);
    sl_letters_free(c->letters);
    sl_lid_free(c->lid);
    sl_meaning_close(c->meaning);
}

const sl_ops sl_stage_clean = {
    .name = "clean", .brief = "drop pairs that are not fit for training, and say why", .opts = opts, .conf_size = sizeof(conf),
    .size = sizeof(work), .flags = SL_FILTER | SL_BITEXT | SL_COLUMNS, .rules = sl_clean_names, .on_error = SL_STOP,
    .init = init, .run = run, .push = push, .flush = flush, .fini = fini, .done = done};
