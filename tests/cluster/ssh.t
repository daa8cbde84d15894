#!/usr/bin/perl
# A corpus by GNU parallel on three machines, here three ssh servers: the same bytes as from one, also when one is lost in the middle.
use strict; use warnings;
use FindBin; use lib "$FindBin::Bin/../lib"; use Sluis; use Cluster;

my $lack = have_programs(qw(parallel ssh ssh-keygen sshd ps));
skip_all($lack) if $lack;
my $dir = scratch();
documents($dir, 60);
my $options = '--wrapped --group 20K --parts 3';
my $alone = run(shell => "$top/scripts/prepare-corpus -q $options -o alone nl -- en", dir => $dir, timeout => 60);
is($alone->{err}, '', 'one machine');
my $want = checksums($dir, 'alone');

my $ssh = sshd_up($dir, 3);
my $distribute = "$top/scripts/cluster/sluis-parallel --ssh '$ssh' --sshlogin 1/m1,1/m2,1/m3 --";
my $r = run(shell => "$distribute -o ssh $options nl -- en", dir => $dir, timeout => 100);
ok($r->{exit} eq '0' && $r->{out} =~ m{^written: .*/ssh\.tsv\.gz$}m, 'the run', $r->{out}, $r->{err});
is(checksums($dir, 'ssh'), $want, 'the same bytes');
ok(!-e "$dir/ssh.job", 'no folder stays');

my $pid = fork;
if (!$pid) {
    my $r = run(shell => "$distribute -o lost $options nl -- en", dir => $dir, timeout => 110);
    spew("$dir/lost.out", "$r->{exit} $r->{out}$r->{err}");
    POSIX::_exit(0);
}
ok(wait_for(30, sub { my @done = glob("$dir/lost.job/done/group-*"); @done >= 2 }), 'the machines work');
my $server = pid_of("$dir/sshd.2.pid");
my @killed = kill_tree($server);
ok(@killed > 1, 'one is lost with what it was doing', "@killed");
waitpid $pid, 0;
my $out = slurp("$dir/lost.out");
ok($out =~ /^0 /, 'the run ends well without it', $out);
is(checksums($dir, 'lost'), $want, 'and gives the same bytes');

spew("$dir/nl/bad.txt", "Een zin.\n"); spew("$dir/en/bad.txt", "x\x00y\xff\xfe\n");
$r = run(shell => "$distribute -o bad $options --decode --on-error=stop\\ --from\\ utf-8 nl -- en", dir => $dir, timeout => 60);
ok($r->{exit} eq '1' && $r->{err} =~ /stage decode failed/ && !glob("$dir/bad.*gz") && -e "$dir/bad.job", 'a bad document', $r->{exit}, $r->{out}, $r->{err});
plan();
