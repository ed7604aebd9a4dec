/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/shape-tables.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "detect/regex.h"

typedef struct {
  MspShapeTables *tables;
  MspShapePart   *part;    /* that the rule of bit is in */
  guint           bit;
  gboolean        edges;   /* a match never ends inside a word */
  MspRegexWalk   *walk;
  MspBytes        next[MSP_N_NEXT], word;
} Builder;

static void
set_bit (MspShapeSet *set, guint bit)
{
  set->bits[bit / 64] |= G_GUINT64_CONSTANT (1) << (bit % 64);
}

/* The same in a set of the rule's part. */
static void
set_part_bit (const Builder *self, MspShapePartSet *set)
{
  set->bits[self->bit / 64 % MSP_SHAPE_PART_WORDS] |= G_GUINT64_CONSTANT (1) << (self->bit % 64);
}

static MspNext
classify (guint8 byte)
{
  switch (byte)
    {
    case ' ': case '\t': return MSP_NEXT_SPACE;
    case '\n': case '\r': return MSP_NEXT_LINE;
    case '+': case ',': case '(': case ')': return MSP_NEXT_MARK;
    case '-': return MSP_NEXT_DASH;
    case '.': return MSP_NEXT_DOT;
    case '/': return MSP_NEXT_SLASH;
    case ':': return MSP_NEXT_COLON;
    default:
      if (g_ascii_isdigit (byte))
        return MSP_NEXT_DIGIT;
      return g_ascii_isupper (byte) ? MSP_NEXT_UPPER : g_ascii_islower (byte) ? MSP_NEXT_LOWER : MSP_NEXT_OTHER;
    }
}

static void
mark (guint8 table[256], const char *bytes, guint8 before)
{
  for (; *bytes != '\0'; bytes++)
    table[(guint8) *bytes] |= before;
}

static void
init_classes (Builder *self)
{
  mark (self->tables->before, "(+-", MSP_BEFORE_SIGN);
  mark (self->tables->before, " -./", MSP_BEFORE_CAPITALS);
  mark (self->tables->before, ":-", MSP_BEFORE_PAIR);
  mark (self->tables->second, "ABCDEFGHIJKLMNOPQRSTUVWXYZ&", MSP_BEFORE_CAPITALS);
  for (guint byte = 0; byte < 256; byte++)
    {
      MspNext next = classify ((guint8) byte);

      self->tables->next_class[byte] = (guint8) next;
      msp_bytes_add (&self->next[next], (guint8) byte);
      if (g_ascii_isalnum (byte) || byte == '_')
        msp_bytes_add (&self->word, (guint8) byte);
    }
}

static gboolean
meet (const MspBytes *a, const MspBytes *b)
{
  return ((a->bits[0] & b->bits[0]) | (a->bits[1] & b->bits[1]) | (a->bits[2] & b->bits[2]) | (a->bits[3] & b->bits[3])) != 0;
}

/* Where walk stands: which classes of bytes can follow, inside the match or right behind it. */
static void
fill_row (Builder *self, MspShapePartSet *row, const MspRegexWalk *walk)
{
  gboolean ends = msp_regex_walk_ends (walk);
  MspBytes can = { { 0 } };

  msp_regex_walk_next (walk, &can);
  for (guint next = 0; next < MSP_N_NEXT; next++)
    {
      gboolean in_word = next == MSP_NEXT_UPPER || next == MSP_NEXT_LOWER || next == MSP_NEXT_DIGIT;

      if (meet (&can, &self->next[next]) || (ends && !(in_word && self->edges)))
        set_part_bit (self, &row[next]);
    }
}

static void
fill_lengths (Builder *self)
{
  msp_regex_walk_reset (self->walk);
  for (guint n = 1; n <= MSP_MAX_DIGITS && msp_regex_walk_step (self->walk, &self->next[MSP_NEXT_DIGIT]); n++)
    fill_row (self, self->part->digits[n], self->walk);
  msp_regex_walk_reset (self->walk);
  for (guint n = 1; n <= MSP_MAX_TOKEN && msp_regex_walk_step (self->walk, &self->word); n++)
    {
      fill_row (self, self->part->token[n], self->walk);
      if (!self->edges && msp_regex_walk_ends (self->walk))
        for (guint longer = n; longer <= MSP_MAX_TOKEN; longer++)
          fill_row (self, self->part->token[longer], self->walk);
    }
  if (msp_regex_walk_can (self->walk, &self->word))
    for (guint next = 0; next < MSP_N_NEXT; next++)
      set_part_bit (self, &self->part->token[MSP_MAX_TOKEN][next]);
}

/* Where there are none to look at, all rules are left. */
static void
fill_none (Builder *self)
{
  for (guint next = 0; next < MSP_N_NEXT; next++)
    {
      set_part_bit (self, &self->part->digits[0][next]);
      set_part_bit (self, &self->part->token[0][next]);
    }
}

static void
fill_first (Builder *self, const MspRule *rule, GError **error)
{
  g_autofree char *class = g_strdup_printf ("[%s]", rule->first != NULL ? rule->first : "\\x00-\\xff");
  g_autoptr(MspRegex) allowed = msp_regex_parse (class, error);
  g_autoptr(MspRegexWalk) walk = msp_regex_walk_new (allowed);
  MspBytes can = { { 0 } }, may = { { 0 } };

  msp_regex_walk_reset (self->walk);
  msp_regex_walk_next (self->walk, &can);
  msp_regex_walk_next (walk, &may);
  for (guint byte = 0; byte < 256; byte++)
    if (msp_bytes_has (&can, (guint8) byte) && msp_bytes_has (&may, (guint8) byte))
      set_part_bit (self, &self->part->at[0][byte]);
}

static void
fill_front (Builder *self, const MspRule *rule)
{
  MspFront front;

  msp_front_read (&front, rule->pattern);
  for (guint i = 1; i < MSP_FRONT_LEN; i++)
    for (guint byte = 0; byte < 256; byte++)
      if (i >= front.n || msp_front_takes (&front, i, (guint8) byte))
        set_part_bit (self, &self->part->at[i][byte]);
}

static void
fill_totals (Builder *self, const MspRule *rule)
{
  const gboolean counted = rule->shape == MSP_SHAPE_DIGITS && rule->digits_max > 0;

  if (counted)
    set_bit (&self->tables->counted, self->bit);
  for (guint n = 0; n < G_N_ELEMENTS (self->tables->totals); n++)
    if (!counted || (n >= rule->digits_min && n <= rule->digits_max))
      set_bit (&self->tables->totals[n], self->bit);
}

static void
fill_kinds (Builder *self, const MspRule *rule)
{
  MspShapeTables *tables = self->tables;

  if ((rule->guards & MSP_GUARD_NUMBER) != 0)
    set_bit (&tables->number, self->bit);
  if (rule->shape == MSP_SHAPE_CODE)
    set_bit (&tables->code, self->bit);
  if (rule->shape == MSP_SHAPE_HEX)
    set_bit (&tables->hex, self->bit);
  set_bit (rule->shape == MSP_SHAPE_EMAIL ? &tables->email : &tables->words, self->bit);
}

static gboolean
add_rule (Builder *self, const MspRule *rule, GError **error)
{
  g_autoptr(MspRegex) regex = msp_regex_parse (rule->pattern, error);

  if (regex == NULL)
    return FALSE;
  self->bit = self->tables->n++;
  self->part = &self->tables->parts[self->bit / MSP_SHAPE_PART_RULES];
  self->tables->rules[self->bit] = (guint16) rule->index;
  self->edges = (rule->guards & MSP_GUARD_EDGES) != 0;
  self->walk = msp_regex_walk_new (regex);
  fill_kinds (self, rule);
  fill_totals (self, rule);
  fill_first (self, rule, error);
  fill_front (self, rule);
  fill_none (self);
  if (rule->shape != MSP_SHAPE_EMAIL)
    fill_lengths (self);
  g_clear_pointer (&self->walk, msp_regex_walk_free);
  return TRUE;
}

/* Bits by rule, once all rules have theirs. */
static MspShapes *
finish (const MspRules *rules, const MspShapeTables *tables, MspShapeTables *own)
{
  MspShapes *self = g_new0 (MspShapes, 1);

  self->tables = tables;
  self->own = own;
  self->bits = g_new (gint16, msp_rules_get_length (rules) + 1);
  for (gsize i = 0; i < msp_rules_get_length (rules); i++)
    self->bits[i] = -1;
  for (guint bit = 0; bit < tables->n; bit++)
    self->bits[tables->rules[bit]] = (gint16) bit;
  return self;
}

MspShapes *
msp_shapes_new (const MspRules *rules, GError **error)
{
  g_autofree MspShapeTables *tables = g_new0 (MspShapeTables, 1);
  Builder builder = { .tables = tables };

  init_classes (&builder);
  for (gsize i = 0; i < msp_rules_get_length (rules); i++)
    {
      const MspRule *rule = msp_rules_get (rules, i);

      if (rule->lane != MSP_LANE_SHAPE)
        continue;
      if (tables->n == G_N_ELEMENTS (tables->rules))
        {
          g_set_error (error, MSP_DETECT_ERROR, MSP_DETECT_ERROR_ENGINE, _("more than %d rules with a shape"), (int) tables->n);
          return NULL;
        }
      if (!add_rule (&builder, rule, error))
        return NULL;
    }
  MspShapeTables *own = g_steal_pointer (&tables);

  return finish (rules, own, own);
}

void
msp_shapes_put (const MspShapes *self, MspImageWriter *out)
{
  msp_image_put (out, MSP_IMAGE_SHAPES, self->tables, sizeof *self->tables, 1);
}

MspShapes *
msp_shapes_get (const MspRules *rules, const MspImage *image)
{
  guint n;

  return finish (rules, msp_image_get (image, MSP_IMAGE_SHAPES, sizeof (MspShapeTables), &n), NULL);
}

void
msp_shapes_free (MspShapes *self)
{
  if (self == NULL)
    return;
  g_free (self->own);
  g_free (self->bits);
  g_free (self);
}

void
msp_shapes_add (const MspShapes *self, MspShapeSet *set, guint rule)
{
  if (self->bits[rule] >= 0)
    set_bit (set, (guint) self->bits[rule]);
}
