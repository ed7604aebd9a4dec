/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/commands.h"

#include <glib/gi18n.h>

static const MspCommand table[] = {
  { "scan", N_("audits mail archives and writes a case file"), msp_cmd_scan },
  { "report", N_("reports what a case holds, as text, HTML, CSV or JSON"), msp_cmd_report },
  { "people", N_("says who is affected, and who may have to be told"), msp_cmd_people },
  { "access", N_("says what of an archive was accessed, by logs and audits"), msp_cmd_access },
  { "rules", N_("lists, explains and tries the rules"), msp_cmd_rules },
  { "check", N_("judges an archive by a policy, for build servers"), msp_cmd_check },
  { "show", N_("shows the evidence behind a finding, masked"), msp_cmd_show },
  { "merge", N_("joins the cases of one scan done in shards"), msp_cmd_merge },
  { "diff", N_("says what one case holds that another does not"), msp_cmd_diff },
  { "plan", N_("lists the units of work that a scan is made of"), msp_cmd_plan },
  { "verify", N_("checks that a case is whole and its inputs unchanged"), msp_cmd_verify },
  { NULL, NULL, NULL },
};

const MspCommand *
msp_commands_get_table (void)
{
  return table;
}
