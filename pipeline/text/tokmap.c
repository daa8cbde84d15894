/* Rows of the map of bare tokens: written, and read again; see sluis/tokmap.h. */
#include "tokmap.h"
#include "sluis/hex.h"
#include "sluis/sidemap.h"

static bool plain_gap(sl_str text, size_t a, size_t b) { return a == b || (b == a + 1 && text.p[a] == ' '); }

static void gap(sl_buf *row, sl_str text, size_t a, size_t b) {
    if (row->p[row->n - 1] != '\t') sl_putc(row, ' ');
    sl_put_number(row, a);
    sl_putc(row, ':');
    sl_hex_put(row, sl_slice(text.p + a, b - a));
}

void sl_tokmap_row(unsigned column, sl_str text, const sl_range *spans, size_t n, sl_buf *row) {
    size_t at = 0;
    sl_put_number(row, column);
    for (size_t i = 0; i < n; i++) {
        sl_putc(row, i ? ' ' : '\t');
        sl_put_number(row, spans[i].start);
        sl_putc(row, '-');
        sl_put_number(row, spans[i].end);
    }
    sl_puts(row, n ? SL_LIT("\t") : SL_LIT("\t\t"));
    for (size_t i = 0; i < n; at = spans[i++].end)
        if (!plain_gap(text, at, spans[i].start)) gap(row, text, at, spans[i].start);
    if (at < text.n) gap(row, text, at, text.n);
}

unsigned sl_tokmap_column(sl_str row) {
    uint64_t column;
    return sl_sidemap_number(&row, 10, '\t', &column) && column <= UINT32_MAX ? (unsigned)column : 0;
}

/* The gap from a to b: as the row has it, or as every gap is that it does not have. */
static bool fill(sl_str *gaps, size_t a, size_t b, sl_buf *out) {
    sl_str rest = *gaps;
    uint64_t at;
    if (!rest.n || !sl_sidemap_number(&rest, 10, ':', &at) || at != a) {
        if (b > a + 1) return false;
        if (b > a) sl_putc(out, ' ');
        return true;
    }
    sl_str hex = sl_cut(&rest, ' ');
    *gaps = rest;
    return (b == SIZE_MAX || hex.n == 2 * (b - a)) && sl_hex_take(hex, out);
}

int sl_tokmap_text(sl_str row, sl_str tokens, sl_buf *out) {
    uint64_t column, a, b;
    size_t at = 0;
    bool any = false;
    if (!sl_sidemap_number(&row, 10, '\t', &column)) return SL_TOKMAP_NO_ROW;
    sl_str spans = sl_cut(&row, '\t'), gaps = row;
    if (sl_starts(spans, SL_LIT("~"))) return gaps.n ? SL_TOKMAP_NO_ROW : sl_tokmap_apply(spans, tokens, out);
    for (; spans.n; at = b, any = true) {
        if (!sl_sidemap_number(&spans, 10, '-', &a) || !sl_sidemap_number(&spans, 10, ' ', &b)) return SL_TOKMAP_NO_ROW;
        if (a < at || b <= a || !fill(&gaps, at, a, out)) return SL_TOKMAP_NO_ROW;
        size_t lead = any, n = b - a;
        if (tokens.n < lead || n > tokens.n - lead || (lead && tokens.p[0] != ' ')) return SL_TOKMAP_OTHER;
        sl_put(out, tokens.p + lead, n);
        tokens = sl_slice(tokens.p + lead + n, tokens.n - lead - n);
    }
    if (gaps.n && !fill(&gaps, at, SIZE_MAX, out)) return SL_TOKMAP_NO_ROW;
    return gaps.n ? SL_TOKMAP_NO_ROW : tokens.n ? SL_TOKMAP_OTHER : SL_TOKMAP_GOOD;
}
