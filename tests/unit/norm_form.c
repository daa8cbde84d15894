/* Unicode's own test of normal forms (NormalizationTest.txt, as Debian's package unicode-data has it): every line, NFC and NFKC. */
#include "sluis/norm.h"
#include "sluis/utf8.h"
#include "tap.h"
#include <stdlib.h>

static sl_norm nfc, nfkc;
static sl_norm_scratch scratch;
static sl_buf out;

static void make(sl_norm *m, int form) {
    sl_norm_make(m, &(sl_norm_conf){.form = form, .quotes = SL_QUOTES_KEEP, .dashes = SL_QUOTES_KEEP, .ellipsis = SL_QUOTES_KEEP}, SL_LIT(""));
}

static bool is(const sl_norm *m, sl_str in, sl_str want) {
    sl_clear(&out);
    sl_norm_line(m, &scratch, in, &out);
    return sl_eq(sl_view(&out), want);
}

/* "1E9B 0323" */
static void characters(sl_str field, sl_buf *b) {
    sl_clear(b);
    while (field.n) {
        sl_str hex = sl_cut(&field, ' ');
        sl_utf8_put(b, (int32_t)strtol(hex.p, NULL, 16));
    }
}

int main(void) {
    sl_buf file = {0}, c[5] = {{0}};
    size_t lines = 0, bad = 0;
    FILE *p = popen("bzcat /usr/share/unicode/NormalizationTest.txt.bz2 2>/dev/null", "r");
    while (p && !feof(p)) file.n += fread(sl_need(&file, 65536), 1, 65536, p);
    if (p) pclose(p);
    if (!file.n) {
        printf("1..0 # SKIP unicode-data is not installed\n");
        return 0;
    }
    make(&nfc, SL_FORM_NFC);
    make(&nfkc, SL_FORM_NFKC);
    for (sl_str rest = sl_view(&file); rest.n;) {
        sl_str line = sl_cut(&rest, '\n');
        if (!line.n || *line.p == '#' || *line.p == '@') continue;
        sl_str v[5];
        for (int i = 0; i < 5; i++) {
            characters(sl_cut(&line, ';'), &c[i]);
            v[i] = sl_view(&c[i]);
        }
        bool good = is(&nfc, v[0], v[1]) && is(&nfc, v[1], v[1]) && is(&nfc, v[2], v[1]) && is(&nfc, v[3], v[3]) && is(&nfc, v[4], v[3]);
        for (int i = 0; i < 5; i++) good &= is(&nfkc, v[i], v[3]);
        lines++;
        bad += !good;
    }
    printf("# %zu lines, %zu wrong\n", lines, bad);
    ok(lines > 15000 && bad == 0, "NormalizationTest.txt");
    sl_norm_scratch_free(&scratch);
    sl_buf_free(&out);
    sl_buf_free(&file);
    for (int i = 0; i < 5; i++) sl_buf_free(&c[i]);
    return tap_end();
}
