/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/mapi-details.h"

#include "format/mapi-tags.h"

typedef struct {
  guint16     id;
  const char *label;
} Field;

typedef struct {
  guint32     set, number;
  const char *label;
} NamedField;

/* Properties of people ([MS-OXOCNTC]); senders and recipients have some of them too, which are not looked at here. */
static const Field fields[] = {
  { 0x3001, "Name" }, { 0x3a00, "Account" }, { 0x3a02, "Callback phone" }, { 0x3a05, "Suffix" }, { 0x3a06, "First name" },
  { 0x3a07, "Government ID number" }, { 0x3a08, "Business phone" }, { 0x3a09, "Home phone" }, { 0x3a0a, "Initials" },
  { 0x3a0d, "Location" }, { 0x3a10, "Employee ID" }, { 0x3a11, "Last name" }, { 0x3a15, "Postal address" }, { 0x3a16, "Company" },
  { 0x3a17, "Title" }, { 0x3a18, "Department" }, { 0x3a19, "Office" }, { 0x3a1a, "Primary phone" }, { 0x3a1b, "Business phone" },
  { 0x3a1c, "Mobile phone" }, { 0x3a1d, "Radio phone" }, { 0x3a1e, "Car phone" }, { 0x3a1f, "Other phone" }, { 0x3a21, "Pager" },
  { 0x3a23, "Fax" }, { 0x3a24, "Business fax" }, { 0x3a25, "Home fax" }, { 0x3a26, "Country" }, { 0x3a27, "City" },
  { 0x3a28, "State" }, { 0x3a29, "Street" }, { 0x3a2a, "Postal code" }, { 0x3a2b, "PO box" }, { 0x3a2e, "Assistant phone" },
  { 0x3a2f, "Home phone" }, { 0x3a30, "Assistant" }, { 0x3a41, "Wedding anniversary" }, { 0x3a42, "Date of birth" },
  { 0x3a43, "Hobbies" }, { 0x3a44, "Middle name" }, { 0x3a45, "Prefix" }, { 0x3a46, "Profession" }, { 0x3a47, "Referred by" },
  { 0x3a48, "Spouse" }, { 0x3a49, "Computer network name" }, { 0x3a4a, "Customer ID" }, { 0x3a4b, "TTY phone" },
  { 0x3a4c, "FTP site" }, { 0x3a4e, "Manager" }, { 0x3a4f, "Nickname" }, { 0x3a50, "Personal home page" },
  { 0x3a51, "Business home page" }, { 0x3a57, "Company phone" }, { 0x3a58, "Children" }, { 0x3a59, "Home city" },
  { 0x3a5a, "Home country" }, { 0x3a5b, "Home postal code" }, { 0x3a5c, "Home state" }, { 0x3a5d, "Home street" },
  { 0x3a5e, "Home PO box" }, { 0x3a5f, "Other city" }, { 0x3a60, "Other country" }, { 0x3a61, "Other postal code" },
  { 0x3a62, "Other state" }, { 0x3a63, "Other street" }, { 0x3a64, "Other PO box" },
};

static const NamedField named_fields[] = {
  { MSP_MAPI_SET_ADDRESS, 0x801a, "Home address" }, { MSP_MAPI_SET_ADDRESS, 0x801b, "Business address" },
  { MSP_MAPI_SET_ADDRESS, 0x801c, "Other address" }, { MSP_MAPI_SET_ADDRESS, 0x802b, "Web page" },
  { MSP_MAPI_SET_ADDRESS, 0x804f, "User field 1" }, { MSP_MAPI_SET_ADDRESS, 0x8050, "User field 2" },
  { MSP_MAPI_SET_ADDRESS, 0x8051, "User field 3" }, { MSP_MAPI_SET_ADDRESS, 0x8052, "User field 4" },
  { MSP_MAPI_SET_ADDRESS, 0x8062, "Instant messaging" }, { MSP_MAPI_SET_ADDRESS, 0x8083, "Email" },
  { MSP_MAPI_SET_ADDRESS, 0x8093, "Email 2" }, { MSP_MAPI_SET_ADDRESS, 0x80a3, "Email 3" },
  { MSP_MAPI_SET_ADDRESS, 0x8045, "Business street" }, { MSP_MAPI_SET_ADDRESS, 0x8046, "Business city" },
  { MSP_MAPI_SET_ADDRESS, 0x8047, "Business state" }, { MSP_MAPI_SET_ADDRESS, 0x8048, "Business postal code" },
  { MSP_MAPI_SET_ADDRESS, 0x8049, "Business country" },
  { MSP_MAPI_SET_APPOINTMENT, 0x8208, "Location" }, { MSP_MAPI_SET_APPOINTMENT, 0x820d, "Start" },
  { MSP_MAPI_SET_APPOINTMENT, 0x820e, "End" }, { MSP_MAPI_SET_APPOINTMENT, 0x8232, "Recurrence" },
  { MSP_MAPI_SET_APPOINTMENT, 0x823b, "Required attendees" }, { MSP_MAPI_SET_APPOINTMENT, 0x823c, "Optional attendees" },
  { MSP_MAPI_SET_TASK, 0x8104, "Start" }, { MSP_MAPI_SET_TASK, 0x8105, "Due" }, { MSP_MAPI_SET_TASK, 0x811f, "Owner" },
  { MSP_MAPI_SET_COMMON, 0x8534, "Mileage" }, { MSP_MAPI_SET_COMMON, 0x8535, "Billing" },
  { MSP_MAPI_SET_COMMON, 0x8539, "Companies" }, { MSP_MAPI_SET_COMMON, 0x853a, "Contacts" },
  { MSP_MAPI_SET_COMMON, 0x8586, "Contacts" }, { MSP_MAPI_SET_LOG, 0x8700, "Entry type" }, { MSP_MAPI_SET_LOG, 0x8706, "Start" },
  { MSP_MAPI_SET_LOG, 0x8708, "End" },
};

static void
append_text (GString *out, const MspMapiProps *props, const MspMapiValue *value, const char *label)
{
  g_autofree char *text = msp_mapi_dup_value (props, value);
  gsize start;

  if (*g_strstrip (text) == '\0')
    return;
  g_string_append_printf (out, "%s: ", label);
  start = out->len;
  g_string_append (out, text);
  for (gsize i = start; i < out->len; i++)
    if (out->str[i] == '\0' || out->str[i] == '\r')
      out->str[i] = ' ';
  g_string_append_c (out, '\n');
}

static void
append_value (GString *out, const MspMapiProps *props, const MspMapiValue *value, const char *label)
{
  gint64 seconds;

  if (value->type == MSP_MAPI_STRING || value->type == MSP_MAPI_STRING8)
    append_text (out, props, value, label);
  else if (msp_mapi_get_time (value, &seconds))
    {
      g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (seconds);

      if (date == NULL)
        return;
      g_string_append_printf (out, "%s: %04d-%02d-%02d", label, g_date_time_get_year (date), g_date_time_get_month (date),
                              g_date_time_get_day_of_month (date));
      if (seconds % 86400 != 0)
        g_string_append_printf (out, " %02d:%02d", g_date_time_get_hour (date), g_date_time_get_minute (date));
      g_string_append_c (out, '\n');
    }
}

static const char *
find_label (const MspMapiValue *value, gboolean is_mail)
{
  if (value->id < MSP_MAPI_NAMED)
    {
      for (gsize i = 0; !is_mail && i < G_N_ELEMENTS (fields); i++)
        if (fields[i].id == value->id)
          return fields[i].label;
      return NULL;
    }
  /* Names of the user's own; those of programs begin with a scheme. */
  if (value->name != NULL)
    return value->set == MSP_MAPI_SET_PUBLIC && strpbrk (value->name, ":/#") == NULL
             && g_ascii_strcasecmp (value->name, "Keywords") != 0 ? value->name : NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (named_fields); i++)
    if (named_fields[i].set == value->set && named_fields[i].number == value->number)
      return named_fields[i].label;
  return NULL;
}

void
msp_mapi_append_details (GString *out, const MspMapiMessage *message)
{
  const MspMapiProps *props = &message->props;
  g_autofree char *kind = msp_mapi_dup_string (props, MSP_MAPI_MESSAGE_CLASS);
  gboolean is_mail = kind == NULL || g_ascii_strncasecmp (kind, "IPM.Note", 8) == 0
                     || g_ascii_strncasecmp (kind, "REPORT.", 7) == 0;

  for (guint i = 0; i < props->values->len; i++)
    {
      const MspMapiValue *value = &g_array_index (props->values, MspMapiValue, i);
      const char *label = find_label (value, is_mail);

      if (label != NULL)
        append_value (out, props, value, label);
    }
}
