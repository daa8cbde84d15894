/* Spans that no rule for words may touch: URLs, e-mail addresses, domains, file names; what the caller keeps; markup. See tok_model.h.
 *
 * One look-out per line and kind: the next @, :// or period between letters is found, then the span around it. Runs that turn out to be
 * no span are not looked at again, so the line is read twice at most. */
#include "tok_model.h"
#include <stdlib.h>

enum { URL = 1, NAME = 2, LOCAL = 4, SCHEME = 8 };

/* Which ASCII characters may stand in an URL, in a domain or file name, before the @, in a scheme. */
static const uint8_t allowed[128] = {
    ['!'] = URL, ['#'] = URL, ['$'] = URL, ['%'] = URL | LOCAL, ['&'] = URL, ['\''] = URL, ['('] = URL, [')'] = URL, ['*'] = URL,
    ['+'] = URL | LOCAL | SCHEME, [','] = URL, ['-'] = URL | NAME | LOCAL | SCHEME, ['.'] = URL | NAME | LOCAL | SCHEME,
    ['/'] = URL, ['0' ... '9'] = URL | NAME | LOCAL | SCHEME, [':'] = URL, [';'] = URL, ['='] = URL, ['?'] = URL, ['@'] = URL,
    ['A' ... 'Z'] = URL | NAME | LOCAL | SCHEME, ['['] = URL, ['\\'] = 0, [']'] = URL, ['_'] = URL | NAME | LOCAL,
    ['a' ... 'z'] = URL | NAME | LOCAL | SCHEME, ['{'] = URL, ['}'] = URL, ['~'] = URL};

/* Last parts of domains and of file names, sorted. A domain may go on with a path; a file name ends there. */
static const char *const domains[] = {
    "aero", "ai", "amsterdam", "app", "at", "au", "be", "biz", "br", "brussels", "ca", "cc", "ch", "cn", "co", "com", "cz", "de", "dev", "dk", "edu",
    "es", "eu", "fi", "fm", "fr", "frl", "fun", "gent", "gov", "gr", "hu", "ie", "in", "info", "int", "io", "it", "jp", "kr", "lu", "me", "mil",
    "museum", "net", "nl", "no", "nu", "nz", "online", "org", "pl", "pt", "ro", "ru", "se", "shop", "site", "sk", "sr", "tv", "uk", "us",
    "vlaanderen", "xyz", "za"};
static const char *const files[] = {
    "asp", "aspx", "avi", "bat", "bib", "bmp", "bz2", "cfg", "cgi", "conf", "cpp", "css", "csv", "dll", "doc", "docx", "eml", "epub", "exe", "gif", "gz",
    "htm", "html", "ini", "iso", "jar", "java", "jpeg", "jpg", "js", "json", "jsp", "log", "mdb", "mkv", "mov", "mp3", "mp4", "mpeg", "mpg", "msi",
    "odp", "ods", "odt", "ogg", "pdf", "php", "png", "po", "pps", "ppt", "pptx", "ps", "py", "rar", "rtf", "sh", "shtml", "sql", "svg", "tar", "tbx",
    "tex", "tgz", "tif", "tiff", "tmx", "tsv", "ttf", "txt", "wav", "webm", "webp", "wma", "wmv", "xhtml", "xlf", "xliff", "xls", "xlsx", "xml",
    "xz", "yaml", "yml", "zip"};

static bool may(const sl_lex *x, size_t i, unsigned what) {
    unsigned char c = (unsigned char)x->p[i];
    return c < 128 ? allowed[c] & what : what & (URL | NAME | LOCAL) && sl_ch_word(sl_lex_class(x, i));
}

static size_t forth(const sl_lex *x, size_t i, unsigned what) {
    int len;
    for (; i < x->n && may(x, i, what); i += (size_t)len) sl_lex_at(x, i, &len);
    return i;
}

static size_t back(const sl_lex *x, size_t i, size_t from, unsigned what) {
    int32_t c;
    while (i > from) {
        size_t k = i - (size_t)sl_utf8_prev(x->p, i, &c);
        if (k < from || !may(x, k, what)) break;
        i = k;
    }
    return i;
}

static int by_name(const void *key, const void *one) { return strcmp(key, *(const char *const *)one); }

/* Is the last part one of the names? In one case only: "gezegd.De man" is no domain. */
static bool among(const char *const *names, size_t n, sl_str last) {
    char low[16];
    bool small = false, big = false;
    if (last.n >= sizeof low) return false;
    for (size_t i = 0; i < last.n; i++) {
        char c = last.p[i];
        if (c >= 'A' && c <= 'Z') big = true, c |= 32;
        else if (i) small = true;
        low[i] = c;
    }
    low[last.n] = 0;
    return (!(big && small) || !strcmp(low, "com") || !strcmp(low, "net") || !strcmp(low, "org")) && bsearch(low, names, n, sizeof *names, by_name);
}

/* Punctuation at its end does not belong to an URL, nor does a bracket that it does not open. */
static size_t trim(const sl_lex *x, size_t a, size_t b) {
    long depth[2] = {0, 0};
    for (size_t i = a; i < b; i++) {
        char c = x->p[i];
        depth[c == '[' || c == ']'] += (c == '(' || c == '[') - (c == ')' || c == ']');
    }
    while (b > a) {
        char c = x->p[b - 1];
        if ((c == ')' || c == ']') && depth[c == ']'] < 0) depth[c == ']']++;
        else if (c == '.' && b - a > 4 && !memcmp(x->p + b - 4, "-...", 4)) return b;
        else if (!strchr(".,;:!?'*", c) || !c) return b;
        b--;
    }
    return b;
}

/* scheme://...; the colon is at i. */
static bool url(sl_lex *x, size_t i, size_t from) {
    if (i + 3 >= x->n || x->p[i + 1] != '/' || x->p[i + 2] != '/') return false;
    x->url = back(x, i, from, SCHEME);
    if (i - x->url < 2) return false;
    x->url_end = trim(x, x->url, forth(x, i + 3, URL));
    return x->url_end > i + 3;
}

/* name@host; the @ is at i. */
static bool address(sl_lex *x, size_t i, size_t from) {
    size_t a = back(x, i, from, LOCAL), b = forth(x, i + 1, NAME);
    while (a < i && (x->p[a] == '.' || x->p[a] == '-')) a++;
    while (b > i + 1 && (x->p[b - 1] == '.' || x->p[b - 1] == '-' || x->p[b - 1] == '_')) b--;
    x->url = a;
    x->url_end = b;
    return a < i && b > i + 1;
}

/* A domain with what follows it, or a file name; the period at i is the first one of its run. Sets *end to the end of the run. */
static bool name(sl_lex *x, size_t i, size_t from, size_t *end) {
    size_t a = back(x, i, from, NAME), b = forth(x, i, NAME), dot;
    *end = b;
    while (a < i && (x->p[a] == '.' || x->p[a] == '-' || x->p[a] == '_')) a++;
    while (b > i && (x->p[b - 1] == '.' || x->p[b - 1] == '-' || x->p[b - 1] == '_')) b--;
    for (dot = b; dot > i && x->p[dot - 1] != '.'; dot--) ;
    sl_str last = sl_lex_slice(x, dot, b);
    if (dot <= i || a == i || (*end < x->n && x->p[*end] == '@')) return false;
    bool www = i - a == 3 && !sl_cmp(sl_lex_slice(x, a, i), SL_LIT("www"));
    bool domain = www || among(domains, sizeof domains / sizeof *domains, last);
    if (!domain && !among(files, sizeof files / sizeof *files, last)) return false;
    if (domain && b == *end && b < x->n && (x->p[b] == '/' || (x->p[b] == ':' && b + 1 < x->n && x->p[b + 1] >= '0' && x->p[b + 1] <= '9')))
        b = trim(x, a, forth(x, b, URL));
    x->url = a - (a > from && x->p[a - 1] == '@');
    x->url_end = b;
    return true;
}

typedef unsigned char lanes __attribute__((vector_size(16)));

/* The next @, : or period from i on; n for none. Most lines have few. */
static size_t trigger(const char *p, size_t i, size_t n) {
    for (; i + sizeof(lanes) <= n; i += sizeof(lanes)) {
        lanes v, hit;
        uint64_t any[2];
        memcpy(&v, p + i, sizeof v);
        hit = (lanes)(v == '@') | (lanes)(v == ':') | (lanes)(v == '.');
        memcpy(any, &hit, sizeof any);
        if (any[0] | any[1]) break;
    }
    while (i < n && p[i] != '@' && p[i] != ':' && p[i] != '.') i++;
    return i;
}

void sl_tok_url(sl_lex *x, size_t from) {
    x->end = x->n;
    for (size_t i = trigger(x->p, from, x->n); i < x->n; i = trigger(x->p, i + 1, x->n)) {
        char c = x->p[i];
        size_t end = i + 1;
        bool found = c == ':' ? url(x, i, from) : c == '@' ? address(x, i, from)
                   : i > from && i + 1 < x->n && may(x, i + 1, NAME) && may(x, i - 1, NAME) && x->p[i + 1] != '.' && name(x, i, from, &end);
        if (found) return;
        i = end - 1;
    }
    x->url = x->url_end = x->n;
}

/* The next of those that the caller keeps: not before `from`, and fit to be a token. */
static sl_range next_kept(sl_lex *x, size_t from) {
    const sl_tok_state *t = x->state;
    for (; x->kept < t->nkeep; x->kept++) {
        sl_range k = t->keep[x->kept];
        if (k.start >= from && k.end <= x->n && sl_tok_whole(x, k.start, k.end)) return k;
    }
    return (sl_range){x->n, x->n};
}

static sl_range next_markup(const sl_lex *x, size_t from) {
    for (size_t i = from, e; i < x->n; i++)
        if ((x->p[i] == '<' || x->p[i] == '&') && (e = sl_tok_markup(x, i))) return (sl_range){i, e};
    return (sl_range){x->n, x->n};
}

static sl_range next(sl_lex *x, int kind, size_t from) {
    if (kind == AHEAD_KEPT) return next_kept(x, from);
    if (kind == AHEAD_MARKUP) return x->tags ? next_markup(x, from) : (sl_range){x->n, x->n};
    sl_tok_url(x, from);
    return (sl_range){x->url, x->url_end};
}

void sl_tok_span(sl_lex *x, size_t from) {
    int first = 0;
    x->end = x->n;
    for (int k = 0; k < AHEADS; k++) {
        sl_range *a = &x->ahead[k];
        if (from == 0 || a->start < from) *a = next(x, k, from);
        if (a->start < x->ahead[first].start) first = k;
    }
    x->span = x->ahead[first].start;
    x->span_end = x->ahead[first].end;
    x->span_rank = first == AHEAD_URL ? RANK_WORD | RANK_AS_IS : RANK_HOLDER;
    for (int k = 0; k < AHEADS; k++) {                   /* what begins inside goes with it */
        if (x->ahead[k].start >= x->span_end || x->ahead[k].end <= x->span_end) continue;
        x->span_end = x->ahead[k].end;
        x->span_rank = RANK_HOLDER;
    }
    x->end = x->span;
}
