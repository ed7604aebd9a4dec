/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractors.h"

#include "extract/odf-text.h"
#include "extract/office.h"
#include "extract/scripts.h"

#define SNIFFED "application/vnd.oasis.opendocument."
#define FLAT_HEAD 1024

/* All in one XML file: .fodt, .fods, .fodp. */
static gboolean
is_flat (const MspExtractInput *input)
{
  static const char root[] = "<office:document ";

  return strcmp (input->sniffed, "application/xml") == 0
         && memmem (input->bytes.data, MIN (input->bytes.len, (gsize) FLAT_HEAD), root, sizeof root - 1) != NULL;
}

int
msp_odf_bid (const MspExtractInput *input)
{
  static const char *const types[] = { SNIFFED, NULL };
  static const char *const suffixes[] = { ".odt", ".ods", ".odp", ".odg", ".odf", ".ott", ".ots", ".otp", ".odb", ".sxw", ".sxc", ".sxi", NULL };

  if (g_str_has_prefix (input->sniffed, SNIFFED) || is_flat (input))
    return 90;
  return msp_office_bid (input, SNIFFED, types, suffixes);
}

/* The document, and those that are embedded as folders: "Object 1/content.xml". */
static gboolean
is_content (const char *name)
{
  return g_str_has_suffix (name, "/content.xml") || g_str_has_suffix (name, "/styles.xml");
}

static void
read_part (MspOffice *office, MspOdf *odf, const char *name)
{
  if (msp_office_take (office, name))
    office->is_damaged |= !msp_odf_read (odf, msp_package_get (office->package, name));
}

static gboolean
is_encrypted (const MspOffice *office)
{
  static const char word[] = "encryption-data";
  MspSpan manifest = msp_package_get (office->package, "META-INF/manifest.xml");

  return manifest.len > 0 && memmem (manifest.data, manifest.len, word, sizeof word - 1) != NULL;
}

static void
extract_flat (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  MspComposer composer;
  MspSheet sheet;
  MspOdf odf;

  msp_composer_init (&composer, text, limits->text_bytes);
  msp_sheet_init (&sheet, text, limits->text_bytes);
  msp_odf_init (&odf, &composer, &sheet);
  if (!msp_odf_read (&odf, input->bytes) && !msp_composer_is_full (&composer))
    {
      out_result->fate = MSP_FATE_PARTIAL;
      out_result->reason = MSP_REASON_DAMAGED;
    }
  msp_odf_clear (&odf);
  msp_sheet_clear (&sheet);
}

/* The type by the part "mimetype", where it was not the first. */
static const char *
get_type (const MspOffice *office, const char *sniffed)
{
  static const char *const types[] = { SNIFFED "text", SNIFFED "spreadsheet", SNIFFED "presentation", SNIFFED "graphics" };
  MspSpan type = msp_package_get (office->package, "mimetype");

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (msp_span_has_prefix (type, types[i]))
      return types[i];
  return sniffed;
}

void
msp_odf_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  MspOffice office;
  MspSheet sheet;
  MspOdf odf;

  if (is_flat (input))
    {
      extract_flat (input, limits, text, out_result);
      return;
    }
  msp_office_open (&office, input, limits, text, out_result);
  out_result->sniffed = get_type (&office, out_result->sniffed);
  if (is_encrypted (&office))
    {
      out_result->fate = MSP_FATE_OPAQUE;
      out_result->reason = MSP_REASON_ENCRYPTED;
      out_result->detail = "OpenDocument with a password";
      msp_office_drop (&office);
      return;
    }
  msp_sheet_init (&sheet, text, limits->text_bytes);
  msp_odf_init (&odf, &office.composer, &sheet);
  read_part (&office, &odf, "styles.xml");
  read_part (&office, &odf, "content.xml");
  for (guint i = 0; i < office.package->parts->len; i++)
    {
      const MspPackagePart *part = g_ptr_array_index (office.package->parts, i);

      if (is_content (part->name))
        read_part (&office, &odf, part->name);
      if (g_str_has_prefix (part->name, "Basic/"))
        out_result->detail = MSP_DETAIL_MACROS;
    }
  msp_odf_clear (&odf);
  msp_sheet_clear (&sheet);
  msp_office_close (&office);
}
