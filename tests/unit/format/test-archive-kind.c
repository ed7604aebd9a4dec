/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/archive-kind.h"

#include <criterion/criterion.h>

#define HEADER(flags, size, name_len) "PK\3\4\24\0" flags "\0\0\0\0\0\0\0\0\0\0" size "\0\0\0" size "\0\0\0" name_len "\0\0\0"
#define ZEROS_4 "\0\0\0\0"
#define ZEROS_13 ZEROS_4 ZEROS_4 ZEROS_4 "\0"
#define ZEROS_18 ZEROS_13 ZEROS_4 "\0"
#define ROW(bytes, expected) { bytes, sizeof bytes - 1, expected }

Test (archive_kind, is_told_by_magic_alone)
{
  static const struct { const char *bytes; gsize len; const char *kind; } rows[] = {
    ROW (HEADER ("\0\0", "\1", "\5") "a.txtx", "zip"),
    ROW ("PK\5\6\0\0\0\0", "zip"),
    ROW ("7z\xbc\xaf\x27\x1c\0\4", "7z"),
    ROW ("Rar!\x1a\7\1\0", "rar5"),
    ROW ("\x1f\x8b\x08\0", "gz"),
    ROW ("BZh91AY&SYxx", "bz2"),
    ROW ("\xfd" "7zXZ\0", "xz"),
    ROW ("\x28\xb5\x2f\xfd", "zst"),
    ROW ("\x50\x2a\x4d\x18\1\0\0\0", "zst"),
    ROW ("\x04\x22\x4d\x18", "lz4"),
    ROW ("LZIP\1", "lzip"),
    ROW ("\x1f\x9d\x90", "compress"),
    ROW ("]\0\0\x80\0\xff\xff\xff\xff\xff\xff\xff\xff\0", "lzma"),
    ROW ("]\0\0\x80\0\5\0\0\0\0\0\0\0\0", "lzma"),
    ROW ("\xc7\x71" ZEROS_18 "\6\0" ZEROS_4 "a.txt\0", "cpio"),
    ROW ("\x71\xc7" ZEROS_18 "\0\6" ZEROS_4 "a.txt\0", "cpio"),
    ROW ("\x16\0-lh5-" ZEROS_13 "\0\0\0", "lha"),
    ROW ("begin 644 notes.txt\n", "uu"),
    ROW ("!<arch>\n", "ar"),
    ROW ("", NULL),
    ROW ("begin with the end in mind", NULL),
    ROW ("BZh is no archive", NULL),
    ROW ("070707 is a number", NULL),
    ROW ("From jane@example.com Tue Jan  3 10:00:00 2023\n", NULL),
    ROW ("Subject: a\n\nPK\3\4", NULL),
    ROW ("]\0\0\0\0 no lzma here", NULL),
    ROW ("]\0\0\x80\0\5\0\0\0\0\0\0\1\0", NULL),
    ROW ("\x4f\x2a\x4d\x18\1\0\0\0", NULL),
    ROW ("\xc7\x71" ZEROS_18 "\6\0" ZEROS_4 "a.txtx", NULL),
    ROW ("\xc7\x71" ZEROS_18 "\7\0" ZEROS_4 "a.txt\0", NULL),
    ROW ("\x16\0-lh5-" ZEROS_13 "\4\0\0", NULL),
    ROW ("\x16\0-lx5-" ZEROS_13 "\0\0\0", NULL),
    ROW ("a plain text that goes on for a while and has -lh5- in it", NULL),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const MspArchiveKind *kind = msp_archive_kind_sniff (msp_span_new (rows[i].bytes, rows[i].len));

      cr_expect_str_eq (kind != NULL ? kind->id : "none", rows[i].kind != NULL ? rows[i].kind : "none", "row %zu", i);
    }
}

Test (archive_kind, documents_say_so_in_their_first_entries)
{
  static const struct { const char *bytes; gsize len; gboolean is_document; } rows[] = {
    ROW (HEADER ("\0\0", "\1", "\23") "[Content_Types].xmlx", TRUE),
    ROW (HEADER ("\0\0", "\1", "\13") "_rels/.relsx" HEADER ("\10\0", "\0", "\23") "[Content_Types].xmlx", TRUE),
    ROW (HEADER ("\0\0", "\47", "\10") "mimetypeapplication/vnd.oasis.opendocument.text", TRUE),
    ROW (HEADER ("\0\0", "\24", "\10") "mimetypeapplication/epub+zip", TRUE),
    ROW (HEADER ("\0\0", "\24", "\10") "mimetypetext/plain", FALSE),
    ROW (HEADER ("\0\0", "\1", "\5") "a.txtx", FALSE),
    /* A document stored in an archive does not make a document of the archive. */
    ROW (HEADER ("\0\0", "\62", "\6") "a.docx" HEADER ("\0\0", "\1", "\23") "[Content_Types].xmlx", FALSE),
    ROW (HEADER ("\10\0", "\0", "\6") "a.docx" HEADER ("\0\0", "\1", "\23") "[Content_Types].xmlx", FALSE),
    ROW ("PK\3\4", FALSE),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    cr_expect_eq (msp_archive_kind_is_document (msp_span_new (rows[i].bytes, rows[i].len)), rows[i].is_document, "row %zu", i);
}
