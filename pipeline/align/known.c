/* Reading what is known beforehand; see known.h. */
#include "known.h"
#include "sluis/dict.h"

int sl_align_known_read(sl_align_known *k, sl_align_rules *r, sl_err *e) {
    int rc = k->lexicon ? sl_dict_file(k->lexicon, &k->learnt, e) : 0;
    if (rc == 0 && k->dict) rc = sl_dict_read(k->dict, &k->listed, e);
    r->lexicon[0].text = sl_view(&k->learnt);
    r->lexicon[0].name = k->lexicon;
    r->dict = sl_view(&k->listed);
    return rc;
}

void sl_align_known_free(sl_align_known *k) {
    sl_buf_free(&k->learnt);
    sl_buf_free(&k->listed);
}
