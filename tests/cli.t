#!/usr/bin/perl
# Command-line cases: tests/cli/DIR/CASE.args (and tests/bugs/CASE.args, one for each bug that was mended) is what follows `sluis` in a shell line, run in an empty folder with CASE.in as
# standard input and $D as the case's folder. CASE.out is the standard output to be had, CASE.exit the status (0), CASE.err
# standard error ($D for the folder); without CASE.err a run that exits 0 must be silent there. The cases take turns with
# threads, blocks, reads and locales that must not matter; with SLUIS_THOROUGH set every case meets them all.
# cli.t [DIR...] looks at these only.
use strict; use warnings;
use FindBin; use lib "$FindBin::Bin/lib"; use Sluis;

my @cases = (sort(glob("$Sluis::top/tests/cli/*/*.args")), sort(glob("$Sluis::top/tests/bugs/*.args")));
if (@ARGV) { my $only = join '|', map { quotemeta } @ARGV; @cases = grep { m{/(?:$only)/} } @cases }
my @variants = ({}, {SLUIS_JOBS => 2, SLUIS_BLOCK => 7, SLUIS_READ => 3},
                {SLUIS_JOBS => 3, SLUIS_BLOCK => 1, SLUIS_READ => 1, LC_ALL => foreign_locale()});
my %turn = map { $cases[$_] => $_ % @variants } 0 .. $#cases;
plan(scalar @cases);

sub slurp_or { my ($f, $else) = @_; return -e $f ? slurp($f) : $else }

sub differs {
    my ($what, $want, $got) = @_;
    return () if $want eq $got;
    my ($w, $g) = map { my $s = substr($_, 0, 1500); $s =~ s/^/    /mg; $s } $want, $got;
    return "$what: wanted\n$w\n  got\n$g";
}

sub try_case {
    my ($base, $env) = @_;
    my ($dir) = $base =~ m{^(.*)/};
    my $in = -e "$base.in" ? "$base.in" : '/dev/null';
    my $r = run(shell => 'sluis ' . slurp("$base.args"), stdin => $in, env => {D => $dir, %$env}, dir => scratch(), timeout => 60);
    $r->{err} =~ s/\Q$dir\E/\$D/g;
    my @bad = differs('exit', slurp_or("$base.exit", "0\n"), "$r->{exit}\n");
    push @bad, differs('stdout', slurp_or("$base.out", ''), $r->{out});
    push @bad, differs('stderr', slurp_or("$base.err", ''), $r->{err}) if -e "$base.err" || $r->{exit} == 0;
    return @bad;
}

parallel(sub {
    my $args = shift;
    (my $base = $args) =~ s/\.args$//;
    for my $env ($ENV{SLUIS_THOROUGH} ? @variants : $variants[$turn{$args}]) {
        my @bad = try_case($base, $env);
        my $with = join ' ', map { "$_=$env->{$_}" } sort keys %$env;
        return (0, "with $with", @bad) if @bad;
    }
    return 1;
}, sub { my $n = shift; $n =~ s{.*/tests/(cli/)?}{}; $n =~ s/\.args$//; $n }, @cases);
