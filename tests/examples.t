#!/usr/bin/perl
# Every example of README.md and the manual pages is executed: indented or literal blocks in which a line "$ command" is
# followed by what it prints. "..." alone on a line stands for any lines, at a line's end for the rest of it. The commands of
# a file run in one shell, one after the other, in a copy of the project's data.
use strict; use warnings;
use FindBin; use lib "$FindBin::Bin/lib"; use Sluis;

# Blocks of a file: each a list of lines, freed of the page's markup.
sub blocks {
    my $f = shift;
    my @blocks;
    my $s = slurp($f);
    if ($f =~ /\.md$/) {
        while ($s =~ /((?:^    .*\n|^\n(?=    ))+)/mg) { push @blocks, [map { s/^    //r } split /\n/, $1] }
        return @blocks;
    }
    while ($s =~ /^\.Bd -literal.*?\n(.*?)^\.Ed/msg) {
        my $b = $1;
        $b =~ s/^\.\\".*\n//mg;
        $b =~ s/^\\&//mg;
        $b =~ s/\\&//g;
        $b =~ s/\\\(aq|\\\[aq\]/'/g;
        $b =~ s/\\\(dq/"/g;
        $b =~ s/\\\(ga/`/g;
        $b =~ s/\\-/-/g;
        $b =~ s/\\(?:e|\(rs)/\\/g;
        push @blocks, [split /\n/, $b];
    }
    return @blocks;
}

# Commands with what they print: [command, expected].
sub examples {
    my @ex;
    for my $b (@_) {
        my $begun = 0;
        for (@$b) {
            if (/^\$ (.*)/) { push @ex, [$1, '']; $begun = 1 }
            elsif (!$begun) { next }
            elsif ($ex[-1][0] =~ /\\$/ && $ex[-1][1] eq '') { $ex[-1][0] .= "\n" . s/^> //r }
            else { $ex[-1][1] .= "$_\n" }
        }
        $ex[-1][1] =~ s/\n+\z/\n/ if @ex;
    }
    return @ex;
}

sub pattern {
    my $p = quotemeta shift;
    $p =~ s/^\\\.\\\.\\\.\\\n/(?:.*\\n)*?/mg;
    $p =~ s/\\\.\\\.\\\.\\\n/.*\\n/g;
    return qr/\A$p\z/;
}

my @files = ("$top/README.md", sort(glob "$top/pipeline/*.1"), glob("$top/pipeline/core/*.[17]"));
for my $f (@files) {
    my @ex = grep { $_->[0] ne '' } examples(grep { grep { /^\$ / } @$_ } blocks($f));
    next if !@ex;
    my $dir = scratch();
    system("cp -r $top/data $top/scripts $top/README.md $dir") == 0 or die;
    my $script = join '', map { "printf '\\036'; $_->[0]\n" } @ex;
    my $r = run(cmd => ['bash', '-c', "exec 2>&1\n$script"], dir => $dir, timeout => 60);
    my (undef, @got) = split /\x1e/, $r->{out}, -1;
    (my $name = $f) =~ s{.*/}{};
    for my $i (0 .. $#ex) {
        my $got = defined $got[$i] ? $got[$i] : '(nothing)';
        $got .= "\n" if length $got && $got !~ /\n\z/;
        ok(scalar($got =~ pattern($ex[$i][1])), "$name: $ex[$i][0]" =~ s/[#\n].*//sr, 'wanted:', $ex[$i][1], 'got:', $got);
    }
}
plan();
