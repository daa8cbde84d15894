#!/usr/bin/perl
# 2,000 pairs made of a handful of words, so that it is known beforehand which terms are there on both sides: as many marks as the sides
# share, each target on a place of its own, the source the same again when the marks are gone, and all of it for any shards.
use strict; use warnings;
use FindBin; use lib "$FindBin::Bin/lib"; use Sluis; use Annotate;
use Encode 'decode_utf8';

my %entries = (dijk => [['dijk', 'Dijk', 'dijken', 'DIJK'], ['dike', 'Dike', 'dikes', 'DIKE', "dike's"]], gemaal => [['gemaal', 'gemalen'], ['pumping station', 'pumping stations', 'Pumping Station']],
               stad => [['stad', 'steden'], ['city', 'cities', 'City']], NAVO => [['NAVO'], ['NATO']], kind => [['kind', 'kinderen'], ['child', 'children']],,
               'zwaar wapen' => [['zwaar wapen', 'zware wapens'], ['heavy weapon', 'heavy weapons']]);
my @between = (' ', ' ', ' ', ' ', ', ', ' - ', ' (', ') ', '. ', '; ', '  ', "\xC2\xA0", ' <b>', '</b> ', ' | ', ' &amp; ', ' [', '] ');
my @other = ([qw(de het dijkgraaf loopt weer stadhuis navo kinderboek zwaar dike NATO: __target x|y)], [qw(the dyke walks again town nato dijk childhood citywide |)]);

sub side {
    my ($which, @s) = shift;
    my %n;
    for (1 .. int rand 9) {
        if (rand() < .4) { push @s, $other[$which][int rand @{$other[$which]}]; next }
        my $k = (sort keys %entries)[int rand keys %entries];
        push @s, $entries{$k}[$which][int rand @{$entries{$k}[$which]}];
        $n{$k}++;
    }
    return (join('', map { ($_ ? $between[int rand @between] : '') . $s[$_] } 0 .. $#s), \%n);
}

my $dir = scratch();
srand 20260229;
my ($text, @want) = '';
for (1 .. 2000) {
    my ($s, $in) = side(0);
    my ($t, $out) = side(1);
    $text .= "$s\t$t\tx\n";
    push @want, [map { my $k = $_; ($k) x (($in->{$k} // 0) < ($out->{$k} // 0) ? $in->{$k} // 0 : $out->{$k} // 0) } sort keys %entries];
}
spew("$dir/pairs", $text);
spew("$dir/terms", join '', map { "$_\t$entries{$_}[1][0]\t" . ($_ eq 'NAVO' ? "propn\tacr" : "noun\t-") . "\n" } sort keys %entries);

my %lemma = map { my $k = $_; map { $_ => $k } @{$entries{$k}[0]} } keys %entries;
my $r = run(shell => 'sluis annotate -g terms pairs', dir => $dir);
my @got = map { [split /\t/, $_, -1] } split /\n/, decode_utf8($r->{out});
my @in = map { [split /\t/, $_, -1] } split /\n/, decode_utf8($text);
is(scalar @got, 2000, '2,000 lines');
my @bad;
for my $i (0 .. $#got) {
    my ($s, $t, @rest) = @{$got[$i]};
    my @m = marks_of($s);
    my @lemmas = sort map { $lemma{$_->[0] =~ s/[\xA0 ]+/ /gr} // "?$_->[0]" } @m;
    push @bad, "marks (@lemmas), wanted (@{$want[$i]}): $s = $t" if "@lemmas" ne "@{$want[$i]}";
    push @bad, "not on places of their own: $s = $t" if !stands_apart($t, map { $_->[1] } @m);
    push @bad, "changed: $s = $t" if join("\t", unmarked($s), $t, @rest) ne join("\t", @{$in[$i]});
}
ok(!@bad, 'as many marks as terms that both sides have, each with a place of its own, in the source as it was', @bad[0 .. ($#bad < 5 ? $#bad : 5)]);

for my $style ('opustrainer', 'factors', '<{src}><{trg}/>', '{trg}~{src}~') {
    my $u = run(shell => "sluis annotate -g terms --style '$style' pairs > m; sluis annotate --undo --style '$style' m | cmp - pairs && ! cmp -s m pairs", dir => $dir);
    my $can = $style ne '{trg}~{src}~';
    ok($can ? $u->{exit} eq '0' : $u->{err} =~ /cannot be told/, $can ? "undone: $style" : "not to be undone: $style", $u->{out}, $u->{err});
}
my $options = '-g terms --sample 0.5 --sample-terms 0.5 --held-out-share 0.3 --seed 5';
my $shards = run(shell => "sluis annotate $options pairs > whole; split -l 321 pairs part.; for f in part.*; do sluis annotate -j 2 --block 999 $options \$f; done | cmp - whole && ! cmp -s whole pairs", dir => $dir);
ok($shards->{exit} eq '0', 'shards agree on what is sampled and held out', $shards->{out}, $shards->{err});
plan();
