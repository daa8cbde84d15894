#!/usr/bin/perl
# Alignment of the samples against their gold links, and how it is spread over documents, pipes and sizes.
use strict; use warnings;
use FindBin; use lib "$FindBin::Bin/lib"; use Sluis; use Align;
use IO::Select;
use IPC::Open3;
use MIME::Base64;

my $samples = "$top/data/samples/gold";
# Strict F1 as measured, less a little.
my %floor = (contract => 0.97, debate => 0.945, letter => 0.96, manual => 0.97, news => 0.935, subtitles => 0.93);

sub align { my ($args, %o) = @_; return run(shell => "sluis align $args", %o) }

for my $name (sort keys %floor) {
    my $r = align("--all $samples/$name.nl.sent $samples/$name.en.sent");
    my ($f) = score([read_gold("$samples/$name.align"), read_stream($r->{out})->{''} || []]);
    ok($r->{exit} eq '0' && $f >= $floor{$name}, sprintf('%s: strict F1 %.4f, at least %.4f', $name, $f, $floor{$name}), $r->{err});
}

# Streams of forty documents, cut from the samples; some are missing, repeated or out of order on one side.
my (@pair, %text);
for my $name (sort keys %floor) {
    my @side = map { [split /\n/, slurp("$samples/$name.$_.sent")] } 'nl', 'en';
    push @pair, [map { [@{$side[$_]}[$a * 7 .. $a * 7 + 6]] } 0, 1] for map { $a = $_ } 0 .. 6;
}
@pair = grep { !grep { !defined } map { @$_ } @$_ } @pair;
for my $side (0, 1) {
    my @of = map { my $k = $_; my $n = 0; [sprintf('d%02d', $k), map { "$_\td\t1\t" . ++$n . "\n" } @{$pair[$k % @pair][$side]}] } 0 .. 39;
    for my $d (@of) { s/\td\t/\t$d->[0]\t/ for @$d[1 .. $#$d] }
    splice @of, 5, 1 if $side;
    splice @of, 20, 0, $of[20], $of[9] if !$side;
    $text{$side} = join '', map { @$_[1 .. $#$_] } @of;
}
my $dir = scratch();
spew("$dir/nl", $text{0});
spew("$dir/en", $text{1});
my $table = "url\tsrc_text\ttrg_text\n" . join '', map { join("\t", "u$_", map { encode_base64(join("\n", @$_) . "\n", '') } @{$pair[$_]}) . "\n" } 0 .. $#pair;
spew("$dir/table", $table . "bad\t!\t!\n");

# Each sentence once, among what was written or what was dropped.
sub sentences {
    my %n;
    for (split /\n/, $_[0]) {
        my @c = split /\t/, $_, -1;
        $n{"0 $c[3].$_"}++ for split /,/, $c[4];
        $n{"1 $c[3].$_"}++ for split /,/, $c[5];
    }
    return \%n;
}
my @want = map { my $side = $_; map { my @c = split /\t/; "$side $c[1].$c[2].$c[3]" } split /\n/, $text{$side} } 0, 1;
for my $how ('', '--all', '--min-prob 0.9', '--min-verdict 0.9', '--no-merge --hard PAR') {
    my $r = align("$how -q -r rejects $dir/nl $dir/en");
    my @rejects = split /\n/, slurp("$r->{dir}/rejects");
    my %late = map { $_ => 1 } qw(no-partner out-of-order repeated);
    my $got = sentences($r->{out} . join '', map { s/^[^\t]*\t[^\t]*\t//r . "\n" } grep { !$late{(split /\t/)[0]} } @rejects);
    for (@rejects) { my @c = split /\t/; $got->{($c[1] eq 'nl' ? 0 : 1) . " $c[3].$c[4].$c[5]"}++ if $late{$c[0]} }
    my %want;
    $want{$_}++ for @want;
    my @bad = grep { ($want{$_} || 0) != ($got->{$_} || 0) } sort keys %{{%want, %$got}};
    ok($r->{exit} eq '1' && @want > 400 && !@bad, "each sentence is there once: $how", $r->{err}, @bad[0 .. ($#bad < 5 ? $#bad : 5)]);
}

# The same bytes for any number of threads, also of what is told.
for my $in ("$dir/nl $dir/en", "$dir/table", '--index --all --on-error=drop ' . "$dir/nl $dir/en", "--ladder $dir/table") {
    my @r = map { align("-j $_->[0] -r rejects -s stats --verdict verdict --min-verdict 0.8 $in", env => {SLUIS_READ => $_->[1]}) } [1, 0], [2, 0], [5, 1], [3, 100];
    my @all = map { join "\0", $_->{out}, $_->{err}, $_->{exit} } @r;
    for my $k (0 .. $#r) { $all[$k] .= "\0" . slurp("$r[$k]{dir}/$_") for 'rejects', 'stats', 'verdict' }
    ok(length $r[0]{out} > 1000 && !(grep { $_ ne $all[0] } @all), "threads and reads change nothing: " . ($in =~ s{\Q$dir\E/}{}gr), map { substr $_, 0, 200 } @all);
}

# Also of what is learnt, and with it, where it matters; nothing of it without.
my %learnt;
for my $learn ('--learn', '--no-learn') {
    my $save = $learn eq '--learn' ? '--save-lexicon lexicon' : '';
    my @r = map { align("-j $_->[0] --no-lexicon --all -q $learn $save --explain why $dir/nl $dir/en", env => {SLUIS_READ => $_->[1]}) } [1, 0], [3, 0], [2, 100];
    my @all = map { my $r = $_; join "\0", $r->{out}, $r->{exit}, map { slurp($_) } grep { -e } map { "$r->{dir}/$_" } 'lexicon', 'why' } @r;
    $learnt{$learn} = $r[0]{out};
    ok($r[0]{exit} eq '1' && length $r[0]{out} > 1000 && !(grep { $_ ne $all[0] } @all), "threads and reads change nothing: $learn", map { substr $_, 0, 200 } @all);
}
my ($first, $last) = map { my $doc = $_; [map { join "\n", grep { /\t\Q$doc\E\t/ } split /\n/, $learnt{$_} } '--learn', '--no-learn'] } 'd04', 'd38';
ok($first->[0] eq $first->[1] && $last->[0] ne $last->[1] && $last->[1], 'what is learnt serves later documents, not the first', @$last);

# A line of a table is answered before the next one is there, also by several threads.
for my $jobs (1, 3) {
    my $pid = open3(my $to, my $from, '>&STDERR', 'sluis', 'align', '-j', $jobs, '--columns', '1,2');
    my $answered = 0;
    for my $i (1 .. 3) {
        syswrite $to, encode_base64("Kamer $i.", '') . "\t" . encode_base64("Room $i.", '') . "\n";
        my $got = '';
        last if !IO::Select->new($from)->can_read(20) || !sysread($from, $got, 65536) || $got !~ /^Kamer $i\.\tRoom $i\..*\n\z/;
        $answered++;
    }
    close $to;
    close $from;
    waitpid $pid, 0;
    is($answered, 3, "a pair of documents is answered at once, -j $jobs");
}

plan();
