/* Reading what is known beforehand; see known.h. */
#include "known.h"
#include "sluis/dict.h"

int sl_align_known_read(sl_align_known *k, sl_align_rules *r, sl_err *e) {
    int rc = k->lexicon ? sl_lexicon_open(&k->own, k->lexicon, e) : 0;
    if (rc == 0 && k->dict) rc = sl_dict_read(k->dict, &k->listed, e);
    if (rc == 0 && k->emb) rc = sl_vectors_pair(k->vectors, k->emb, e);
    for (unsigned s = 0; s < 2; s++) r->vectors[s] = k->emb ? &k->vectors[s] : NULL;
    r->lexicon[0].ready = k->own;
    r->dict = sl_view(&k->listed);
    return rc;
}

void sl_align_known_warn(sl_stage *s, const sl_jobs *j) {
    uint64_t runs = 0, missing = 0;
    const sl_aligner *a;
    for (unsigned k = 0; (a = sl_jobs_aligner(j, k)); k++) {
        uint64_t n, m;
        sl_align_vectors(a, &n, &m);
        runs += n;
        missing += m;
    }
    if (missing) sl_warn(s, "--emb: %llu of %llu runs of sentences have no vector", (unsigned long long)missing, (unsigned long long)runs);
}

void sl_align_known_free(sl_align_known *k) {
    sl_lexicon_close(k->own);
    sl_buf_free(&k->listed);
    for (unsigned s = 0; s < 2; s++) sl_vectors_free(&k->vectors[s]);
}
