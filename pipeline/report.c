/* report: add up the statistics that stages wrote with -s, and show them as a table or as such a file again. */
#include "sluis/report.h"
#include "sluis/stage.h"

typedef struct { bool json; } conf;

static const sl_opt opts[] = {
    {0, "json", SL_OPT_FLAG, offsetof(conf, json), NULL, NULL, "write the sums as -s does, for another report to read"},
    {0, NULL, SL_OPT_FLAG, 0, NULL, NULL, NULL}};

static int one_line(sl_stage *s, void *r) {
    sl_str line = s->rec->line;
    int valid = sl_source_utf8(s, &line);
    return valid > 0 ? sl_report_line(r, line, s->rec->file, s->rec->number, s->err) : -valid;
}

static int emit_lines(sl_stage *s, sl_str text) {
    int rc = 0;
    while (rc == 0 && text.n) rc = sl_emit_str(s, sl_cut(&text, '\n'));
    return rc;
}

static int run(sl_stage *s) {
    const conf *c = s->conf;
    sl_report r = {0};
    sl_buf b = {0};
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < s->ninputs; i++) rc = sl_source_each(s, s->inputs[i].path, one_line, &r);
    if (rc == 0 && r.mixed) sl_warn(s, "the statistics are of different versions");
    if (rc == 0) (c->json ? sl_report_json : sl_report_table)(&r, &b);
    if (rc == 0) rc = emit_lines(s, sl_view(&b));
    sl_buf_free(&b);
    sl_report_free(&r);
    return rc;
}

const sl_ops sl_stage_report = {
    .name = "report", .brief = "add up statistics and show them as a table", .opts = opts, .conf_size = sizeof(conf),
    .flags = SL_SOURCE, .on_error = SL_STOP, .run = run};
