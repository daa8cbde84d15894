# Clusters on this machine for the tests: a Slurm of three nodes, and three ssh servers, all bound to loopback, as the user who
# runs the tests, in a folder of their own, ended by their own process ids.
package Cluster;
use strict; use warnings;
use Exporter 'import';
use Socket;
use Sluis;
our @EXPORT = qw(have_programs slurm_up slurm_env sshd_up lose_node pid_of stop_all kill_tree wait_for documents checksums);

$ENV{PATH} .= ':/usr/sbin:/sbin';
my (@pid_files, @slurms);
my $me = getpwuid $>;

sub have_programs { my @lack = grep { system("command -v $_ >/dev/null 2>&1") } @_; return @lack ? "not installed: @lack" : '' }

# So many ports that nobody listens on.
sub free_ports {
    my @sockets = map {
        socket(my $s, PF_INET, SOCK_STREAM, 0) or die $!;
        bind($s, sockaddr_in(0, inet_aton('127.0.0.1'))) or die $!;
        $s;
    } 1 .. shift;
    return map { (sockaddr_in(getsockname $_))[0] } @sockets;
}

sub pid_of { my $f = shift; return -s $f ? int slurp($f) : 0 }
# A process and all below it, at once: what a lost machine looks like.
sub kill_tree {
    my $pid = shift;
    my @tree = $pid;
    push @tree, split ' ', `ps -o pid= --ppid $_` for @tree;
    kill 'KILL', @tree;
    return @tree;
}
# Processes that have this in their environment, and the keepers (slurmstepd) of those.
sub owning {
    my @want = @_;
    my @found;
    for my $p (map { m{(\d+)} } glob '/proc/[0-9]*') {
        open my $h, '<', "/proc/$p/environ" or next;
        local $/;
        my $environ = "\0" . (<$h> // '');
        next if grep { index($environ, "\0$_\0") < 0 } @want;
        push @found, $p, grep { (eval { slurp("/proc/$_/comm") } || '') =~ /^slurmstepd/ } split ' ', `ps -o ppid= -p $p`;
    }
    return grep { $_ != $$ } @found;
}
# A node at once: its daemon with all that it has started.
sub lose_node {
    my ($dir, $node) = @_;
    my %lost = map { $_ => 1 } pid_of("$dir/slurmd.$node.pid"), owning("SLURMD_NODENAME=$node", "SLURM_CONF=$dir/slurm.conf");
    delete $lost{0};
    kill 'KILL', keys %lost;
    return keys %lost;
}
sub stop_all {
    my @pids = grep { $_ } map { pid_of($_) } @pid_files;
    kill 'TERM', @pids;
    kill 'KILL', map { owning("SLURM_CONF=$_/slurm.conf") } @slurms;
    for (1 .. 50) { last if !grep { kill 0, $_ } @pids; select undef, undef, undef, 0.1 }
    kill 'KILL', @pids;
    @pid_files = ();
}
my $owner = $$;
END { if ($$ == $owner) { my $status = $?; stop_all(); $? = $status } }
$SIG{INT} = $SIG{TERM} = sub { exit 1 };

sub wait_for {
    my ($seconds, $what) = @_;
    for (1 .. $seconds * 10) { return 1 if $what->(); select undef, undef, undef, 0.1 }
    return 0;
}
sub sh { my $r = run(shell => shift, timeout => 60); $r->{exit} eq '0' or die "$r->{err}\n"; return $r->{out} }

sub slurm_env { my $dir = shift; return (SLURM_CONF => "$dir/slurm.conf", LC_ALL => 'C') }
sub slurm_up {
    my ($dir, $n) = @_;
    my ($control, @ports) = free_ports($n + 1);
    push @slurms, $dir;
    chomp(my $host = `hostname -s`);
    mkdir "$dir/$_" for qw(munge spool state log);
    chmod 0700, "$dir/munge";
    sh("umask 077; head -c 1024 /dev/urandom > $dir/munge/key");
    push @pid_files, "$dir/munge/pid", "$dir/slurmctld.pid", map { "$dir/slurmd.n$_.pid" } 1 .. $n;
    sh("munged --force --key-file=$dir/munge/key --socket=$dir/munge.sock --pid-file=$dir/munge/pid --log-file=$dir/munge/log --seed-file=$dir/munge/seed");
    my $nodes = join '', map { "NodeName=n$_ NodeHostname=$host NodeAddr=127.0.0.1 Port=$ports[$_ - 1] CPUs=1 RealMemory=500 State=UNKNOWN\n" } 1 .. $n;
    spew("$dir/cgroup.conf", "CgroupPlugin=cgroup/v1\n");      # Slurm looks for the newer one where there is none
    spew("$dir/slurm.conf", <<"END");
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmUser=$me
SlurmdUser=$me
AuthType=auth/munge
AuthInfo=socket=$dir/munge.sock,cred_expire=5
CredType=cred/munge
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
SlurmctldPort=$control
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/slurmd.%n.pid
SlurmdSpoolDir=$dir/spool/%n
StateSaveLocation=$dir/state
SlurmctldLogFile=$dir/log/slurmctld
SlurmdLogFile=$dir/log/slurmd.%n
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdTimeout=5
ReturnToService=2
SchedulerParameters=batch_sched_delay=0,sched_interval=1,defer
SlurmdParameters=config_overrides
${nodes}PartitionName=all Nodes=n[1-$n] Default=YES MaxTime=INFINITE State=UP
END
    my %env = slurm_env($dir);
    local @ENV{keys %env} = values %env;
    sh('slurmctld');
    for (1 .. $n) { mkdir "$dir/spool/n$_"; sh("slurmd -N n$_") }
    return wait_for(20, sub { (() = `sinfo -h -N -o %T` =~ /^idle$/mg) == $n });
}

# The command that reaches them, and their names for parallel.
sub sshd_up {
    my ($dir, $n) = @_;
    my @ports = free_ports($n);
    sh("ssh-keygen -q -t ed25519 -N '' -f $dir/$_") for qw(host key);
    sh("cp $dir/key.pub $dir/authorized; chmod 600 $dir/authorized; mkdir -p /run/sshd 2>/dev/null || true");
    for my $i (1 .. $n) {
        push @pid_files, "$dir/sshd.$i.pid";
        sh("/usr/sbin/sshd -f /dev/null -o ListenAddress=127.0.0.1 -o Port=$ports[$i - 1] -o HostKey=$dir/host -o PidFile=$dir/sshd.$i.pid"
            . " -o AuthorizedKeysFile=$dir/authorized -o StrictModes=no -o UsePAM=no -o PasswordAuthentication=no -o PermitRootLogin=prohibit-password -o MaxStartups=100");
    }
    spew("$dir/config", join '', map { "Host m$_\n HostName 127.0.0.1\n Port $ports[$_ - 1]\n" } 1 .. $n);
    wait_for(10, sub { (grep { pid_of("$dir/sshd.$_.pid") } 1 .. $n) == $n }) or die "sshd does not start\n";
    return "ssh -F $dir/config -i $dir/key -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -o ConnectTimeout=5";
}

# A corpus of so many document pairs, with repeated ones: the samples, numbered.
sub documents {
    my ($dir, $n) = @_;
    for my $l (qw(nl en)) {
        mkdir "$dir/$l";
        my @texts = map { slurp($_) } sort glob "$top/data/samples/$l/*.txt";
        for my $i (1 .. $n) { spew("$dir/$l/d$i.txt", "$i\n\n" . $texts[$i % @texts]) }
    }
}
sub checksums { my ($dir, $out) = @_; return sh("cd $dir && for f in nl.gz en.gz tsv.gz stats.json rejects.gz; do echo \$f \$(md5sum < $out.\$f); done") }
1;
