#!/usr/bin/perl
# What engines do to placeholders, a line each in tests/mangled.tsv: the text and the verdict that restore must give.
use strict; use warnings;
use FindBin; use lib "$FindBin::Bin/lib"; use Sluis; use Mangled;

my @lines = map { [split /\t/, $_, -1] } grep { /\S/ && !/^#/ } split /\n/, slurp("$FindBin::Bin/mangled.tsv");
my %terms = (1 => ['dijk', 'dike'], 2 => ['Zeeland', 'Zealand'], 3 => ['uur', 'hour'], 4 => ['Nederland', 'the Netherlands'], 5 => ['ambtenaar', 'official'],
             6 => ['gemalen', 'pumping stations', 'exact+plural'], 7 => ['NAVO', 'NATO', 'exact+fixed'], 8 => ['staatssecretaris', 'state secretary'],
             9 => ['oversteken', 'to cross', 'exact+to'], 10 => ['Nederlands', "the Netherlands'", 'exact+genitive'], 12 => ['sluis', 'lock']);
my @got = mangled(\%terms, @lines);
for my $i (0 .. $#lines) {
    my ($class, $in, $mt, $want, $verdict) = @{$lines[$i]};
    ok($got[$i][0] eq $want && $got[$i][1] eq $verdict, "$class: $mt", "wanted $want [$verdict]", "got    $got[$i][0] [$got[$i][1]]");
}
plan();
