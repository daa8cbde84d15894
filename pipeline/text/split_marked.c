/* Sentences in a line that stays whole: marks where they begin; see sluis/split.h. */
#include "sluis/split.h"

#define ESCAPE "\uFF05"

static const struct { sl_str sign, written; } escapes[] = {{SL_LIT(SL_SPLIT_MARK), SL_LIT(ESCAPE "2424")}, {SL_LIT(ESCAPE), SL_LIT(ESCAPE "FF05")}};

/* Copy s; both signs have three bytes. */
static void copy(sl_str s, sl_buf *out) {
    size_t done = 0;
    for (size_t i = 0; i + 3 <= s.n; i++) {
        if ((unsigned char)s.p[i] < 0xE2) continue;
        for (size_t k = 0; k < sizeof escapes / sizeof *escapes; k++) {
            if (memcmp(s.p + i, escapes[k].sign.p, 3)) continue;
            sl_put(out, s.p + done, i - done);
            sl_puts(out, escapes[k].written);
            done = i + 3;
        }
    }
    sl_put(out, s.p + done, s.n - done);
}

void sl_split_marked(sl_split_it *it, sl_str text, sl_buf *out) {
    const char *p = text.p;
    sl_str s;
    for (bool first = true; sl_split_next(it, &s); first = false) {
        copy(sl_slice(p, (size_t)(s.p - p)), out);
        if (!first) sl_puts(out, SL_LIT(SL_SPLIT_MARK));
        copy(s, out);
        p = s.p + s.n;
    }
    copy(sl_slice(p, (size_t)(text.p + text.n - p)), out);
}
