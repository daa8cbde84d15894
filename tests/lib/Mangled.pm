# Lines whose placeholders an engine damaged, restored: for tests/mangled.t and tests/eval/mangled.
package Mangled;
use strict; use warnings;
use Sluis;
use Exporter 'import';
our @EXPORT = qw(mangled);

# The style of a line by what it holds: a pattern, and what finds its numbers.
my @styles = (['opennmt', qr/｟T(\d+)｠/], ['tag', qr/<x id="(\d+)"\/>/], ['html', qr/<span translate="no" id="(\d+)">/], ['moses-xml', qr/<n translation="[^"]*" id="(\d+)">/],
              ['__TERM%d__', qr/__TERM(\d+)__/], ['#T%d#', qr/#T(\d+)#/], ['{%d}', qr/\{(\d+)\}/], ['7%03d', qr/\b7(\d{3})\b/],
              ['xx', qr/\bXX(\d+)\b/], ['bracket', qr/\[(\d+)\]/]);

sub style_of {
    my $in = shift;
    for (@styles) { my ($style, $re) = @$_; my @ids = map { $_ + 0 } $in =~ /$re/g; return ($style, sort { $a <=> $b } @ids) if @ids }
    return ('xx');
}

# Rows of the map for a line: a term that opens it has a capital.
sub rows {
    my ($n, $terms, $in, @ids) = @_;
    my $rows = '';
    for my $id (@ids) {
        my ($surface, $target, $rule) = (@{$terms->{$id} // next}, 'exact');
        my ($first) = style_of($in =~ /^\W{0,3}(\S+)/ ? $in : '');
        (my $open = $in) =~ s/^(?:｟T|<x id="|<span translate="no" id="|<n translation="[^"]*" id="|__TERM|#T|\{|7|XX|\[)0*$id\b//;
        if ($open ne $in && $rule eq 'exact') { $target = ucfirst $target; $rule = 'capital+start' }
        $rows .= "$n\t$id\t0\t1\t$surface\t$surface\t$target\t$rule\n";
    }
    return $rows;
}

# Lines are arrays: class, what the engine was given, what came back, wanted text, wanted verdict. $terms: of each id [surface, target].
# Returns for each [text, verdict].
sub mangled {
    my ($terms, @lines) = @_;
    my (%of, @got);
    for my $i (0 .. $#lines) { my ($style) = style_of($lines[$i][1]); push @{$of{$style}}, $i }
    for my $style (sort keys %of) {
        my $work = scratch();
        my ($map, $in, $mt, $n) = ("#sluis protect 1 lines=0 hash=0 style=$style\n#line\tid\tstart\tend\tsurface\tterm\ttarget\trule\n", '', '', 0);
        for my $i (@{$of{$style}}) {
            my (undef, @ids) = style_of($lines[$i][1]);
            $map .= rows(++$n, ref $terms eq 'CODE' ? $terms->($lines[$i]) : $terms, $lines[$i][1], @ids);
            $in .= "$lines[$i][1]\n"; $mt .= "$lines[$i][2]\n";
        }
        spew("$work/map", $map); spew("$work/in", $in); spew("$work/mt", $mt);
        my $r = run(shell => "sluis restore -q -m map --text in --report report mt", dir => $work, timeout => 20);
        my @out = split /\n/, $r->{out}, -1;
        my %verdict = slurp("$work/report") =~ /^(\d+)\t-\t\t\t([^\t]*)/mg;
        $n = 0;
        for my $i (@{$of{$style}}) { $got[$i] = [$out[$n] // "lost: $r->{err}", $verdict{$n + 1} // 'ok']; $n++ }
    }
    return @got;
}
1;
