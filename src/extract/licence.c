/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/licence.h"

#include <string.h>

#include "extract/field.h"

static const struct {
  const char *id, *name;
} elements[] = {
  { "DAQ", "Driver license number" }, { "DCS", "Last name" }, { "DAB", "Last name" }, { "DAC", "First name" },
  { "DCT", "First name" }, { "DAD", "Middle name" }, { "DAA", "Full name" }, { "DBB", "Date of birth" },
  { "DBA", "Expiration date" }, { "DBD", "Issue date" }, { "DAG", "Street address" }, { "DAH", "Address" }, { "DAI", "City" },
  { "DAJ", "State" }, { "DAK", "Zip code" }, { "DBC", "Sex" }, { "DAY", "Eye color" }, { "DAU", "Height" }, { "DCG", "Country" },
  { "DCF", "Document number" }, { "DBK", "Social security number" },
};

/* Dates have no separators: the month first, in Canada the year. */
static char *
dup_value (MspSpan value)
{
  gboolean digits = value.len == 8;

  for (gsize i = 0; digits && i < value.len; i++)
    digits = g_ascii_isdigit (value.data[i]) != 0;
  if (!digits)
    return g_strndup (value.data, value.len);
  return value.data[0] > '1' || (value.data[0] == '1' && value.data[1] > '2')
           ? g_strdup_printf ("%.4s-%.2s-%.2s", value.data, value.data + 4, value.data + 6)
           : g_strdup_printf ("%.2s/%.2s/%.4s", value.data, value.data + 2, value.data + 4);
}

static void
append_element (MspText *text, MspSpan line)
{
  for (gsize i = 0; i < G_N_ELEMENTS (elements); i++)
    if (msp_span_has_prefix (line, elements[i].id))
      {
        gboolean is_date = strncmp (elements[i].id, "DB", 2) == 0;
        MspSpan rest = msp_span_slice (line, 3, line.len);
        g_autofree char *value = is_date ? dup_value (rest) : g_strndup (rest.data, rest.len);

        msp_field_append (text, msp_span_from_string (elements[i].name), msp_span_from_string (g_strstrip (value)));
      }
}

/* The header's last directory entry runs into the first element: "…DL00410278ZV03190008DLDAQT64235789". */
static MspSpan
skip_header (MspSpan line)
{
  for (gsize i = 0; i + 5 < line.len; i++)
    if (memcmp (line.data + i, "DLD", 3) == 0 || memcmp (line.data + i, "IDD", 3) == 0)
      return msp_span_slice (line, i + 2, line.len);
  return line;
}

gboolean
msp_licence_append (MspText *text, const char *record)
{
  const char *head = strstr (record, "ANSI ");
  gsize before = text->text->len;

  if (*record != '@' || (head == NULL && (head = strstr (record, "AAMVA")) == NULL) || head - record > 16)
    return FALSE;
  for (const char *p = head; *p != '\0';)
    {
      MspSpan line = { p, strcspn (p, "\r\n") };

      append_element (text, p == head ? skip_header (line) : line);
      p += line.len + (p[line.len] != '\0');
    }
  return text->text->len > before;
}
