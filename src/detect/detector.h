/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Text to findings: normalised copy, one pattern pass, shapes, guards, validators, context, population, overlap, thresholds.
   Texts of one message are scanned one after the other; the findings come for the whole message, since some need each other. */

#include <glib.h>

#include "detect/rules.h"
#include "model/finding.h"
#include "model/text.h"

typedef enum {
  MSP_UNIT_HEADER,       /* one header field: subject, from, to … */
  MSP_UNIT_BODY,
  MSP_UNIT_ATTACHMENT,
  MSP_UNIT_FILENAME,     /* the name of an attachment or file */
} MspUnitKind;

typedef struct {
  MspUnitKind kind;
  const char *section;      /* goes into the finding's locator */
  const char *title;        /* what names the unit: subject, file name, sheet name; or NULL */
  guint       alternative;  /* units of one number say the same thing twice (multipart/alternative): counted once; 0: alone */
  gboolean    is_last;      /* no other unit of the message follows: its text need not be kept for their sake */
} MspUnit;

/* What is known of the message before its texts are read. */
typedef struct {
  const char *subject;
  const char *from;         /* "Name <addr>" */
  const char *to, *cc;      /* recipients, comma-separated */
  gint64      date;         /* or G_MININT64 */
  gboolean    bulk;
} MspDetectMessage;

typedef struct {
  const MspFinding *findings;   /* confidence 40 and above, by section order of scanning, then start */
  gsize             n_findings;
  guint             suppressed; /* below 40 */
  guint             dropped;    /* over limits.findings */
  guint             persons;    /* distinct persons with a personal finding of confidence >= 65 */
} MspDetectResult;

typedef struct _MspPatterns MspPatterns;   /* compiled rules, shared */
typedef struct _MspDetector MspDetector;   /* scratch memory of one worker */
typedef struct _MspScanned MspScanned;     /* a text and what was found in it */

/* Compiles rules, which are borrowed and must outlive the result, or loads the compiled set from cache_dir (NULL: no cache). The
   cache is keyed by rules, engine version and a checksum. */
MspPatterns *msp_patterns_new     (const MspRules *rules, const char *cache_dir, GError **error);
void         msp_patterns_free    (MspPatterns *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspPatterns, msp_patterns_free)

/* Borrows patterns; key is copied. The strings of message are borrowed until nothing more is asked about it. */
MspDetector *msp_detector_new     (const MspPatterns *patterns, const guint8 key[MSP_KEY_LEN], guint max_findings);
void         msp_detector_begin   (MspDetector *self, const MspDetectMessage *message);
void         msp_detector_scan    (MspDetector *self, const MspUnit *unit, const MspText *text);

/* The same, and keeps text, which is taken, with what was found in it; caller owns the result and frees it before self. */
MspScanned  *msp_detector_scan_keep  (MspDetector *self, const MspUnit *unit, MspText *text);

/* The same for a text that was kept and comes again under the same title, in a message of the same subject. */
void         msp_detector_scan_again (MspDetector *self, const MspUnit *unit, MspScanned *kept);

const MspText *msp_scanned_get_text (const MspScanned *self);
void         msp_scanned_free       (MspScanned *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspScanned, msp_scanned_free)

/* The part of this section, an attachment, is encrypted: a password in the message may open it. Before finish. */
void         msp_detector_note_locked (MspDetector *self, const char *section);

/* Whether such a part was noted. */
gboolean     msp_detector_is_locked   (const MspDetector *self);

/* What a password becomes whose attachment is found elsewhere. */
void         msp_detector_raise       (const MspDetector *self, MspFinding *finding);

/* How many findings the texts of the message have shown so far, those over the limit too: whether a text added one. */
guint        msp_detector_count     (const MspDetector *self);

/* The message's findings, valid until the next begin. */
const MspDetectResult *msp_detector_finish (MspDetector *self);

/* For letters to those affected, only where raw values were asked for: from the next message on, names are kept as they were
   spelled. The name of a key (MspFinding.name_key), valid until the next begin, or NULL. */
void         msp_detector_keep_names (MspDetector *self);
const char  *msp_detector_get_name   (const MspDetector *self, const guint8 name_key[MSP_VALUE_KEY_LEN]);

/* The address of the sender or recipient whose display name has the key, or NULL; caller owns. Until the next begin. */
char        *msp_detector_dup_address (const MspDetector *self, const guint8 name_key[MSP_VALUE_KEY_LEN]);

/* Text with every finding of its section in this message replaced by its masked form; caller owns. After finish. */
char        *msp_detector_dup_masked (const MspDetector *self, const char *section, const char *text);
void         msp_detector_free    (MspDetector *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspDetector, msp_detector_free)
