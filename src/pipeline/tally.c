/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/tally.h"

#include <gio/gio.h>

void
msp_tally_init (MspTally *self, const char *locator, const char *parent)
{
  *self = (MspTally) { .locator = g_strdup (locator), .parent = g_strdup (parent), .fate = MSP_FATE_READ };
}

void
msp_tally_set (MspTally *self, const char *kind, MspFate fate, MspReason reason, const char *detail)
{
  char *old_kind = self->kind, *old_detail = self->detail;

  /* kind and detail may be self's own. */
  self->kind = g_strdup (kind);
  self->detail = g_strdup (detail);
  self->fate = fate;
  self->reason = reason;
  g_free (old_kind);
  g_free (old_detail);
}

void
msp_tally_add (MspTally *self, const guint64 *bytes)
{
  for (int i = 0; i < MSP_N_FATES; i++)
    self->bytes[i] += bytes[i];
}

static MspReason
get_reason (const GError *error)
{
  if (g_error_matches (error, MSP_CONTAINER_ERROR, MSP_CONTAINER_ERROR_ENCRYPTED))
    return MSP_REASON_ENCRYPTED;
  if (g_error_matches (error, MSP_CONTAINER_ERROR, MSP_CONTAINER_ERROR_UNSUPPORTED))
    return MSP_REASON_UNSUPPORTED;
  if (g_error_matches (error, MSP_CONTAINER_ERROR, MSP_CONTAINER_ERROR_LIMIT))
    return MSP_REASON_LIMIT;
  if (g_error_matches (error, MSP_CONTAINER_ERROR, MSP_CONTAINER_ERROR_CORRUPT))
    return MSP_REASON_DAMAGED;
  return MSP_REASON_IO;
}

void
msp_tally_fail (MspTally *self, const GError *error)
{
  MspReason reason = get_reason (error);
  gboolean opaque = reason == MSP_REASON_ENCRYPTED || reason == MSP_REASON_UNSUPPORTED;
  gboolean some = self->messages > 0 || self->entries > 0 || msp_tally_get_sum (self) > 0;

  self->reason = reason;
  self->fate = opaque ? MSP_FATE_OPAQUE : some || reason == MSP_REASON_LIMIT ? MSP_FATE_PARTIAL : MSP_FATE_FAILED;
  g_free (self->detail);
  self->detail = g_utf8_make_valid (error->message, -1);
}

void
msp_tally_fill (MspTally *self, guint64 size, MspFate fate)
{
  guint64 known = msp_tally_get_sum (self);

  if (size > known)
    self->bytes[fate] += size - known;
}

guint64
msp_tally_get_sum (const MspTally *self)
{
  guint64 size = 0;

  for (int i = 0; i < MSP_N_FATES; i++)
    size += self->bytes[i];
  return size;
}

void
msp_tally_restore (MspTally *self, const MspTally *from)
{
  char *locator = g_steal_pointer (&self->locator), *parent = g_steal_pointer (&self->parent);

  msp_tally_clear (self);
  *self = *from;
  self->locator = locator;
  self->parent = parent;
  self->kind = g_strdup (from->kind);
  self->detail = g_strdup (from->detail);
}

void
msp_tally_from_record (MspTally *self, const MspSourceRecord *record)
{
  msp_tally_init (self, record->locator, record->parent);
  msp_tally_set (self, record->kind, record->fate, record->reason, record->detail);
  msp_tally_add (self, record->bytes);
  self->messages = record->messages;
  self->size = record->size;
}

MspSourceRecord
msp_tally_to_record (const MspTally *self)
{
  MspSourceRecord record = {
    .locator = self->locator, .parent = self->parent, .kind = self->kind != NULL ? self->kind : "unknown",
    .size = self->size, .messages = self->messages, .expected = G_MAXUINT64,
    .fate = self->fate, .reason = self->reason, .detail = self->detail,
  };

  memcpy (record.bytes, self->bytes, sizeof record.bytes);
  return record;
}

void
msp_tally_clear (MspTally *self)
{
  g_clear_pointer (&self->locator, g_free);
  g_clear_pointer (&self->parent, g_free);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->detail, g_free);
}
