/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What Outlook and Exchange keep of a message ([MS-OXPROPS]): properties, recipients, attachments. Read from .msg files, mail
   stores and winmail.dat by readers of their own, and understood in one place. */

#include <glib.h>

#include "base/span.h"

/* Types of values ([MS-OXCDATA] 2.11.1). */
enum {
  MSP_MAPI_INT16 = 0x0002, MSP_MAPI_INT32 = 0x0003, MSP_MAPI_DOUBLE = 0x0005, MSP_MAPI_BOOLEAN = 0x000b, MSP_MAPI_OBJECT = 0x000d,
  MSP_MAPI_INT64 = 0x0014, MSP_MAPI_STRING8 = 0x001e, MSP_MAPI_STRING = 0x001f, MSP_MAPI_TIME = 0x0040, MSP_MAPI_BINARY = 0x0102,
  MSP_MAPI_MULTIPLE = 0x1000,
};

/* The ids from here on mean what name or number says. */
#define MSP_MAPI_NAMED 0x8000

/* Property sets ([MS-OXPROPS] 1.3.2) by the first four bytes of their GUID: those that are read here end alike. */
enum {
  MSP_MAPI_SET_PUBLIC = 0x00020329, MSP_MAPI_SET_HEADERS = 0x00020386, MSP_MAPI_SET_APPOINTMENT = 0x00062002,
  MSP_MAPI_SET_TASK = 0x00062003, MSP_MAPI_SET_ADDRESS = 0x00062004, MSP_MAPI_SET_COMMON = 0x00062008,
  MSP_MAPI_SET_LOG = 0x0006200a, MSP_MAPI_SET_NOTE = 0x0006200e, MSP_MAPI_SET_MEETING = 0x6ed8da90,
};

/* One value; a property with several has several of these. */
typedef struct {
  guint16 id, type;      /* type without MSP_MAPI_MULTIPLE */
  guint32 set, number;   /* of a named property: its set, and its number there unless it has a name */
  char   *name;          /* UTF-8, or NULL */
  GBytes *value;         /* little-endian; strings may end with NULs */
} MspMapiValue;

typedef struct {
  GArray *values;        /* MspMapiValue */
  guint   codepage;      /* of 8-bit strings; 0: not known */
} MspMapiProps;

typedef struct _MspMapiMessage MspMapiMessage;

typedef struct {
  MspMapiProps    props;
  MspMapiMessage *message;   /* embedded, or NULL */
  GBytes         *data;      /* or NULL */
  gboolean        is_lost;   /* data is less than there was, or message is missing */
} MspMapiAttachment;

struct _MspMapiMessage {
  MspMapiProps props;
  GPtrArray   *recipients;   /* MspMapiProps */
  GPtrArray   *attachments;  /* MspMapiAttachment */
  gboolean     is_damaged;   /* something of it could not be read */
};

MspMapiMessage      *msp_mapi_message_new   (void);
void                 msp_mapi_message_free  (MspMapiMessage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspMapiMessage, msp_mapi_message_free)

/* Both append an empty one and return it, owned by self. */
MspMapiProps        *msp_mapi_add_recipient  (MspMapiMessage *self);
MspMapiAttachment   *msp_mapi_add_attachment (MspMapiMessage *self);

void                 msp_mapi_props_init    (MspMapiProps *self);
void                 msp_mapi_props_clear   (MspMapiProps *self);

/* Appends a value; takes value. The result is valid until the next call: set, number and name may be filled in. */
MspMapiValue        *msp_mapi_add           (MspMapiProps *self, guint16 id, guint16 type, GBytes *value);

/* The bytes of value, without the NULs behind a string. */
MspSpan              msp_mapi_get_bytes     (const MspMapiValue *value);

/* The first value of the property, or NULL; of several types the one that says most. */
const MspMapiValue  *msp_mapi_find          (const MspMapiProps *self, guint16 id);
const MspMapiValue  *msp_mapi_find_number   (const MspMapiProps *self, guint32 set, guint32 number);
const MspMapiValue  *msp_mapi_find_name     (const MspMapiProps *self, guint32 set, const char *name);

/* A string as UTF-8; NULL if there is none, or an empty one. Caller owns it. */
char                *msp_mapi_dup_string    (const MspMapiProps *self, guint16 id);
char                *msp_mapi_dup_value     (const MspMapiProps *self, const MspMapiValue *value);

/* A whole number or truth value; otherwise if there is none. */
gint64               msp_mapi_get_integer   (const MspMapiProps *self, guint16 id, gint64 otherwise);

/* Seconds since 1970 UTC. FALSE if there is no such time, or one that no calendar has. */
gboolean             msp_mapi_get_time      (const MspMapiValue *value, gint64 *out_seconds);

/* The charset label of a Windows code page; NULL if unknown. buf holds it if it is not static. */
const char          *msp_mapi_charset       (guint codepage, char buf[16]);
