/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/rtf-words.h"

#include <stdlib.h>

/* In the order of their bytes. Words of the document's information name what follows them, as properties of other documents are
   named. */
static const MspRtfWord table[] = {
  { "annotation", MSP_RTF_DO_KEEP, NULL },
  { "ansicpg", MSP_RTF_DO_CODEPAGE, NULL },
  { "author", MSP_RTF_DO_TEXT, "Author: " },
  { "blipuid", MSP_RTF_DO_SKIP, NULL },
  { "bullet", MSP_RTF_DO_TEXT, "\xe2\x80\xa2" },
  { "category", MSP_RTF_DO_TEXT, "Category: " },
  { "cell", MSP_RTF_DO_TEXT, "\t" },
  { "colortbl", MSP_RTF_DO_SKIP, NULL },
  { "company", MSP_RTF_DO_TEXT, "Company: " },
  { "cpg", MSP_RTF_DO_FONT_CODEPAGE, NULL },
  { "deff", MSP_RTF_DO_DEFAULT_FONT, NULL },
  { "doccomm", MSP_RTF_DO_TEXT, "Comments: " },
  { "emdash", MSP_RTF_DO_TEXT, "\xe2\x80\x94" },
  { "emspace", MSP_RTF_DO_TEXT, " " },
  { "endash", MSP_RTF_DO_TEXT, "\xe2\x80\x93" },
  { "enspace", MSP_RTF_DO_TEXT, " " },
  { "f", MSP_RTF_DO_FONT, NULL },
  { "fcharset", MSP_RTF_DO_FONT_CHARSET, NULL },
  { "filetbl", MSP_RTF_DO_SKIP, NULL },
  { "fldinst", MSP_RTF_DO_FIELD, NULL },
  { "fonttbl", MSP_RTF_DO_FONTS, NULL },
  { "formfield", MSP_RTF_DO_KEEP, NULL },
  { "fromhtml", MSP_RTF_DO_FROM_HTML, NULL },
  { "fromtext", MSP_RTF_DO_FROM_TEXT, NULL },
  { "generator", MSP_RTF_DO_SKIP, NULL },
  { "htmlrtf", MSP_RTF_DO_HTML_RTF, NULL },
  { "htmltag", MSP_RTF_DO_HTML_TAG, NULL },
  { "info", MSP_RTF_DO_LINES, NULL },
  { "keywords", MSP_RTF_DO_TEXT, "Keywords: " },
  { "ldblquote", MSP_RTF_DO_TEXT, "\xe2\x80\x9c" },
  { "line", MSP_RTF_DO_TEXT, "\n" },
  { "listoverridetable", MSP_RTF_DO_SKIP, NULL },
  { "listtable", MSP_RTF_DO_SKIP, NULL },
  { "lquote", MSP_RTF_DO_TEXT, "\xe2\x80\x98" },
  { "mac", MSP_RTF_DO_MAC, NULL },
  { "manager", MSP_RTF_DO_TEXT, "Manager: " },
  { "mhtmltag", MSP_RTF_DO_SKIP, NULL },
  { "nestcell", MSP_RTF_DO_TEXT, "\t" },
  { "nestrow", MSP_RTF_DO_TEXT, "\n" },
  { "nesttableprops", MSP_RTF_DO_KEEP, NULL },
  { "nonesttables", MSP_RTF_DO_SKIP, NULL },
  { "nonshppict", MSP_RTF_DO_SKIP, NULL },
  { "objclass", MSP_RTF_DO_SKIP, NULL },
  { "objdata", MSP_RTF_DO_OBJECT, NULL },
  { "objname", MSP_RTF_DO_SKIP, NULL },
  { "operator", MSP_RTF_DO_TEXT, "Last modified by: " },
  { "page", MSP_RTF_DO_TEXT, "\n" },
  { "par", MSP_RTF_DO_TEXT, "\n" },
  { "pc", MSP_RTF_DO_PC, NULL },
  { "pca", MSP_RTF_DO_PCA, NULL },
  { "pict", MSP_RTF_DO_PICTURE, NULL },
  { "plain", MSP_RTF_DO_PLAIN, NULL },
  { "rdblquote", MSP_RTF_DO_TEXT, "\xe2\x80\x9d" },
  { "revtbl", MSP_RTF_DO_SKIP, NULL },
  { "row", MSP_RTF_DO_TEXT, "\n" },
  { "rquote", MSP_RTF_DO_TEXT, "\xe2\x80\x99" },
  { "rsidtbl", MSP_RTF_DO_SKIP, NULL },
  { "sect", MSP_RTF_DO_TEXT, "\n" },
  { "shpinst", MSP_RTF_DO_KEEP, NULL },
  { "shppict", MSP_RTF_DO_KEEP, NULL },
  { "softline", MSP_RTF_DO_TEXT, "\n" },
  { "sp", MSP_RTF_DO_SKIP, NULL },
  { "stylesheet", MSP_RTF_DO_SKIP, NULL },
  { "subject", MSP_RTF_DO_TEXT, "Subject: " },
  { "tab", MSP_RTF_DO_TEXT, "\t" },
  { "themedata", MSP_RTF_DO_SKIP, NULL },
  { "title", MSP_RTF_DO_TEXT, "Title: " },
  { "u", MSP_RTF_DO_UNICODE, NULL },
  { "uc", MSP_RTF_DO_UNICODE_SKIP, NULL },
  { "ud", MSP_RTF_DO_UNICODE_HALF, NULL },
  { "upr", MSP_RTF_DO_UNICODE_PAIR, NULL },
  { "userprops", MSP_RTF_DO_LINES, NULL },
  { "xmlnstbl", MSP_RTF_DO_SKIP, NULL },
  { "zwj", MSP_RTF_DO_TEXT, "\xe2\x80\x8d" },
  { "zwnj", MSP_RTF_DO_TEXT, "\xe2\x80\x8c" },
};

static int
compare (const void *key, const void *row)
{
  const MspSpan *name = key;
  const MspRtfWord *word = row;
  int order = strncmp (name->data, word->name, name->len);

  return order != 0 ? order : -(int) (unsigned char) word->name[name->len];
}

const MspRtfWord *
msp_rtf_word_find (MspSpan name)
{
  return bsearch (&name, table, G_N_ELEMENTS (table), sizeof *table, compare);
}

guint
msp_rtf_word_charset (gint32 charset)
{
  static const struct { guint16 charset, codepage; } rows[] = {
    { 0, 1252 }, { 2, 1252 }, { 77, 10000 }, { 78, 932 }, { 79, 949 }, { 80, 936 }, { 81, 950 }, { 128, 932 }, { 129, 949 },
    { 134, 936 }, { 136, 950 }, { 161, 1253 }, { 162, 1254 }, { 163, 1258 }, { 177, 1255 }, { 178, 1256 }, { 186, 1257 },
    { 204, 1251 }, { 222, 874 }, { 238, 1250 }, { 254, 437 }, { 255, 850 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].charset == charset)
      return rows[i].codepage;
  return 0;
}
