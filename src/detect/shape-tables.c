/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/shape-tables.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "detect/regex.h"

typedef struct {
  MspShapes    *shapes;
  guint         bit;
  gboolean      edges;     /* a match never ends inside a word */
  MspRegexWalk *walk, *branch[3];
  MspBytes      next[MSP_N_NEXT], kind[4], word, digits;
} Builder;

static void
set_bit (MspShapeSet *set, guint bit)
{
  set->bits[bit / 64] |= G_GUINT64_CONSTANT (1) << (bit % 64);
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
mark (MspShapes *shapes, const char *bytes, guint8 before)
{
  for (; *bytes != '\0'; bytes++)
    shapes->before[(guint8) *bytes] |= before;
}

static void
init_classes (Builder *self)
{
  mark (self->shapes, "(+-", MSP_BEFORE_SIGN);
  mark (self->shapes, " -./", MSP_BEFORE_CAPITALS);
  mark (self->shapes, ":-", MSP_BEFORE_PAIR);
  for (guint byte = 0; byte < 256; byte++)
    {
      MspNext next = classify ((guint8) byte);
      guint kind = next == MSP_NEXT_DIGIT ? MSP_KIND_DIGIT : next == MSP_NEXT_UPPER ? MSP_KIND_UPPER
                 : next == MSP_NEXT_LOWER ? MSP_KIND_LOWER : MSP_KIND_OTHER;

      self->shapes->next_class[byte] = (guint8) next;
      self->shapes->kind[byte] = (guint8) kind;
      msp_bytes_add (&self->next[next], (guint8) byte);
      msp_bytes_add (&self->kind[kind], (guint8) byte);
      if (kind != MSP_KIND_OTHER || byte == '_')
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
fill_row (Builder *self, MspShapeSet *row, const MspRegexWalk *walk)
{
  gboolean ends = msp_regex_walk_ends (walk);
  MspBytes can = { { 0 } };

  msp_regex_walk_next (walk, &can);
  for (guint next = 0; next < MSP_N_NEXT; next++)
    {
      gboolean in_word = next == MSP_NEXT_UPPER || next == MSP_NEXT_LOWER || next == MSP_NEXT_DIGIT;

      if (meet (&can, &self->next[next]) || (ends && !(in_word && self->edges)))
        set_bit (&row[next], self->bit);
    }
}

static void
fill_lengths (Builder *self)
{
  msp_regex_walk_reset (self->walk);
  for (guint n = 1; n <= MSP_MAX_DIGITS && msp_regex_walk_step (self->walk, &self->kind[MSP_KIND_DIGIT]); n++)
    fill_row (self, self->shapes->digits[n], self->walk);
  msp_regex_walk_reset (self->walk);
  for (guint n = 1; n <= MSP_MAX_TOKEN && msp_regex_walk_step (self->walk, &self->word); n++)
    {
      fill_row (self, self->shapes->token[n], self->walk);
      if (!self->edges && msp_regex_walk_ends (self->walk))
        for (guint longer = n; longer <= MSP_MAX_TOKEN; longer++)
          fill_row (self, self->shapes->token[longer], self->walk);
    }
  if (msp_regex_walk_can (self->walk, &self->word))
    for (guint next = 0; next < MSP_N_NEXT; next++)
      set_bit (&self->shapes->token[MSP_MAX_TOKEN][next], self->bit);
}

/* Takes one more byte of kind, or, where a match can end, anything for ever (walk is then NULL). */
static gboolean
branch_off (Builder *self, guint depth, const MspRegexWalk *from, guint kind, const MspRegexWalk **out_walk)
{
  *out_walk = NULL;
  if (from == NULL || msp_regex_walk_ends (from))
    return TRUE;
  msp_regex_walk_copy (self->branch[depth], from);
  *out_walk = self->branch[depth];
  return msp_regex_walk_step (self->branch[depth], &self->kind[kind]);
}

/* Of the three bytes behind the first skip. */
static void
fill_kinds (Builder *self, guint skip, MspShapeSet kinds[4][4][4])
{
  const MspBytes all = { { G_MAXUINT64, G_MAXUINT64, G_MAXUINT64, G_MAXUINT64 } };
  const MspRegexWalk *a, *b, *c;
  gboolean open = FALSE;

  msp_regex_walk_reset (self->walk);
  for (guint i = 0; i < skip && !open; i++)
    {
      msp_regex_walk_step (self->walk, &all);
      open = msp_regex_walk_ends (self->walk);
    }
  for (guint i = 0; i < 4; i++)
    {
      if (!branch_off (self, 0, open ? NULL : self->walk, i, &a))
        continue;
      for (guint j = 0; j < 4; j++)
        {
          if (!branch_off (self, 1, a, j, &b))
            continue;
          for (guint k = 0; k < 4; k++)
            if (branch_off (self, 2, b, k, &c))
              set_bit (&kinds[i][j][k], self->bit);
        }
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
      set_bit (&self->shapes->first[byte], self->bit);
}

static guint64
count_mask (const MspRule *rule)
{
  guint64 mask = 0;

  if (rule->digits_max == 0)
    return G_MAXUINT64;
  for (guint n = rule->digits_min; n <= MIN (rule->digits_max, 63); n++)
    mask |= G_GUINT64_CONSTANT (1) << n;
  return mask;
}

static gboolean
add_rule (Builder *self, const MspRule *rule, GError **error)
{
  MspShapes *shapes = self->shapes;
  g_autoptr(MspRegex) regex = msp_regex_parse (rule->pattern, error);

  if (regex == NULL)
    return FALSE;
  self->bit = shapes->n++;
  shapes->rules[self->bit] = (guint16) rule->index;
  shapes->bits[rule->index] = (gint16) self->bit;
  shapes->totals[self->bit] = rule->shape == MSP_SHAPE_DIGITS ? count_mask (rule) : G_MAXUINT64;
  self->edges = (rule->guards & MSP_GUARD_EDGES) != 0;
  if ((rule->guards & MSP_GUARD_NUMBER) != 0)
    set_bit (&shapes->number, self->bit);
  if (rule->shape == MSP_SHAPE_CODE)
    set_bit (&shapes->code, self->bit);
  if (rule->shape == MSP_SHAPE_HEX)
    set_bit (&shapes->hex, self->bit);
  if (rule->shape == MSP_SHAPE_EMAIL)
    set_bit (&shapes->email, self->bit);
  self->walk = msp_regex_walk_new (regex);
  for (guint i = 0; i < G_N_ELEMENTS (self->branch); i++)
    self->branch[i] = msp_regex_walk_new (regex);
  fill_first (self, rule, error);
  if (rule->shape != MSP_SHAPE_EMAIL)
    {
      fill_lengths (self);
      fill_kinds (self, 1, self->shapes->second);
      fill_kinds (self, 4, self->shapes->fifth);
    }
  g_clear_pointer (&self->walk, msp_regex_walk_free);
  for (guint i = 0; i < G_N_ELEMENTS (self->branch); i++)
    g_clear_pointer (&self->branch[i], msp_regex_walk_free);
  return TRUE;
}

MspShapes *
msp_shapes_new (const MspRules *rules, GError **error)
{
  MspShapes *self = g_new0 (MspShapes, 1);
  Builder builder = { .shapes = self };

  self->bits = g_new (gint16, msp_rules_get_length (rules) + 1);
  msp_fronts_init (&self->fronts, rules);
  init_classes (&builder);
  for (gsize i = 0; i < msp_rules_get_length (rules); i++)
    {
      const MspRule *rule = msp_rules_get (rules, i);
      gboolean ok = TRUE;

      self->bits[i] = -1;
      if (rule->lane != MSP_LANE_SHAPE)
        continue;
      if (self->n == G_N_ELEMENTS (self->rules))
        {
          g_set_error (error, MSP_DETECT_ERROR, MSP_DETECT_ERROR_ENGINE, _("more than %d rules with a shape"), (int) self->n);
          ok = FALSE;
        }
      if (!ok || !add_rule (&builder, rule, error))
        {
          msp_shapes_free (self);
          return NULL;
        }
    }
  return self;
}

void
msp_shapes_put (const MspShapes *self, MspImageWriter *out)
{
  g_autofree MspShapes *shapes = g_memdup2 (self, sizeof *self);

  shapes->bits = NULL;
  shapes->fronts = (MspFronts) { 0 };
  msp_image_put (out, MSP_IMAGE_SHAPES, shapes, sizeof *shapes, 1);
}

MspShapes *
msp_shapes_get (const MspRules *rules, const MspImage *image)
{
  guint n;
  MspShapes *self = g_memdup2 (msp_image_get (image, MSP_IMAGE_SHAPES, sizeof *self, &n), sizeof *self);

  self->bits = g_new (gint16, msp_rules_get_length (rules) + 1);
  for (gsize i = 0; i < msp_rules_get_length (rules); i++)
    self->bits[i] = -1;
  for (guint bit = 0; bit < self->n; bit++)
    self->bits[self->rules[bit]] = (gint16) bit;
  msp_fronts_init (&self->fronts, rules);
  return self;
}

void
msp_shapes_free (MspShapes *self)
{
  if (self == NULL)
    return;
  msp_fronts_clear (&self->fronts);
  g_free (self->bits);
  g_free (self);
}

void
msp_shapes_add (const MspShapes *self, MspShapeSet *set, guint rule)
{
  if (self->bits[rule] >= 0)
    set_bit (set, (guint) self->bits[rule]);
}
