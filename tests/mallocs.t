#!/usr/bin/perl
# No stage allocates per line: the same lines twice as often cost the same number of allocations. A stage that is marked
# "grows N" in tests/manners.args (its memory grows with its input) may take N more.
use strict; use warnings;
use FindBin; use lib "$FindBin::Bin/lib"; use Sluis; use Stages;

my $shim = "$Sluis::build/mallocs.so";
skip_all('sanitizers replace malloc themselves') if $Sluis::build =~ /asan|tsan|cov/;
skip_all('no shim for this system') if !-e $shim;

my $dir = scratch();
# The number of allocations for `size` bytes of input in small blocks: all buffers are warm long before the end.
sub allocations {
    my ($s, $size) = @_;
    my $in = "$dir/$s->{name}.$size";
    spew($in, big($s, $size));
    my $line = command_line($s, $in, more => '-q -j 1 --block 2048');
    my $r = run(shell => "LD_PRELOAD=$shim SLUIS_MALLOCS=\$PWD/../mallocs.$s->{name} exec $line > /dev/null", dir => scratch(), timeout => 60);
    my $count = "$r->{dir}/../mallocs.$s->{name}";
    return $r->{exit} eq '0' && -e $count ? slurp($count) + 0 : "exit $r->{exit}: $r->{err}";
}

my @stages = all_stages(@ARGV);
plan(scalar @stages);
parallel(sub {
    my $s = shift;
    my ($more) = $s->{remarks} =~ /grows (\d+)/;
    my @n = map { allocations($s, $_) } 100_000, 200_000;
    return (0, @n) if grep { /\D/ } @n;
    return $n[1] - $n[0] <= ($more || 0) ? 1 : (0, "$n[0] allocations for a file, $n[1] for twice as much");
}, sub { "$_[0]{name} does not allocate per line" }, @stages);
