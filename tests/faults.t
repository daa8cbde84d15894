#!/usr/bin/perl
# One call fails, each in its turn: memory, reading, writing, closing, opening, renaming. A command may then succeed only if
# that changed nothing: its output is what it would have been. Otherwise it says why, exits with a status of its own, and
# leaves nothing half-made; it never hangs or dies of a signal.
use strict; use warnings;
use FindBin; use lib "$FindBin::Bin/lib"; use Sluis; use Stages;

my $shim = "$Sluis::build/faults.so";
skip_all('sanitizers replace malloc themselves') if $Sluis::build =~ /asan|tsan|cov/;
skip_all('no shim for this system') if !-e $shim;

# All of the first calls, then ever fewer of them; the loop ends at the first that does not happen.
my $dense = $ENV{SLUIS_THOROUGH} ? 60 : 3;
my $step = $ENV{SLUIS_THOROUGH} ? 1.1 : 5;
sub next_call { my $n = shift; return $n < $dense ? $n + 1 : int($n * $step) + 1 }

# A run in $place with this call failing; with '' none does. {made}: what the command wrote, by file.
sub try_fault {
    my ($s, $place, $fault) = @_;
    my ($dir, $log) = ("$place/made", "$place/log");
    my $o = $s->{args} =~ /-o / || $s->{flags}{sink} ? '' : '-o out';
    my $line = command_line($s, "$place/in", more => "-q $o -s stats");
    my $r = run(shell => "LD_PRELOAD=$shim SLUIS_FAULT='$fault' SLUIS_FAULT_LOG=$log exec $line", dir => $dir, side => $place, timeout => 20);
    $r->{fired} = -e $log ? slurp($log) : '';
    my @files = sort map { s{.*/}{}r } glob "$dir/*";
    $r->{parts} = join ' ', grep { /\.part$/ } @files;
    $r->{made} = join '', map { "[$_]" . slurp("$dir/$_") } @files;
    unlink $log, map { "$dir/$_" } @files;
    return $r;
}

sub judge {
    my ($r, $good) = @_;
    return 'a signal or a hang' if $r->{exit} !~ /^\d+$/;
    return "left: $r->{parts}" if $r->{parts};
    return $r->{err} =~ /^sluis/ ? '' : 'no message' if $r->{exit} != 0;
    return 'the failure went unnoticed' if $r->{fired} eq "output\n";
    return $r->{made} eq $good->{made} ? '' : 'success, with other output';
}

sub check {
    my ($s, $call) = @_;
    my $place = scratch();
    mkdir "$place/made" or die $!;
    spew("$place/in", big($s, 20_000));
    my $good = try_fault($s, $place, '');
    return (0, "exit $good->{exit}", $good->{err}) if $good->{exit} ne '0';
    for (my $n = 1;; $n = next_call($n)) {
        my $r = try_fault($s, $place, "$call $n");
        my $bad = judge($r, $good);
        return (0, "$call number $n: $bad", "exit $r->{exit}", $r->{err}) if $bad;
        return $n > 1 ? 1 : (0, "there is no $call at all: the shim does not work") if !$r->{fired};
    }
}

my @items = map { my $s = $_; map { [$s, $_] } qw(malloc read write close open rename) } all_stages(@ARGV);
plan(scalar @items);
parallel(sub { check(@{$_[0]}) }, sub { "$_[0][0]{name}: a failing $_[0][1]" }, @items);
