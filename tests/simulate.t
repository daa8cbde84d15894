#!/usr/bin/perl
# An engine that loses, doubles, moves and damages placeholders: every line is restored right, or it is reported what is not. The whole
# of it is tests/eval/simulate.
use strict; use warnings;
use FindBin; use lib "$FindBin::Bin/lib"; use Sluis; use Engine;

my $top = $Sluis::top;
my $text = scratch() . '/text';
spew($text, join('', map { slurp($_) } glob("$top/data/samples/nl/*.txt")) x 4);
for my $style (style_patterns()) {
    for my $bad (0, 1) {
        my ($good, $told, $wrong, $terms, $beside, @how) = simulate("$top/data/samples/glossary.tsv", $text, $style, 11, $bad);
        my $engine = $bad ? 'a bad engine' : 'an engine';
        ok($wrong == 0 && $beside == 0 && $terms > 200 && $good > 4 * $told, "$style, $engine: $terms terms; lines right $good, reported $told, wrong $wrong", @how[0 .. ($#how < 3 ? $#how : 3)]);
    }
}
plan();
