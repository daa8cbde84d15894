/* Dutch inflection: is one word a form of another, and under which key are all forms of a word found?
 *
 * Two questions, two functions. sl_forms_relate() is precise: it knows by which rules (and irregular forms) a surface comes
 * from a source, and says which form it is. sl_forms_keys() is quick and coarse: a word's keys are hashes of skeletons
 * such that whenever relate() says yes, the first key of the source is among the keys of the surface. So an index holds each
 * source once, under its first key, a text word is looked up by its few keys, and what is found is verified.
 *
 * Method. A skeleton is the word without marks, without its longest ending of the letters that Dutch endings are made of
 * (e n d t s r z, and the diminutive's j), but for the onset, vowel and first consonant that it begins with; doubled letters are
 * single, a last v is f, a last z s. More keys are made where the front or the vowel changes: without ge- (behind a particle too), with
 * -heid for -heden and its like, with the lemma of an irregular form that the word ends in, compounds included.
 * relate() cuts the source to its few stems (as it is; before a vowel: undoubled, doubled, voiced; the verb's stem) and looks
 * up what the surface has behind one of them in a table of endings (formrules.c).
 *
 * Words are given in the folded form of fold.h (decomposed, plain apostrophes), in any case; case and marks play no part.
 * Pure, thread-safe, no allocation; linear in the length of the word. Words longer than SL_FORMS_MAX bytes have no forms. */
#ifndef SLUIS_FORMS_H
#define SLUIS_FORMS_H
#include "sluis/buf.h"
#include "sluis/err.h"

typedef uint32_t sl_form;                  /* how a surface relates to its source: bits; 0: as it is written */
enum { SL_FORM_PLURAL = 1, SL_FORM_DIMINUTIVE = 2, SL_FORM_GENITIVE = 4,
       SL_FORM_INFLECTED = 8,              /* of adjectives (and participles): -e, -s */
       SL_FORM_COMPARATIVE = 16, SL_FORM_SUPERLATIVE = 32,
       SL_FORM_PARTICIPLE = 64,            /* the past one: gewerkt */
       SL_FORM_GERUND = 128,               /* the present one: werkend */
       SL_FORM_PAST = 256, SL_FORM_PRESENT = 512,
       SL_FORM_INFINITIVE_TE = 1024 };     /* af te lossen; made by the matcher */
/* Which kinds of forms a source can have, by its part of speech: bits. */
enum { SL_FORMS_NOUN = 1, SL_FORMS_NAME = 2, SL_FORMS_ADJ = 4, SL_FORMS_VERB = 8,
       SL_FORMS_ANY = 16 };                /* unknown: all of these, but for what is mostly another word (werker, werks; werk of werken) */
enum { SL_FORMS_INNER = 32 };               /* it stands in a phrase, where even a frequent word is what it seems (wilde zwijnen) */
enum { SL_FORMS_MAX = 96, SL_FORMS_KEYS = 6 };

typedef struct sl_forms sl_forms;
/* Read data/nl/forms*.txt, compiled in or from `dir`. SL_EDATA with file and line for a line that is none. */
int sl_forms_open(sl_forms **f, const char *dir, sl_err *e);
void sl_forms_free(sl_forms *f);

/* The keys of a word, none twice; returns how many (1 or more). The first is its own. */
size_t sl_forms_keys(const sl_forms *f, sl_str word, uint64_t keys[SL_FORMS_KEYS]);
uint64_t sl_forms_key(sl_str word);        /* the first of them */
/* Is `surface` a form of `source`, other than itself? kinds: SL_FORMS_ bits. Words of forms-stop.txt are never forms, but
 * with SL_FORMS_INNER. */
bool sl_forms_relate(const sl_forms *f, sl_str source, unsigned kinds, sl_str surface, sl_form *form);

/* Is the word a particle of separable verbs? */
bool sl_forms_particle(const sl_forms *f, sl_str word);
/* Does this word begin with one, and a verb behind it? Its length, 0 for no. */
size_t sl_forms_separable(const sl_forms *f, sl_str verb);
bool sl_forms_stop(const sl_forms *f, sl_str word);      /* in forms-stop.txt */
bool sl_forms_preposition(const sl_forms *f, sl_str word);     /* or an article, en, of: what stands before it is the head of a phrase (hof van justitie) */
bool sl_forms_follows(const sl_forms *f, sl_str word);         /* a preposition or conjunction: a clause may go on with it behind a particle */
#endif
