/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Names bytes by the way to them: export.zip!/jane/inbox.mbox@48213#2.1!/contract.docx+120

     path      the file, from the label of its root
     !/name    an entry of an archive
     @offset   the message that begins at this byte of the stream
     #section  a MIME part by IMAP section number (RFC 3501, 6.4.5), or a header field by its lower-case name
     +offset   a byte of the part's text as mailspill decoded it

   Bytes of names that would be read as one of these marks, control characters and bytes that are not UTF-8 are written %XX. */

#include <glib.h>

#include "base/span.h"

typedef enum {
  MSP_STEP_FILE,
  MSP_STEP_ENTRY,
  MSP_STEP_MESSAGE,
  MSP_STEP_SECTION,
  MSP_STEP_TEXT,
} MspStepKind;

typedef struct {
  MspStepKind kind;
  char       *name;     /* FILE, ENTRY: raw bytes as in the file system or archive; SECTION: "2.1" */
  guint64     offset;   /* MESSAGE, TEXT */
} MspStep;

/* Append one step to locator. name is raw bytes. */
void       msp_locator_append_file    (GString *locator, const char *path);
void       msp_locator_append_entry   (GString *locator, const char *name);
void       msp_locator_append_message (GString *locator, guint64 offset);
void       msp_locator_append_section (GString *locator, const char *section);
void       msp_locator_append_text    (GString *locator, guint64 offset);

/* Appends a section and the way on from there to a file inside a part, as it is printed: "2.1", "subject", "2!/a.zip!/b.eml#1". */
void       msp_locator_append_place   (GString *locator, const char *place);

/* The end of a locator from its first section on, as it is printed, without the byte of the text; NULL if it names no section. */
char      *msp_locator_dup_place      (const char *text);

/* Steps of a printed locator, an array of MspStep that the caller owns; NULL with G_OPTION_ERROR_BAD_VALUE. */
GPtrArray *msp_locator_parse          (const char *text, GError **error);

void       msp_step_free              (MspStep *step);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspStep, msp_step_free)
