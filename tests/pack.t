#!/usr/bin/perl
# What is packed comes back, whatever is in it; truncations are found; a signal leaves nothing half-done.
use strict; use warnings;
use FindBin; use lib "$FindBin::Bin/lib"; use Sluis;

chdir scratch() or die;

# Characters that are trouble for lines, columns or XML; XML can hold all of them. Fixed seed: an LCG of our own.
my $seed = 7;
sub below { $seed = ($seed * 1103515245 + 12345) % 2147483648; return int($seed / 65536) % $_[0]; }
my @chars = map { my $c = $_; utf8::encode($c); $c } map { chr } 0x20, 0x26, 0x3C, 0x3E, 0x22, 0x27, 0x0D, 0x5D, 0x5B, 0x21, 0x2D, 0x61, 0x3B, 0x7F,
    0x85, 0x9F, 0xA0, 0xAD, 0xEB, 0x2028, 0x2029, 0x200B, 0xFEFF, 0xFFFD, 0xE000, 0x1F600, 0x10FFFD;
sub side { return join '', map { $chars[below(scalar @chars)] } 1 .. below(12); }
my $pairs = join '', map { side() . "\t" . side() . "\n" } 1 .. 800;
spew('in', $pairs);
ok(system("sluis pack -o c --format moses,tsv,tmx in") == 0, '800 pairs are packed');
for my $names ('c.nl.gz c.en.gz', 'c.tsv.gz', 'c.tmx.gz') {
    my $got = `sluis unpack $names`;
    ok($? == 0 && $got eq $pairs, "$names: the same pairs");
}
system("sluis pack -o again --format moses,tsv,tmx --block 1 -j 3 in");
ok((grep { slurp("c.$_.gz") ne slurp("again.$_.gz") } qw(nl en tsv tmx)) == 0, 'the same files whatever the blocks and threads');

# Each prefix of a packed file must be an error, and what it gives must be a prefix of the pairs.
system("head -n 4 in | sluis pack -o s --format tsv,tmx");
my $step = 3;
my $few = join '', (split /^/, $pairs)[0 .. 3];
for my $name ('s.tsv.gz', 's.tmx.gz') {
    my $whole = slurp($name);
    my @bad = grep {
        spew("cut-$name", substr $whole, 0, $_);
        my $got = `sluis unpack cut-$name 2>err`;
        !($? >> 8 == 1 && slurp('err') =~ /cut-$name/ && $got eq substr $few, 0, length $got)
    } grep { $_ % $step == 0 } 2 .. length($whole) - 1;
    ok(!@bad, "$name: truncations are found" . (@bad ? " (not at @bad[0 .. ($#bad > 9 ? 9 : $#bad)])" : ''));
}

# A writer that is interrupted leaves neither its files nor temporary ones.
for my $signal ('INT', 'TERM') {
    mkdir $signal;
    my $pid = open my $to, '|-', 'sluis', 'pack', '-o', "$signal/c" or die;
    syswrite $to, $pairs;
    select undef, undef, undef, 0.05 until my @begun = glob "$signal/*.part";
    kill $signal => $pid;
    close $to;
    my @left = glob "$signal/*";
    ok(($? & 127) > 0 && !@left, "SIG$signal: nothing is left");
}
plan();
