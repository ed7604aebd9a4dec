/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/audit-private.h"

/* Audit records of rules and settings that send mail on. */

/* Rules of mailboxes and of transport name their conditions and actions alike, but for a few. */
typedef struct {
  const char *name;
  gsize       list;       /* offset in MspEventRule */
  const char *separators;
} Condition;

#define LIST(field) G_STRUCT_OFFSET (MspEventRule, field)

static const Condition conditions[] = {
  { "From", LIST (from), ";," },
  { "FromAddressContainsWords", LIST (from), ";" },
  { "SentTo", LIST (to), ";," },
  { "RecipientAddressContainsWords", LIST (to), ";" },
  { "SubjectContainsWords", LIST (subject), ";" },
  { "BodyContainsWords", LIST (body), ";" },
  { "SubjectOrBodyContainsWords", LIST (subject_or_body), ";" },
};

/* Parameters that are neither a condition nor one that matters. */
static const char *const plain[] = {
  "Name", "Identity", "Mailbox", "Enabled", "Force", "AlwaysDeleteOutlookRulesBlob", "Confirm", "Priority", "StopProcessingRules",
  "StopRuleProcessing", "MarkAsRead", "DeleteMessage", "MoveToFolder", "CopyToFolder", "MarkImportance", "ApplyCategory",
  "SoftDeleteMessage", "Mode", "Comments", "RuleErrorAction", "SenderAddressLocation", "SetAuditSeverity",
  "DeleteOnExpire", "ErrorAction",
};

static const char *const actions[] = {
  "ForwardTo", "RedirectTo", "ForwardAsAttachmentTo", "RedirectMessageTo", "BlindCopyTo", "CopyTo", "AddToRecipients",
  "SendTextMessageNotificationTo",
};

static gboolean
is_among (const char *name, const char *const *names, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (name, names[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_set (const char *text)
{
  return *text != '\0' && !g_str_equal (text, "$null") && g_ascii_strcasecmp (text, "false") != 0;
}

/* The address within "smtp:a@b.example", "\"A\" [SMTP:a@b.example]" or "A <a@b.example>"; the text itself if there is none. */
static const char *
extract_address (MspAudit *self, const char *text)
{
  static const char outside[] = " \t\"'<>[]():";
  const char *at = strchr (text, '@'), *start = at, *end = at;

  if (at == NULL)
    return text;
  while (start > text && strchr (outside, start[-1]) == NULL)
    start--;
  while (*end != '\0' && strchr (outside, *end) == NULL)
    end++;
  return g_string_chunk_insert_len (self->texts, start, end - start);
}

/* All values of the actions that send mail on; NULL if there are none. */
static const char *const *
get_targets (MspAudit *self, MspNode parameters, const char *const *names, gsize n_names)
{
  GPtrArray *targets = g_ptr_array_new ();

  for (gsize i = 0; i < n_names; i++)
    {
      const char *const *parts = msp_audit_split (self, msp_audit_find_value (self, parameters, names[i]), ";,");

      for (; parts != NULL && *parts != NULL; parts++)
        if (is_set (*parts))
          g_ptr_array_add (targets, (gpointer) extract_address (self, *parts));
    }
  if (targets->len == 0)
    {
      g_ptr_array_unref (targets);
      return NULL;
    }
  g_ptr_array_add (targets, NULL);
  g_ptr_array_add (self->lists, g_ptr_array_free (targets, FALSE));
  return g_ptr_array_index (self->lists, self->lists->len - 1);
}

/* Behind the last backslash: "agency/…/pat.rivera\rule". */
static const char *
get_leaf (const char *text)
{
  const char *slash = strrchr (text, '\\');

  return slash != NULL ? slash + 1 : text;
}

static const char *
get_name (MspAudit *self, MspNode parameters)
{
  const char *name = msp_audit_get_value (self, parameters, "Name");

  if (*name == '\0')
    name = get_leaf (msp_audit_get_value (self, parameters, "Identity"));
  return *name != '\0' ? name : get_leaf (msp_json_tree_get_text (self->tree, self->root, "ObjectId"));
}

/* Whose rule it is: of a parameter, of the object, else of who made it. */
static const char *
get_owner (MspAudit *self, MspNode parameters)
{
  const char *text = msp_audit_get_value (self, parameters, "Mailbox");

  if (strchr (text, '@') != NULL)
    return text;
  text = msp_audit_get_value (self, parameters, "Identity");
  if (strchr (text, '@') != NULL)
    {
      const char *slash = strchr (text, '\\');

      return slash != NULL ? g_string_chunk_insert_len (self->texts, text, slash - text) : text;
    }
  return *self->event.mailbox != '\0' ? self->event.mailbox : self->event.user;
}

static gboolean
is_condition (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (conditions); i++)
    if (g_str_equal (name, conditions[i].name))
      return TRUE;
  return is_among (name, plain, G_N_ELEMENTS (plain)) || is_among (name, actions, G_N_ELEMENTS (actions));
}

static void
take_conditions (MspAudit *self, MspNode parameters, MspEventRule *rule)
{
  for (gsize i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      const char *const *words = msp_audit_split (self, msp_audit_find_value (self, parameters, conditions[i].name),
                                                  conditions[i].separators);
      const char *const **list = (const char *const **) G_STRUCT_MEMBER_P (rule, conditions[i].list);

      if (words == NULL || !is_set (words[0]))
        continue;
      /* Two conditions of one list must both hold. */
      rule->is_partial |= *list != NULL;
      *list = *list != NULL ? *list : words;
    }
  for (const char **from = (const char **) rule->from; from != NULL && *from != NULL; from++)
    *from = extract_address (self, *from);
  for (const char **to = (const char **) rule->to; to != NULL && *to != NULL; to++)
    *to = extract_address (self, *to);
  for (MspNode node = msp_json_tree_first (self->tree, parameters); node != 0; node = msp_json_tree_next (self->tree, node))
    rule->is_partial |= !is_condition (msp_json_tree_get_text (self->tree, node, "Name"))
                        && is_set (msp_json_tree_get_text (self->tree, node, "Value"));
}

static gboolean
emit_rule (MspAudit *self, const char *mailbox, const MspEventRule *rule, GError **error)
{
  MspEvent event = self->event;

  event.kind = MSP_EVENT_RULE;
  event.mailbox = mailbox;
  event.rule = rule;
  return msp_audit_emit (self, &event, error);
}

gboolean
msp_audit_send_rule (MspAudit *self, GError **error)
{
  MspNode parameters = msp_audit_get_list (self, "Parameters");
  const char *operation = self->event.operation;
  gboolean is_transport = g_str_has_suffix (operation, "TransportRule");
  MspEventRule rule = {
    .name = get_name (self, parameters), .targets = get_targets (self, parameters, actions, G_N_ELEMENTS (actions)),
    .is_removed = g_str_has_prefix (operation, "Remove-") || g_str_has_prefix (operation, "Disable-"),
  };

  rule.forwards = rule.targets != NULL && !rule.is_removed;
  take_conditions (self, parameters, &rule);
  return emit_rule (self, is_transport ? "" : get_owner (self, parameters), &rule, error);
}

/* Adds the addresses in the tree below node; sets *out_forwards if an action there sends mail on, to whomever. */
static void
gather_addresses (MspAudit *self, MspNode node, GPtrArray *targets, gboolean *out_forwards)
{
  const char *text = msp_json_tree_text (self->tree, node);

  *out_forwards |= strstr (text, "Forward") != NULL || strstr (text, "Redirect") != NULL;
  if (strchr (text, '@') != NULL)
    g_ptr_array_add (targets, (gpointer) extract_address (self, text));
  for (MspNode child = msp_json_tree_first (self->tree, node); child != 0; child = msp_json_tree_next (self->tree, child))
    gather_addresses (self, child, targets, out_forwards);
}

/* Rules made in Outlook tell their actions as JSON or text, their conditions as text that is not documented. */
gboolean
msp_audit_send_outlook_rule (MspAudit *self, GError **error)
{
  MspNode properties = msp_audit_get_list (self, "OperationProperties");
  MspNode deeds = msp_audit_find_value (self, properties, "RuleActions");
  const char *change = msp_audit_get_value (self, properties, "RuleOperation");
  const char *state = msp_audit_get_value (self, properties, "RuleState");
  g_autoptr (GPtrArray) targets = g_ptr_array_new ();
  MspEventRule rule = { .name = msp_audit_get_value (self, properties, "RuleName") };

  rule.is_removed = strstr (change, "Remove") != NULL || strstr (change, "Delete") != NULL
                    || g_str_has_prefix (state, "Disabled");
  rule.is_partial = is_set (msp_audit_get_value (self, properties, "RuleCondition"));
  (void) msp_json_tree_unfold (self->tree, deeds);
  gather_addresses (self, deeds, targets, &rule.forwards);
  rule.forwards &= !rule.is_removed;
  if (targets->len > 0)
    {
      g_ptr_array_add (targets, NULL);
      rule.targets = (const char *const *) targets->pdata;
    }
  return emit_rule (self, get_owner (self, 0), &rule, error);
}

/* Forwarding, and what the command says of the audit. */
gboolean
msp_audit_send_mailbox (MspAudit *self, GError **error)
{
  static const char *const names[] = { "ForwardingSmtpAddress", "ForwardingAddress" };
  static const char *const audit[] = {
    "AuditEnabled", "AuditOwner", "AuditDelegate", "AuditAdmin", "AuditLogAgeLimit", "GrantSendOnBehalfTo",
  };
  MspNode parameters = msp_audit_get_list (self, "Parameters");
  MspEventRule rule = { .name = "mailbox forwarding", .targets = get_targets (self, parameters, names, G_N_ELEMENTS (names)) };
  gboolean is_audit = FALSE, is_forwarding = FALSE;

  rule.forwards = rule.targets != NULL;
  rule.is_removed = !rule.forwards;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    is_forwarding |= msp_audit_find_value (self, parameters, names[i]) != 0;
  for (gsize i = 0; i < G_N_ELEMENTS (audit); i++)
    is_audit |= msp_audit_find_value (self, parameters, audit[i]) != 0;
  if (is_forwarding && !emit_rule (self, msp_audit_get_mailbox (self, parameters), &rule, error))
    return FALSE;
  if (is_audit)
    return msp_audit_send_control (self, error);
  return is_forwarding || msp_audit_send_other (self, error);
}
