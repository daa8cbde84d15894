/* From lines to rows of text; see sluis/article.h. */
#include "sluis/article.h"

void sl_article_start(sl_article *a, const sl_article_conf *c) {
    a->c = *c;
    a->pages.facts = c->pages;
    a->lines.words = c->words[0];
    a->lines.other = c->words[1];
    a->fresh = true;
}

static int put(sl_article *a, sl_article_what what, sl_str text, sl_meta_kind kind, sl_str meta) {
    sl_article_row r = {what, text, kind, meta};
    return a->c.put(a->c.ctx, &r);
}

static const sl_str nothing = {"", 0};

static int put_empty(sl_article *a) {
    a->blank = true;
    a->owed = false;
    return put(a, SL_ARTICLE_ROW, nothing, SL_META_NONE, nothing);
}

/* Text, or what is no text: found in text that is a line or a paragraph. */
static int put_text(sl_article *a, sl_str text) {
    sl_meta_hit h = {SL_META_NONE, nothing, text};
    if (a->c.meta && sl_meta_find(a->c.meta, text, &h) && !h.text.n && a->c.drop) {
        a->owed = a->begun && !a->blank;
        return put(a, SL_ARTICLE_META, text, h.kind, h.meta);
    }
    int rc = 0;
    if (a->owed) {
        a->parted++;
        rc = put_empty(a);
    }
    a->begun = true;
    a->blank = false;
    return rc ? rc : put(a, SL_ARTICLE_ROW, h.text, h.kind, h.meta);
}

static int put_paragraphs(sl_article *a) {
    sl_str text;
    int rc = 0;
    while (rc == 0 && sl_wrapped_next(&a->lines, &text)) {
        bool gap = a->gap || a->lines.paged;
        if (gap && a->begun && !a->blank) {
            if (a->gap) a->joined--;
            else a->parted++;
            rc = put_empty(a);
        }
        a->joined--;
        a->gap = false;
        if (rc == 0) rc = put_text(a, text);
    }
    return rc;
}

static int end_block(sl_article *a) {
    sl_wrapped_end(&a->lines);
    a->fresh = true;
    return put_paragraphs(a);
}

/* Does the line end as a sentence does? Only there may metadata follow without an empty line between. */
static bool sentence_ends(sl_str s) {
    s = sl_split_trim(s);
    while (s.n && memchr("\"')]", s.p[s.n - 1], 4)) s.n--;
    return s.n && memchr(".!?", s.p[s.n - 1], 3);
}

/* A caption may go on on the next line; other metadata, and what is short or ends as a sentence does, is over, as is text with a
 * credit behind it; but text behind a dateline goes on. */
static bool is_over(const sl_meta_hit *h) {
    if (h->kind == SL_META_DATELINE && h->text.n) return false;
    bool open = h->kind == SL_META_CAPTION || h->kind == SL_META_SOURCE || h->kind == SL_META_LINK;
    return !open || h->text.n || h->meta.n < 40 || sentence_ends(h->meta);
}

static int add_line(sl_article *a, const sl_pages_line *l) {
    sl_meta_hit h;
    int rc = 0;
    if (l->blank && !l->page) {
        rc = end_block(a);
        a->gap = true;
    }
    bool found = a->c.meta && sl_meta_find(a->c.meta, l->text, &h), front = found && (!h.text.n || h.kind == SL_META_DATELINE);
    if (front && !(a->fresh || a->stops)) found = front = false;
    if (rc == 0 && front) rc = end_block(a);
    a->fresh = false;
    a->stops = sentence_ends(l->text);
    a->lines.page = l->page;
    if (rc == 0) sl_wrapped_line(&a->lines, l->text);
    if (rc == 0) rc = found && is_over(&h) ? end_block(a) : put_paragraphs(a);
    return rc;
}

static int put_pages(sl_article *a) {
    static const sl_article_what what[] = {[SL_PAGES_NUMBER] = SL_ARTICLE_NUMBER, [SL_PAGES_RUNNING] = SL_ARTICLE_RUNNING};
    sl_pages_line l;
    int rc = 0;
    while (rc == 0 && sl_pages_next(&a->pages, &l)) {
        if (l.kind == SL_PAGES_TEXT) {
            rc = add_line(a, &l);
            continue;
        }
        a->joined--;
        rc = put(a, what[l.kind], l.text, SL_META_NONE, nothing);
    }
    return rc;
}

int sl_article_line(sl_article *a, sl_str line) {
    if (a->c.wrapped) {
        a->joined++;                               /* until it turns out to be a row, or part of the furniture */
        sl_pages_line_in(&a->pages, line);
        return put_pages(a);
    }
    if (sl_split_trim(line).n) return put_text(a, line);
    a->blank = true;
    a->owed = false;
    return put(a, SL_ARTICLE_ROW, line, SL_META_NONE, nothing);
}

int sl_article_end(sl_article *a) {
    int rc = 0;
    if (a->c.wrapped) {
        sl_pages_end(&a->pages);
        rc = put_pages(a);
        if (rc == 0) rc = end_block(a);
        sl_wrapped_forget(&a->lines);
    }
    a->gap = a->blank = a->stops = a->owed = a->begun = false;
    a->fresh = true;
    return rc;
}

void sl_article_free(sl_article *a) {
    sl_pages_free(&a->pages);
    sl_wrapped_free(&a->lines);
}
