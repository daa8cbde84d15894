#!/usr/bin/perl
# Help = manual page = completion, for every stage of the registry; the pages are well-formed.
use strict; use warnings;
use FindBin; use lib "$FindBin::Bin/lib"; use Sluis;

sub options { my ($stage, $whose) = @_; return map { [split /\t/] } grep { /\t$whose$/ } split /\n/, `sluis $stage --options` }
sub page { my $f = shift; return -e $f ? slurp($f) : '' }

# Long and short names in the option list of a page: .It Fl o , Fl Fl output Ar FILE
sub page_options {
    my %o;
    for (grep { /^\.It Fl / } split /\n/, shift) {
        my ($short) = /^\.It Fl (\w)\b/;
        my ($long) = /Fl Fl ([\w-]+)/;
        $o{"--$long"} = $short ? "-$short" : '-' if $long;
    }
    return %o;
}
sub compare {
    my ($name, $of, %want) = @_;
    my %have = page_options($of);
    my @missing = grep { !exists $have{$_} } sort keys %want;
    my @extra = grep { !exists $want{$_} } sort keys %have;
    my @letter = grep { exists $have{$_} && $have{$_} ne $want{$_} } sort keys %want;
    ok(!@missing && !@extra && !@letter, $name, "missing: @missing", "extra: @extra", "other letter: @letter");
}

my $common = page("$top/pipeline/core/sluis.1");
my %common_want;
for my $s (stages()) {
    my $n = $s->{name};
    my $page = page("$top/pipeline/$n.1");
    ok($page =~ /^\.Nm sluis[ -]$n|^\.Nm sluis-$n/m && $page =~ /^\.Nd \S/m, "$n has a page");
    compare("$n: its page lists its options and no others", $page, map { $_->[1] => $_->[0] } options($n, 'own'));
    $common_want{$_->[1]} = $_->[0] for options($n, 'common');
    my $help = `sluis $n --help`;
    my @unsaid = grep { $help !~ /\Q$_->[1]\E\b/ } options($n, 'own'), options($n, 'common');
    ok(!@unsaid, "$n: --help tells every option", map { $_->[1] } @unsaid);
    my %offered = map { $_ => 1 } split ' ', `bash -c '. <(sluis --completion); COMP_WORDS=(sluis $n -); COMP_CWORD=2; _sluis; echo "\${COMPREPLY[@]}"'`;
    my @all = map { grep { $_ ne '-' } @$_[0, 1] } options($n, 'own'), options($n, 'common');
    my %all = map { $_ => 1 } @all;
    my @wrong = (grep({ !$offered{$_} } @all), grep({ !$all{$_} } keys %offered));
    ok(!@wrong, "$n: completion offers every option and nothing else", @wrong);
    ok(index(`sluis --help`, $s->{brief}) >= 0, "$n: sluis --help says what it is for");
}
my %alone = ('--list' => '-', '--completion' => '-');
compare('sluis(1) has the common options', $common, %common_want, %alone);

sub complete { my $n = @_; return `bash -c '. <(sluis --completion); COMP_WORDS=(@_); COMP_CWORD=$n; COMP_CWORD=\$((COMP_CWORD-1)); _sluis; echo "\${COMPREPLY[@]}"'` }
is(complete('sluis', 'no'), "norm\n", 'a stage is completed');
is(complete('sluis', 'norm', '+', 'no'), "norm\n", 'and so is one behind +');
is(complete('sluis', 'norm', '--on-error', 'r'), "replace\n", 'choices of an option are completed');
is(complete('sluis-norm', '--verb'), "--verbose\n", 'a link named sluis-STAGE is completed');

if (`sh -c 'command -v mandoc'`) {
    my $bad = `mandoc -Tlint -W warning $top/pipeline/*.1 $top/pipeline/core/*.[17] 2>&1`;
    ok($bad eq '', 'mandoc finds nothing wrong', $bad);
} else { ok(1, 'mandoc # SKIP it is not installed') }
plan();
