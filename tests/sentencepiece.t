#!/usr/bin/perl
# Tokens go through SentencePiece and come back: the recipe of sluis(7), as it stands there, on the samples. The same way through bpe.
use strict; use warnings;
use FindBin; use lib "$FindBin::Bin/lib"; use Sluis;

my $have = !grep { my $d = $_; !grep { -x "$_/$d" } split /:/, $ENV{PATH} } qw(spm_train spm_encode spm_decode);
my ($recipe) = grep { /^spm_train/m } slurp("$top/pipeline/core/sluis.7") =~ /^\.Bd -literal[^\n]*\n(.*?)^\.Ed/msg;
$recipe =~ s/\\e$/\\/mg;
my @recipe = split /^(?!\s)/m, $recipe;
ok(@recipe == 6, 'the manual has the recipe', $recipe);

# Without SentencePiece there is nothing between tokens and decoded.
sub steps { my $lang = shift; return join '', map { s/-l nl/-l $lang/r } grep { $have || !/^spm/ } @recipe }

for my $lang ('nl', 'en') {
    my $dir = scratch();
    my $sh = sub { return run(shell => shift, dir => $dir, timeout => 120) };
    $sh->("cat $top/data/samples/$lang/*.txt > text; cp $top/data/samples/glossary.tsv .");
    my $without = $have ? '' : "ln -s tokens decoded\n";
    my $r = $sh->("true\n$without" . 'set -e; exec 2> log; ' . steps($lang));
    ok($r->{exit} eq '0', "$lang: the recipe runs", $r->{err}, -e "$dir/log" ? substr(slurp("$dir/log"), -2000) : '');
    my $same = $sh->("sluis restore -m map protected | cmp - back");
    if ($have) {
        my $pieces = slurp("$dir/pieces");
        ok($pieces =~ /(?<!\S)XX1(?!\S)/ && $pieces !~ /XX(?!\d)/ && $pieces =~ /(?<!\S)\xef\xbf\xad(?!\S)/, "$lang: placeholders and joiner marks are pieces");
        is(slurp("$dir/decoded"), slurp("$dir/tokens"), "$lang: SentencePiece gives the tokens back");
    } else { ok(1, "$lang: placeholders # SKIP spm_train is not installed"); ok(1, "$lang: tokens # SKIP spm_train is not installed") }
    ok($same->{exit} eq '0', "$lang: with their targets, the terms stand where they would without SentencePiece", $same->{out}, $same->{err});
    # A map whose targets are the terms as they stood in the text.
    $sh->(q(awk 'BEGIN { FS = OFS = "\t" } !/^#/ { $7 = $5 } 1' map > same; sluis detok -l ) . $lang . ' decoded | sluis restore -l ' . $lang . ' -m same > again');
    is(slurp("$dir/again"), slurp("$dir/text"), "$lang: with the terms themselves, the very text comes back");
    $sh->("sluis bpe -c $top/data/samples/bpe.codes --glossaries 'XX[0-9]+' tokens > pieces.bpe; sluis bpe --undo pieces.bpe + detok -l $lang | sluis restore -l $lang -m same > bpe.back");
    my $bpe = slurp("$dir/pieces.bpe");
    ok($bpe =~ /@@ / && $bpe =~ /(?<!\S)XX1(?!\S)/ && $bpe !~ /XX@@/, "$lang: bpe cuts words and leaves placeholders whole");
    is(slurp("$dir/bpe.back"), slurp("$dir/text"), "$lang: and the very text comes back");
}
plan();
