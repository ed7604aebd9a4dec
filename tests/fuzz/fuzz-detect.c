/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "detect/detector.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static MspDetector *
make_detector (void)
{
  static const guint8 key[MSP_KEY_LEN] = { 1 };
  MspRules *rules = msp_rules_load (NULL, NULL);
  MspPatterns *patterns = msp_patterns_new (rules, NULL, NULL);

  return msp_detector_new (patterns, key, 100);
}

/* Lines become a table whose cells are parted by tabs; what begins with ">" is quoted. */
static void
mark (MspText *text)
{
  const char *begin = text->text->str, *line = begin;
  guint row = 0, column = 0;

  for (const char *at = begin; *at != '\0'; at++)
    {
      MspMark cell = { (guint32) (line - begin), (guint32) (at - begin), MSP_MARK_CELL, row, column };

      if (*at != '\t' && *at != '\n')
        continue;
      g_array_append_val (text->marks, cell);
      if (*line == '>')
        {
          cell.kind = MSP_MARK_QUOTED;
          g_array_append_val (text->marks, cell);
        }
      column = *at == '\t' ? column + 1 : 0;
      row += *at == '\n';
      line = at + 1;
    }
  msp_text_mark (text, MSP_MARK_TABLE, 0, 0, 1);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static MspDetector *detector = NULL;
  g_autoptr(MspText) text = msp_text_new ();
  MspUnit unit = { MSP_UNIT_BODY, "1", "salary.csv", 0 };
  MspDetectMessage message = { .subject = "Re: SSN", .from = "Jane Roe <jane@corp.example>", .to = "b@army.mil" };

  if (detector == NULL)
    detector = make_detector ();
  g_string_append_len (text->text, (const char *) data, (gssize) size);
  if (size > 0 && data[0] % 2 == 0)
    mark (text);
  msp_text_finish (text);
  msp_detector_begin (detector, &message);
  msp_detector_scan (detector, &unit, text);
  const MspDetectResult *result = msp_detector_finish (detector);

  for (gsize i = 0; i < result->n_findings; i++)
    {
      const MspFinding *finding = &result->findings[i];

      g_assert (finding->start <= finding->end && finding->end <= size);
      g_assert (finding->confidence >= 40 && finding->confidence < 100);
      g_assert (finding->masked != NULL && finding->reasons != NULL && finding->section != NULL);
    }
  g_autofree char *masked = msp_detector_dup_masked (detector, "1", text->text->str);

  return 0;
}
