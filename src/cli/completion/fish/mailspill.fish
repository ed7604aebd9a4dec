# SPDX-License-Identifier: GPL-3.0-or-later
# fish completion for mailspill; commands and options come from its own help.

function __mailspill_commands
    LC_ALL=C mailspill --help 2>/dev/null | string replace -rf '^  ([a-z]+) +(.*)$' '$1\t$2'
end

function __mailspill_options
    set -l words (commandline -opc)
    LC_ALL=C mailspill $words[2] --help 2>/dev/null | string match -rg -- '^ +(?:-[a-zA-Z], )?(--[a-z][a-z-]+)'
end

function __mailspill_rules
    mailspill rules list 2>/dev/null | string replace -rf '^(\S+).*' '$1'
end

function __mailspill_categories
    mailspill rules list 2>/dev/null | string replace -rf '^\S+ +(\S+).*' '$1' | sort -u
end

function __mailspill_after
    set -l words (commandline -opc)
    contains -- $words[-1] $argv
end

complete -c mailspill -f -n '__fish_is_nth_token 1' -a '(__mailspill_commands)'
complete -c mailspill -f -n '__fish_is_nth_token 2; and __fish_seen_subcommand_from help' -a '(__mailspill_commands)'
complete -c mailspill -f -n '__mailspill_after --format -f; and __fish_seen_subcommand_from report' -a 'text html csv json ndjson'
complete -c mailspill -f -n '__mailspill_after --format -f; and __fish_seen_subcommand_from plan' -a 'text csv'
complete -c mailspill -f -n '__mailspill_after --min-severity -s; and __fish_seen_subcommand_from report' -a 'info low moderate high critical'
complete -c mailspill -f -n '__mailspill_after --category -c; and __fish_seen_subcommand_from report' -a '(__mailspill_categories)'
complete -c mailspill -f -n '__mailspill_after --sandbox' -a 'auto require off'
complete -c mailspill -f -n '__mailspill_after --sync-scope' -a 'both folder mailbox'
complete -c mailspill -f -n '__mailspill_after --weak-join' -a 'off subject+size'
complete -c mailspill -f -n '__mailspill_after --unknown-actor' -a 'report hostile trusted'
complete -c mailspill -f -n '__mailspill_after --hashes' -a 'named all none'
complete -c mailspill -f -n '__mailspill_after --date-order' -a 'mdy dmy'
complete -c mailspill -n 'not __fish_is_nth_token 1; and string match -q -- "-*" (commandline -ct)' -a '(__mailspill_options)'
complete -c mailspill -f -n '__fish_is_nth_token 2; and __fish_seen_subcommand_from rules' -a 'list show check'
complete -c mailspill -f -n '__fish_is_nth_token 3; and __fish_seen_subcommand_from rules' -a '(__mailspill_rules)'
