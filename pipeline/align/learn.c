/* --learn and --save-lexicon: what aligned documents teach; see flow.h. */
#include "flow.h"

static sl_align_flow *flow(const sl_stage *s) { return s->self; }

int sl_learn_open(sl_stage *s) {
    const sl_align_conf *c = s->conf;
    sl_align_flow *w = flow(s);
    if (!sl_learn_wanted(c)) return 0;
    w->learner = sl_learner_new();
    return c->save ? sl_writer_open(&w->lexicon, c->save, s->err) : 0;
}

static int save(sl_stage *s) {
    const sl_lexicon *given = ((const sl_align_conf *)s->conf)->known.own;
    sl_buf image = {0};
    sl_learner_save(flow(s)->learner, &given, given != NULL, &image);
    int rc = sl_write(flow(s)->lexicon, image.p, image.n, s->err);
    sl_buf_free(&image);
    return rc;
}

int sl_learn_close(sl_stage *s, int rc) {
    sl_align_flow *w = flow(s);
    if (rc || !w->lexicon) return rc;
    rc = save(s);
    if (rc) return rc;
    sl_writer *file = w->lexicon;
    w->lexicon = NULL;
    return sl_writer_close(file, s->err);
}

void sl_learn_free(sl_align_flow *w) {
    if (w->lexicon) sl_writer_abort(w->lexicon);
    sl_learner_free(w->learner);
}
