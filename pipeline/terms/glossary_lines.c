/* The decoded lines of a glossary; see glossary_in.h. */
#include "glossary_in.h"
#include "sluis/data.h"
#include "sluis/decode.h"
#include <stdlib.h>

enum { BLOCK = 1 << 18, LONGEST = 1 << 28 };   /* bytes of a line or quoted field, so that memory is bounded whatever a file holds */

struct lines_in {
    sl_reader *r;
    sl_decoder *d;
    sl_letters *letters;
    sl_charset charset;
    sl_decode_conf conf;
    sl_buf text; size_t at;
    const char *path;
    bool doubtful, end;
    sl_err *e;
};

static void take(lines_in *l) {
    sl_decode_run run;
    while (sl_decoder_next(l->d, &run)) {
        sl_puts(&l->text, run.lines);
        l->doubtful |= !run.valid;
    }
}

static int prepare(lines_in *l) {
    static const char name[] = "nl-en/letters.txt";
    sl_buf hold = {0};
    sl_str text;
    int rc = sl_charset_find("auto", &l->charset, l->e);
    if (rc == 0) rc = sl_data(name, NULL, &hold, &text, l->e);
    if (rc == 0) rc = sl_letters_make(&l->letters, text, name, l->e);
    sl_buf_free(&hold);
    if (rc) return rc;
    l->conf = (sl_decode_conf){.from = &l->charset, .mixed = true, .guess = l->letters};
    l->d = sl_decoder_new(&l->conf);
    sl_decoder_start(l->d);
    return 0;
}

int lines_in_open(lines_in **to, sl_reader *r, sl_buf *head, const char *path, sl_err *e) {
    lines_in *l = *to = sl_zalloc(sizeof *l);
    l->r = r, l->path = path, l->e = e;
    int rc = prepare(l);
    if (rc) return rc;
    sl_puts(sl_decoder_input(l->d), sl_view(head));
    sl_decoder_fed(l->d, SL_DECODE_MORE);
    take(l);
    return 0;
}

sl_str lines_in_view(const lines_in *l) {
    sl_str all = sl_view(&l->text);
    return sl_slice(all.p + l->at, all.n - l->at);
}

void lines_in_use(lines_in *l, size_t n) { l->at += n; }
bool lines_in_doubtful(const lines_in *l) { return l->doubtful; }

static void close_up(lines_in *l) {
    if (!l->at) return;
    memmove(l->text.p, l->text.p + l->at, l->text.n - l->at);
    l->text.n -= l->at;
    l->at = 0;
}

static int one_block(lines_in *l) {
    size_t got;
    int rc = sl_read(l->r, sl_decoder_input(l->d), BLOCK, &got, l->e);
    sl_decoder_fed(l->d, rc ? SL_DECODE_CUT : got ? SL_DECODE_MORE : SL_DECODE_END);
    take(l);
    l->end = got == 0 || rc;
    if (rc == 0 && sl_decoder_foreign(l->d)) rc = sl_fail(l->e, SL_EDATA, l->path, 1, 1, "this is %s", sl_decoder_foreign(l->d));
    if (rc == 0 && (sl_decoder_waiting(l->d) > LONGEST || l->text.n > LONGEST))
        rc = sl_fail(l->e, SL_EDATA, l->path, 0, 0, "a row of more than %d MiB: this is no glossary", LONGEST >> 20);
    return rc;
}

int lines_in_more(lines_in *l, bool *end) {
    close_up(l);
    size_t want = 2 * l->text.n;
    int rc = 0;
    do rc = l->end ? 0 : one_block(l);
    while (rc == 0 && !l->end && (l->text.n < want || !l->text.n));
    *end = l->end;
    return rc;
}

void lines_in_close(lines_in *l) {
    if (!l) return;
    sl_decoder_free(l->d);
    sl_letters_free(l->letters);
    sl_buf_free(&l->text);
    free(l);
}
