/* compact: while Sluis is built, convert a lexicon or a word list of data/ to the form that is used in place.
 * compact lexicon|list TEXT > FILE */
#include "embed.h"
#include "sluis/lexicon.h"
#include <stdio.h>

const struct sl_embed sl_embedded[] = {{0, 0, 0}};       /* nothing is compiled in yet */

static int complain(const sl_err *e, const char *file) {
    fprintf(stderr, "compact: %s:%llu: %s\n", file, (unsigned long long)e->line, e->msg);
    return 1;
}

int main(int argc, char **argv) {
    sl_buf text = {0};
    sl_lexicon *x;
    sl_err e = {0};
    if (argc != 3) return 2;
    if (sl_buf_file(&text, argv[2])) {
        perror(argv[2]);
        return 3;
    }
    if (argv[1][1] == 'e' ? sl_lexicon_bytes(&x, sl_view(&text), argv[2], &e) : sl_lexicon_list(&x, sl_view(&text), &e)) return complain(&e, argv[2]);
    sl_str s = sl_lexicon_image(x);
    bool bad = fwrite(s.p, 1, s.n, stdout) != s.n;
    sl_lexicon_close(x);
    sl_buf_free(&text);
    return fclose(stdout) || bad ? 3 : 0;
}
