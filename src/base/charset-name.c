/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/charset-name.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  const char    *label;   /* lower case, without '-', '_', ' ' and ':' */
  MspCharsetKind kind;
  const char    *name;
} Row;

/* Sorted by label. Supersets stand for the sets that people name by mistake (WHATWG Encoding, section 4.2). */
static const Row table[] = {
  { "ansix3.110", MSP_CHARSET_OTHER, "ANSI_X3.110" },
  { "ansix3.41968", MSP_CHARSET_ASCII, NULL },
  { "ascii", MSP_CHARSET_ASCII, NULL },
  { "big5", MSP_CHARSET_OTHER, "BIG5-HKSCS" },
  { "big5hkscs", MSP_CHARSET_OTHER, "BIG5-HKSCS" },
  { "cp1252", MSP_CHARSET_WINDOWS_1252, "windows-1252" },
  { "cp850", MSP_CHARSET_OTHER, "CP850" },
  { "cp936", MSP_CHARSET_OTHER, "GB18030" },
  { "cp949", MSP_CHARSET_OTHER, "UHC" },
  { "eucjp", MSP_CHARSET_OTHER, "EUC-JP-MS" },
  { "euckr", MSP_CHARSET_OTHER, "UHC" },
  { "gb18030", MSP_CHARSET_OTHER, "GB18030" },
  { "gb2312", MSP_CHARSET_OTHER, "GB18030" },
  { "gb231280", MSP_CHARSET_OTHER, "GB18030" },
  { "gbk", MSP_CHARSET_OTHER, "GB18030" },
  { "hz", MSP_CHARSET_STATEFUL, "HZ" },
  { "hzgb2312", MSP_CHARSET_STATEFUL, "HZ" },
  { "ibm819", MSP_CHARSET_WINDOWS_1252, "windows-1252" },
  { "iso88591", MSP_CHARSET_WINDOWS_1252, "windows-1252" },
  { "iso885911", MSP_CHARSET_OTHER, "CP874" },
  { "iso88598e", MSP_CHARSET_OTHER, "ISO-8859-8" },
  { "iso88598i", MSP_CHARSET_OTHER, "ISO-8859-8" },
  { "iso88599", MSP_CHARSET_OTHER, "WINDOWS-1254" },
  { "isoir100", MSP_CHARSET_WINDOWS_1252, "windows-1252" },
  { "ksc5601", MSP_CHARSET_OTHER, "UHC" },
  { "ksc56011987", MSP_CHARSET_OTHER, "UHC" },
  { "l1", MSP_CHARSET_WINDOWS_1252, "windows-1252" },
  { "latin1", MSP_CHARSET_WINDOWS_1252, "windows-1252" },
  { "macintosh", MSP_CHARSET_OTHER, "MACINTOSH" },
  { "mskanji", MSP_CHARSET_OTHER, "CP932" },
  { "shiftjis", MSP_CHARSET_OTHER, "CP932" },
  { "sjis", MSP_CHARSET_OTHER, "CP932" },
  { "tis620", MSP_CHARSET_OTHER, "CP874" },
  { "ucs2", MSP_CHARSET_UTF16, NULL },
  { "ucs4", MSP_CHARSET_UTF16, NULL },
  { "unicode11utf7", MSP_CHARSET_STATEFUL, "UTF-7" },
  { "unicode20utf7", MSP_CHARSET_STATEFUL, "UTF-7" },
  { "usascii", MSP_CHARSET_ASCII, NULL },
  { "utf16", MSP_CHARSET_UTF16, NULL },
  { "utf16be", MSP_CHARSET_UTF16, "UTF-16BE" },
  { "utf16le", MSP_CHARSET_UTF16, "UTF-16LE" },
  { "utf32", MSP_CHARSET_UTF16, NULL },
  { "utf32be", MSP_CHARSET_UTF16, "UTF-32BE" },
  { "utf32le", MSP_CHARSET_UTF16, "UTF-32LE" },
  { "utf7", MSP_CHARSET_STATEFUL, "UTF-7" },
  { "utf8", MSP_CHARSET_UTF8, NULL },
  { "visual", MSP_CHARSET_OTHER, "ISO-8859-8" },
  { "windows1252", MSP_CHARSET_WINDOWS_1252, "windows-1252" },
  { "windows31j", MSP_CHARSET_OTHER, "CP932" },
  { "windows936", MSP_CHARSET_OTHER, "GB18030" },
  { "windows949", MSP_CHARSET_OTHER, "UHC" },
  { "xeucjp", MSP_CHARSET_OTHER, "EUC-JP-MS" },
  { "xgbk", MSP_CHARSET_OTHER, "GB18030" },
  { "xmacroman", MSP_CHARSET_OTHER, "MACINTOSH" },
  { "xsjis", MSP_CHARSET_OTHER, "CP932" },
  { "xunknown", MSP_CHARSET_UNKNOWN, NULL },
};

static int
compare_label (const void *key, const void *row)
{
  return strcmp (key, ((const Row *) row)->label);
}

/* out: as in the table; out_plain: upper case with all its characters. FALSE for what is no label: too long or with others. */
static gboolean
tidy_label (const char *label, char out[MSP_CHARSET_NAME_SIZE], char out_plain[MSP_CHARSET_NAME_SIZE])
{
  gsize n = 0, n_plain = 0;

  for (const char *p = label; *p != '\0'; p++)
    {
      if (n_plain + 1 >= MSP_CHARSET_NAME_SIZE)
        return FALSE;
      if (g_ascii_isspace (*p) || *p == '"' || *p == '\'')
        continue;
      if (!g_ascii_isalnum (*p) && strchr ("-_.:()+", *p) == NULL)
        return FALSE;
      out_plain[n_plain++] = g_ascii_toupper (*p);
      if (g_ascii_isalnum (*p) || *p == '.')
        out[n++] = g_ascii_tolower (*p);
    }
  out[n] = out_plain[n_plain] = '\0';
  return n > 0;
}

MspCharsetKind
msp_charset_name_lookup (const char *label, char buf[MSP_CHARSET_NAME_SIZE], const char **out_name)
{
  char tidy[MSP_CHARSET_NAME_SIZE];
  const Row *row;

  *out_name = NULL;
  if (label == NULL || !tidy_label (label, tidy, buf))
    return MSP_CHARSET_UNKNOWN;
  row = bsearch (tidy, table, G_N_ELEMENTS (table), sizeof table[0], compare_label);
  if (row != NULL)
    {
      *out_name = row->name;
      return row->kind;
    }
  *out_name = buf;
  if (g_str_has_prefix (tidy, "iso2022") || g_str_has_prefix (tidy, "csiso2022"))
    return MSP_CHARSET_STATEFUL;
  return MSP_CHARSET_OTHER;
}
