/* One piece of markup, byte by byte where it is a tag; see markup_scan.h. */
#include "markup_scan.h"

enum { AHEAD = 1024 };        /* how far the end tag of an unknown name may be */
typedef enum { SPACE, SLASH, NAME, AFTER, EQUALS, DOUBLE, SINGLE, VALUE } step;
typedef enum { FAIL, GO, AGAIN, DONE } move;      /* AGAIN: the same byte with the new step */

static bool white(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static bool letter(char c) { return (unsigned)((c | 32) - 'a') < 26; }
static bool digit(char c) { return (unsigned)(c - '0') < 10; }
static bool name_byte(char c) { return letter(c) || digit(c) || c == '-' || c == '_' || c == '.' || c == ':' || (unsigned char)c >= 0x80; }
static bool same_letters(const char *p, const char *lower, size_t n) {
    for (size_t i = 0; i < n; i++)
        if ((letter(p[i]) ? p[i] | 32 : p[i]) != lower[i]) return false;
    return true;
}
static bool begins(const char *p, size_t n, const char *lower) { return n >= strlen(lower) && same_letters(p, lower, strlen(lower)); }

size_t sl_piece_end_tag(const char *p, size_t n, size_t from, sl_str name) {
    const char *q;
    for (size_t i = from; i < n && (q = memmem(p + i, n - i, "</", 2)); i = (size_t)(q - p) + 1) {
        size_t left = n - (size_t)(q - p);
        if (left < name.n + 3 || name_byte(q[2 + name.n])) continue;
        size_t k = 0;
        while (k < name.n && (q[2 + k] == name.p[k] || (letter(q[2 + k]) && (q[2 + k] ^ 32) == name.p[k]))) k++;
        if (k == name.n) return (size_t)(q - p);
    }
    return n;
}

/* Tags. */
typedef struct { sl_piece *x; const sl_words *names; bool document; const char *p; } tag;

/* Needs the last attribute no value? */
static bool bare_attribute(const tag *t) {
    const sl_piece *x = t->x;
    return t->document || sl_words_find(t->names, sl_slice(t->p + x->attribute, x->behind - x->attribute)) & NAME_BOOLEAN;
}

static move to(sl_piece *x, step s) {
    x->step = (unsigned char)s;
    return GO;
}
static move again(sl_piece *x, step s) {
    x->step = (unsigned char)s;
    return AGAIN;
}

static move in_space(const tag *t, char c) {
    if (white(c)) return GO;
    if (c == '>') return DONE;
    if (c == '/') return to(t->x, SLASH);
    if (c == '"' || c == '\'') return t->x->valued && !t->x->strict ? GO : FAIL;     /* alt="x""> */
    if (c == '<' || (c == '=' && !t->document)) return FAIL;
    t->x->attribute = t->x->i;
    return to(t->x, NAME);
}

static move in_slash(const tag *t, char c) {
    if (c == '>') t->x->closed = true;
    return c == '>' ? DONE : t->document ? again(t->x, SPACE) : FAIL;
}

static move in_name(const tag *t, char c) {
    if (c == '=') return to(t->x, EQUALS);
    if (c == '<' || ((c == '"' || c == '\'') && !t->document)) return FAIL;
    if (!white(c) && c != '>' && c != '/') return GO;
    t->x->behind = t->x->i;
    return again(t->x, AFTER);
}

static move in_after(const tag *t, char c) {
    if (white(c)) return GO;
    if (c == '=') return to(t->x, EQUALS);
    return bare_attribute(t) ? again(t->x, SPACE) : FAIL;
}

static move in_equals(const tag *t, char c) {
    if (white(c)) return GO;
    if (c == '<' || (c == '>' && !t->document)) return FAIL;
    if (c == '>') return DONE;
    t->x->valued = true;
    return to(t->x, c == '"' ? DOUBLE : c == '\'' ? SINGLE : VALUE);
}

static move in_double(const tag *t, char c) { return c == '"' ? to(t->x, SPACE) : GO; }
static move in_single(const tag *t, char c) { return c == '\'' ? to(t->x, SPACE) : GO; }

static move in_value(const tag *t, char c) {
    if (c == '>') t->x->closed = t->p[t->x->i - 1] == '/';
    return c == '<' ? FAIL : c == '>' ? DONE : white(c) ? to(t->x, SPACE) : GO;
}

static move (*const steps[])(const tag *, char) = {in_space, in_slash, in_name, in_after, in_equals, in_double, in_single, in_value};

/* Whether what has the form of a start tag is one, outside a document. */
static bool is_tag(const tag *t, size_t n) {
    const sl_piece *x = t->x;
    if (x->bits & NAME_ELEMENT || x->valued || x->closed) return true;
    size_t end = n - x->i < AHEAD ? n : x->i + AHEAD;
    const char *lf = memchr(t->p + x->i, '\n', end - x->i);
    if (lf) end = (size_t)(lf - t->p) + 1;
    return sl_piece_end_tag(t->p, end, x->i, sl_slice(t->p + 1, x->name)) < end;
}

/* The content of a script or style. */
static sl_scan scan_raw(sl_piece *x, const char *p, size_t n) {
    x->kind = PIECE_RAW;
    size_t end = sl_piece_end_tag(p, n, x->i, sl_slice(p + 1, x->name));
    x->i = end;
    return end < n ? SCAN_DONE : SCAN_MORE;
}

static sl_scan tag_done(const tag *t, size_t n) {
    if (t->document) return SCAN_DONE;
    if (!is_tag(t, n)) return SCAN_TEXT;
    if (!(t->x->bits & NAME_RAW) || t->x->closed) return SCAN_DONE;
    return t->x->no_raw ? SCAN_TEXT : scan_raw(t->x, t->p, n);
}

static sl_scan scan_tag(sl_piece *x, const sl_words *names, bool document, const char *p, size_t n) {
    tag t = {x, names, document, p};
    while (x->i < n) {
        if (x->step == DOUBLE || x->step == SINGLE) {
            const char *q = memchr(p + x->i, x->step == DOUBLE ? '"' : '\'', n - x->i);
            x->i = q ? (size_t)(q - p) : n;
            if (!q) break;
        }
        move m = steps[x->step](&t, p[x->i]);
        if (m == FAIL) return SCAN_TEXT;
        x->i += m != AGAIN;
        if (m == DONE) return tag_done(&t, n);
    }
    return SCAN_MORE;
}

/* </name> with white space before its >, or in a document anything. */
static sl_scan scan_end_tag(sl_piece *x, const sl_words *names, bool document, const char *p, size_t n) {
    (void)names;
    for (; x->i < n; x->i++) {
        if (p[x->i] == '>') { x->i++; return SCAN_DONE; }
        if (p[x->i] == '<' || (!document && !white(p[x->i]))) return SCAN_TEXT;
    }
    return SCAN_MORE;
}

/* All else ends at the first of some bytes. */
static sl_scan scan_to(sl_piece *x, const char *p, size_t n, const char *end) {
    size_t k = strlen(end), from = x->i + 1 > k ? x->i + 1 - k : 0;
    const char *q = memmem(p + from, n - from, end, k);
    x->i = q ? (size_t)(q - p) + k : n;
    return q ? SCAN_DONE : SCAN_MORE;
}

static sl_scan scan_comment(sl_piece *x, const sl_words *names, bool document, const char *p, size_t n) {
    (void)names, (void)document;
    return scan_to(x, p, n, "-->");
}

static sl_scan scan_cdata(sl_piece *x, const sl_words *names, bool document, const char *p, size_t n) {
    (void)names, (void)document;
    return scan_to(x, p, n, "]]>");
}

/* <?php ... ?> may hold >; as HTML has it others may not, and Word's <?xml:namespace ... /> lacks its ?. */
static sl_scan scan_instruction(sl_piece *x, const sl_words *names, bool document, const char *p, size_t n) {
    (void)names, (void)document;
    return scan_to(x, p, n, begins(p, n, "<?php") || p[2] == '=' ? "?>" : ">");
}

/* <!DOCTYPE html [ ... ]>; step tells where: 0 before brackets, 1 in them, 2 behind. */
static sl_scan scan_declaration(sl_piece *x, const sl_words *names, bool document, const char *p, size_t n) {
    (void)names, (void)document;
    for (; x->i < n; x->i++) {
        char c = p[x->i];
        if (c == '>' && x->step != 1) { x->i++; return SCAN_DONE; }
        if (c == '[' && x->step == 0) x->step = 1;
        else if (c == ']') x->step = 2;
        else if (x->step == 2 && !white(c)) x->step = 1;
    }
    return SCAN_MORE;
}

static sl_scan scan_rest(sl_piece *x, const sl_words *names, bool document, const char *p, size_t n) {
    (void)names, (void)document;
    return scan_raw(x, p, n);
}

static sl_scan (*const scans[PIECE_KINDS])(sl_piece *, const sl_words *, bool, const char *, size_t) = {
    [PIECE_TAG] = scan_tag, [PIECE_END] = scan_end_tag, [PIECE_COMMENT] = scan_comment, [PIECE_CDATA] = scan_cdata,
    [PIECE_INSTRUCTION] = scan_instruction, [PIECE_DECLARATION] = scan_declaration, [PIECE_RAW] = scan_rest};

/* How what is no tag begins, in lower case, and where to go on behind that. */
static const struct { const char *begin; sl_piece_kind kind; size_t at; uint32_t bits; } begin[] = {
    {"<!--", PIECE_COMMENT, 4, 0}, {"<![cdata[", PIECE_CDATA, 9, 0}, {"<!doctype", PIECE_DECLARATION, 9, NAME_DOCUMENT},
    {"<!entity", PIECE_DECLARATION, 8, 0}, {"<!element", PIECE_DECLARATION, 9, 0}, {"<!attlist", PIECE_DECLARATION, 9, 0},
    {"<!notation", PIECE_DECLARATION, 10, 0}, {"<![if", PIECE_DECLARATION, 5, 0}, {"<![endif", PIECE_DECLARATION, 5, 0},
    {"<?xml ", PIECE_INSTRUCTION, 3, NAME_DOCUMENT}, {"<?xml", PIECE_INSTRUCTION, 3, 0}, {"<?php", PIECE_INSTRUCTION, 3, 0},
    {"<?=", PIECE_INSTRUCTION, 3, 0}};

/* The name of a tag, which begins at `at`. */
static void open_tag(sl_piece *x, const sl_words *names, sl_piece_kind kind, size_t at, const char *p, size_t n) {
    size_t i = at;
    while (i < n && name_byte(p[i])) i++;
    bool good = i < n && (white(p[i]) || p[i] == '>' || (p[i] == '/' && kind == PIECE_TAG)) && p[i - 1] != ':' && !begins(p + at, n - at, "www.");
    x->i = i;
    if (!good) return;
    x->kind = kind;
    x->name = i - at;
    x->bits = sl_words_find(names, sl_slice(p + at, x->name));
}

static void open_other(sl_piece *x, const char *p, size_t n) {
    size_t k = 0, end = sizeof begin / sizeof *begin;
    while (k < end && !begins(p, n, begin[k].begin)) k++;
    if (k == end) return;
    x->kind = begin[k].kind;
    x->i = begin[k].at;
    x->bits = begin[k].bits;
}

void sl_piece_open(sl_piece *x, const sl_words *names, bool document, const char *p, size_t n) {
    x->i = 1;
    if (n < 3) return;
    if (letter(p[1])) open_tag(x, names, PIECE_TAG, 1, p, n);
    else if (p[1] == '/' && letter(p[2])) open_tag(x, names, PIECE_END, 2, p, n);
    else if (p[1] == '!' || p[1] == '?') open_other(x, p, n);
    if (!x->kind && p[1] == '?' && letter(p[2]) && document) x->kind = PIECE_INSTRUCTION, x->i = 3;
}

sl_scan sl_piece_scan(sl_piece *x, const sl_words *names, bool document, const char *p, size_t n) {
    return scans[x->kind](x, names, document, p, n);
}
