# What the tests of annotate share: reading marks, and judging them without the program's own idea of inflection.
package Annotate;
use strict; use warnings;
use Exporter 'import';
our @EXPORT = qw(marks_of unmarked stands_apart alike);

# The marks of a source in the style opustrainer: [term, target], in order.
sub marks_of {
    my ($s, @m) = @_;
    push @m, [$1, $2] while $s =~ /__source__ (.*?) __target__ (.*?) __done__/g;
    return @m;
}
sub unmarked { my $s = shift; $s =~ s/__source__ (.*?) __target__ .*? __done__/$1/g; return $s }

# Do all these stand in the text at once, each on a place of its own and as whole words? Longer ones take theirs first.
sub stands_apart {
    my ($text, @wanted) = @_;
    $text =~ tr/\x{2bc}/'/;
    $text =~ s/<[a-zA-Z\/!][^<>]*>/\x01/g;
    for my $w (sort { length $b <=> length $a || $a cmp $b } @wanted) { $text =~ s/(?<![\p{L}\p{N}_])\Q$w\E(?![\p{L}\p{N}_])/\x01/ or return 0 }
    return 1;
}

# Are two words (or phrases, word by word) forms of one, as far as their letters tell: a common beginning, or one of the pairs that have none?
my %odd = map { $_ => 1 } qw(person/people man/men woman/women foot/feet tooth/teeth goose/geese mouse/mice be/is be/are be/was be/were be/been go/went
    make/made pay/paid lay/laid have/has have/had do/did see/saw eat/ate buy/bought think/thought bring/brought teach/taught seek/sought catch/caught
    fight/fought lie/lay lose/lost sell/sold tell/told keep/kept leave/left hold/held stand/stood take/took shake/shook run/ran
    get/got sit/sat win/won write/wrote rise/rose drive/drove ride/rode speak/spoke break/broke steal/stole choose/chose freeze/froze wear/wore bear/bore
    tear/tore swear/swore fly/flew grow/grew know/knew throw/threw blow/blew draw/drew fall/fell find/found bind/bound give/gave come/came
    die/dying lie/lying tie/tying feed/fed lead/led meet/met speed/sped sleep/slept feel/felt deal/dealt mean/meant build/built send/sent spend/spent lend/lent);
sub alike_word {
    my ($a, $b) = @_;
    return 1 if $a eq $b || $odd{"$a/$b"} || $odd{"$b/$a"};
    my ($short, $long) = sort { length $a <=> length $b } $a, $b;
    my $n = 0;
    $n++ while $n < length $short && substr($a, $n, 1) eq substr($b, $n, 1);
    return 1 if $n >= 2 && $n >= length($short) - 3 && length($long) - $n <= 5;
    my ($x, $y) = map { my $w = $_; $w =~ s/men$/man/ || $w =~ s/women$/woman/ || $w =~ s/feet$/foot/ || $w =~ s/mice$/mouse/; $w } $a, $b;
    return $x eq $y;
}
sub alike {
    my ($one, $two) = map { my $t = lc; $t =~ s/\x{2019}/'/g; $t =~ s/[\x{ad}\x{200b}]//g; $t =~ s/'s?\b|'$//g if $t =~ /\w'/; $t =~ s/^(?:the|an?|to) //; [grep { /\S/ } split /[\s\x{2010}\x{2011}-]+/, $t] } @_;
    return 0 if @$one != @$two;
    for (0 .. $#$one) { return 0 if !alike_word($one->[$_], $two->[$_]) }
    return 1;
}
1;
