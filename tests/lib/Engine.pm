# An engine that damages placeholders as real ones do, with a fixed seed; and what must come of it. For tests/simulate.t and
# tests/eval/simulate. The text around stays as it is, so it is known which text is right.
package Engine;
use strict; use warnings;
use Encode qw(decode_utf8 encode_utf8);
use Exporter 'import';
our @EXPORT = qw(simulate style_patterns);
use Sluis;

# Of each style what stands before and behind the number, and how wide it is.
my %style = (xx => ['XX', ''], opennmt => ["\x{FF5F}T", "\x{FF60}"], bracket => ['[', ']'], tag => ['<x id="', '"/>'], '__TERM%d__' => ['__TERM', '__'],
             '{%d}' => ['{', '}'], '7%03d' => ['7', '', 3], '#T%d#' => ['#T', '#']);
sub style_patterns { return sort keys %style }

my ($seed, $harsh);
sub roll { my $n = shift; $seed = ($seed * 1103515245 + 12345) & 0x7FFFFFFF; return int(($seed >> 8) % $n) }
sub chance { my $percent = shift; return roll(1000) < $percent * 10 }

sub wide { my $s = shift; $s =~ s/([!-~])/chr(ord($1) + 0xFEE0)/ge; return $s }
my @spaces = (' ', "\x{A0}", '  ', "\x{202F}", "\x{200B}");

sub entities { my $s = shift; $s =~ s/([^A-Za-z0-9 ])/'&#' . ord($1) . ';'/ge; return $s }
# What a bad engine does besides: escapes, half-eaten, renumbered, other digits, translated letters, other brackets, none.
sub spoil {
    my ($kind, $pre, $n, $post) = @_;
    return entities("$pre$n$post") if $kind == 0;
    return substr($pre, 1) . $n . $post if $kind == 1;
    return $pre . $n . substr($post, 0, -1) if $kind == 2 && length $post;
    return $pre . ($n + 1) . $post if $kind == 3;
    return $pre . join('', map { chr(0x660 + $_) } split //, $n) . $post if $kind == 4;
    return "($n)" if $kind == 5;
    return $n if $kind == 6;
    (my $other = $pre) =~ s/[A-Z]+/BEGRIP/;
    return "$other$n$post";
}

# One placeholder in another shape: case, space, width.
sub change {
    my ($pre, $n, $post, $numeric) = @_;
    return spoil(roll(8), $pre, $n, $post) if $harsh && chance(70);
    my $kind = roll(4);
    my $s = $spaces[roll(scalar @spaces)];
    return wide("$pre$n$post") if $kind == 0;
    if ($numeric) { my $d = "$pre$n"; $d =~ s/^(.)/$1,/; return $kind == 1 ? wide($d) : $d }
    return (lc $pre) . $n . $post if $kind == 1 && $pre =~ /[A-Z]/;
    return $pre . $s . $n . ($post eq '' ? '' : $s . $post) if $kind != 3;
    return $pre . chr(0xFF10 + substr($n, 0, 1)) . substr($n, 1) . $post if length $n;
}

# Damage one line. Returns what the engine writes, and the text that is right, where a term's target is Zq and its id in letters.
sub target { my $id = shift; $id =~ tr/0-9/a-j/; return "Zq${id}qz" }
sub damage {
    my ($line, $pre, $post, $width, $ids) = @_;
    my $re = $width ? qr/\Q$pre\E(\d{$width})\Q$post\E/ : qr/\Q$pre\E(\d+)\Q$post\E/;
    my %mine = map { $_ => 1 } @$ids;
    my (@text, @ph, $from) = ('');
    $from = 0;
    while ($line =~ /$re/g) {
        next if !$mine{$1 + 0};
        $text[-1] .= substr($line, $from, $-[0] - $from);
        push @ph, $1; push @text, ''; $from = $+[0];
    }
    $text[-1] .= substr($line, $from);
    if (@ph > 1 && chance(10)) { my ($i, $k) = (roll(scalar @ph), roll(scalar @ph)); @ph[$i, $k] = @ph[$k, $i] }
    my ($out, $right, %left) = ('', '');
    for my $i (0 .. $#ph) {
        my $id = $ph[$i] + 0;
        my $put = chance(20) ? change($pre, $ph[$i], $post, $width) : "$pre$ph[$i]$post";
        $out .= $text[$i]; $right .= $text[$i];
        next if chance(2) && ++$left{$id};
        $out .= $put; $right .= target($id);
        if (chance(2)) { $out .= chance(50) ? " $put" : ($right .= ', ' . target($id), ", $put")[1] }
    }
    return ($out . $text[-1], $right . $text[-1], %left);
}

# Protect TEXT with GLOSSARY in a style, let the engine loose, restore, and judge line by line: (right, reported, wrong, terms, beside,
# @examples of wrong). $how: true for a bad engine; then what spaces are put is not looked at,
# and lines are `beside` where a half-eaten placeholder took a bracket of the text next to it along, as [1 in ([1) may have been (1].
sub simulate {
    my ($glossary, $text, $name, $with, $how) = @_;
    my ($pre, $post, $width) = @{$style{$name}};
    ($seed, $harsh) = ($with, $how);
    my $dir = scratch();
    my $quoted = "'$name'";
    run(shell => "sluis protect -q --on-error=keep --style $quoted -g $glossary -m map $text > masked", dir => $dir, timeout => 600);
    open my $map, '<', "$dir/map" or die; open my $in, '<', "$dir/masked" or die;
    open my $to, '>', "$dir/mt" or die; open my $other, '>', "$dir/map2" or die;
    my (%ids, @right, @lost, $terms);
    while (<$map>) {
        chomp; my @c = split /\t/, $_, -1;
        if (!/^#/ && $c[7] ne 'text' && $c[7] ne 'part') { push @{$ids{$c[0]}}, $c[1]; $c[6] = target($c[1]); $c[7] = 'exact'; $terms++ }
        s/lines=\d+ hash=\w+/lines=0 hash=0/ if /^#sluis/;
        print $other /^#/ ? "$_\n" : join("\t", @c) . "\n";
    }
    while (<$in>) {
        chomp;
        my ($line, $mt, $right, %left) = (decode_utf8($_));
        ($mt, $right, %left) = damage($line, $pre, $post, $width || 0, $ids{$.} || []);
        print $to encode_utf8($mt), "\n";
        push @right, encode_utf8($right); push @lost, join ',', map { "T$_" } sort { $a <=> $b } keys %left;
    }
    close $_ for $to, $other;
    run(shell => "sluis restore -q --on-error=keep --no-fit -m map2 --report report mt > out", dir => $dir, timeout => 600);
    my %verdict;
    open my $rep, '<', "$dir/report" or die;
    while (<$rep>) { $verdict{$1} = $2 if /^(\d+)\t-\t\t\t([^\t]*)/ }
    open my $out, '<', "$dir/out" or die;
    my ($good, $told, $beside, $n, @wrong) = (0, 0, 0, 0);
    while (<$out>) {
        chomp; $n++;
        my ($got, $want, $v) = ($_, $right[$n - 1], $verdict{$n} // 'ok');
        my ($missing) = $v =~ /missing:([T\d,]*)/;
        my $space = $harsh ? '' : ' ';
        s/[ \xC2\xA0]+/$space/g for $got, $want;
        if ($got eq $want && ($missing // '') eq $lost[$n - 1]) { $good++ }
        elsif ($v =~ /missing|unknown/) { $told++ }
        elsif ($harsh && $v =~ /repaired/ && $got =~ tr/[](){}<>//dr eq $want =~ tr/[](){}<>//dr) { $beside++ }
        else { push @wrong, "line $n: wanted '$want', got '$got' [$v]" }
    }
    push @wrong, "$n lines instead of " . @right if $n != @right;
    return ($good, $told, scalar @wrong, $terms // 0, $beside, @wrong);
}
1;
