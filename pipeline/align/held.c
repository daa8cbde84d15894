/* A side of a document in memory; see held.h. */
#include "held.h"
#include <stdlib.h>

void sl_held_clear(sl_held *h) {
    h->n = h->nwords = 0;
    sl_clear(&h->bytes);
    h->end = sl_grow(h->end, &h->endcap, 1, sizeof *h->end);
    h->end[0] = 0;
}

void sl_held_add(sl_held *h, sl_str text, sl_str id, sl_str meta, uint8_t mark) {
    const sl_str part[] = {text, id, meta};
    h->end = sl_grow(h->end, &h->endcap, 3 * h->n + 4, sizeof *h->end);
    h->mark = sl_grow(h->mark, &h->markcap, h->n + 1, sizeof *h->mark);
    for (size_t k = 0; k < 3; k++) {
        sl_puts(&h->bytes, part[k]);
        h->end[3 * h->n + k + 1] = h->bytes.n;
    }
    h->mark[h->n++] = mark;
}

static sl_str part_of(const sl_held *h, size_t k) { return sl_slice(sl_view(&h->bytes).p + h->end[k], h->end[k + 1] - h->end[k]); }

sl_str sl_held_sentence(const sl_held *h, size_t sentence) { return part_of(h, 3 * sentence); }
sl_str sl_held_name(const sl_held *h, size_t sentence) { return part_of(h, 3 * sentence + 1); }
sl_str sl_held_id(const sl_held *h, size_t k) { return part_of(h, 3 * (size_t)h->which[k] + 1); }
sl_str sl_held_meta(const sl_held *h, size_t k) { return part_of(h, 3 * (size_t)h->which[k] + 2); }

void sl_held_put_ids(const sl_held *h, uint32_t from, unsigned n, sl_buf *out) {
    sl_putc(out, '\t');
    for (unsigned k = 0; k < n; k++) {
        if (k) sl_putc(out, ',');
        sl_puts(out, sl_held_id(h, from + k));
    }
}

void sl_held_sift(sl_held *h) {
    size_t words = 0, blank = h->n;
    h->text = sl_grow(h->text, &h->textcap, h->n + 1, sizeof *h->text);
    h->which = sl_grow(h->which, &h->whichcap, h->n + 1, sizeof *h->which);
    for (size_t k = 0; k < h->n; k++) blank -= sl_held_blank(sl_held_sentence(h, k));
    h->nwords = blank;
    for (size_t k = 0; k < h->n; k++) {
        sl_str text = sl_held_sentence(h, k);
        bool is = sl_held_blank(text);
        size_t at = is ? blank++ : words++;
        h->which[at] = (uint32_t)k;
        h->text[at] = text;
        if (!is) h->mark[at] = h->mark[k];
    }
}

bool sl_held_blank(sl_str text) {
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] != ' ' && (text.p[i] < '\t' || text.p[i] > '\r')) return false;
    return true;
}

sl_align_text sl_held_text(const sl_held *h) {
    bool known = false;
    for (size_t k = 0; k < h->nwords && !known; k++) known = h->mark[k] & SL_ALIGN_HARD || (k && h->mark[k]);
    return (sl_align_text){h->text, h->nwords, known ? h->mark : NULL};
}

void sl_held_free(sl_held *h) {
    sl_buf_free(&h->bytes);
    free(h->end);
    free(h->text);
    free(h->which);
    free(h->mark);
}
