/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/shodan-open.h"

#include <string.h>

static gboolean
contains_any (const char *text, const char *const *words, gsize n)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);

  for (gsize i = 0; i < n; i++)
    if (strstr (lower, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
asks_for_login (const char *text)
{
  static const char *const words[] = { "login", "log in", "logon", "log on", "signin", "sign in", "sign-in", "log-in", "auth",
                                       "password", "adfs", "saml", "/sso" };

  return contains_any (text, words, G_N_ELEMENTS (words));
}

static gboolean
lists_files (const char *title)
{
  static const char *const words[] = { "index of /", "directory listing", "listing of", "directory of /" };

  return contains_any (title, words, G_N_ELEMENTS (words));
}

static gboolean
shows_mail (const char *title)
{
  static const char *const words[] = { "inbox", "mailbox", ".mbox", "mail archive", "maildir" };

  return contains_any (title, words, G_N_ELEMENTS (words));
}

/* Of the banner's first line, "HTTP/1.1 401 Unauthorized"; 0 if it has none. */
static guint
get_status_of_text (const char *data)
{
  const char *blank = g_str_has_prefix (data, "HTTP/") ? strchr (data, ' ') : NULL;

  return blank != NULL ? (guint) MIN (g_ascii_strtoull (blank + 1, NULL, 10), (guint64) 999) : 0;
}

static MspOpen
judge_page (const char *title, const char **out_reason)
{
  gboolean is_listing = lists_files (title);

  /* The name of a folder in a listing is no request. */
  if (!is_listing && asks_for_login (title))
    {
      *out_reason = "HTTP 200, a page to log in";
      return MSP_OPEN_NO;
    }
  if (is_listing || shows_mail (title))
    {
      *out_reason = "HTTP 200, a listing of files or mail";
      return MSP_OPEN_YES;
    }
  *out_reason = "HTTP 200, a page that says nothing about mail";
  return MSP_OPEN_UNKNOWN;
}

static MspOpen
judge_http (const MspJsonTree *tree, MspNode http, guint status, const char **out_reason)
{
  if (status == 401 || status == 403 || status == 407)
    {
      *out_reason = status == 401 ? "HTTP 401" : status == 403 ? "HTTP 403" : "HTTP 407";
      return MSP_OPEN_NO;
    }
  if (status == 200)
    return judge_page (msp_json_tree_get_text (tree, http, "title"), out_reason);
  if (status >= 300 && status < 400 && asks_for_login (msp_json_tree_get_text (tree, http, "location")))
    {
      *out_reason = "HTTP redirect to a page to log in";
      return MSP_OPEN_NO;
    }
  *out_reason = "HTTP answer that decides nothing";
  return MSP_OPEN_UNKNOWN;
}

static MspOpen
judge_elastic (const MspJsonTree *tree, MspNode banner, guint status, const char **out_reason)
{
  const char *data = msp_json_tree_get_text (tree, banner, "data");

  if (status == 401 || status == 403 || strstr (data, "security_exception") != NULL)
    {
      *out_reason = "Elasticsearch asks for authentication";
      return MSP_OPEN_NO;
    }
  if (status == 200 || msp_json_tree_get_kind (tree, msp_json_tree_get (tree, banner, "elastic")) == MSP_NODE_OBJECT)
    {
      *out_reason = "Elasticsearch answers without authentication";
      return MSP_OPEN_YES;
    }
  *out_reason = "Elasticsearch without an answer";
  return MSP_OPEN_UNKNOWN;
}

/* RFC 3501, 7.1.4: the connection is logged on already. Any other greeting leaves open what a login would need. */
static MspOpen
judge_imap (const char *data, const char **out_reason)
{
  gboolean is_open = g_ascii_strncasecmp (data, "* PREAUTH", 9) == 0;

  *out_reason = is_open ? "IMAP without authentication" : "IMAP or POP greeting";
  return is_open ? MSP_OPEN_YES : MSP_OPEN_UNKNOWN;
}

static MspOpen
judge_ftp (const MspJsonTree *tree, MspNode ftp, const char **out_reason)
{
  gboolean is_open = msp_json_tree_get_flag (tree, ftp, "anonymous");

  *out_reason = is_open ? "FTP for anybody" : "FTP greeting";
  return is_open ? MSP_OPEN_YES : MSP_OPEN_UNKNOWN;
}

MspOpen
msp_shodan_open_judge (const MspJsonTree *tree, MspNode banner, const char **out_reason)
{
  const char *module = msp_json_tree_get_text (tree, msp_json_tree_get (tree, banner, "_shodan"), "module");
  const char *data = msp_json_tree_get_text (tree, banner, "data");
  MspNode http = msp_json_tree_get (tree, banner, "http"), ftp = msp_json_tree_get (tree, banner, "ftp");
  guint64 stated = msp_json_tree_get_count (tree, http, "status");
  guint status = stated > 0 && stated < 1000 ? (guint) stated : get_status_of_text (data);

  if (g_str_has_prefix (module, "elastic") || msp_json_tree_get (tree, banner, "elastic") != 0)
    return judge_elastic (tree, banner, status, out_reason);
  if (g_str_has_prefix (module, "imap") || g_str_has_prefix (module, "pop3"))
    return judge_imap (data, out_reason);
  if (ftp != 0)
    return judge_ftp (tree, ftp, out_reason);
  if (http != 0 || g_str_has_prefix (module, "http"))
    return judge_http (tree, http, status, out_reason);
  *out_reason = "a service without a test";
  return MSP_OPEN_UNKNOWN;
}
