#!/usr/bin/perl
# Manners: what every stage must show, found from the registry, so that a new stage can't forget them.
# manners.t [STAGE...] looks at these only.
use strict; use warnings;
use FindBin; use lib "$FindBin::Bin/lib"; use Sluis; use Stages;
use Compress::Zlib;
use IO::Select;
use IPC::Open3;

my @stages = all_stages(@ARGV);
sub lines { my $n = () = $_[0] =~ /\n/g; return $n }
sub good { my ($r, @more) = @_; return $r->{exit} eq '0' ? 1 : (0, "exit $r->{exit}", $r->{err}, @more) }
sub fails {
    my ($r, $exit, $pattern) = @_;
    return (0, "exit $r->{exit}, wanted $exit", $r->{err}) if $r->{exit} ne $exit;
    return (0, 'says nothing') if $r->{err} !~ /\S/;
    return $r->{err} =~ $pattern ? 1 : (0, "says: $r->{err}");
}
sub same {
    my ($a, $b, $what) = @_;
    return 1 if "$a->{exit}\0$a->{out}\0$a->{files}" eq "$b->{exit}\0$b->{out}\0$b->{files}";
    return (0, "$what: differs", "first: exit $a->{exit} " . substr($a->{out} . $a->{files}, 0, 300), "then: exit $b->{exit} " . substr($b->{out} . $b->{files}, 0, 300), $b->{err});
}
sub gz { return Compress::Zlib::memGzip($_[0]) }
# What can be inflated of a damaged file, cut to whole lines.
sub whole_lines {
    my $bytes = shift;
    my $i = inflateInit(-WindowBits => 31);
    my ($out) = $i->inflate($bytes);
    $out =~ s/[^\n]*\z//;
    return $out;
}

# The first list always, the second with SLUIS_THOROUGH.
sub always { my @some = @_; return sub { return @some, thorough(1, 0) ? @_ : () } }

my @manners = (
    ['--help and --version on standard output' => sub {
        my $s = shift;
        for my $o ('--help', '--version') {
            my $r = sluis($s->{name}, $o);
            return (0, $o, $r->{err}) if $r->{exit} ne '0' || $r->{err} ne '' || $r->{out} !~ /sluis \Q$s->{name}\E/;
        }
        my $r = run(shell => "sluis $s->{name} --help > /dev/full");
        return fails($r, 3, qr/No space/);
    }],
    ['wrong options are usage errors' => sub {
        my $s = shift;
        for my $o (always('--no-such-option', '-j', '-j 0', '-f 2-1')->('-Z', '-j x', '--on-error=maybe', '-q=1', '-f 0')) {
            my @bad = fails(on($s, sample($s), more => $o), 2, qr/^sluis \Q$s->{name}\E: /);
            return (0, $o, @bad) if !$bad[0];
        }
        return 1;
    }],
    ['a column that is missing is an error with its place' => sub {
        my $s = shift;
        return 1 if !$s->{flags}{columns};
        return fails(on($s, sample($s), more => '-f 9'), 1, qr/:1: .*column 9/);
    }],
    ['good input, from standard input and from a file' => sub {
        my $s = shift;
        my $a = on($s, sample($s));
        my @g = good($a);
        return @g if !$g[0];
        return (0, "stderr: $a->{err}") if $a->{err} ne '';
        return same($a, on($s, sample($s), how => 'file'), 'file') if $s->{name} ne 'decode' && $s->{name} ne 'split';
        return good(on($s, sample($s), how => 'file'));
    }],
    ['a full disk and a closed output are errors' => sub {
        my $s = shift;
        return 1 if $s->{flags}{sink};
        for my $to ('> /dev/full', '>&-') {
            my @bad = fails(on($s, sample($s), after => " $to"), 3, qr/standard output/);
            return (0, $to, @bad) if !$bad[0];
        }
        return fails(on($s, sample($s), more => '-o /nonexistent/out'), 3, qr{/nonexistent/out});
    }],
    ['a closed input, a folder and a missing file are errors' => sub {
        my $s = shift;
        if (reads_stdin($s)) {
            for my $from ('<&-', '< /') {
                my @bad = fails(run(shell => "sluis $s->{name} $s->{args} $from"), 3, qr/^sluis/);
                return (0, $from, @bad) if !$bad[0];
            }
        }
        return 1 if $s->{name} eq 'wrap';
        for my $path ('/', '/nonexistent/in') {
            my @bad = fails(on($s, '', how => 'file', path => $path), 3, qr/\Q$path\E/);
            return (0, $path, @bad) if !$bad[0];
        }
        return 1;
    }],
    ['a reader that goes away is no news' => sub {
        my $s = shift;
        return 1 if $s->{flags}{sink};
        my $r = on($s, big($s), after => ' | head -n 1 > /dev/null');
        return $r->{err} eq '' ? 1 : (0, "stderr: $r->{err}");
    }],
    ['gzip: members, padding, garbage, truncation, damage' => sub {
        my $s = shift;
        my $plain = big($s);
        my $want = on($s, $plain);
        my $half = length($plain) >> 1;
        my $gz = gz(substr $plain, 0, $half) . gz(substr $plain, $half);
        my @r = same($want, on($s, $gz), 'two members');
        return @r if !$r[0];
        @r = same($want, on($s, $gz . "\0" x 1000), 'zero padding');
        return @r if !$r[0];
        for my $behind (always("\0" x 1000 . 'x')->('garbage')) {
            my $r = on($s, $gz . $behind);
            @r = fails($r, 1, qr/corrupt gzip: .*behind a member/);
            return (0, 'garbage', @r) if !$r[0];
            return (0, 'garbage: not all before it', length($r->{out}) . ' of ' . length $want->{out}) if !$s->{flags}{sink} && $s->{remarks} !~ /holds/ && $r->{out} ne $want->{out};
        }
        my $one = gz($plain);
        my $cut = substr $one, 0, int(length($one) / 2);
        my $r = on($s, $cut);
        @r = fails($r, 1, qr/truncated/);
        return (0, 'truncated', @r) if !$r[0];
        return (0, 'truncated: files were made', substr $r->{files}, 0, 200) if $s->{flags}{sink} && $r->{files} ne '';
        if (!$s->{flags}{sink} && $s->{remarks} !~ /holds/) {
            my $prefix = on($s, whole_lines($cut));
            return (0, 'truncated: not all whole lines before it', length($r->{out}) . ' of ' . length $prefix->{out}) if $prefix->{out} ne $r->{out};
        }
        my $bad = $one;
        substr($bad, -6, 1) ^= "\x01";
        return fails(on($s, $bad), 1, qr/corrupt gzip/);
    }],
    ['parts of a file make the whole' => sub {
        my $s = shift;
        my @one = $s->{args} =~ /@/ ? () : ('--shard 1/2');
        return 1 if !@one;
        my $bytes = sample($s) x 3;
        return fails(on($s, $bytes, more => @one), 2, qr/^sluis \Q$s->{name}\E: --shard has no meaning here/) if $s->{flags}{whole};
        my $cut = index($bytes, "\n", length($bytes) / 2) - 3;                 # a member that ends within a line
        for my $in (always(gz(substr $bytes, 0, $cut) . gz(substr $bytes, $cut))->($bytes)) {
            my @parts = map { on($s, $in, how => 'file', more => "--shard $_/3 -s stats.json") } 1 .. 3;
            my @bad = grep { !$_->[0] } map { [good($_)] } @parts;
            return (0, @{$bad[0]}) if @bad;
            my ($read, $whole) = (0, on($s, $in, how => 'file', more => '-s stats.json'));
            $read += $_->{files} =~ /"in":(\d+)/ ? $1 : 0 for @parts;
            my ($want) = $whole->{files} =~ /"in":(\d+)/;
            return (0, "$read records in the parts, $want in the whole") if $read != $want;
            my $out = join '', map { $_->{out} } @parts;
            return (0, 'the parts give other lines', substr($whole->{out}, 0, 200), substr($out, 0, 200)) if ($s->{flags}{map} && !$s->{flags}{stateful}) && $out ne $whole->{out};
        }
        return fails(run(shell => "cat /dev/null | sluis $s->{name} " . ($s->{name} eq 'wrap' ? "--shard 1/2 $s->{args}" : "$s->{args} --shard 1/2")), 2, qr/not a file/);
    }],
    ['empty input; a last line without line feed' => sub {
        my $s = shift;
        my @r = good(on($s, ''));
        return (0, 'empty', @r) if !$r[0];
        my $bytes = sample($s);
        my $want = on($s, $bytes);
        chomp $bytes;
        return same($want, on($s, $bytes), 'no line feed');
    }],
    ['lines that look odd keep their number' => sub {
        my $s = shift;
        return 1 if $s->{sample} eq 'stats';
        my $odd = join '', map { $s->{sample} eq 'bitext' ? "a${_}b\tc${_}d\n" : "a${_}b\n" } "\0", "\xe2\x80\xa8", "\xc2\x85", "\x0b", "\x0c", "\r", "\x1c", "\xef\xbb\xbf", '';
        my $r = on($s, $odd);
        return (0, "exit $r->{exit}", $r->{err}) if $r->{exit} ne '0' && !($r->{exit} eq '1' && $r->{err} =~ /:\d+/);
        return 1 if !$s->{flags}{map};
        return lines($r->{out}) == 9 ? 1 : (0, lines($r->{out}) . ' lines for 9');
    }],
    ['invalid UTF-8: stop, replace, drop, keep' => sub {
        my $s = shift;
        return 1 if $s->{flags}{raw} || $s->{sample} eq 'stats' || $s->{name} eq 'align';
        my ($a, $b) = $s->{sample} eq 'bitext' ? ("one\teen\n", "tw\xffo\ttwee\n") : ("one\n", "tw\xffo\n");
        my $bytes = $a . $b . $a;
        my @r = fails(on($s, $bytes, more => '--on-error=stop'), 1, qr/:2:3: invalid UTF-8 \(0xFF\)/);
        return (0, 'stop', @r) if !$r[0];
        for my $how ('replace', 'drop', 'keep') {
            my $r = on($s, $bytes, more => "--on-error=$how -s stats.json -r rejects");
            next if $how eq 'drop' && $r->{exit} eq '2' && $r->{err} =~ /--on-error=drop/;     # refused with a reason
            return (0, $how, "exit $r->{exit}", $r->{err}) if $r->{exit} ne '0';
            return (0, "$how: invalid bytes come out") if $how ne 'keep' && $r->{out} =~ /\xff/;
            return (0, 'drop: not counted') if $how eq 'drop' && ($r->{files} !~ /"invalid-utf8":1/ || $r->{files} !~ /invalid-utf8\t/);
            return (0, "$how: lines were lost") if $how ne 'drop' && $s->{flags}{map} && lines($r->{out}) != 3;
        }
        return 1;
    }],
    ['a line of 10 MB' => sub {
        my $s = shift;
        my $long = $s->{sample} eq 'bitext' ? ('kat ' x 1250000) . "\t" . ('cat ' x 1250000) . "\n" : ('kat, ' x 2000000) . "\n";
        $long = '{' . (' ' x 10000000) . "\n" if $s->{sample} eq 'stats';
        my $r = on($s, $long, timeout => 60);
        return $r->{exit} eq '0' || $r->{exit} eq '1' ? 1 : (0, "exit $r->{exit}", substr $r->{err}, 0, 300);
    }],
    ['a line is answered before the next is read' => sub {
        my $s = shift;
        return 1 if $s->{flags}{sink} || !reads_stdin($s) || $s->{remarks} =~ /holds/;
        my $dir = scratch();
        my $pid = open3(my $to, my $from, '>&STDERR', 'sh', '-c', "cd $dir && exec sluis $s->{name} $s->{args}");
        binmode $to;
        my ($first) = sample($s) =~ /^([^\n]*\n)/;
        my $answered = 1;
        for my $i (1 .. 3) {
            my $line = $s->{sample} eq 'bitext' ? "regel $i.\tline $i.\n" : "regel $i.\n";
            syswrite $to, $line;
            my $got = '';
            $answered = 0, last if !IO::Select->new($from)->can_read(10) || !sysread($from, $got, 65536) || $got !~ /\n\z/;
        }
        close $to;
        close $from;
        kill 'TERM', $pid if !$answered;
        waitpid $pid, 0;
        return $answered ? 1 : (0, 'no answer within ten seconds');
    }],
    ['the same bytes for any threads, blocks, reads and locale' => sub {
        my $s = shift;
        my $bytes = sample($s) x 20;
        my $want = on($s, $bytes);
        for my $v (always(['-j 5 --block 1', 0], ['-j 3 --block 7', 1])->(['-j 2', 0], ['-j 3 --block 4096', 5], ['', 4096])) {
            my @r = same($want, on($s, $bytes, more => $v->[0], env => {SLUIS_READ => $v->[1], LC_ALL => foreign_locale(), TZ => 'Asia/Tokyo'}), "$v->[0], reads of $v->[1]");
            return @r if !$r[0];
        }
        return 1;
    }],
    ['in = out + dropped; rejects hold what was dropped' => sub {
        my $s = shift;
        my $bytes = sample($s);
        my $r = on($s, $bytes, more => '-s stats.json -r rejects');
        my @g = good($r);
        return @g if !$g[0];
        my ($in) = $r->{files} =~ /"in":(\d+)/;
        my ($out) = $r->{files} =~ /"out":(\d+)/;
        my ($list) = $r->{files} =~ /"dropped":\{([^}]*)\}/;
        return (0, 'no statistics', substr $r->{files}, 0, 300) if !defined $list;
        my $dropped = 0;
        $dropped += $_ for $list =~ /:(\d+)/g;
        my ($rejects) = $r->{files} =~ /\[rejects\](.*?)(?=\[[a-z.]+\]|\z)/s;
        return (0, 'rejects: ' . lines($rejects) . " for $dropped") if lines($rejects) != $dropped;
        return (0, "out is $out, but there are " . lines($r->{out}) . ' lines') if !$s->{flags}{sink} && $out != lines($r->{out});
        return 1 if !($s->{flags}{map} || $s->{flags}{filter});
        return (0, "in $in, lines " . lines($bytes)) if $in != lines($bytes);
        return $in == $out + $dropped ? 1 : (0, "$in, $out, $dropped");
    }],
    ['nothing half-made stays: errors and signals' => sub {
        my $s = shift;
        my $o = $s->{args} =~ /-o / ? '' : '-o out';
        my $dir = scratch();
        my $big = scratch() . '/big.gz';
        my $whole = gz(big($s));
        spew($big, substr $whole, 0, int(length($whole) / 2));
        my $args = $s->{args};
        $args = $args =~ /@/ ? $args =~ s/@/$big/gr : "$args < $big";
        my $r = run(shell => "sluis $s->{name} $o $args", dir => $dir);
        my @left = map { s{.*/}{}r } glob "$dir/*";
        return (0, "exit $r->{exit}", "left after an error: @left") if $r->{exit} eq '0' || @left;
        return 1 if !reads_stdin($s);
        for my $signal (always('TERM')->('INT', 'HUP')) {
            my $pid = open my $to, '|-', 'sh', '-c', "cd $dir && exec sluis $s->{name} $o $s->{args} 2> /dev/null" or die;
            syswrite $to, sample($s) =~ s/\n.*/\n/sr;
            select undef, undef, undef, 0.1;
            kill $signal, $pid;
            close $to;
            @left = map { s{.*/}{}r } glob "$dir/*";
            return (0, "SIG$signal: it did not die of it, but with status $?") if ($? & 127) == 0;
            return (0, "left after SIG$signal: @left") if @left;
        }
        return 1;
    }],
);

my @items = map { my $s = $_; map { [$s, @$_] } @manners } @stages;
plan(scalar @items);
parallel(sub { my ($s, undef, $check) = @{$_[0]}; return $check->($s) }, sub { "$_[0][0]{name}: $_[0][1]" }, @items);
