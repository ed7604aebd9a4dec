/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/marking.h"

#include "detect/marking-vocabulary.h"

#include <string.h>

#define MOST_BYTES 400
#define MOST_CODES 40

typedef struct {
  const char *at, *end;
  gboolean    portion;
} Cursor;

static gboolean
accept (Cursor *self, const char *text)
{
  gsize len = strlen (text);

  if ((gsize) (self->end - self->at) < len || memcmp (self->at, text, len) != 0)
    return FALSE;
  self->at += len;
  return TRUE;
}

static gboolean
is_upper_or_digit (char byte)
{
  return g_ascii_isupper (byte) || g_ascii_isdigit (byte);
}

/* Capitals and digits, from least to most of them; nothing is consumed if there are fewer or more. */
static gboolean
accept_code (Cursor *self, gsize least, gsize most, gboolean digits, MspSpan *out_code)
{
  gsize len = 0, left = (gsize) (self->end - self->at);

  while (len < left && len <= most && (digits ? is_upper_or_digit (self->at[len]) : g_ascii_isupper (self->at[len])))
    len++;
  if (len < least || len > most)
    return FALSE;
  *out_code = msp_span_new (self->at, len);
  self->at += len;
  return TRUE;
}

static MspSpan
get_rest (const Cursor *self)
{
  return msp_span_new (self->at, (gsize) (self->end - self->at));
}

static gboolean
is_at_end (const Cursor *self)
{
  return self->at == self->end;
}

/* Country trigraphs and tetragraphs, each behind separator. */
static guint
accept_codes (Cursor *self, const char *separator)
{
  guint n = 0;
  MspSpan code;

  for (Cursor next = *self; n < MOST_CODES && accept (&next, separator) && accept_code (&next, 3, 4, FALSE, &code); n++)
    *self = next;
  return n;
}

/* The known name of a control system, else any of two to six characters. */
static gboolean
accept_sci_control (Cursor *self, gboolean *out_known)
{
  Cursor next = *self;
  MspSpan name;

  *out_known = TRUE;
  if (accept (self, "TALENT KEYHOLE"))
    return TRUE;
  if (!accept_code (&next, 2, 7, TRUE, &name))
    return FALSE;
  *out_known = msp_marking_is_sci_control (name);
  if (!*out_known && (name.len > 6 || !g_ascii_isupper (name.data[0])))
    return FALSE;
  *self = next;
  return TRUE;
}

static gboolean
parse_sci (Cursor self, guint32 *flags)
{
  MspSpan code;
  gboolean known;

  do
    {
      if (!accept_sci_control (&self, &known))
        return FALSE;
      *flags |= known ? MSP_MARKING_SCI : MSP_MARKING_UNPUBLISHED;
      while (accept (&self, "-"))
        {
          if (!accept_code (&self, 1, 8, TRUE, &code) || (code.len > 3 && !msp_marking_is_sci_compartment (code)))
            return FALSE;
          while (accept (&self, " "))
            if (!accept_code (&self, 1, 6, TRUE, &code))
              return FALSE;
        }
    }
  while (accept (&self, "/"));
  return is_at_end (&self);
}

static gboolean
parse_sap (Cursor self, guint32 *flags)
{
  MspSpan word;

  if (!accept (&self, "SAR-") && !accept (&self, "SPECIAL ACCESS REQUIRED-"))
    return FALSE;
  do
    {
      if (accept (&self, "SAR-"))
        *flags |= MSP_MARKING_LEGACY;
      do
        if (!accept_code (&self, 1, 20, TRUE, &word))
          return FALSE;
      while (accept (&self, "-") || accept (&self, " "));
    }
  while (accept (&self, "/"));
  *flags |= MSP_MARKING_SAP;
  return is_at_end (&self);
}

static gboolean
accept_sigma (Cursor *self)
{
  guint n = 0;
  MspSpan number;

  if (!accept (self, "-SIGMA") && !accept (self, "-SG"))
    return TRUE;
  while (accept (self, " ") || (n == 0 && accept (self, "-")))
    {
      if (!accept_code (self, 1, 2, TRUE, &number) || !g_ascii_isdigit (number.data[0]))
        return FALSE;
      n++;
    }
  return n > 0;
}

static gboolean
parse_aea (Cursor self, guint32 *flags)
{
  static const char *const bases[] = {
    "RESTRICTED DATA", "FORMERLY RESTRICTED DATA", "FRD", "RD", "TRANSCLASSIFIED FOREIGN NUCLEAR INFORMATION", "TFNI", "DOD UCNI",
    "DOE UCNI", "DOD UNCLASSIFIED CONTROLLED NUCLEAR INFORMATION", "DOE UNCLASSIFIED CONTROLLED NUCLEAR INFORMATION", "DCNI",
    "UCNI", "CNWDI",
  };

  do
    {
      gsize i = 0;

      while (i < G_N_ELEMENTS (bases) && !accept (&self, bases[i]))
        i++;
      if (i == G_N_ELEMENTS (bases))
        return FALSE;
      (void) (accept (&self, "-CNWDI") || accept (&self, "-N"));
      if (!accept_sigma (&self))
        return FALSE;
    }
  while (accept (&self, "/"));
  *flags |= MSP_MARKING_AEA;
  return is_at_end (&self);
}

static gboolean
parse_fgi (Cursor self, guint32 *flags)
{
  if (!accept (&self, "FGI"))
    return FALSE;
  accept_codes (&self, " ");
  *flags |= MSP_MARKING_FGI;
  return is_at_end (&self);
}

/* "REL TO USA, GBR", "DISPLAY ONLY AFG, IRQ", "USA/GBR EYES ONLY". */
static gboolean
accept_release (Cursor *self)
{
  Cursor eyes = *self;

  if (accept (self, "REL TO USA") || accept (self, "REL USA"))
    {
      while (accept_codes (self, ", ") + accept_codes (self, ",") > 0)
        ;
      return TRUE;
    }
  if (accept (self, "DISPLAY ONLY"))
    {
      if (accept_codes (self, " ") != 1)
        return FALSE;
      accept_codes (self, ", ");
      return TRUE;
    }
  if (accept (&eyes, "USA") && accept_codes (&eyes, "/") > 0 && accept (&eyes, " EYES ONLY"))
    {
      *self = eyes;
      return TRUE;
    }
  return FALSE;
}

/* One control of the block's kind; before 2010 the marks of restricted data stood among the dissemination controls. */
static gboolean
accept_control (Cursor *self, MspBlockKind kind, guint32 *flags)
{
  const MspMarkingWord *word;

  if (kind == MSP_BLOCK_DISSEM && accept_release (self))
    return TRUE;
  word = msp_marking_find_word (get_rest (self));
  if (word != NULL && (word->kind == kind || strcmp (word->text, "DEA SENSITIVE") == 0))
    {
      *flags |= word->flags | (word->portion && !self->portion ? MSP_MARKING_LEGACY : 0);
      return accept (self, word->text);
    }
  if (kind == MSP_BLOCK_DISSEM && (accept (self, "RESTRICTED DATA") || accept (self, "FRD") || accept (self, "RD")))
    {
      *flags |= MSP_MARKING_AEA | MSP_MARKING_LEGACY;
      return TRUE;
    }
  return FALSE;
}

static gboolean
parse_controls (Cursor self, MspBlockKind kind, guint32 *flags)
{
  while (accept_control (&self, kind, flags))
    {
      if (is_at_end (&self))
        {
          *flags |= kind == MSP_BLOCK_DISSEM ? MSP_MARKING_DISSEM : MSP_MARKING_NONIC;
          return TRUE;
        }
      if (accept (&self, "/"))
        continue;
      /* Commas parted the controls before July 2005. */
      if (!accept (&self, ", ") && !accept (&self, ","))
        return FALSE;
      *flags |= MSP_MARKING_LEGACY;
    }
  return FALSE;
}

static gboolean
parse_nato_control (Cursor self, guint32 *flags)
{
  *flags |= MSP_MARKING_NATO;
  return (accept (&self, "ATOMAL") || accept (&self, "BALK") || accept (&self, "BOHEMIA")) && is_at_end (&self);
}

static gboolean
parse_date (Cursor self, guint32 *flags)
{
  MspSpan rest = get_rest (&self);
  guint digits = 0;

  while (digits < rest.len && g_ascii_isdigit (rest.data[digits]))
    digits++;
  *flags |= MSP_MARKING_LEGACY;
  return (digits == 8 && rest.len == 8) || msp_span_equals (rest, "MR") ||
         (rest.len == 2 && rest.data[0] == 'X' && rest.data[1] >= '1' && rest.data[1] <= '8');
}

static gboolean
parse_cui_block (Cursor self, guint32 *flags)
{
  *flags |= MSP_MARKING_NONIC;
  return accept (&self, "CUI") && is_at_end (&self);
}

static gboolean
parse_block_as (Cursor block, MspBlockKind kind, guint32 *flags)
{
  switch (kind)
    {
    case MSP_BLOCK_NATO:
      return parse_nato_control (block, flags);
    case MSP_BLOCK_SCI:
      return parse_sci (block, flags);
    case MSP_BLOCK_SAP:
      return parse_sap (block, flags);
    case MSP_BLOCK_AEA:
      return parse_aea (block, flags);
    case MSP_BLOCK_FGI:
      return parse_fgi (block, flags);
    case MSP_BLOCK_CUI:
      return parse_cui_block (block, flags);
    case MSP_BLOCK_DISSEM:
    case MSP_BLOCK_NONIC:
      return parse_controls (block, kind, flags);
    case MSP_BLOCK_DATE:
      return parse_date (block, flags);
    default:
      return FALSE;
    }
}

/* What kind of block behind one of rank last this is. SCI is an open class, so it is tried last: no other word may pass for an
   unpublished system. */
static gboolean
parse_block (Cursor block, int last, MspBlockKind *out_kind, guint32 *flags)
{
  static const MspBlockKind order[] = {
    MSP_BLOCK_SAP, MSP_BLOCK_AEA, MSP_BLOCK_FGI, MSP_BLOCK_CUI, MSP_BLOCK_DISSEM, MSP_BLOCK_NONIC, MSP_BLOCK_NATO, MSP_BLOCK_DATE,
    MSP_BLOCK_SCI,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      guint32 found = 0;

      if ((int) order[i] > last && parse_block_as (block, order[i], &found))
        {
          *out_kind = order[i];
          *flags |= found;
          return TRUE;
        }
    }
  return FALSE;
}

/* "//" block { "//" block } up to the end. */
static gboolean
parse_blocks (Cursor *self, MspMarking *marking)
{
  int last = -1;

  while (accept (self, "//"))
    {
      Cursor block = *self;
      const char *stop = g_strstr_len (self->at, self->end - self->at, "//");
      MspBlockKind kind;

      block.end = stop != NULL ? stop : self->end;
      /* A copy of the manual's own slip: "FGI GBR //REL TO USA". */
      if (stop != NULL && block.end > block.at && block.end[-1] == ' ')
        block.end--;
      if (is_at_end (&block) || !parse_block (block, last, &kind, &marking->flags) ||
          (kind == MSP_BLOCK_NATO && (marking->flags & MSP_MARKING_NONUS) == 0))
        return FALSE;
      last = (int) kind;
      marking->n_blocks++;
      self->at = stop != NULL ? stop : self->end;
    }
  return is_at_end (self);
}

static gboolean
accept_level (Cursor *self, MspMarking *marking)
{
  const MspLevelWord *level = msp_marking_find_level (get_rest (self), self->portion);

  if (level == NULL)
    return FALSE;
  marking->level = level->level;
  return accept (self, level->text);
}

static gboolean
accept_nato (Cursor *self, MspMarking *marking)
{
  const MspLevelWord *level = msp_marking_find_nato_level (get_rest (self), self->portion);

  if (level == NULL)
    return FALSE;
  marking->level = level->level;
  marking->flags |= level->flags | MSP_MARKING_NONUS;
  (void) accept (self, level->text);
  /* ATOMAL may follow without slashes in older papers. */
  if (accept (self, " ATOMAL") || accept (self, "-ATOMAL"))
    marking->flags |= MSP_MARKING_LEGACY;
  return TRUE;
}

/* Behind "//": a NATO level, "JOINT level codes" or "code level". */
static gboolean
accept_foreign (Cursor *self, MspMarking *marking)
{
  Cursor next = *self;
  MspSpan code;

  if (accept_nato (self, marking))
    return TRUE;
  marking->flags |= MSP_MARKING_NONUS;
  if (accept (&next, "JOINT "))
    {
      marking->flags |= MSP_MARKING_JOINT;
      *self = next;
      /* A portion may leave the countries to the release list. */
      return accept_level (self, marking) && (accept_codes (self, " ") > 0 || self->portion);
    }
  if (accept_code (&next, 3, 4, FALSE, &code) && accept (&next, " ") && accept_level (&next, marking))
    {
      *self = next;
      if (msp_span_equals (code, "FGI"))
        marking->flags |= MSP_MARKING_FGI;
      return TRUE;
    }
  return FALSE;
}

static gboolean
parse_marking (MspSpan text, gboolean portion, MspMarking *out_marking)
{
  Cursor self = { text.data, text.data + text.len, portion };
  MspMarking marking = { MSP_LEVEL_NONE, 0, 0 };

  if (text.len == 0 || text.len > MOST_BYTES)
    return FALSE;
  if (accept (&self, "//"))
    {
      if (!accept_foreign (&self, &marking))
        return FALSE;
    }
  else if (!accept_level (&self, &marking) || marking.level == MSP_LEVEL_RESTRICTED)
    return FALSE;
  if (!parse_blocks (&self, &marking))
    return FALSE;
  *out_marking = marking;
  return TRUE;
}

gboolean
msp_marking_parse_banner (MspSpan text, MspMarking *out_marking)
{
  return parse_marking (text, FALSE, out_marking);
}

gboolean
msp_marking_parse_portion (MspSpan text, MspMarking *out_marking)
{
  if (text.len < 3 || text.data[0] != '(' || text.data[text.len - 1] != ')')
    return FALSE;
  return parse_marking (msp_span_slice (text, 1, text.len - 1), TRUE, out_marking);
}
