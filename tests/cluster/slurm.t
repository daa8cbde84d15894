#!/usr/bin/perl
# A corpus by a real Slurm of three nodes: the same bytes as from one machine, also when a node is lost in the middle.
use strict; use warnings;
use FindBin; use lib "$FindBin::Bin/../lib"; use Sluis; use Cluster;

my $lack = have_programs(qw(munged slurmctld slurmd sbatch ps));
skip_all($lack) if $lack;
my $dir = scratch();
documents($dir, 60);
my $corpus = "$top/scripts/prepare-corpus -q --wrapped --group 20K --parts 3";
my $alone = run(shell => "$corpus -o alone nl -- en", dir => $dir, timeout => 60);
is($alone->{err}, '', 'one machine');
my $want = checksums($dir, 'alone');

ok(slurm_up($dir, 3), 'a cluster of three nodes');
my %env = slurm_env($dir);
my $submit = "$top/scripts/cluster/sluis-slurm --wait --";
my $options = '--wrapped --group 20K --parts 3';
my $r = run(shell => "$submit -o slurm $options nl -- en", dir => $dir, env => \%env, timeout => 100);
ok($r->{exit} eq '0' && $r->{out} =~ /^group: job \d+, (\d+) tasks/m && $1 > 5 && $r->{out} =~ m{^written: .*/slurm\.tsv\.gz$}m, 'the run', $r->{out}, $r->{err});
is(checksums($dir, 'slurm'), $want, 'the same bytes');
ok(!-e "$dir/slurm.job", 'no folder stays');

# Lose a node while it works: its daemon, and what it has started.
my $pid = fork;
if (!$pid) {
    my $r = run(shell => "$submit -o lost $options nl -- en", dir => $dir, env => \%env, timeout => 110);
    spew("$dir/lost.out", "$r->{exit} $r->{out}$r->{err}");
    POSIX::_exit(0);
}
my $busy = wait_for(30, sub { local @ENV{keys %env} = values %env; `squeue -h -w n2 -t R -o %i` =~ /\d/ });
ok($busy, 'the second node works');
my @killed = lose_node($dir, 'n2');
ok(@killed > 1, 'it is lost with what it was doing', "@killed");
waitpid $pid, 0;
my $out = slurp("$dir/lost.out");
ok($out =~ /^0 /, 'the run ends well without it', $out);
is(checksums($dir, 'lost'), $want, 'and gives the same bytes');
my %sinfo = do { local @ENV{keys %env} = values %env; `sinfo -h -N -o '%N %T'` =~ /^(\S+) (\S+)/mg };
ok(($sinfo{n2} || '') =~ /down/, 'the node was really lost', %sinfo);

# Bad input ends the run, names the stage, and is not tried again.
spew("$dir/nl/bad.txt", "Een zin.\n"); spew("$dir/en/bad.txt", "x\x00y\xff\xfe\n");
$r = run(shell => "$submit -o bad $options --decode --on-error=stop\\ --from\\ utf-8 nl -- en", dir => $dir, env => \%env, timeout => 60);
ok($r->{exit} eq '1' && $r->{err} =~ /stage decode failed/ && !glob("$dir/bad.*gz") && -e "$dir/bad.job", 'a bad document', $r->{exit}, $r->{out}, $r->{err});
plan();
