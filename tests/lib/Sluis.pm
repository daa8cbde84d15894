# What the tests share: running a command with a time limit, comparing, and reporting in the Test Anything Protocol.
package Sluis;
use strict; use warnings;
use Exporter 'import';
use Cwd 'abs_path';
use File::Temp 'tempdir';
use File::Basename 'dirname';
use POSIX ':sys_wait_h';
our @EXPORT = qw(plan ok is note skip_all slurp spew run scratch parallel thorough stages sluis foreign_locale $top);

our $top = abs_path(dirname(__FILE__) . '/../..');
our $build = $top . '/' . ($ENV{SLUIS_BUILD} || 'build/release');
$ENV{PATH} = "$build:$ENV{PATH}";
delete @ENV{qw(SLUIS_JOBS SLUIS_BLOCK SLUIS_READ)};
$ENV{LC_ALL} = 'C';
$SIG{$_} = 'DEFAULT' for qw(HUP INT TERM PIPE);        # whoever called may ignore them, as nohup does
$ENV{ASAN_OPTIONS} = 'detect_leaks=1:allocator_may_return_null=1';
$| = 1;

my ($count, $scratch) = (0, 0);
my $root;
my $owner = $$;

sub plan { my $n = shift; print defined $n ? "1..$n\n" : "1..$count\n" }
# The prototypes put a failed match, which is an empty list, in its place as a false value.
sub ok($$@) {
    my ($good, $name, @notes) = @_;
    $count++;
    print $good ? "ok $count - $name\n" : "not ok $count - $name\n";
    if (!$good) { note($_) for @notes }
    return $good;
}
sub is($$$) {
    my ($got, $want, $name) = @_;
    return ok($got eq $want, $name, "wanted: $want", "got: $got");
}
sub note { my $s = shift; $s =~ s/^/# /mg; $s =~ s/[^\n\x20-\x7e\t]/./g; print "$s\n" }
# thorough(MANY, FEW): MANY with SLUIS_THOROUGH, else FEW.
sub thorough { return $_[$ENV{SLUIS_THOROUGH} ? 0 : 1] }
sub skip_all { print "1..0 # SKIP $_[0]\n"; exit 0 }

sub slurp { my $f = shift; local $/; open my $h, '<:raw', $f or die "$f: $!"; my $s = <$h>; return defined $s ? $s : '' }
sub spew { my ($f, $s) = @_; open my $h, '>:raw', $f or die "$f: $!"; print $h $s; close $h or die "$f: $!" }

# A new empty folder.
sub scratch {
    $root = tempdir('sluis-test-XXXXXX', TMPDIR => 1) if !$root;
    my $d = "$root/" . $$ . '.' . $scratch++;
    mkdir $d or die "$d: $!";
    return $d;
}
END { if ($root && $$ == $owner) { my $status = $?; system('rm', '-rf', $root); $? = $status } }

# run(shell => LINE | cmd => [..], stdin => FILE, stdout => FILE, env => {}, dir => DIR, side => DIR of out and err, timeout => S)
# gives {exit, signal, out, err, timeout, dir}. The command is the leader of a process group that does not outlive it.
sub run {
    my %o = @_;
    my $dir = $o{dir} || scratch();
    my $side = $o{side} || scratch();
    my @cmd = $o{cmd} ? @{$o{cmd}} : ('sh', '-c', $o{shell});
    my $pid = fork;
    die "fork: $!" if !defined $pid;
    if (!$pid) {
        setpgrp(0, 0);
        chdir $dir or die "$dir: $!";
        $ENV{$_} = $o{env}{$_} for keys %{$o{env} || {}};
        open STDIN, '<', $o{stdin} || '/dev/null' or die "$o{stdin}: $!";
        open STDOUT, '>', $o{stdout} || "$side/out" or die $!;
        open STDERR, '>', "$side/err" or die $!;
        exec @cmd or do { print STDERR "exec: $!"; POSIX::_exit(127) };
    }
    my $late = 0;
    my $status = eval {
        local $SIG{ALRM} = sub { die "late\n" };
        alarm($o{timeout} || 30);
        waitpid $pid, 0;
        my $s = $?;
        alarm 0;
        $s;
    };
    if (!defined $status) { $late = 1; kill 'KILL', -$pid; waitpid $pid, 0; $status = $? }
    my $out = $o{stdout} ? '' : slurp("$side/out");
    return {exit => $late ? 'timeout' : $status & 127 ? 'signal ' . ($status & 127) : $status >> 8, signal => $status & 127, timeout => $late,
            out => $out, err => slurp("$side/err"), dir => $dir};
}

# sluis('norm', '-q', {stdin => 'text', ...}): one stage with text as its input.
sub sluis {
    my @args = @_;
    my $o = ref $args[-1] ? pop @args : {};
    my %run = %$o;
    if (defined $run{text}) {
        my $f = scratch() . '/in';
        spew($f, delete $run{text});
        $run{stdin} = $f;
    }
    return run(cmd => ['sluis', @args], %run);
}

# A locale whose letters and numbers differ from those of C, where there is one.
sub foreign_locale {
    my ($l) = grep { /^(tr_TR|nl_NL|de_DE)\.utf-?8$/i } split /\n/, `locale -a 2>/dev/null`;
    return $l || 'C.UTF-8';
}

# The stages of the build: a list of {name, flags => {map => 1, ...}, brief}.
sub stages {
    my @list;
    for (split /\n/, `sluis --list`) {
        my ($name, $flags, $brief) = split /\t/;
        push @list, {name => $name, brief => $brief, flags => {map { $_ => 1 } split /,/, $flags}};
    }
    return @list;
}

# Run check(item) -> (good, notes...) for each item, two at a time; report in order as ok NAME.
sub parallel {
    my ($check, $name, @items) = @_;
    my $jobs = 2;
    my @parts;
    my $dir = scratch();
    for my $j (0 .. $jobs - 1) {
        my $pid = fork;
        die "fork: $!" if !defined $pid;
        push @parts, $pid and next if $pid;
        for (my $i = $j; $i < @items; $i += $jobs) {
            my ($good, @notes) = eval { $check->($items[$i]) };
            ($good, @notes) = (0, "died: $@") if $@;
            spew("$dir/$i", join "\0", $good ? 1 : 0, @notes);
        }
        POSIX::_exit(0);
    }
    waitpid $_, 0 for @parts;
    for my $i (0 .. $#items) {
        my ($good, @notes) = split /\0/, slurp("$dir/$i");
        ok($good, $name->($items[$i]), @notes);
    }
}
1;
