/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The functions of libarchive and libxml2 that this folder calls, under their own names. The program has them from the module
   'archive', src/format/archive/, which it opens when it first needs one: with all they bring, these libraries are a fifth of a start.
   Other programs are linked with the libraries. */

#include <archive.h>
#include <archive_entry.h>
#include <libxml/xmlreader.h>

#include "format/module.h"

typedef struct _MspForeign {
  MspModuleHead head;

  struct archive *(*archive_read_new) (void);
  int          (*archive_read_support_format_by_code) (struct archive *, int);
  int          (*archive_read_support_format_empty) (struct archive *);
  int          (*archive_read_support_format_raw) (struct archive *);
  int          (*archive_read_support_filter_by_code) (struct archive *, int);
  int          (*archive_read_set_option) (struct archive *, const char *, const char *, const char *);
  int          (*archive_read_set_read_callback) (struct archive *, archive_read_callback *);
  int          (*archive_read_set_seek_callback) (struct archive *, archive_seek_callback *);
  int          (*archive_read_set_callback_data) (struct archive *, void *);
  int          (*archive_read_open1) (struct archive *);
  int          (*archive_read_next_header) (struct archive *, struct archive_entry **);
  int          (*archive_read_data_block) (struct archive *, const void **, size_t *, la_int64_t *);
  int          (*archive_read_free) (struct archive *);
  int          (*archive_filter_code) (struct archive *, int);
  int          (*archive_format) (struct archive *);
  const char  *(*archive_error_string) (struct archive *);
  void         (*archive_set_error) (struct archive *, int, const char *, ...);
  const char  *(*archive_entry_pathname) (struct archive_entry *);
  const char  *(*archive_entry_pathname_utf8) (struct archive_entry *);
  const char  *(*archive_entry_hardlink) (struct archive_entry *);
  mode_t       (*archive_entry_filetype) (struct archive_entry *);
  la_int64_t   (*archive_entry_size) (struct archive_entry *);
  int          (*archive_entry_size_is_set) (struct archive_entry *);
  time_t       (*archive_entry_mtime) (struct archive_entry *);
  int          (*archive_entry_mtime_is_set) (struct archive_entry *);
  int          (*archive_entry_is_encrypted) (struct archive_entry *);

  xmlTextReaderPtr (*xmlReaderForMemory) (const char *, int, const char *, const char *, int);
  void           (*xmlTextReaderSetErrorHandler) (xmlTextReaderPtr, xmlTextReaderErrorFunc, void *);
  int            (*xmlTextReaderRead) (xmlTextReaderPtr);
  int            (*xmlTextReaderNodeType) (xmlTextReaderPtr);
  int            (*xmlTextReaderDepth) (xmlTextReaderPtr);
  int            (*xmlTextReaderIsEmptyElement) (xmlTextReaderPtr);
  const xmlChar *(*xmlTextReaderConstLocalName) (xmlTextReaderPtr);
  const xmlChar *(*xmlTextReaderConstNamespaceUri) (xmlTextReaderPtr);
  const xmlChar *(*xmlTextReaderConstValue) (xmlTextReaderPtr);
  xmlNodePtr     (*xmlTextReaderCurrentNode) (xmlTextReaderPtr);
  void           (*xmlFreeTextReader) (xmlTextReaderPtr);
} MspForeign;

/* F (name of each). */
#define MSP_FOREIGN_EACH(F) \
  F (archive_read_new) F (archive_read_support_format_by_code) F (archive_read_support_format_empty) \
  F (archive_read_support_format_raw) F (archive_read_support_filter_by_code) F (archive_read_set_option) \
  F (archive_read_set_read_callback) F (archive_read_set_seek_callback) F (archive_read_set_callback_data) \
  F (archive_read_open1) F (archive_read_next_header) F (archive_read_data_block) F (archive_read_free) \
  F (archive_filter_code) F (archive_format) F (archive_error_string) F (archive_set_error) F (archive_entry_pathname) \
  F (archive_entry_pathname_utf8) F (archive_entry_hardlink) F (archive_entry_filetype) F (archive_entry_size) \
  F (archive_entry_size_is_set) F (archive_entry_mtime) F (archive_entry_mtime_is_set) F (archive_entry_is_encrypted) \
  F (xmlReaderForMemory) F (xmlTextReaderSetErrorHandler) F (xmlTextReaderRead) F (xmlTextReaderNodeType) \
  F (xmlTextReaderDepth) F (xmlTextReaderIsEmptyElement) F (xmlTextReaderConstLocalName) F (xmlTextReaderConstNamespaceUri) \
  F (xmlTextReaderConstValue) F (xmlTextReaderCurrentNode) F (xmlFreeTextReader)

/* NULL if the module cannot be opened. */
const MspForeign *msp_foreign_get (void);
