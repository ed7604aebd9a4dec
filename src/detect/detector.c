/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/detector.h"

#include <string.h>

#include "detect/company.h"
#include "detect/message.h"
#include "detect/overlap.h"
#include "detect/owner.h"
#include "detect/resolve.h"
#include "detect/roles.h"
#include "detect/scan.h"
#include "detect/scanned.h"
#include "detect/scanners.h"

struct _MspDetector {
  const MspPatterns *patterns;
  MspMatcherScratch *scratch;
  MspScan            scan;
  MspMessage         message;
  GArray            *findings;
  MspDetectResult    result;
};

MspDetector *
msp_detector_new (const MspPatterns *patterns, const guint8 key[MSP_KEY_LEN], guint max_findings)
{
  MspDetector *self = g_new0 (MspDetector, 1);
  g_autoptr(GError) error = NULL;

  self->patterns = patterns;
  self->scratch = msp_matcher_scratch_new (patterns->matcher, &error);
  if (self->scratch == NULL)
    g_error ("%s", error->message);
  msp_scan_init (&self->scan, patterns, self->scratch);
  msp_message_init (&self->message, patterns, key, max_findings);
  self->findings = g_array_new (FALSE, FALSE, sizeof (MspFinding));
  return self;
}

void
msp_detector_begin (MspDetector *self, const MspDetectMessage *message)
{
  msp_message_begin (&self->message, message);
}

/* What the message makes of the candidates. */
static void
take_over (MspDetector *self, MspScan *scan)
{
  MspResolveMessage about = { self->message.mail.bulk, &self->message.participants };

  msp_resolve (scan, &about);
  msp_overlap_resolve (scan);
  msp_message_add (&self->message, scan);
  msp_scanners_run (&self->message, scan);
  msp_owner_finish_unit (&self->message, scan);
}

void
msp_detector_scan (MspDetector *self, const MspUnit *unit, const MspText *text)
{
  msp_scan_run (&self->scan, unit, text, self->message.mail.subject);
  take_over (self, &self->scan);
}

MspScanned *
msp_detector_scan_keep (MspDetector *self, const MspUnit *unit, MspText *text)
{
  MspScanned *kept = msp_scanned_new (self->patterns, self->scratch, unit, text, self->message.mail.subject);

  msp_detector_scan_again (self, unit, kept);
  return kept;
}

void
msp_detector_scan_again (MspDetector *self, const MspUnit *unit, MspScanned *kept)
{
  take_over (self, msp_scanned_load (kept, unit));
}

void
msp_detector_note_locked (MspDetector *self, const char *section)
{
  msp_message_note_locked (&self->message, section);
}

gboolean
msp_detector_is_locked (const MspDetector *self)
{
  return self->message.locked != NULL;
}

void
msp_detector_raise (const MspDetector *self, MspFinding *finding)
{
  msp_company_raise (finding, self->message.patterns->rules);
}

guint
msp_detector_count (const MspDetector *self)
{
  return self->message.records->len + self->message.dropped;
}

const MspDetectResult *
msp_detector_finish (MspDetector *self)
{
  msp_message_finish (&self->message, self->findings, &self->result);
  return &self->result;
}

void
msp_detector_keep_names (MspDetector *self)
{
  msp_owner_keep_names (&self->message);
}

const char *
msp_detector_get_name (const MspDetector *self, const guint8 name_key[MSP_VALUE_KEY_LEN])
{
  return self->message.names != NULL ? g_hash_table_lookup (self->message.names, name_key) : NULL;
}

char *
msp_detector_dup_address (const MspDetector *self, const guint8 name_key[MSP_VALUE_KEY_LEN])
{
  return msp_roles_dup_address (&self->message.mail, self->message.hash, name_key);
}

char *
msp_detector_dup_masked (const MspDetector *self, const char *section, const char *text)
{
  GString *out = g_string_new (NULL);
  gsize len = strlen (text), at = 0;

  for (guint i = 0; i < self->findings->len; i++)
    {
      const MspFinding *finding = &g_array_index (self->findings, MspFinding, i);

      if (strcmp (finding->section, section) != 0 || finding->start < at || finding->end > len || finding->end <= finding->start)
        continue;
      g_string_append_len (out, text + at, (gssize) (finding->start - at));
      g_string_append (out, finding->masked);
      at = finding->end;
    }
  g_string_append (out, text + at);
  return g_string_free (out, FALSE);
}

void
msp_detector_free (MspDetector *self)
{
  if (self == NULL)
    return;
  msp_scan_clear (&self->scan);
  msp_message_clear (&self->message);
  msp_matcher_scratch_free (self->scratch);
  g_array_unref (self->findings);
  g_free (self);
}
