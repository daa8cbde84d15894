/* align: sentences of two documents linked to each other. Reads two text streams, merges them by document, or a table of documents;
 * writes a bitext stream. Its parts are in pipeline/align; flow.h there says which is which. */
#include "align/flow.h"
#include "sluis/files.h"
#include "sluis/data.h"
#include <stdlib.h>

static const double UNLIKE = 0.1;        /* a score far below what real translations have */
#define COLUMNS "src_text,trg_text"

typedef sl_align_conf conf;
typedef sl_align_flow self;

const char *const sl_align_side[2] = {"nl", "en"};

static const char *const rules[] = {"no-partner", "out-of-order", "repeated", "no-text", "not-a-translation", "one-sided", "low-prob", NULL};
static const char *const counts[] = {"documents", "sentences-nl", "sentences-en", "unpaired-nl", "unpaired-en", "out-of-order-nl", "out-of-order-en",
                                     "repeated-nl", "repeated-en", "empty-nl", "empty-en", "unequal-delimiters", "not-translations",
                                     "1-1", "1-2", "2-1", "2-2", "1-0", "0-1", "other", NULL};

static const sl_opt opts[] = {
    {0, "all", SL_OPT_FLAG, offsetof(conf, all), NULL, NULL, "keep sentences without a partner"},
    {0, "min-prob", SL_OPT_REAL, offsetof(conf, min_prob), "P", "0", "drop beads with a probability below P"},
    {0, "index", SL_OPT_FLAG, offsetof(conf, index), NULL, NULL, "write sentence numbers from 0, [i,j]:[k]:probability, instead of text"},
    {0, "ladder", SL_OPT_FLAG, offsetof(conf, ladder), NULL, NULL, "write the numbers of the sentences at which beads begin, as hunalign does"},
    {0, "meta", SL_OPT_FLAG, offsetof(conf, meta), NULL, NULL, "carry further columns of the first sentence of a bead"},
    {0, "columns", SL_OPT_STR, offsetof(conf, columns), "NL,EN", COLUMNS, "where a table has its documents: names, or numbers from 1"},
    {0, "max-bead", SL_OPT_INT, offsetof(conf, max_bead), "N:1..4", "4", "link at most N sentences of a side"},
    {0, "no-merge", SL_OPT_FLAG, offsetof(conf, no_merge), NULL, NULL, "link single sentences only: --max-bead 1"},
    {0, "hard", SL_OPT_STR, offsetof(conf, delimiter), "REGEX|blank|PAR", NULL, "let no bead cross sentences that match, blank lines, paragraphs"},
    {0, "verdict", SL_OPT_STR, offsetof(conf, verdict), "FILE", NULL, "write for each document how sure it is that it is a translation"},
    {0, "min-verdict", SL_OPT_STR, offsetof(conf, least), "X", NULL, "drop documents with a score below X; else 0.1, and none with --all"},
    {0, "explain", SL_OPT_STR, offsetof(conf, files.explain), "FILE", NULL, "say of each bead what speaks for it"},
    {0, "plot", SL_OPT_STR, offsetof(conf, files.plot), "FILE.svg", NULL, "draw the path through each document"},
    {0, "lexicon", SL_OPT_STR, offsetof(conf, known.lexicon), "FILE", NULL, "what `sluis lexicon train` learnt, before what is built in"},
    {0, "lexicon", SL_OPT_NO, offsetof(conf, built_in), NULL, NULL, "do without the Dutch-English lexicon"},
    {0, "learn", SL_OPT_FLAG, offsetof(conf, learn), NULL, NULL, "learn words from aligned documents for those that follow"},
    {0, "learn", SL_OPT_NO, offsetof(conf, may_learn), NULL, NULL, "align each document by itself, as without --learn"},
    {0, "save-lexicon", SL_OPT_STR, offsetof(conf, save), "FILE", NULL, "learn, and write what was learnt as a lexicon"},
    {0, "dict", SL_OPT_STR, offsetof(conf, known.dict), "FILE", NULL, "a dictionary: a table, or dictd's NAME.dict.dz with its index"},
    {0, "emb", SL_OPT_STR, offsetof(conf, known.emb), "NL.emb,EN.emb", NULL, "sentence embeddings as vecalign reads them"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

static int built_in(sl_stage *s, conf *c) {
    static const char name[] = "nl-en/lexicon.txt";
    if (!c->built_in || strcmp(sl_lang(s->common, 0, "nl"), "nl") || strcmp(sl_lang(s->common, 1, "en"), "en")) return 0;
    c->rules.lexicon[1].name = name;
    int rc = sl_data(name, s->common->data, &c->learnt, &c->rules.lexicon[1].text, s->err);
    return rc ? rc : sl_data("nl-en/words.txt", s->common->data, &c->words, &c->rules.words, s->err);
}

/* What is for two texts is not for a table, and the reverse. */
static int inputs(sl_stage *s, const conf *c) {
    if (!s->ninputs || s->ninputs > 2) return sl_usage(s, "two inputs are needed, NL and EN, or one table");
    if (s->ninputs == 2 && !strcmp(s->inputs[0].path, "-") && !strcmp(s->inputs[1].path, "-")) return sl_usage(s, "standard input is given twice");
    if (s->ninputs == 2 && strcmp(c->columns, COLUMNS)) return sl_usage(s, "--columns is for a table, not for two inputs");
    if (s->ninputs == 1 && c->meta) return sl_usage(s, "--meta is for two inputs; the other columns of a table are written without it");
    if (s->common->nlangs && s->common->nlangs != 2) return sl_usage(s, "-l: two languages are needed, such as nl,en");
    return 0;
}

static int files_differ(sl_stage *s, const conf *c) {
    const sl_named_file written[] = {{"--verdict", c->verdict}, {"--explain", c->files.explain}, {"--plot", c->files.plot}, {"--save-lexicon", c->save}};
    return sl_files_differ(s, written, sizeof written / sizeof *written, NULL, 0);
}

static int usage(sl_stage *s, const conf *c) {
    if (!(c->min_prob >= 0 && c->min_prob <= 1)) return sl_usage(s, "--min-prob is not between 0 and 1");
    if (c->index && c->ladder) return sl_usage(s, "--index and --ladder exclude each other");
    if (c->no_merge && c->max_bead > 1 && c->max_bead < 4) return sl_usage(s, "--max-bead and --no-merge exclude each other");
    if ((c->index || c->ladder) && c->meta) return sl_usage(s, "--meta needs text, not --index or --ladder");
    if (c->ladder && c->min_prob > 0) return sl_usage(s, "--ladder has all beads; --min-prob can't drop any");
    if (c->verdict && !strcmp(c->verdict, "-")) return sl_usage(s, "--verdict needs a file: standard output has the beads");
    if (c->files.plot && !strcmp(c->files.plot, "-")) return sl_usage(s, "--plot needs a file: standard output has the beads");
    if (c->files.explain && !strcmp(c->files.explain, "-")) return sl_usage(s, "--explain needs a file: standard output has the beads");
    if (c->save && !c->may_learn) return sl_usage(s, "--save-lexicon needs to learn, which --no-learn forbids");
    if (c->save && !strcmp(c->save, "-")) return sl_usage(s, "--save-lexicon needs a file: standard output has the beads");
    return 0;
}

/* The least score of a document. Who wants all sentences gets them, unless he gave one. */
static int least(sl_stage *s, conf *c) {
    char *end = NULL;
    c->min_verdict = c->least ? strtod(c->least, &end) : UNLIKE;
    c->drop_unlike = c->least || !(c->all || c->ladder);
    bool good = !c->least || (*c->least && !*end && c->min_verdict >= 0 && c->min_verdict <= 1);
    return good ? 0 : sl_usage(s, "--min-verdict is not between 0 and 1");
}

/* Two different columns. */
static int check_columns(sl_stage *s, const char *list) {
    sl_str rest = sl_cstr(list), one = sl_cut(&rest, ',');
    bool good = one.n && rest.n && !memchr(rest.p, ',', rest.n) && !sl_eq(one, rest);
    return good ? 0 : sl_usage(s, "--columns: two different ones are needed, not '%.200s'", list);
}

static int init(sl_stage *s) {
    conf *c = s->conf;
    int rc = inputs(s, c);
    if (rc == 0) rc = usage(s, c);
    if (rc == 0) rc = files_differ(s, c);
    if (rc == 0) rc = least(s, c);
    if (rc == 0) rc = check_columns(s, c->columns);
    if (rc == 0) rc = sl_hard_open(&c->hard, c->delimiter, s->err);
    c->rules = (sl_align_rules){.max_bead = c->no_merge ? 1 : (unsigned)c->max_bead, .teaches = sl_learn_wanted(c)};
    if (rc == 0) rc = sl_align_known_read(&c->known, &c->rules, s->err);
    return rc ? rc : built_in(s, c);
}

/* At the end, also at an early one: what was given and what was dropped so far is written. */
static int finish(sl_stage *s, int rc) {
    self *w = s->self;
    int behind = 0;
    sl_pair *p = sl_jobs_pair(w->jobs);
    p->there = false;
    if (p->ndrop) behind = sl_jobs_give(w->jobs);
    if (behind == 0) behind = sl_jobs_drain(w->jobs);
    if (rc == 0) rc = behind;
    if (rc == 0) sl_notice_all(s, &w->notices);
    if (rc == 0) sl_align_known_warn(s, w->jobs);
    if (rc == 0) rc = sl_align_show_end(&w->show, s->err);
    rc = sl_learn_close(s, rc);
    return sl_verdict_close(s, rc);
}

static int run(sl_stage *s) {
    self *w = s->self;
    const conf *c = s->conf;
    int rc = sl_learn_open(s);
    const sl_jobs_rules r = {.align = &c->rules, .threads = (unsigned)s->common->jobs, .look = c->files.explain ? sl_align_show_look : NULL,
                             .learner = w->learner, .least = c->min_verdict, .deliver = sl_beads_write, .ctx = s};
    if (rc == 0) rc = sl_jobs_start(&w->jobs, &r, s->err);
    if (rc == 0) rc = sl_verdict_open(s);
    if (rc == 0) rc = sl_align_show_open(&w->show, &c->files, s->err);
    if (rc) return rc;
    return finish(s, s->ninputs == 2 ? sl_merge_run(s) : sl_table_run(s));
}

static void fini(sl_stage *s) {
    self *w = s->self;
    for (unsigned k = 0; k < 2; k++) sl_stream_close(s, &w->side[k]);
    if (w->table) sl_source_close(s, w->table);
    if (w->verdict) sl_writer_abort(w->verdict);
    sl_align_show_free(&w->show);
    sl_jobs_end(w->jobs);
    sl_learn_free(w);
    sl_patterns_state_free(&w->find);
    sl_notices_free(&w->notices);
    sl_buf_free(&w->line);
    sl_buf_free(&w->text);
    sl_buf_free(&w->header);
}

static void done(void *p) {
    conf *c = p;
    sl_hard_close(&c->hard);
    sl_align_known_free(&c->known);
    sl_buf_free(&c->learnt);
    sl_buf_free(&c->words);
}

const sl_ops sl_stage_align = {
    .name = "align", .brief = "link the sentences of two documents", .args = "NL EN | [TABLE]", .opts = opts, .conf_size = sizeof(conf), .size = sizeof(self),
    .flags = SL_WHOLE | SL_SOURCE, .rules = rules, .counts = counts, .on_error = SL_STOP, .init = init, .run = run, .fini = fini, .done = done};
