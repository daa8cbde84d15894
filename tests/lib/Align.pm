# Scoring alignments. A bead is "i,j:k", 0-based sentence numbers of both sides; gold files write it `[i, j]:[k]`.
# Strict and lax precision and recall as D. Varga et al. (2005) and vecalign define them: precision counts every bead of the test, lone
# sentences one by one; recall counts gold links. Lax: some sentence pair of the bead is linked in the other alignment too.
package Align;
use strict; use warnings;
use Exporter 'import';
our @EXPORT = qw(read_gold read_stream write_stream align_streams score);

sub one_by_one {
    my ($one, $two) = @_;
    return "$one:$two" if $one ne '' && $two ne '';
    return ((map { "$_:" } split /,/, $one), (map { ":$_" } split /,/, $two));
}

sub read_gold {
    my $file = shift;
    open my $h, '<', $file or die "$file: $!";
    my @beads;
    while (my $line = <$h>) {
        $line =~ s/\s+//g;
        push @beads, one_by_one($1, $2) if $line =~ /^\[([\d,]*)\]:\[([\d,]*)\]/;
    }
    return \@beads;
}

# Sentences as a stream for `sluis align`, numbered from 0 in each document: [doc, [text, par], ...] each, in the order of the names.
sub write_stream {
    my ($file, @docs) = @_;
    open my $o, '>:raw', $file or die "$file: $!";
    for (@docs) {
        my ($doc, @sents) = @$_;
        my $n = 0;
        for (@sents) { my ($text, $par) = @$_; $text =~ tr/\t/ /; print $o "$text\t$doc\t$par\t", $n++, "\n" }
    }
    close $o or die "$file: $!";
}

# Beads by document, as `sluis align --all` links the sentences of two streams.
sub align_streams {
    my ($args, $one, $two) = @_;
    my $out = `sluis align --all $args $one $two`;
    die "sluis align failed on $one\n" if $?;
    return read_stream($out);
}

# Beads by document, from what `sluis align` wrote: ids are line numbers, or par.sent with sent from 0.
sub read_stream {
    my ($text) = @_;
    my %of;
    for (split /\n/, $text) {
        my (undef, undef, undef, $doc, @ids) = (split /\t/, $_, -1)[0 .. 5];
        for (@ids) { $_ = join ',', map { /\.(\d+)$/ ? $1 : $_ - 1 } split /,/ }
        push @{$of{$doc}}, one_by_one(@ids);
    }
    return \%of;
}

sub part {
    my ($beads, $other, $links_only) = @_;
    my (%is, %linked);
    for (@$other) {
        $is{$_} = 1;
        my ($one, $two) = split /:/, $_, -1;
        for my $i (split /,/, $one) { $linked{$i}{$_} = 1 for split /,/, $two }
    }
    my ($strict, $lax, $n) = (0, 0, 0);
    for (@$beads) {
        my ($one, $two) = split /:/, $_, -1;
        next if $links_only && ($one eq '' || $two eq '');
        $n++;
        if ($is{$_}) { $strict++; $lax++; next }
        $lax++ if grep { my $l = $linked{$_} || {}; grep { $l->{$_} } split /,/, $two } split /,/, $one;
    }
    return ($strict, $lax, $n);
}

# score([gold, test], ...) over all documents together: strict F1, lax F1, strict precision, strict recall.
sub score {
    my (@p, @r);
    for (@_) {
        my ($gold, $test) = @$_;
        my @x = part($test, $gold, 0);
        my @y = part([@$gold], [grep { /\d:\d/ } @$test], 1);
        $p[$_] += $x[$_], $r[$_] += $y[$_] for 0 .. 2;
    }
    my @f;
    for my $k (0, 1) {
        my ($p, $r) = map { $_->[2] ? $_->[$k] / $_->[2] : 0 } \@p, \@r;
        push @f, $p + $r ? 2 * $p * $r / ($p + $r) : 0;
    }
    return (@f, $p[2] ? $p[0] / $p[2] : 0, $r[2] ? $r[0] / $r[2] : 0);
}
1;
