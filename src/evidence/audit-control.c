/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/audit-private.h"

/* Audit records of what opens, hides, searches or exports mailboxes. */

/* The most that is told of a record's parameters. */
#define MAX_TEXT 400

const char *const *
msp_audit_split (MspAudit *self, MspNode value, const char *separators)
{
  GPtrArray *words = g_ptr_array_new ();
  MspNodeKind kind = msp_json_tree_get_kind (self->tree, value);
  MspNode node = kind == MSP_NODE_ARRAY ? msp_json_tree_first (self->tree, value) : value;

  for (; node != 0; node = kind == MSP_NODE_ARRAY ? msp_json_tree_next (self->tree, node) : 0)
    {
      g_auto (GStrv) parts = g_strsplit_set (msp_json_tree_text (self->tree, node), separators, -1);

      for (gsize i = 0; parts[i] != NULL; i++)
        if (*g_strstrip (parts[i]) != '\0')
          g_ptr_array_add (words, g_string_chunk_insert (self->texts, parts[i]));
    }
  if (words->len == 0)
    {
      g_ptr_array_unref (words);
      return NULL;
    }
  g_ptr_array_add (words, NULL);
  g_ptr_array_add (self->lists, g_ptr_array_free (words, FALSE));
  return g_ptr_array_index (self->lists, self->lists->len - 1);
}

gboolean
msp_audit_send_other (MspAudit *self, GError **error)
{
  MspEvent event = self->event;

  return msp_audit_emit (self, &event, error);
}

const char *
msp_audit_get_mailbox (MspAudit *self, MspNode parameters)
{
  static const char *const names[] = { "Mailbox", "Identity" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *text = msp_audit_get_value (self, parameters, names[i]), *slash = strrchr (text, '/');

      /* "agency/people/pat.rivera", "pat.rivera@agency.example:\Calendar" */
      text = slash != NULL ? slash + 1 : text;
      if (*text != '\0')
        return g_string_chunk_insert_len (self->texts, text, (gssize) strcspn (text, ":\\"));
    }
  return self->event.mailbox;
}

/* "AccessRights=FullAccess; User=…": of the names that say what a command opens or hides. */
static const char *
describe (MspAudit *self, MspNode list)
{
  static const char *const names[] = {
    "AccessRights", "User", "Trustee", "AuditEnabled", "AuditBypassEnabled", "AuditOwner", "AuditDelegate", "AuditAdmin",
    "AuditDisabled", "UnifiedAuditLogIngestionEnabled", "ImapEnabled", "PopEnabled", "Role", "ConsentContext.IsAdminConsent",
    "ConsentAction.Permissions", "GrantSendOnBehalfTo", "SearchName", "Purge", "PurgeType",
  };
  g_autoptr (GString) text = g_string_new (NULL);
  const char *end;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      MspNode node = msp_audit_find_value (self, list, names[i]);

      if (node != 0 && text->len < MAX_TEXT)
        g_string_append_printf (text, "%s%s=%.100s", text->len > 0 ? "; " : "", names[i], msp_json_tree_text (self->tree, node));
    }
  (void) g_utf8_validate (text->str, (gssize) text->len, &end);
  return g_string_chunk_insert_len (self->texts, text->str, end - text->str);
}

/* What a command says, wherever it says it. */
static MspNode
get_parameters (MspAudit *self)
{
  static const char *const keys[] = { "Parameters", "OperationProperties", "ModifiedProperties", "ExtendedProperties" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      MspNode list = msp_audit_get_list (self, keys[i]);

      if (msp_json_tree_first (self->tree, list) != 0)
        return list;
    }
  return 0;
}

gboolean
msp_audit_send_control (MspAudit *self, GError **error)
{
  MspEvent event = self->event;
  MspNode parameters = get_parameters (self);

  event.kind = MSP_EVENT_CONTROL;
  event.mailbox = msp_audit_get_mailbox (self, parameters);
  event.text = describe (self, parameters);
  return msp_audit_emit (self, &event, error);
}

/* A search may be made to delete what it finds. */
static gboolean
is_purge (MspAudit *self, MspNode parameters)
{
  const char *purge = msp_audit_get_value (self, parameters, "Purge");

  return *purge != '\0' && g_ascii_strcasecmp (purge, "false") != 0;
}

static MspExportState
get_state (const char *operation)
{
  static const char *const completed[] = { "SearchExported", "SearchResultExported", "SearchPreviewed" };

  if (g_str_equal (operation, "SearchExportDownloaded"))
    return MSP_EXPORT_DOWNLOADED;
  for (gsize i = 0; i < G_N_ELEMENTS (completed); i++)
    if (g_str_equal (operation, completed[i]))
      return MSP_EXPORT_COMPLETED;
  return MSP_EXPORT_STARTED;
}

/* The mailboxes that a search or export covers, NULL if it does not say or means all. */
static const char *const *
get_locations (MspAudit *self)
{
  MspNode parameters = get_parameters (self);
  MspNode value = msp_audit_find_value (self, parameters, "ExchangeLocation");
  const char *const *locations;

  if (value == 0)
    value = msp_audit_find_value (self, parameters, "Mailbox");
  if (value == 0)
    value = msp_audit_find_value (self, parameters, "SourceMailboxes");
  if (value == 0)
    value = msp_json_tree_get (self->tree, self->root, "ExchangeLocations");
  locations = msp_audit_split (self, value, ";,\"[] ");
  return locations != NULL && strchr (locations[0], '@') != NULL ? locations : NULL;
}

/* One event a mailbox; without a list, one with no mailbox, which is all of them. */
gboolean
msp_audit_send_export (MspAudit *self, GError **error)
{
  MspEvent event = self->event;
  const char *const *locations = get_locations (self);

  if (is_purge (self, get_parameters (self)))
    return msp_audit_send_control (self, error);
  event.kind = MSP_EVENT_EXPORT;
  event.state = get_state (event.operation);
  event.mailbox = event.mailbox_guid = event.mailbox_sid = "";
  if (locations == NULL)
    return msp_audit_emit (self, &event, error);
  for (gsize i = 0; locations[i] != NULL; i++)
    {
      event.mailbox = locations[i];
      if (!msp_audit_emit (self, &event, error))
        return FALSE;
    }
  return TRUE;
}

/* Which key holds the words is not documented. */
gboolean
msp_audit_send_search (MspAudit *self, GError **error)
{
  static const char *const keys[] = { "QueryText", "SearchQuery", "Query", "SearchQueryText" };
  MspEvent event = self->event;

  for (gsize i = 0; i < G_N_ELEMENTS (keys) && *event.text == '\0'; i++)
    event.text = msp_json_tree_get_text (self->tree, self->root, keys[i]);
  event.kind = MSP_EVENT_SEARCH;
  if (*event.mailbox == '\0')
    event.mailbox = event.user;
  return msp_audit_emit (self, &event, error);
}

gboolean
msp_audit_send_login (MspAudit *self, GError **error)
{
  MspEvent event = self->event;

  event.kind = MSP_EVENT_LOGIN;
  /* Sign-ins keep their id among the properties of the device. */
  if (*event.sign_in == '\0')
    event.sign_in = msp_audit_get_value (self, msp_audit_get_list (self, "DeviceProperties"), "SessionId");
  if (*event.app == '\0')
    event.app = msp_json_tree_get_text (self->tree, self->root, "ApplicationId");
  return msp_audit_emit (self, &event, error);
}
