/* Rows of edits; see sluis/tokmap.h. */
#include "sluis/hex.h"
#include "sluis/sidemap.h"
#include "tokmap.h"

enum { SURE = 2,                                 /* so many equal bytes show that text and tokens are in step again */
       MOST_GONE = 12, MOST_NEW = 24 };          /* how far is looked for that: &quot; and a mark; spaces and controls */

static size_t common(sl_str a, sl_str b) {
    size_t n = a.n < b.n ? a.n : b.n, k = 0;
    while (k < n && a.p[k] == b.p[k]) k++;
    return k;
}

static sl_str behind(sl_str s, size_t n) { return sl_slice(s.p + n, s.n - n); }

static bool in_step(sl_str text, sl_str tokens) {
    size_t k = common(text, tokens);
    return k >= SURE || (k == text.n && k == tokens.n);
}

/* The fewest bytes of tokens to go, and of text to come in, after which both are in step; all that is left when there are too many. */
static void next_step(sl_str text, sl_str tokens, size_t *gone, size_t *new) {
    for (size_t both = 1; both <= MOST_GONE + MOST_NEW; both++)
        for (size_t g = 0; g <= both && g <= MOST_GONE && g <= tokens.n; g++) {
            size_t n = both - g;
            if (n > MOST_NEW || n > text.n || !in_step(behind(text, n), behind(tokens, g))) continue;
            *gone = g, *new = n;
            return;
        }
    *gone = tokens.n, *new = text.n;
}

void sl_tokmap_edits(unsigned column, sl_str text, sl_str tokens, sl_buf *row) {
    sl_put_number(row, column);
    sl_puts(row, SL_LIT("\t~"));
    while (text.n || tokens.n) {
        size_t same = common(text, tokens), gone, new;
        if (same) sl_putc(row, ' '), sl_put_number(row, same);
        text = behind(text, same), tokens = behind(tokens, same);
        if (!text.n && !tokens.n) break;
        next_step(text, tokens, &gone, &new);
        if (gone) sl_puts(row, SL_LIT(" -")), sl_put_number(row, gone);
        if (new) sl_puts(row, SL_LIT(" +")), sl_hex_put(row, sl_slice(text.p, new));
        text = behind(text, new), tokens = behind(tokens, gone);
    }
    sl_putc(row, '\t');
}

static int one_edit(sl_str edit, sl_str *tokens, sl_buf *out) {
    uint64_t n;
    if (sl_starts(edit, SL_LIT("+"))) return sl_hex_take(behind(edit, 1), out) ? SL_TOKMAP_GOOD : SL_TOKMAP_NO_ROW;
    bool goes = sl_starts(edit, SL_LIT("-"));
    if (goes) edit = behind(edit, 1);
    if (!sl_sidemap_number(&edit, 10, ' ', &n)) return SL_TOKMAP_NO_ROW;
    if (n > tokens->n) return SL_TOKMAP_OTHER;
    if (!goes) sl_put(out, tokens->p, n);
    *tokens = behind(*tokens, n);
    return SL_TOKMAP_GOOD;
}

int sl_tokmap_apply(sl_str edits, sl_str tokens, sl_buf *out) {
    sl_cut(&edits, ' ');                         /* the ~ */
    while (edits.n) {
        int rc = one_edit(sl_cut(&edits, ' '), &tokens, out);
        if (rc) return rc;
    }
    return tokens.n ? SL_TOKMAP_OTHER : SL_TOKMAP_GOOD;
}
