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
  [ -n "$(find /sys/fs/cgroup -maxdepth 1 -name 'cgroup.*' 2>/dev/null | head -n 1)$(find /sys/fs/cgroup -mindepth 1 -maxdepth 1 2>/dev/null | head -n 1)" ] ||
    echo "no control groups are mounted at /sys/fs/cgroup, without which slurmd does not start"
}

# free_port FIRST: a port that nothing listens on.
free_port ()
{
  local port=$1
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
  echo "$port"
}

slurm_configure ()
{
  local folder=$1 nodes=$2 host=$3 first
  first=$(free_port $((20000 + $$ % 10000)))
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
MailProg=/bin/true
SlurmdParameters=config_overrides
NodeName=node[1-$nodes] NodeHostname=$host NodeAddr=127.0.0.1 Port=[$((first + 1))-$((first + nodes))] CPUs=2 RealMemory=2000 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP OverSubscribe=NO
END
}
