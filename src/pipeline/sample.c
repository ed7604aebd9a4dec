/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/sample.h"

#include <glib/gi18n-lib.h>

#include "model/locator.h"

#define MILLION 1000000
#define MIN_PART (64 * 1024)
/* Units that a sample should hold at least. */
#define UNITS 100

struct _MspSampler {
  MspSample      sample;
  MspSampleFrame frame;
  GArray        *parts;      /* MspSampledPart */
  GStringChunk  *locators;
};

/* Ten thousandths of a percent, as long as there are digits. */
static gboolean
parse_share (const char **text, guint64 *out_share)
{
  guint64 scale = MILLION / 100;
  gboolean any = FALSE;

  *out_share = 0;
  for (; g_ascii_isdigit (**text) && *out_share <= MILLION; (*text)++, any = TRUE)
    *out_share = *out_share * 10 + (guint64) (**text - '0') * scale;
  if (**text == '.')
    for ((*text)++; g_ascii_isdigit (**text) && scale > 1; (*text)++, any = TRUE)
      *out_share += (guint64) (**text - '0') * (scale /= 10);
  return any;
}

gboolean
msp_sample_parse (const char *text, guint *out_share, GError **error)
{
  const char *at = text;
  guint64 share;

  if (parse_share (&at, &share) && (*at != '%' || *++at == '\0') && *at == '\0' && share > 0 && share < MILLION)
    {
      *out_share = (guint) share;
      return TRUE;
    }
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("'%s' is no share to sample: more than 0 and less than 100, such as 1%%"),
               text);
  return FALSE;
}

/* SplitMix64 of seed and number. */
gboolean
msp_sample_takes (const MspSample *self, guint64 unit)
{
  guint64 z = self->seed * G_GUINT64_CONSTANT (0xd1342543de82ef95) + (unit + 1) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  z ^= z >> 31;
  return self->share == 0 || (z >> 32) * MILLION >> 32 < self->share;
}

guint64
msp_sample_get_part (const MspSample *self, guint64 total)
{
  guint64 part = self->share > 0 ? total / MILLION * self->share / UNITS : MSP_PLAN_PART;

  return CLAMP (part, MIN_PART, MSP_PLAN_PART);
}

MspSampler *
msp_sampler_new (const MspSample *sample)
{
  MspSampler *self = g_new0 (MspSampler, 1);

  self->sample = *sample;
  self->parts = g_array_new (FALSE, FALSE, sizeof (MspSampledPart));
  self->locators = g_string_chunk_new (4096);
  return self;
}

static guint64
get_bytes (const MspPlanUnit *unit)
{
  guint64 end = MIN (unit->end, unit->file->size);

  return end > unit->start ? end - unit->start : 0;
}

gboolean
msp_sampler_draw (MspSampler *self, const MspPlanUnit *unit)
{
  guint64 bytes = get_bytes (unit);
  g_autoptr (GString) locator = NULL;

  self->frame.units++;
  self->frame.bytes += bytes;
  if (!msp_sample_takes (&self->sample, unit->number))
    return FALSE;
  locator = g_string_new (NULL);
  msp_locator_append_file (locator, unit->file->path);
  const MspSampledPart part = { g_string_chunk_insert_const (self->locators, locator->str), unit->start, unit->end, bytes };
  g_array_append_val (self->parts, part);
  return TRUE;
}

const MspSampleFrame *
msp_sampler_get_frame (MspSampler *self)
{
  self->frame.parts = (const MspSampledPart *) (const void *) self->parts->data;
  self->frame.n_parts = self->parts->len;
  return &self->frame;
}

void
msp_sampler_free (MspSampler *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->parts);
  g_string_chunk_free (self->locators);
  g_free (self);
}
