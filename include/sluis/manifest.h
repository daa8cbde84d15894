/* A manifest: what `pack` wrote, as JSON beside the files, so that anybody can see whether all of it is there, and whole.
 *
 *     {"manifest":"sluis 1","records":800,
 *     "pack":{"version":"0.1.0","formats":["moses"],"langs":["nl","en"],"fields":[1,2],...},
 *     "files":[
 *     {"name":"c.nl.gz","format":"moses","column":1,"lang":"nl","lines":800,"bytes":9000,"xxh128":"...","text_bytes":30000,"text_xxh128":"..."}
 *     ],
 *     "stages":[
 *     {"stage":"pack",...}
 *     ]}
 *
 * Names are those of files in the manifest's own folder. `bytes` and `xxh128` are of the file as it lies there, the others of
 * what is in it; `lines` counts line feeds. `lang` and `column` (from 1) stand with files of one side only; each of these has a
 * line a record. No clock values, no machine: the same input gives the same bytes. Keys that are not known are passed over. */
#ifndef SLUIS_MANIFEST_H
#define SLUIS_MANIFEST_H
#include "sluis/digest.h"

typedef struct {
    sl_str name, format, lang;           /* lang: empty when of no one side */
    uint64_t column, lines, bytes, text_bytes;
    char hash[SL_DIGEST_HEX], text_hash[SL_DIGEST_HEX];
} sl_manifest_file;

typedef struct {                         /* zero-initialised is empty */
    uint64_t records;
    sl_manifest_file *files; size_t n, cap;
    sl_arena keep;                       /* the names, when it was read */
} sl_manifest;

#define SL_MANIFEST_BEGINS "{\"manifest\":\"sluis "
/* Append it. options: the JSON object of "pack"; stages: JSON objects, one a line. */
void sl_manifest_put(sl_buf *out, const sl_manifest *m, sl_str options, sl_str stages);
/* Read one; SL_EDATA with file, line and byte when it is none, or says things that cannot be. */
int sl_manifest_read(sl_manifest *m, sl_str text, const char *file, sl_err *e);
/* Hold the files against the manifest that lies at `path`. Each that is missing or differs is told once, by the first thing
 * that differs; `differs` returns 0 to go on. Returns what it returned, or 0. */
int sl_manifest_verify(const sl_manifest *m, const char *path, int (*differs)(void *ctx, const char *what), void *ctx);
void sl_manifest_free(sl_manifest *m);
#endif
