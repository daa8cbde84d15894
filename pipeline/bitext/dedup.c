/* Keys of records; see sluis/dedup.h. */
#include "sluis/dedup.h"
#include "sluis/hash.h"
#include "sluis/utf8.h"

/* What becomes of an ASCII character; 0: nothing. */
static const char ascii[128] = {
    ['0'] = '0', ['1'] = '0', ['2'] = '0', ['3'] = '0', ['4'] = '0', ['5'] = '0', ['6'] = '0', ['7'] = '0', ['8'] = '0', ['9'] = '0',
    ['A'] = 'a', ['B'] = 'b', ['C'] = 'c', ['D'] = 'd', ['E'] = 'e', ['F'] = 'f', ['G'] = 'g', ['H'] = 'h', ['I'] = 'i', ['J'] = 'j',
    ['K'] = 'k', ['L'] = 'l', ['M'] = 'm', ['N'] = 'n', ['O'] = 'o', ['P'] = 'p', ['Q'] = 'q', ['R'] = 'r', ['S'] = 's', ['T'] = 't',
    ['U'] = 'u', ['V'] = 'v', ['W'] = 'w', ['X'] = 'x', ['Y'] = 'y', ['Z'] = 'z', ['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd',
    ['e'] = 'e', ['f'] = 'f', ['g'] = 'g', ['h'] = 'h', ['i'] = 'i', ['j'] = 'j', ['k'] = 'k', ['l'] = 'l', ['m'] = 'm', ['n'] = 'n',
    ['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r', ['s'] = 's', ['t'] = 't', ['u'] = 'u', ['v'] = 'v', ['w'] = 'w', ['x'] = 'x',
    ['y'] = 'y', ['z'] = 'z'};

static size_t fold_high(const char *p, size_t n, sl_buf *out) {
    int32_t c;
    size_t k = (size_t)sl_utf8_next(p, n, &c);
    if (c < 0) sl_put(out, p, k);
    else if (sl_is_digit(c)) sl_putc(out, '0');
    else if (sl_is_alnum(c)) sl_utf8_put(out, sl_lower(c));
    return k;
}

void sl_dedup_fold(sl_str s, sl_buf *out) {
    size_t start = out->n;
    sl_need(out, s.n + 4);
    for (size_t i = 0; i < s.n;) {
        unsigned char b = (unsigned char)s.p[i];
        if (b >= 0x80) {
            i += fold_high(s.p + i, s.n - i, out);
            continue;
        }
        *sl_need(out, 1) = ascii[b];
        out->n += ascii[b] != 0;
        i++;
    }
    if (out->n == start) sl_puts(out, s);
}

unsigned sl_dedup_hash(const sl_dedup_key *k, sl_str line, sl_buf *scratch, uint64_t *hash) {
    const char *end = line.p + line.n;
    sl_str c = line;
    unsigned at = 0, wanted = k->nfields ? k->nfields : 1;
    *hash = 0;
    for (unsigned i = 0; i < wanted; i++) {
        for (; k->nfields && at < k->fields[i]; at++) {
            if (at && c.p + c.n == end) return k->lenient && i ? 0 : k->fields[i];
            c = sl_cut(&line, '\t');
        }
        sl_str key = c;
        if (k->fold) {
            sl_clear(scratch);
            sl_dedup_fold(c, scratch);
            key = sl_view(scratch);
        }
        *hash = sl_hash_line(*hash, key);
    }
    return 0;
}
