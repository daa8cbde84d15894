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
my $formats = 'moses,tsv,tmx,xces,xliff,jsonl';
ok(system("sluis pack -o c --format $formats in") == 0, '800 pairs are packed');
for my $names ('c.nl.gz c.en.gz', 'c.tsv.gz', 'c.tmx.gz', 'c.xces.gz', 'c.xlf.gz', 'c.jsonl.gz') {
    my $got = `sluis unpack $names`;
    ok($? == 0 && $got eq $pairs, "$names: the same pairs");
}
mkdir 'again';
system("sluis pack -o again/c --format $formats --block 1 -j 3 in");
my @files = map { s{.*/}{}r } glob 'c.*';
ok((grep { slurp($_) ne slurp("again/$_") } @files) == 0, 'the same files and manifest whatever the blocks and threads: ' . @files);

# The manifest tells of any change, and names the file.
ok(system('sluis check c.json again/c.json') == 0, 'all is as the manifest tells');
for my $name (grep { !/json$/ } @files) {
    my $whole = slurp("again/$name");
    my @changes = map { my $s = $whole; substr($s, int($_ * (length($s) - 1) / 5), 1) ^= chr(1 << $_); $s } 0 .. 5;
    my @unseen = grep { spew("again/$name", $_); my $said = `sluis check again/c.json 2>&1`; $? >> 8 != 1 || $said !~ /again\/\Q$name\E: / }
        @changes, substr($whole, 0, -1), "$whole ", '', slurp('in');
    ok(!@unseen, "$name: changes are found", scalar @unseen);
    spew("again/$name", $whole);
}

# Columns, sides in step, and a document that links read forward and back.
my $rows = join '', map { side() . "\t" . side() . "\t0." . below(99) . "\tdoc" . int($_ / 9) . "\t$_.1\t$_.1,$_.2" . ('', "\t", "\t" . side(), "\t\tq")[below(4)] . "\n" } 1 .. 300;
spew('rows', $rows);
system("sluis pack -o r --format tmx,xces,xliff,jsonl rows");
ok(`sluis unpack r.$_.gz` eq $rows, "$_: columns come back") for qw(tmx xces xlf jsonl);
spew('s.nl', '<d xml:lang="nl">' . join('', map { "<s id='$_'>z$_</s>\n" } 1 .. 9000) . '</d>');
spew('s.en', '<d xml:lang="en">' . join('', map { "<s id='$_'>s$_</s>\n" } 1 .. 9000) . '</d>');
my @order = (1 .. 10, 9, 9000, 8999, 7100, 5, 4000, 8000, 7000);
spew('s.xces', '<cesAlign><linkGrp fromDoc="s.en" toDoc="s.nl">' . join('', map { "<link xtargets='$_;$_ 1'/>" } @order) . '</linkGrp></cesAlign>');
is(`sluis unpack s.xces`, join('', map { "z$_ z1\ts$_\n" } @order), 'links that go back find their sentences');
spew('s.xces', '<cesAlign><linkGrp fromDoc="s.en" toDoc="s.nl">' . "<link xtargets='1;9000'/><link xtargets='1;1'/>" x 200 . '</linkGrp></cesAlign>');
my $often = `sluis unpack s.xces 2>&1 > far`;
ok($often =~ /s\.nl: links go back in it more than 100 times/ && slurp('far') =~ /\Az9000\ts1\nz1\ts1\n/, 'but not for ever', $often);

# Each prefix of a packed file must be an error, and what it gives must be a prefix of the pairs.
system("head -n 4 in | sluis pack -o s --format tsv,tmx,xliff,jsonl");
my $step = thorough(1, 7);
my $few = join '', (split /^/, $pairs)[0 .. 3];
for my $name ('s.tsv.gz', 's.tmx.gz', 's.xlf.gz', 's.jsonl.gz') {
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
