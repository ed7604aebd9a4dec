# SPDX-License-Identifier: GPL-3.0-or-later
# A Slurm cluster on this one machine, below one folder: 'slurm_start FOLDER NODES' and 'slurm_stop FOLDER'. Nothing outside of the
# folder is written, no other cluster or munge daemon of the machine is met, and any user may run it.

# slurm_missing: names what is not installed or not allowed here, on one line; nothing when a cluster can be run.
slurm_missing ()
{
  local program
  for program in slurmctld slurmd munged sbatch scontrol sinfo squeue; do
    PATH=$PATH:/usr/sbin:/sbin command -v "$program" >/dev/null || { echo "$program is not installed"; return; }
  done
  grep -q ' /sys/fs/cgroup' /proc/self/mounts || echo "no control groups are mounted at /sys/fs/cgroup, which slurmd wants"
}

# free_ports FIRST N: the first of N ports in a row that nothing listens on.
free_ports ()
{
  local first=$1 port
  for ((port = first; port < first + $2; port++)); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then first=$((port + 1)); fi
  done
  echo "$first"
}

slurm_configure ()
{
  local folder=$1 nodes=$2 host=$3 first
  first=$(free_ports $((20000 + $$ % 10000)) $((nodes + 1)))
  cat >"$folder/slurm.conf" <<END
ClusterName=mailspill
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$first
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket=$folder/munge/socket,cred_expire=5
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool.%n
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.%n.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/filetxt
JobCompLoc=$folder/jobs.log
MpiDefault=none
SwitchType=switch/none
SchedulerType=sched/backfill
SchedulerParameters=sched_interval=1,bf_interval=1,sched_min_interval=10000,batch_sched_delay=0
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
SlurmdTimeout=10
SlurmctldTimeout=10
KillWait=2
MinJobAge=600
JobRequeue=1
RequeueExit=75
MailProg=/bin/true
SlurmdParameters=config_overrides
NodeName=node[1-$nodes] NodeHostname=$host NodeAddr=127.0.0.1 Port=[$((first + 1))-$((first + nodes))] CPUs=2 RealMemory=8000 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP OverSubscribe=NO
END
}

# slurm_forbidden FOLDER ERRORS: after a start that failed: names what this machine does not allow, as a container without privileges
# may not; nothing when the fault is ours.
slurm_forbidden ()
{
  cat "$2" "$1"/slurmd.*.log 2>/dev/null |
    sed -nE '/(fatal|error):.*(cgroup|not permitted|ermission denied|ead-only)/{s/^.*(fatal|error): //p;q}'
}

# slurm_start FOLDER NODES: exports SLURM_CONF; fails with the reason on standard error.
slurm_start ()
{
  local folder=$1 nodes=$2 i
  PATH=$PATH:/usr/sbin:/sbin
  export SLURM_CONF=$folder/slurm.conf
  # Clients of another user must not be needed, but the daemon insists on a socket that could be reached.
  chmod 755 "$folder"
  mkdir -p "$folder/munge" "$folder/state"
  head -c 128 /dev/urandom >"$folder/munge/key"
  chmod 400 "$folder/munge/key"
  slurm_configure "$folder" "$nodes" "$(hostname -s)"
  munged --force --socket="$folder/munge/socket" --key-file="$folder/munge/key" --log-file="$folder/munge/log" \
    --pid-file="$folder/munge/pid" --seed-file="$folder/munge/seed" || return 1
  slurmctld -f "$SLURM_CONF" || return 1
  for ((i = 1; i <= nodes; i++)); do
    mkdir -p "$folder/spool.node$i"
    slurmd -N "node$i" -f "$SLURM_CONF" || return 1
  done
  cat "$folder"/*.pid "$folder/munge/pid" >"$folder/pids"
  for ((i = 0; i < 200; i++)); do
    [ "$(timeout 5 sinfo -h -N -t idle -o %N 2>/dev/null | sort -u | wc -l)" = "$nodes" ] && return 0
    sleep 0.1
  done
  echo "the nodes did not come up:" >&2
  tail -n 5 "$folder"/slurm*.log >&2
  return 1
}

# slurm_alive FOLDER: the daemons that were started and still run. A pid file goes before its daemon does.
slurm_alive ()
{
  local pid status
  for pid in $(sort -u "$1/pids" 2>/dev/null); do
    # What has ended may wait for a first process that never asks for it.
    { read -r status <"/proc/$pid/stat"; } 2>/dev/null && [[ ${status##*) } != Z* ]] && echo "$pid"
  done
}

# slurm_job_pids JOB NODE: the process of Slurm that watches over the job, then the processes of the job.
slurm_job_pids ()
{
  timeout 10 scontrol listpids "$1" "$2" 2>/dev/null | awk '$1 ~ /^[0-9]+$/ && $1 > 1 { print $1, $4 }' | while read -r pid place; do
    if [ "$place" = 0 ]; then ps -o ppid= -p "$pid"; fi
    echo "$pid"
  done
}

# slurm_crash FOLDER NODE: ends a node as a power cut would: its daemon and all that runs there, at once.
slurm_crash ()
{
  local folder=$1 node=$2 job pids
  pids=$(cat "$folder/slurmd.$node.pid") || return 1
  for job in $(timeout 10 squeue -h -w "$node" -t running -o %A); do
    pids+=" $(slurm_job_pids "$job" "$node")"
  done
  # shellcheck disable=SC2086
  kill -KILL $pids 2>/dev/null
  rm -f "$folder/slurmd.$node.pid"
  timeout 10 scontrol update nodename="$node" state=down reason=crash
}

# slurm_lose FOLDER NODE: the cluster gives a node up while its jobs go on.
slurm_lose ()
{
  kill -KILL "$(cat "$1/slurmd.$2.pid")"
  rm -f "$1/slurmd.$2.pid"
  timeout 10 scontrol update nodename="$2" state=down reason=lost
}

# slurm_stop FOLDER: ends all jobs and daemons; fails if one had to be killed.
slurm_stop ()
{
  local folder=$1 i pid
  export SLURM_CONF=$folder/slurm.conf
  timeout 10 scancel --quiet --user="$(id -un)" 2>/dev/null
  timeout 10 scontrol shutdown >/dev/null 2>&1
  cat "$folder"/*.pid "$folder/munge/pid" >>"$folder/pids" 2>/dev/null
  for ((i = 0; i < 200; i++)); do
    # Munge is asked until the end.
    [ "$(slurm_alive "$folder")" != "$(cat "$folder/munge/pid" 2>/dev/null)" ] || break
    sleep 0.1
  done
  for pid in $(slurm_alive "$folder"); do kill -TERM "$pid" 2>/dev/null; done
  for ((i = 0; i < 50; i++)); do
    [ -n "$(slurm_alive "$folder")" ] || return 0
    sleep 0.1
  done
  for pid in $(slurm_alive "$folder"); do kill -KILL "$pid" 2>/dev/null; done
  return 1
}
