/* Case of terms: which surfaces a source allows, what opens a sentence, how targets are written. */
#include "sluis/fold.h"
#include "sluis/termcase.h"
#include "tap.h"

static sl_case rule(const char *source, const char *surface, bool strict) {
    sl_buf a = {0}, b = {0};
    sl_fold_form(sl_cstr(source), &a);
    sl_fold_form(sl_cstr(surface), &b);
    sl_case r = sl_case_rule(sl_view(&a), sl_view(&b), strict);
    sl_buf_free(&a);
    sl_buf_free(&b);
    return r;
}

static void rules(void) {
    static const struct { const char *source, *surface; bool strict; sl_case want; } t[] = {
        {"dijk", "dijk", false, SL_CASE_EXACT}, {"dijk", "Dijk", false, SL_CASE_CAPITAL}, {"dijk", "DIJK", false, SL_CASE_CAPS},
        {"dijk", "dIJK", false, SL_CASE_NONE}, {"dijk", "DIjk", false, SL_CASE_NONE}, {"dijk", "kade", false, SL_CASE_NONE},
        {"Tweede Kamer", "Tweede Kamer", false, SL_CASE_EXACT}, {"Tweede Kamer", "tweede kamer", false, SL_CASE_NONE},
        {"Tweede Kamer", "TWEEDE KAMER", false, SL_CASE_CAPS}, {"Tweede Kamer", "Tweede kamer", false, SL_CASE_NONE},
        {"schriftelijke toestemming", "Schriftelijke toestemming", false, SL_CASE_CAPITAL},
        {"schriftelijke toestemming", "Schriftelijke Toestemming", false, SL_CASE_NONE},
        {"AVG", "avg", false, SL_CASE_NONE}, {"AVG", "Avg", false, SL_CASE_NONE}, {"KvK", "KVK", true, SL_CASE_CAPS},
        {"btw", "btw", true, SL_CASE_EXACT}, {"btw", "Btw", true, SL_CASE_NONE}, {"btw", "BTW", true, SL_CASE_CAPS},
        {"ijsbaan", "IJsbaan", false, SL_CASE_CAPITAL}, {"ijsbaan", "Ijsbaan", false, SL_CASE_CAPITAL}, {"ijsbaan", "IJSBAAN", false, SL_CASE_CAPS},
        {"ĳsbaan", "IJsbaan", false, SL_CASE_CAPITAL}, {"ijsbaan", "Ĳsbaan", false, SL_CASE_CAPITAL},
        {"'s avonds", "'s Avonds", false, SL_CASE_CAPITAL}, {"'s avonds", "’S AVONDS", false, SL_CASE_CAPS}, {"'s avonds", "'S avonds", false, SL_CASE_NONE},
        {"'s-Gravenhage", "'s-GRAVENHAGE", false, SL_CASE_CAPS}, {"'s-Gravenhage", "’s‑Gravenhage", false, SL_CASE_EXACT},
        {"één", "Één", false, SL_CASE_CAPITAL}, {"één", "E\xCC\x81\xC3\x89N", false, SL_CASE_CAPS}, {"één", "e\xCC\x81\xC3\xA9n", false, SL_CASE_EXACT},
        {"3G", "3g", false, SL_CASE_NONE}, {"u", "U", false, SL_CASE_CAPITAL}, {"iPhone", "IPhone", false, SL_CASE_CAPITAL},
        {"m²", "M²", false, SL_CASE_CAPITAL}, {"!!", "!!", false, SL_CASE_EXACT}};
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        char what[200];
        snprintf(what, sizeof what, "%s for %s", t[i].surface, t[i].source);
        ok(rule(t[i].source, t[i].surface, t[i].strict) == t[i].want, what);
    }
}

static void opens(void) {
    static const char *const yes[] = {"", "- ", "\"", "Dit is zo. ", "Dit is zo! \"", "(Dit is zo?) ", "Zo… ", "Dit is \"zo.\" (", "  ",
        "GENT (ANP) - ", "GENT - ", "Den Haag (ANP/AFP) – \"", "DEN HAAG, 3 maart 2020 (ANP) - ", "'s-HERTOGENBOSCH — ", "GHENT (Reuters) -- "};
    static const char *const no[] = {"de ", "Dit is zo.", "de \"", "Zo, ", "Dit: ", "de (", "\xFF",
        "Gent - ", "De dijk (bij Gent) - ", "GENT-", "GENT -", "GENT (anp) x - ", "Hij zag GENT - ", "3 - ", "(ANP) - ", "GENT wil - "};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) ok(sl_case_opens(sl_cstr(yes[i])), yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++) ok(!sl_case_opens(sl_cstr(no[i])), no[i]);
}

static void written(void (*f)(sl_str, sl_buf *), const char *in, const char *want) {
    sl_buf b = {0};
    f(sl_cstr(in), &b);
    ok(sl_eq(sl_view(&b), sl_cstr(want)), want);
    sl_buf_free(&b);
}

int main(void) {
    rules();
    opens();
    written(sl_case_capital, "the Netherlands", "The Netherlands");
    written(sl_case_capital, "étude", "Étude");
    written(sl_case_capital, "ijsbaan", "IJsbaan");
    written(sl_case_capital, "", "");
    written(sl_case_small, "The Netherlands", "the Netherlands");
    written(sl_case_small, "IJsbaan", "ijsbaan");
    written(sl_case_caps, "étude no. 2", "ÉTUDE NO. 2");
    ok(sl_case_is_capital(sl_cstr("'s Avonds")) && !sl_case_is_capital(sl_cstr("'s avonds")), "the capital behind a clitic");
    return tap_end();
}
