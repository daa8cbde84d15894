#!/usr/bin/perl
# dedup beside a reference: which records stay, for keys, numbers to keep, scores, in memory, in files, and in parts.
use strict; use warnings;
use FindBin; use lib "$FindBin::Bin/lib"; use Sluis;

srand 42;
my $dir = scratch();
my $n = 6000;
my @records = map { [int rand 700, int rand 4, sprintf('%.1f', rand(10) - 5), $_] } 1 .. $n;
spew("$dir/in", join '', map { "woord$_->[0] en nog wat\tword$_->[1] and more\t$_->[2]\t$_->[3]\n" } @records);

# The numbers of the records that stay.
sub reference {
    my ($columns, $max, $best) = @_;
    my %of;
    push @{$of{join "\t", @$_[0 .. $columns - 1]}}, $_ for @records;
    my %keep;
    for my $list (values %of) {
        my @order = $best ? sort { $b->[2] <=> $a->[2] || $a->[3] <=> $b->[3] } @$list : @$list;
        $keep{$_->[3]} = 1 for @order[0 .. ($max < @order ? $max : @order) - 1];
    }
    return join ' ', sort { $a <=> $b } keys %keep;
}
sub dedup {
    my ($args, $name) = @_;
    my $r = run(shell => "sluis dedup $args -s $name.stats -r $name.rejects in", dir => $dir);
    return "exit $r->{exit}: $r->{err}" if $r->{exit} ne '0' || $r->{err} ne '';
    return $r->{out};
}
sub numbers { return join ' ', map { /\t(\d+)$/ ? $1 : () } split /\n/, $_[0] }
sub sorted { return join "\n", sort map { split /\n/ } @_ }

my @kinds = (['', 2, 1, 0], ['--key source', 1, 1, 0], ['--key source --max-n 3', 1, 3, 0], ['--max-n 2', 2, 2, 0],
             ['--keep best', 2, 1, 1], ['--keep best --key source --max-n 4', 1, 4, 1]);
plan(@kinds * 6);
for my $k (@kinds) {
    my ($args, $columns, $max, $best) = @$k;
    my $out = dedup($args, 'a');
    ok(numbers($out) eq reference($columns, $max, $best), "dedup $args: those that stay");
    my ($stats, $rejects) = map { slurp("$dir/a.$_") } 'stats', 'rejects';
    is($stats =~ /"out":(\d+).*"duplicate":(\d+)/ ? $1 + $2 : $stats, $n, "dedup $args: in = out + dropped");
    ok(sorted($out, map { s/^[^\t]*\t[^\t]*\t//mgr } $rejects) eq sorted(slurp("$dir/in")), "dedup $args: no line is lost");
    my @wrong = grep { dedup("$args --mem $_ --tmp .", 'b') ne $out || slurp("$dir/b.rejects") ne $rejects || slurp("$dir/b.stats") ne $stats } '64K', '100K', '1M';
    is("@wrong", '', "dedup $args: the same in files");
    my @parts = map { dedup("$args --part $_/3" . ($_ == 2 ? ' --mem 64K' : ''), "p$_") } 1 .. 3;
    ok(sorted(@parts) eq sorted($out), "dedup $args: parts together are the whole");
    ok(sorted(map { slurp("$dir/p$_.rejects") } 1 .. 3) eq sorted($rejects), "dedup $args: and their rejects");
}
