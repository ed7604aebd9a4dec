/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The rule pack: detectors and lexicons read from key files (as GKeyFile has them), compiled in as a GResource, added to by --rules FILE.

   [rule us_ssn]
   title=US Social Security number        for people
   category=govid                         one of the sixteen
   sensitivity=90                         S, 0-100
   confidence=45;97                       without context; with a label. "-;88": not reported without context near
   context=ssn                            lexicon; absent: none
   kind=person                            or organisation, or public (person or not, publicly listed)
   validator=ssn                          of validators.c; absent: none
   noise=0.889                            chance that a random string of the shape passes (population test); absent: no test
   independent=4                          the letters and digits from the front that the check lies in (a date, a prefix): the population
                                          test counts values that agree in them once; absent: in all (check digits)
   guards=edges;number;url;hex;histogram;encoded;masked   G1-G7 of the detection procedure; absent: edges;encoded
   pattern=…                              PCRE2, byte mode, anchored at the candidate's start; bounded repeats only. If it has a
                                          capturing group, group 1 is the value and the rest its label (no confidence from it)
   normal=digits                          form that is hashed: digits, alnum, lower, text, address
   mask=last4                             last4, first1, first4last4, email, label (nothing but the label is shown), none
   negative=order;part                    further lexicons that speak against it; "negative" and "sample" always do
   type=ssn                               what the value is hashed as, so that rules for one kind of value agree; absent: the id
   context-from=near                      weakest context that counts: unit (default), near, label (column, field or label)
   distinct=2:70;3:85                     lexical rules: confidence once that many different texts matched in the message
   requires=pan_card;lexicon:card         reported only if one of these rules or lexicons was met in the same message
   country=de                             a bare form of this country: without label it needs a sign of the country, else -20
   aggregate=yes                          one finding a unit with the number of values (addresses, phones)
   public=yes                             an identifier that is published anyway (EIN, NPI, BIC …)
   boilerplate=yes                        in the last lines or below a signature it is a footer, which alone weighs little
   footer=30                              most confidence below a signature or a line that parts a footer
   prose=35                               most confidence between words in small letters
   account=90                             sensitivity beside a user name, host or URL
   top=88                                 confidence in the subject and the first five lines
   exercise=15                            taken off where a word of the lexicon "exercise" is anywhere in the text or its title
   money=75                               confidence with three amounts of money near
   unpriced=25                            taken off where no amount of money is near
   surname=20                             added if the value's second letter begins a surname near
   expired=15                             sensitivity of a token that says itself that it was out of date when the message was sent
   private=15                             sensitivity behind a word of the lexicon "private" (home, cell)
   note=…
   examples=…;…                           values that must be found, with context= satisfied where confidence has "-"
   counterexamples=…;…

   and exactly one lane:
   head=…        literal-led: a regular expression of bounded width that begins every match
   shape=digits  candidates come from the shape scanner; with
     digits=9-9      how many digits the token has, separators not counted
     first=0-8       optional: class of the first character
     shapes: digits (begins with a digit, or with one of "(+-" before it), code (begins with a token of letters and digits that
     holds a digit, or with up to 6 capitals and one of "-. /" before a digit; tokens of capitals alone only right behind a label,
     for rules whose confidence begins with "-"), email (a token around '@'), hex (pairs with ":-" between count), base58
     The scanner tries a rule at every such place whose digits, first byte and first token fit what pattern can begin with.
   slow=yes      neither: named by the report as slow
     scanner=marking   candidates come from C: marking, form, directory or message; pattern may be absent

   [lexicon ssn]
   en=ssn;social security number;…
   fr=…  es=…  de=…  other=…
   Terms are lower case with their accents (also found without them, in capitals, with "s", "es", "n", "en"); a space stands for
   any one or two of space, line break, "-" and "_". Written scripts without spaces match anywhere.

   [weight us_ssn]
   sensitivity=70          one or more of sensitivity, confidence, noise, footer, prose, top, private and account, instead of what
   confidence=30;95        the rule of this id says

   [allow switchboard]
   rules=phone_nanp;…      absent: of all rules
   values=555 123 4567;…   not reported, whatever case and separators they are written with; counted as suppressed

   The pack is compiled in as GResource: prefix /org/mailspill/detect/rules, every file below it, in the order of their names;
   --c-name msp_detect_rules --manual-register (rules.c calls msp_detect_rules_get_resource).
*/

#include <glib.h>

#include "detect/image.h"
#include "detect/validators.h"
#include "model/finding.h"

#define MSP_DETECT_ERROR (msp_detect_error_quark ())
typedef enum {
  MSP_DETECT_ERROR_RULE,      /* a rule file is wrong; the message names file, line, group, key and cause */
  MSP_DETECT_ERROR_ENGINE,    /* the pattern engine refused a set */
  MSP_DETECT_ERROR_IO,
} MspDetectError;
GQuark msp_detect_error_quark (void);

/* MSP_LANE_CODE: found by C, as forms, markings and directory dumps are. */
typedef enum { MSP_LANE_HEAD, MSP_LANE_SHAPE, MSP_LANE_SLOW, MSP_LANE_CODE } MspLane;
typedef enum {
  MSP_SHAPE_NONE, MSP_SHAPE_DIGITS, MSP_SHAPE_CODE, MSP_SHAPE_EMAIL, MSP_SHAPE_HEX, MSP_SHAPE_BASE58, MSP_N_SHAPES
} MspShape;
typedef enum { MSP_KIND_PERSON, MSP_KIND_ORGANISATION, MSP_KIND_PUBLIC } MspRuleKind;

typedef enum {
  MSP_GUARD_EDGES     = 1 << 0,   /* G1 */
  MSP_GUARD_NUMBER    = 1 << 1,   /* G2 */
  MSP_GUARD_URL       = 1 << 2,   /* G3 */
  MSP_GUARD_HEX       = 1 << 3,   /* G4 */
  MSP_GUARD_HISTOGRAM = 1 << 4,   /* G5 */
  MSP_GUARD_ENCODED   = 1 << 5,   /* G6 */
  MSP_GUARD_MASKED    = 1 << 6,   /* G7 */
} MspGuards;

typedef enum { MSP_NORMAL_TEXT, MSP_NORMAL_DIGITS, MSP_NORMAL_ALNUM, MSP_NORMAL_LOWER, MSP_NORMAL_ADDRESS } MspNormal;
typedef enum { MSP_MASK_LAST4, MSP_MASK_FIRST1, MSP_MASK_FIRST4_LAST4, MSP_MASK_EMAIL, MSP_MASK_LABEL, MSP_MASK_PLACE, MSP_MASK_NONE } MspMask;

typedef enum { MSP_CONTEXT_FROM_UNIT, MSP_CONTEXT_FROM_NEAR, MSP_CONTEXT_FROM_LABEL } MspContextFrom;

typedef struct {
  guint count;
  int   confidence;
} MspRuleStep;

typedef struct {
  guint               index;         /* in the pack */
  char               *id, *title;
  MspCategory         category;
  guint8              sensitivity;
  int                 none, label;   /* confidence; none is -1 for "-" */
  MspRuleKind         kind;
  int                 context;       /* lexicon index, or -1 */
  const MspValidator *validator;     /* or NULL */
  double              noise;         /* 0: no population test */
  int                 independent;   /* letters and digits from the front, or 0: all */
  MspGuards           guards;
  MspLane             lane;
  MspShape            shape;
  guint               digits_min, digits_max;
  char               *first;         /* bytes, or NULL */
  char               *head, *pattern;
  MspNormal           normal;
  MspMask             mask;
  GArray             *negative;      /* int: lexicon indexes */
  char               *type;          /* never NULL */
  MspContextFrom      context_from;
  GArray             *distinct;      /* MspRuleStep, by count */
  GArray             *required_rules;     /* guint: rule indexes */
  GArray             *required_lexicons;  /* int */
  char               *country;       /* or NULL */
  gboolean            is_public, is_aggregate, is_boilerplate;
  int                 footer;        /* most confidence in a footer, 100 if there is no such limit */
  int                 prose;         /* most confidence in prose, or 100 */
  int                 top;           /* confidence at the top, or 0 */
  int                 private_sensitivity, account_sensitivity;   /* or 0 */
  int                 exercise, unpriced, money, surname, expired;   /* as the keys; or 0 */
  char               *note;
  char               *examples, *counterexamples;   /* or NULL; for msp_rule_split_examples */
  char               *place;         /* "file:line: [rule id]", or "[rule id]" of the built-in pack */
  gboolean            is_own;        /* of a file of the user */
} MspRule;

/* Whether it finds nothing where no word of its lexicon stands. */
static inline gboolean
msp_rule_needs_context (const MspRule *self)
{
  return self->none < 0 && self->context >= 0;
}

typedef struct _MspRules MspRules;

/* Rules of one file's text alone, for tests and "check"; name is for messages. */
MspRules      *msp_rules_parse      (const char *name, const char *text, gsize len, GError **error);

/* The built-in pack, then each file of files (NULL-terminated, may be NULL) in order; a later group of the same name replaces the
   earlier. */
MspRules      *msp_rules_load       (const char *const *files, GError **error);

/* From now on msp_rules_load without files takes them from image, which outlives all rules, or, if it is NULL, reads them. */
void           msp_rules_set_image  (const MspImage *image);

/* The image that holds all of these rules, or NULL. */
const MspImage *msp_rules_get_image (const MspRules *self);
gsize          msp_rules_get_length (const MspRules *self);
const MspRule *msp_rules_get        (const MspRules *self, gsize index);
const MspRule *msp_rules_find       (const MspRules *self, const char *id);

/* The index of the lexicon with a key ("ssn"), -1 if there is none; how many there are; its terms in all languages (NULL-terminated). */
int            msp_rules_find_lexicon  (const MspRules *self, const char *key);
gsize          msp_rules_get_n_lexicons (const MspRules *self);
const char *const *msp_rules_get_lexicon_terms (const MspRules *self, int lexicon);

/* The values of MspRule.examples or counterexamples, an empty list for NULL; caller owns. */
char         **msp_rule_split_examples (const char *examples);

/* TRUE if the user does not want value reported for the rule of this index. */
gboolean       msp_rules_allow (const MspRules *self, guint rule, MspSpan value);

/* SHA-256 in hexadecimal of the whole pack in a canonical form: goes into the case file and the cache's name. */
const char    *msp_rules_get_hash   (const MspRules *self);
void           msp_rules_free       (MspRules *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspRules, msp_rules_free)
