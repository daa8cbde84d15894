/* Help, lists and completion; see help.h. */
#include "help.h"
#include "sluis/version.h"

static const struct { unsigned flag; const char *name; } flag_names[] = {
    {SL_MAP, "map"}, {SL_FILTER, "filter"}, {SL_EXPAND, "expand"}, {SL_SOURCE, "source"}, {SL_SINK, "sink"},
    {SL_STATEFUL, "stateful"}, {SL_BITEXT, "bitext"}, {SL_COLUMNS, "columns"}, {SL_RAW, "raw"}, {SL_HOLDS, "holds"}, {SL_WHOLE, "whole"}};

static bool applies(const sl_ops *ops, const sl_opt *o) {
    if (!strcmp(o->name, "shard")) return !(ops->flags & SL_WHOLE);
    return o->letter != 'f' || ops->flags & SL_COLUMNS;
}

void sl_help_usage(sl_buf *b) { sl_puts(b, SL_LIT("usage: sluis STAGE [options] [FILE...] [+ STAGE [options]]...\n")); }

void sl_help_all(sl_buf *b) {
    sl_help_usage(b);
    sl_puts(b, SL_LIT("Streaming filters that prepare Dutch and English text for machine translation.\n\nstages:\n"));
    for (size_t i = 0; sl_stages[i]; i++) sl_printf(b, "  %-10s %s\n", sl_stages[i]->name, sl_stages[i]->brief);
    sl_puts(b, SL_LIT("\n'sluis STAGE --help' lists the options of a stage; sluis(1) and sluis(7) tell the rest.\n"));
}

static void common_options(const sl_ops *ops, sl_buf *b) {
    for (const sl_opt *o = sl_common_opts; o->name; o++) {
        const sl_opt one[] = {*o, {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};
        if (applies(ops, o)) sl_opt_help(one, b);
    }
}

void sl_help_stage(const sl_ops *ops, sl_buf *b) {
    sl_printf(b, "usage: sluis %s [options] %s\n%s\n\n", ops->name, ops->args ? ops->args : "[FILE...]", ops->brief);
    sl_opt_help(ops->opts, b);
    sl_puts(b, ops->opts ? SL_LIT("\ncommon options:\n") : SL_LIT("common options:\n"));
    common_options(ops, b);
}

static void flags(unsigned f, sl_buf *b) {
    const char *comma = "";
    for (size_t i = 0; i < sizeof flag_names / sizeof *flag_names; i++)
        if (f & flag_names[i].flag) { sl_printf(b, "%s%s", comma, flag_names[i].name); comma = ","; }
}

void sl_help_list(sl_buf *b) {
    for (size_t i = 0; sl_stages[i]; i++) {
        sl_printf(b, "%s\t", sl_stages[i]->name);
        flags(sl_stages[i]->flags, b);
        sl_printf(b, "\t%s\n", sl_stages[i]->brief);
    }
}

static void option_line(const sl_opt *o, const char *whose, sl_buf *b) {
    const char *colon = o->arg ? strchr(o->arg, ':') : NULL;
    int n = o->arg ? (int)(colon ? (size_t)(colon - o->arg) : strlen(o->arg)) : 1;
    sl_printf(b, o->letter ? "-%c" : "-", o->letter);
    sl_printf(b, "\t--%s%s\t%.*s\t%s\n", o->kind == SL_OPT_NO ? "no-" : "", o->name, n, o->arg ? o->arg : "-", whose);
}

void sl_help_options(const sl_ops *ops, sl_buf *b) {
    for (const sl_opt *o = ops->opts; o && o->name; o++) option_line(o, "own", b);
    for (const sl_opt *o = sl_common_opts; o->name; o++)
        if (applies(ops, o)) option_line(o, "common", b);
}

static void words(const sl_ops *ops, const sl_opt *o, sl_buf *b) {
    for (; o && o->name; o++) {
        if (!applies(ops, o)) continue;
        if (o->letter) sl_printf(b, " -%c", o->letter);
        sl_printf(b, " --%s%s", o->kind == SL_OPT_NO ? "no-" : "", o->name);
    }
}

static void choices(const sl_ops *ops, const sl_opt *o, sl_buf *b) {
    for (; o && o->name; o++) {
        if (o->kind != SL_OPT_CHOICE) continue;
        sl_printf(b, "        '%s --%s') words='", ops->name, o->name);
        for (const char *p = o->arg; *p; p++) sl_putc(b, *p == '|' ? ' ' : *p);
        sl_puts(b, SL_LIT("';;\n"));
    }
}

static const char completion_head[] =
    "# bash completion for sluis; written by 'sluis --completion'.\n"
    "_sluis() {\n"
    "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} stage='' words='' i\n"
    "    case ${COMP_WORDS[0]} in *sluis-*) stage=${COMP_WORDS[0]##*sluis-};; esac\n"
    "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
    "        if [ \"${COMP_WORDS[i]}\" = + ]; then stage=''; elif [ -z \"$stage\" ]; then stage=${COMP_WORDS[i]}; fi\n"
    "    done\n"
    "    COMPREPLY=()\n"
    "    case \"$stage $prev\" in\n";
static const char completion_middle[] =
    "    esac\n"
    "    if [ -z \"$words\" ]; then\n"
    "        case $stage in\n";
static const char completion_tail[] =
    "        esac\n"
    "        case $stage-$cur in\n"
    "            -*) ;;\n"
    "            *--*|*-) ;;\n"
    "            *) return;;\n"
    "        esac\n"
    "    fi\n"
    "    local IFS=' '\n"
    "    while IFS= read -r i; do COMPREPLY+=(\"$i\"); done < <(compgen -W \"$words\" -- \"$cur\")\n"
    "}\n"
    "complete -o default -F _sluis sluis";

void sl_help_completion(sl_buf *b) {
    sl_puts(b, sl_cstr(completion_head));
    for (size_t i = 0; sl_stages[i]; i++) {
        choices(sl_stages[i], sl_stages[i]->opts, b);
        choices(sl_stages[i], sl_common_opts, b);
    }
    sl_puts(b, sl_cstr(completion_middle));
    sl_puts(b, SL_LIT("            '') words='--help --version --list --completion"));
    for (size_t i = 0; sl_stages[i]; i++) sl_printf(b, " %s", sl_stages[i]->name);
    sl_puts(b, SL_LIT("';;\n"));
    for (size_t i = 0; sl_stages[i]; i++) {
        sl_printf(b, "            %s) words='", sl_stages[i]->name);
        words(sl_stages[i], sl_stages[i]->opts, b);
        words(sl_stages[i], sl_common_opts, b);
        sl_puts(b, SL_LIT("';;\n"));
    }
    sl_puts(b, sl_cstr(completion_tail));
    for (size_t i = 0; sl_stages[i]; i++) sl_printf(b, " sluis-%s", sl_stages[i]->name);
    sl_putc(b, '\n');
}
