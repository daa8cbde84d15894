/* XML character data; see sluis/xml.h. Source: Extensible Markup Language 1.0, fifth edition, productions 2 and 14. */
#include "sluis/utf8.h"
#include "sluis/xml.h"

static bool plain(unsigned char c) { return c >= 0x20 && c < 0x80 && c != '&' && c != '<' && c != '>' && c != '"'; }

static const char *reference(int32_t c, bool attribute) {
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '\r': return "&#13;";
    case '"': return attribute ? "&quot;" : NULL;
    case '\t': return attribute ? "&#9;" : NULL;
    case '\n': return attribute ? "&#10;" : NULL;
    default: return NULL;
    }
}

static bool holds(int32_t c) {
    if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
    return c != 0xFFFE && c != 0xFFFF;
}

uint64_t sl_xml_put(sl_buf *out, sl_str s, bool attribute) {
    uint64_t lost = 0;
    for (size_t i = 0, k; i < s.n; i += k) {
        int32_t c;
        for (k = 0; i + k < s.n && plain((unsigned char)s.p[i + k]);) k++;
        if (k) { sl_put(out, s.p + i, k); continue; }
        k = (size_t)sl_utf8_next(s.p + i, s.n - i, &c);
        const char *r = c < 0x80 ? reference(c, attribute) : NULL;
        if (r) sl_put(out, r, strlen(r));
        else if (c >= 0 && holds(c)) sl_put(out, s.p + i, k);
        else { sl_utf8_put(out, 0xFFFD); lost++; }
    }
    return lost;
}

size_t sl_xml_bad(sl_str s) {
    for (size_t i = 0, k; i < s.n; i += k) {
        unsigned char b = (unsigned char)s.p[i];
        int32_t c = b;
        k = 1;
        if (b >= 0x20 && b < 0x80) continue;
        k = (size_t)sl_utf8_next(s.p + i, s.n - i, &c);
        if (c < 0 || !holds(c)) return i;
    }
    return s.n;
}
