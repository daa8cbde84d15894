#!/usr/bin/perl
# Alignment of the samples against their gold links, and how it is spread over documents, pipes and sizes.
use strict; use warnings;
use FindBin; use lib "$FindBin::Bin/lib"; use Sluis; use Align;

my $samples = "$top/data/samples/gold";
# Strict F1 as measured, less a little.
my %floor = (contract => 0.97, debate => 0.945, letter => 0.96, manual => 0.97, news => 0.935, subtitles => 0.93);

sub align { my ($args, %o) = @_; return run(shell => "sluis align $args", %o) }

for my $name (sort keys %floor) {
    my $r = align("--all $samples/$name.nl.sent $samples/$name.en.sent");
    my ($f) = score([read_gold("$samples/$name.align"), read_stream($r->{out})->{''} || []]);
    ok($r->{exit} eq '0' && $f >= $floor{$name}, sprintf('%s: strict F1 %.4f, at least %.4f', $name, $f, $floor{$name}), $r->{err});
}

plan();
