/* The sentences of an XML document (OPUS, XCES), by their ids: read forward as a stream. What was read is kept for a while, so
 * that links may go back a little; one that goes back further has the document read again. */
#ifndef SLUIS_BITEXT_SENTENCES_H
#define SLUIS_BITEXT_SENTENCES_H
#include "sluis/stage.h"

typedef struct sl_sentences sl_sentences;
/* Open the document and read its first bytes. */
int sl_sentences_open(sl_sentences **d, sl_stage *s, const char *path);
const char *sl_sentences_path(const sl_sentences *d);
const char *sl_sentences_lang(const sl_sentences *d);      /* of the root element; "" when it tells none */
/* The text of the sentence, borrowed until the next call; *there: whether there is one. SL_EDATA when links go back too often. */
int sl_sentences_find(sl_sentences *d, sl_str id, sl_str *text, bool *there);
void sl_sentences_close(sl_sentences *d);
#endif
