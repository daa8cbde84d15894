#!/usr/bin/perl
# What split promises of any text, on random lines in both languages: no byte but white space is lost, --offsets name the bytes
# of the input, the marks of --one-line can be taken out again, --explain has a row for every boundary, and a language that comes
# as a folder of files is one like the others.
use strict; use warnings;
use FindBin; use lib "$FindBin::Bin/lib"; use Sluis;

srand 7;
my $dir = scratch();
my @parts = ('.', '. ', '! ', '?" ', "\xE2\x80\xA6 ", '"', "'s ", ' ', '  ', "\xC2\xA0", "\xE2\x80\xA8", '[1] ', '(', ')', ",, ", "'' ", 'Aap', 'noot ', 'J.M.', 'dr. ', 'enz. ',
    'art. ', '3.5', "\xF0\x9F\x98\x80", ':-) ', '- ', 'De ', 'the ', "\r", "\xE2\x90\xA4", "\xEF\xBC\x85", "\xEF\xBC\x852424", "\t", 'ver-', 'www.a.b', "\xFF", "\0");
sub random_text {
    my $t = '';
    for (1 .. shift) {
        $t .= join '', map { $parts[rand @parts] . (rand() < .2 ? ' ' : '') } 1 .. rand 30;
        $t .= "\n" x (1 + (rand() < .2));
    }
    return $t;
}
sub dense { my $s = shift; $s =~ s/\xC2\xA0|\xE2\x80\xA8|[\s\x0B]//g; return $s }
sub split_it { my ($args, $file) = @_; my $r = run(shell => "sluis split --on-error=keep $args $file", dir => $dir); return $r->{exit} eq '0' ? $r->{out} : "exit $r->{exit}: $r->{err}" }

for my $lang ('nl', 'en') {
    my $text = random_text(3000);
    spew("$dir/$lang", $text);
    my $first = join '', map { /^([^\t\n]*)/ ? "$1\n" : '' } split /^/, $text;     # the column that is split
    spew("$dir/$lang.first", $first);
    my $out = split_it("-l $lang", "$lang.first");
    ok(dense($out) eq dense($first), "$lang: every byte that is no white space comes out once, in order");
    ok(split_it("-l $lang --one-line", "$lang.first") =~ s/\xE2\x90\xA4//gr =~ s/\xEF\xBC\x852424/\xE2\x90\xA4/gr =~ s/\xEF\xBC\x85FF05/\xEF\xBC\x85/gr eq $first,
        "$lang: the line can be had again from --one-line");
    my $marks = () = split_it("-l $lang --one-line", "$lang.first") =~ /\n|\xE2\x90\xA4/g;
    my $blank = () = $text =~ /^(?:[ \r\x0B]|\xC2\xA0|\xE2\x80\xA8)*(?:\t.*)?$/mg;
    is($marks - $blank, () = split_it("-l $lang", $lang) =~ /\n/g, "$lang: and holds as many sentences");

    my @bad = grep { /^(.*)\t(\d+)\t(\d+)$/s; my @cols = split /\t/, $1, -1; substr($text, $2, $3 - $2) ne $cols[0] } split /\n/, split_it("-l $lang --offsets", $lang);
    ok(!@bad, "$lang: --offsets are the bytes of the sentence", @bad[0 .. ($#bad < 3 ? $#bad : 3)]);
    # Joined lines: the same but for white space, and hyphens and > that joining took.
    my ($at, @wrong) = 0;
    for (split /\n/, split_it("-l $lang --wrapped --offsets", "$lang.first")) {
        my ($s, $from, $to) = /^(.*)\t(\d+)\t(\d+)$/s;
        push @wrong, $_ if $from < $at || dense(substr($first, $from, $to - $from)) =~ s/-//gr ne dense($s) =~ s/-//gr;
        $at = $to;
    }
    ok(!@wrong, "$lang: --offsets of wrapped lines too", @wrong[0 .. ($#wrong < 3 ? $#wrong : 3)]);

    split_it("-l $lang --explain why", $lang);
    my (%ends, %lines);
    for (split /\n/, slurp("$dir/why")) { /^(\d+)\t\d+\tend\t/ and $ends{$1}++ }
    my $n = 0;
    $n += $_ for values %ends;
    my $paragraphs = () = $text =~ /\n/g;
    is($n + $paragraphs - $blank, scalar(() = split_it("-l $lang", $lang) =~ /\n/g), "$lang: --explain has a row for every end within a line");
    ok(split_it("-l $lang --explain why", $lang) eq split_it("-l $lang", $lang), "$lang: and changes nothing");
}

# Every rule that the manual page names, and no other, is one of the code's.
my $page = slurp("$top/pipeline/split.1");
my %told = map { $_ => 1 } map { split / , / } ($page =~ /^\.Ss Names of rules\n(.*?)^\.Ss/ms ? $1 : '') =~ /^\.It Cm (.+)$/mg;
my %there = map { $_ => 1 } map { slurp($_) =~ /\b(?:join|part|when|inside|tell)\((?:&?c|c, mark), "([a-z-]+)"/g } glob "$top/pipeline/text/split*.c";
is(join(' ', sort keys %told), join(' ', sort keys %there), 'the manual page names the rules');
plan();
