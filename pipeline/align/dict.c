/* Dictionaries; see sluis/dict.h. */
#include "sluis/dict.h"
#include "sluis/norm.h"
#include "sluis/utf8.h"

typedef struct { sl_norm norm; sl_norm_scratch scratch; sl_buf row, text; } work;

static void start(work *w) {
    sl_norm_make(&w->norm, &(sl_norm_conf){.form = SL_FORM_NFKC, .quotes = SL_QUOTES_KEEP, .dashes = SL_QUOTES_KEEP, .ellipsis = SL_QUOTES_KEEP}, SL_LIT(""));
}

static void stop(work *w) {
    sl_norm_scratch_free(&w->scratch);
    sl_buf_free(&w->row);
    sl_buf_free(&w->text);
}

static bool blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\0'; }

static sl_str trim(sl_str s) {
    while (s.n && blank(*s.p)) s.p++, s.n--;
    while (s.n && blank(s.p[s.n - 1])) s.n--;
    return s;
}

/* Append the words of s by single spaces; returns how many there are. */
static size_t put_words(sl_buf *to, sl_str s) {
    size_t words = 0, at = 0, from;
    while (at < s.n) {
        while (at < s.n && blank(s.p[at])) at++;
        for (from = at; at < s.n && !blank(s.p[at]);) at++;
        if (at > from && words++) sl_putc(to, ' ');
        sl_put(to, s.p + from, at - from);
    }
    return words;
}

/* The sense's number before a translation: "1." or "12)". */
static sl_str unnumbered(sl_str s) {
    size_t k = 0;
    while (k < s.n && s.p[k] >= '0' && s.p[k] <= '9') k++;
    return k && k < s.n && (s.p[k] == '.' || s.p[k] == ')') ? trim(sl_slice(s.p + k + 1, s.n - k - 1)) : s;
}

static bool has_word(sl_str s) {
    int32_t c;
    for (size_t i = 0; i < s.n;) {
        i += (size_t)sl_utf8_next(s.p + i, s.n - i, &c);
        if (sl_is_alnum(c)) return true;
    }
    return false;
}

/* Append TAB and the translation, unless it is a label ("Synonym:"), an example in quotes, or no word at all. */
static void put_translation(work *w, sl_str s) {
    s = unnumbered(trim(s));
    if (!s.n || s.p[s.n - 1] == ':' || *s.p == '"' || !has_word(s)) return;
    sl_putc(&w->row, '\t');
    put_words(&w->row, s);
}

/* Which closing bracket belongs to an opening one; 0: it is none. */
static char closing(char c) { return (char)(c == '(' ? ')' : c == '[' ? ']' : c == '{' ? '}' : c == '<' ? '>' : 0); }

/* Without what stands in brackets, which may hold others of their kind; one that is not closed hides the rest of the line. */
static sl_str bare(sl_buf *to, sl_str s) {
    char open = 0, close = 0;
    size_t depth = 0;
    sl_clear(to);
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i], end = closing(c);
        if (!depth && end) open = c, close = end, depth = 1;
        else if (depth) depth = c == open ? depth + 1 : c == close ? depth - 1 : depth;
        else sl_putc(to, c);
    }
    return sl_view(to);
}

static void put_translations(work *w, sl_str line) {
    sl_str s = bare(&w->text, line);
    size_t from = 0;
    for (size_t i = 0; i <= s.n; i++) {
        if (i < s.n && s.p[i] != ',' && s.p[i] != ';' && s.p[i] != '\t') continue;
        put_translation(w, sl_slice(s.p + from, i - from));
        from = i + 1;
    }
}

static bool put_head(work *w, sl_str word) {
    sl_clear(&w->row);
    return put_words(&w->row, bare(&w->text, word)) > 0;
}

/* Write the row out if it got a translation. */
static void end_row(work *w, sl_buf *out) {
    if (!memchr(sl_view(&w->row).p, '\t', w->row.n)) return;
    sl_norm_line(&w->norm, &w->scratch, sl_view(&w->row), out);
    sl_putc(out, '\n');
}

static int not_utf8(sl_err *e, const char *name, uint64_t line, size_t at) { return sl_fail(e, SL_EDATA, name, line, at + 1, "invalid UTF-8"); }

int sl_dict_table(sl_str text, const char *name, sl_buf *out, sl_err *e) {
    work w = {0};
    int rc = 0;
    start(&w);
    text = sl_unmarked(text);
    for (uint64_t line = 1; text.n && rc == 0; line++) {
        sl_str rest = trim(sl_cut(&text, '\n')), whole = rest;
        if (!rest.n || *rest.p == '#') continue;
        size_t good = sl_utf8_valid(rest.p, rest.n);
        sl_str word = sl_cut(&rest, '\t');
        if (good < whole.n) rc = not_utf8(e, name, line, good);
        else if (word.n == whole.n) rc = sl_fail(e, SL_EDATA, name, line, 0, "no row of a dictionary: WORD TAB TRANSLATION");
        else if (put_head(&w, word)) {
            put_translations(&w, rest);
            end_row(&w, out);
        }
    }
    stop(&w);
    return rc;
}

/* dictd */

static int digit(char c) {
    return c >= 'A' && c <= 'Z' ? c - 'A' : c >= 'a' && c <= 'z' ? c - 'a' + 26 : c >= '0' && c <= '9' ? c - '0' + 52 : c == '+' ? 62 : c == '/' ? 63 : -1;
}

static bool number(sl_str s, uint64_t *v) {
    *v = 0;
    for (size_t i = 0; i < s.n; i++) {
        int d = digit(s.p[i]);
        if (d < 0) return false;
        *v = *v << 6 | (uint64_t)d;
    }
    return s.n >= 1 && s.n <= 10;
}

/* Entries about the dictionary itself. */
static bool about(sl_str word) { return sl_starts(word, SL_LIT("00database")) || sl_starts(word, SL_LIT("00-database")); }

/* The lines of an entry are translations; the first, which has the headword, is not. */
static void put_entry(work *w, sl_str entry) {
    sl_cut(&entry, '\n');
    while (entry.n) {
        sl_str line = trim(sl_cut(&entry, '\n'));
        put_translations(w, line);
    }
}

typedef struct { const char *name; uint64_t line; } place;

static int dictd_row(work *w, sl_str row, place at, sl_str entries, const char *name, sl_buf *out, sl_err *e) {
    sl_str rest = row;
    uint64_t from, n;
    size_t good = sl_utf8_valid(row.p, row.n);
    if (good < row.n) return not_utf8(e, at.name, at.line, good);
    sl_str word = sl_cut(&rest, '\t'), offset = sl_cut(&rest, '\t'), length = sl_cut(&rest, '\t');
    if (!number(offset, &from) || !number(length, &n)) return sl_fail(e, SL_EDATA, at.name, at.line, 0, "no row of dictd's index: WORD TAB OFFSET TAB LENGTH");
    if (from > entries.n || n > entries.n - from)
        return sl_fail(e, SL_EDATA, at.name, at.line, 0, "the entry ends at byte %llu, but %s has %zu bytes", (unsigned long long)(from + n), name, entries.n);
    if (about(word)) return 0;
    good = sl_utf8_valid(entries.p + from, n);
    if (good < n) return not_utf8(e, name, 0, from + good);
    if (!put_head(w, word)) return 0;
    put_entry(w, sl_slice(entries.p + from, n));
    end_row(w, out);
    return 0;
}

int sl_dict_dictd(sl_str index, const char *index_name, sl_str entries, const char *name, sl_buf *out, sl_err *e) {
    work w = {0};
    int rc = 0;
    start(&w);
    for (place at = {index_name, 1}; index.n && rc == 0; at.line++) {
        sl_str row = sl_cut(&index, '\n');
        if (row.n && row.p[row.n - 1] == '\r') row.n--;
        if (row.n) rc = dictd_row(&w, row, at, entries, name, out, e);
    }
    stop(&w);
    return rc;
}
