/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/audit-private.h"

#include "evidence/address.h"
#include "evidence/timestamp.h"

/* Binds of two minutes share a record, and whether its time is their first or last is not documented. */
#define AGGREGATE_SECONDS 120

typedef struct {
  const char *operation;
  gboolean (*send) (MspAudit *self, GError **error);
} Operation;

static const Operation operations[] = {
  { "MailItemsAccessed", msp_audit_send_access },
  { "AttachmentAccess", msp_audit_send_attachment },
  { "MessageBind", msp_audit_send_item },
  { "FolderBind", msp_audit_send_access },
  { "Send", msp_audit_send_sent },
  { "SendAs", msp_audit_send_sent },
  { "SendOnBehalf", msp_audit_send_sent },
  { "Move", msp_audit_send_moved },
  { "MoveToDeletedItems", msp_audit_send_moved },
  { "SoftDelete", msp_audit_send_deleted },
  { "HardDelete", msp_audit_send_deleted },
  { "Copy", msp_audit_send_copied },
  { "SearchQueryInitiatedExchange", msp_audit_send_search },
  { "SearchQueryInitiated", msp_audit_send_search },
  { "New-InboxRule", msp_audit_send_rule },
  { "Set-InboxRule", msp_audit_send_rule },
  { "Enable-InboxRule", msp_audit_send_rule },
  { "Disable-InboxRule", msp_audit_send_rule },
  { "Remove-InboxRule", msp_audit_send_rule },
  { "New-TransportRule", msp_audit_send_rule },
  { "Set-TransportRule", msp_audit_send_rule },
  { "Enable-TransportRule", msp_audit_send_rule },
  { "Disable-TransportRule", msp_audit_send_rule },
  { "Remove-TransportRule", msp_audit_send_rule },
  { "UpdateInboxRules", msp_audit_send_outlook_rule },
  { "Set-Mailbox", msp_audit_send_mailbox },
  { "Add-MailboxPermission", msp_audit_send_control },
  { "Remove-MailboxPermission", msp_audit_send_control },
  { "Add-RecipientPermission", msp_audit_send_control },
  { "Add-MailboxFolderPermission", msp_audit_send_control },
  { "Set-MailboxFolderPermission", msp_audit_send_control },
  { "AddFolderPermissions", msp_audit_send_control },
  { "ModifyFolderPermissions", msp_audit_send_control },
  { "UpdateFolderPermissions", msp_audit_send_control },
  { "RemoveFolderPermissions", msp_audit_send_control },
  { "UpdateCalendarDelegation", msp_audit_send_control },
  { "Set-MailboxAuditBypassAssociation", msp_audit_send_control },
  { "Set-AdminAuditLogConfig", msp_audit_send_control },
  { "Set-OrganizationConfig", msp_audit_send_control },
  { "Set-CASMailbox", msp_audit_send_control },
  { "New-ManagementRoleAssignment", msp_audit_send_control },
  { "Consent to application.", msp_audit_send_control },
  { "Add service principal.", msp_audit_send_control },
  { "Add service principal credentials.", msp_audit_send_control },
  { "Add delegated permission grant.", msp_audit_send_control },
  { "Add OAuth2PermissionGrant.", msp_audit_send_control },
  { "Add app role assignment to service principal.", msp_audit_send_control },
  { "New-ComplianceSearch", msp_audit_send_export },
  { "Start-ComplianceSearch", msp_audit_send_export },
  { "New-ComplianceSearchAction", msp_audit_send_export },
  { "New-MailboxExportRequest", msp_audit_send_export },
  { "New-MailboxSearch", msp_audit_send_export },
  { "SearchCreated", msp_audit_send_export },
  { "SearchStarted", msp_audit_send_export },
  { "SearchPreviewed", msp_audit_send_export },
  { "SearchExported", msp_audit_send_export },
  { "SearchExportDownloaded", msp_audit_send_export },
  { "SearchResultExported", msp_audit_send_export },
  { "UserLoggedIn", msp_audit_send_login },
  { "MailboxLogin", msp_audit_send_login },
};

MspAudit *
msp_audit_new (MspJsonTree *tree, const MspEvidenceOptions *options, MspEventSink *sink)
{
  MspAudit *self = g_new0 (MspAudit, 1);

  self->tree = tree;
  self->options = options;
  self->sink = sink;
  self->items = g_array_new (FALSE, FALSE, sizeof (MspEventItem));
  self->texts = g_string_chunk_new (4096);
  self->lists = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
msp_audit_free (MspAudit *self)
{
  g_array_unref (self->items);
  g_string_chunk_free (self->texts);
  g_ptr_array_unref (self->lists);
  g_free (self);
}

/* What PowerShell makes of fields that it does not write out. */
static void
note_flattened (MspAudit *self, MspNode node)
{
  const char *text = msp_json_tree_text (self->tree, node);

  self->is_flattened |= g_str_has_prefix (text, "System.") || g_str_has_prefix (text, "@{");
}

MspNode
msp_audit_first (MspAudit *self, MspNode list)
{
  MspNode node = msp_json_tree_get_kind (self->tree, list) == MSP_NODE_OBJECT ? list : msp_json_tree_first (self->tree, list);

  note_flattened (self, list);
  note_flattened (self, node);
  return node;
}

MspNode
msp_audit_next (MspAudit *self, MspNode list, MspNode node)
{
  return node != list ? msp_json_tree_next (self->tree, node) : 0;
}

MspNode
msp_audit_get_list (MspAudit *self, const char *key)
{
  MspNode node = msp_json_tree_get (self->tree, self->root, key);

  note_flattened (self, node);
  /* Tables cut long cells: what they name is lost, that they name something is not. */
  if (msp_json_tree_get_kind (self->tree, node) == MSP_NODE_STRING && !msp_json_tree_unfold (self->tree, node)
      && msp_json_tree_get_kind (self->tree, node) == MSP_NODE_NULL)
    {
      self->sink->mark (self->sink, MSP_MARK_FLATTENED);
      self->is_cut = TRUE;
    }
  return node;
}

MspNode
msp_audit_find_value (MspAudit *self, MspNode list, const char *name)
{
  if (msp_json_tree_get_kind (self->tree, list) == MSP_NODE_OBJECT)
    return msp_json_tree_get (self->tree, list, name);
  for (MspNode node = msp_json_tree_first (self->tree, list); node != 0; node = msp_json_tree_next (self->tree, node))
    {
      note_flattened (self, node);
      if (g_str_equal (msp_json_tree_get_text (self->tree, node, "Name"), name))
        return msp_json_tree_get (self->tree, node, "Value");
    }
  return 0;
}

const char *
msp_audit_get_value (MspAudit *self, MspNode list, const char *name)
{
  const char *text = msp_json_tree_text (self->tree, list), *found = *text != '\0' ? strstr (text, name) : NULL;
  gsize len = strlen (name);

  if (found == NULL)
    return msp_json_tree_text (self->tree, msp_audit_find_value (self, list, name));
  /* Exchange on one's own servers writes "MailAccessType:Sync". */
  if (found[len] != ':' && found[len] != '=')
    return "";
  found += len + 1;
  return g_string_chunk_insert_len (self->texts, found, (gssize) strcspn (found, ",;\r\n "));
}

/* Rejects the record. Which mailbox it concerns is certain of records about items: those about commands say it in what may be lost. */
static void
reject (MspAudit *self, const MspEvent *event, const char *reason)
{
  MspEvent known;

  msp_event_init (&known, event->kind);
  known.id = event->id;
  if (self->is_of_items)
    {
      known.time = event->time;
      known.precision = event->precision;
      known.clock = event->clock;
      known.mailbox = event->mailbox;
      known.mailbox_guid = event->mailbox_guid;
      known.mailbox_sid = event->mailbox_sid;
    }
  self->sink->reject (self->sink, event->line, reason, &known);
}

gboolean
msp_audit_emit (MspAudit *self, MspEvent *event, GError **error)
{
  if (self->is_flattened)
    {
      self->sink->mark (self->sink, MSP_MARK_FLATTENED);
      reject (self, event, MSP_AUDIT_FLATTENED);
      return TRUE;
    }
  event->is_cut = self->is_cut;
  event->items = (gpointer) self->items->data;
  event->n_items = self->items->len;
  return self->sink->event (self->sink, event, error);
}

gboolean
msp_audit_get_time (const MspJsonTree *tree, MspNode root, gint64 *out_time)
{
  const char *text = msp_json_tree_get_text (tree, root, "CreationTime");
  gboolean has_zone;

  return *text != '\0' && msp_timestamp_parse_iso (msp_span_from_string (text), out_time, &has_zone);
}

/* The time that the wrapper gives. */
static MspDateResult
get_outer_time (MspAudit *self, const MspAuditOuter *outer, gint64 *out_time, gboolean *out_is_stated)
{
  MspSpan text = msp_span_from_string (outer->time);
  MspDateOrder order = self->options->date_order != MSP_DATE_ORDER_UNKNOWN ? self->options->date_order : outer->order;
  MspDateResult result = MSP_DATE_READ;

  *out_is_stated = FALSE;
  if (!msp_timestamp_parse_iso (text, out_time, out_is_stated))
    result = msp_timestamp_parse_local (text, order, out_time);
  *out_is_stated |= outer->is_utc;
  if (result == MSP_DATE_READ && !*out_is_stated)
    *out_time -= self->options->has_utc_offset ? self->options->utc_offset : 0;
  return result;
}

/* Sets time and clock. FALSE if the record has neither a time nor a wrapper with one; see *out_result. */
static gboolean
take_time (MspAudit *self, const MspAuditOuter *outer, MspAuditResult *out_result)
{
  gboolean is_stated;
  MspDateResult result;

  *out_result = MSP_AUDIT_DONE;
  if (msp_audit_get_time (self->tree, self->root, &self->event.time))
    return TRUE;
  result = get_outer_time (self, outer, &self->event.time, &is_stated);
  if (result == MSP_DATE_AMBIGUOUS)
    {
      *out_result = MSP_AUDIT_AMBIGUOUS;
      return FALSE;
    }
  if (result != MSP_DATE_READ)
    {
      self->event.time = MSP_TIME_UNKNOWN;
      reject (self, &self->event, "it has no time that can be read");
      return FALSE;
    }
  if (!is_stated)
    {
      self->event.clock = MSP_CLOCK_ASSUMED;
      self->sink->mark (self->sink, MSP_MARK_NO_YEAR);
    }
  return TRUE;
}

static MspLogon
parse_logon (const char *text)
{
  static const struct { const char *text; MspLogon logon; } logons[] = {
    { "0", MSP_LOGON_OWNER }, { "Owner", MSP_LOGON_OWNER }, { "1", MSP_LOGON_ADMIN }, { "Admin", MSP_LOGON_ADMIN },
    { "2", MSP_LOGON_DELEGATE }, { "Delegated", MSP_LOGON_DELEGATE }, { "Delegate", MSP_LOGON_DELEGATE },
    { "3", MSP_LOGON_SERVICE }, { "Transport", MSP_LOGON_SERVICE }, { "4", MSP_LOGON_SERVICE },
    { "SystemService", MSP_LOGON_SERVICE }, { "6", MSP_LOGON_ADMIN }, { "DelegatedAdmin", MSP_LOGON_ADMIN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (logons); i++)
    if (g_ascii_strcasecmp (text, logons[i].text) == 0)
      return logons[i].logon;
  return MSP_LOGON_UNKNOWN;
}

static const char *
get (const MspAudit *self, const char *key)
{
  return msp_json_tree_get_text (self->tree, self->root, key);
}

static const char *
get_either (const MspAudit *self, const char *key, const char *other)
{
  const char *text = get (self, key);

  return *text != '\0' ? text : get (self, other);
}

/* The address of the client, which has three names. */
static const char *
get_address (MspAudit *self, char room[MSP_ADDRESS_SIZE])
{
  static const char *const keys[] = { "ClientIPAddress", "ClientIP", "ActorIP", "ActorIpAddress" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (msp_address_normalise (msp_span_from_string (get (self, keys[i])), room))
      return room;
  return "";
}

/* An id that is all zeroes stands for none. */
static const char *
get_id (const MspJsonTree *tree, MspNode node, const char *key)
{
  const char *text = msp_json_tree_get_text (tree, node, key);

  return text[strspn (text, "0-")] != '\0' ? text : "";
}

static void
take_actor (MspAudit *self, char room[MSP_ADDRESS_SIZE])
{
  MspEvent *event = &self->event;
  MspNode context = msp_audit_get_list (self, "AppAccessContext");

  event->ip = get_address (self, room);
  event->session = get_id (self->tree, self->root, "SessionId");
  event->sign_in = get_id (self->tree, context, "AADSessionId");
  event->token = get_id (self->tree, context, "UniqueTokenId");
  event->app = get_id (self->tree, self->root, "AppId");
  event->client_app = get_id (self->tree, self->root, "ClientAppId");
  if (*event->client_app == '\0')
    event->client_app = get_id (self->tree, context, "ClientAppId");
  event->client = get_either (self, "ClientInfoString", "UserAgent");
  event->logon = parse_logon (get (self, "LogonType"));
  if (event->logon == MSP_LOGON_UNKNOWN)
    event->logon = parse_logon (get (self, "InternalLogonType"));
  event->is_external = msp_json_tree_get_flag (self->tree, self->root, "ExternalAccess");
}

static gboolean
is_aggregated (const char *operation)
{
  return g_str_equal (operation, "MailItemsAccessed") || g_str_equal (operation, "AttachmentAccess");
}

static void
take_common (MspAudit *self, const MspAuditOuter *outer, char room[MSP_ADDRESS_SIZE])
{
  MspEvent *event = &self->event;

  event->line = outer->line;
  event->id = *get (self, "Id") != '\0' ? get (self, "Id") : outer->id;
  event->operation = *get (self, "Operation") != '\0' ? get (self, "Operation") : outer->operation;
  event->user = *get (self, "UserId") != '\0' ? get (self, "UserId") : outer->user;
  event->mailbox = get (self, "MailboxOwnerUPN");
  event->mailbox_guid = get_id (self->tree, self->root, "MailboxGuid");
  event->mailbox_sid = get (self, "MailboxOwnerSid");
  take_actor (self, room);
  /* Some records of the owner leave the owner out. */
  if (*event->mailbox == '\0' && *event->mailbox_guid == '\0' && event->logon == MSP_LOGON_OWNER)
    event->mailbox = event->user;
  event->precision = is_aggregated (event->operation) ? AGGREGATE_SECONDS : 1;
}

static const Operation *
find_operation (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    if (g_str_equal (operations[i].operation, name))
      return operations + i;
  return NULL;
}

/* A command of an administrator that failed changed nothing. */
static gboolean
has_failed (const MspAudit *self)
{
  const char *status = get (self, "ResultStatus");

  return (g_ascii_strcasecmp (status, "false") == 0 || g_ascii_strcasecmp (status, "failed") == 0
          || g_ascii_strcasecmp (status, "failure") == 0) && !is_aggregated (self->event.operation);
}

static gboolean
is_about_mail (const MspAudit *self)
{
  const MspEvent *event = &self->event;

  return *event->mailbox != '\0' || *event->mailbox_guid != '\0' || g_str_equal (get (self, "Workload"), "Exchange");
}

void
msp_audit_reject (MspEventSink *sink, const MspAuditOuter *outer, const char *reason)
{
  MspEvent known;

  msp_event_init (&known, MSP_EVENT_OTHER);
  known.id = outer->id;
  sink->reject (sink, outer->line, reason, &known);
}

static gboolean
is_of_items (const char *name)
{
  static gboolean (*const senders[]) (MspAudit *self, GError **error) = {
    msp_audit_send_access, msp_audit_send_attachment, msp_audit_send_item, msp_audit_send_sent, msp_audit_send_moved,
    msp_audit_send_deleted, msp_audit_send_copied,
  };
  const Operation *operation = find_operation (name);

  for (gsize i = 0; operation != NULL && i < G_N_ELEMENTS (senders); i++)
    if (operation->send == senders[i])
      return TRUE;
  return FALSE;
}

static gboolean
send (MspAudit *self, GError **error)
{
  const Operation *operation = find_operation (self->event.operation);
  MspEventSink *sink = self->sink;

  if (operation != NULL && !has_failed (self))
    return operation->send (self, error);
  if (is_about_mail (self))
    return msp_audit_send_other (self, error);
  sink->pass (sink, self->event.line);
  return TRUE;
}

MspAuditResult
msp_audit_send (MspAudit *self, MspNode root, const MspAuditOuter *outer, GError **error)
{
  char room[MSP_ADDRESS_SIZE];
  MspAuditResult result;

  self->root = root;
  self->is_flattened = self->is_cut = FALSE;
  g_array_set_size (self->items, 0);
  g_ptr_array_set_size (self->lists, 0);
  g_string_chunk_clear (self->texts);
  msp_event_init (&self->event, MSP_EVENT_OTHER);
  take_common (self, outer, room);
  self->is_of_items = is_of_items (self->event.operation);
  if (*self->event.operation == '\0')
    {
      reject (self, &self->event, "it names no operation");
      return MSP_AUDIT_DONE;
    }
  if (!take_time (self, outer, &result))
    return result;
  return send (self, error) ? MSP_AUDIT_DONE : MSP_AUDIT_FAILED;
}
