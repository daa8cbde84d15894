#!/usr/bin/perl
# Compressed output: the same bytes however they come about, read alike by whatever reads such files, and found again by its index.
use strict; use warnings;
use FindBin; use lib "$FindBin::Bin/lib"; use Sluis;
use IO::Uncompress::Gunzip;

chdir scratch() or die;

# 2.4 MB in lines of all lengths, one of 1.1 MB among them; the last has no LF. Fixed seed: an LCG of our own.
my $seed = 5;
sub below { $seed = ($seed * 1103515245 + 12345) % 2147483648; return int($seed / 65536) % $_[0]; }
my @words = qw(sluis water kering polder dijk gemaal schip brug haven stroom peil schut kolk deur schuif);
sub words { return join ' ', map { $words[below(15)] . below(97) } 1 .. $_[0] }
my $text = join '', map { words(below(40)) . "\n" } 1 .. 8000;
$text .= words(130000) . "\nlast lines\n\nwithout LF";
spew('in', $text);
my @lines = split /^/, $text;
my $whole = "$text\n";                                   # a last line without LF gets one
note(length($text) . ' bytes, ' . @lines . ' lines');

sub pack_as { my ($name, $args, %env) = @_; my $r = run(shell => "sluis pack --format text $args -o $name in", dir => '.', env => \%env); return $r->{exit} eq '0' ? slurp($name) : "exit $r->{exit}: $r->{err}" }
sub have { my $c = shift; return `sh -c 'command -v $c'` ne '' }
sub skip { my ($what, $name) = @_; ok(1, "$name # SKIP $what is not installed") }
my %built_in = map { $_ => 1 } grep { run(shell => "echo x | sluis norm -z --backend $_")->{exit} eq '0' } qw(zlib libdeflate isal);
$built_in{zstd} = run(shell => 'echo x | sluis norm --zstd')->{exit} eq '0';
note('built in: ' . join ' ', sort grep { $built_in{$_} } keys %built_in);

# One form for each kind of file.
my @forms = (['gz', ''], ['gz', '--fast'], ['gz', '-9'], ['gz', '--bgzf'], ['gz', '--single'], ['gz', '--single --fast'],
             (map { ['gz', "--backend $_"] } grep { $built_in{$_} } qw(zlib libdeflate isal)), $built_in{isal} ? ['gz', '--backend isal --single'] : (),
             $built_in{zstd} ? (['zst', ''], ['zst', '--fast']) : ());
my @ways = (['-j 8', LC_ALL => foreign_locale(), SLUIS_BLOCK => 1 << 21], ['-j 2 --block 1000', SLUIS_READ => 5003, LC_ALL => 'C.UTF-8', TZ => 'Asia/Tokyo']);
push @ways, map { ["-j $_"] } 1 .. 7 if thorough(1, 0);
my $turn = 0;                                            # in a short run forms take turns with the ways
for (@forms) {
    my ($ending, $args) = @$_;
    my $name = "f.$ending";
    my $one = pack_as($name, $args);
    my $index = -e "$name.gzi" ? slurp("$name.gzi") : '';
    my @some = thorough(1, 0) ? @ways : $ways[$turn++ % @ways];
    my @bad = grep { my ($more, %env) = @$_; pack_as($name, "$args $more", %env) ne $one || (-e "$name.gzi" ? slurp("$name.gzi") : '') ne $index } @some;
    ok(!@bad, ".$ending $args: the same bytes and index for any threads, blocks, reads, locale and time zone", map { "not with @$_" } @bad);
    ok(($index eq '') == ($args =~ /single/), ".$ending $args: " . ($args =~ /single/ ? 'no index' : 'an index'));
    if ($index ne '') {
        my $r = run(shell => "sluis index --check $name", dir => '.');
        ok($r->{exit} eq '0', ".$ending $args: the index is the one that 'sluis index' makes", $r->{err});
    }
}

# Readers.
my %reader = (gzip => 'gzip -dc', pigz => 'pigz -dc', igzip => 'igzip -dc', zstd => 'zstd -dcq', bgzip => 'bgzip -dc',
    python3 => q(python3 -c 'import gzip,sys; sys.stdout.buffer.write(gzip.open(sys.argv[1]).read())'),
    perl => q(perl -MIO::Uncompress::Gunzip=gunzip -e 'gunzip(shift, "-", MultiStream => 1) or die'),
    node => q(node -e 'process.stdout.write(require("zlib").gunzipSync(require("fs").readFileSync(process.argv[1])))'),
    java => 'java -Xshare:auto R.java');
spew('R.java', 'public class R { public static void main(String[] a) throws Exception {'
    . ' new java.util.zip.GZIPInputStream(new java.io.FileInputStream(a[0])).transferTo(System.out); System.out.flush(); } }');
my %files = ('members.gz' => '', 'blocks.gz' => '--bgzf', 'one.gz' => '--single', 'fast.gz' => '--fast', $built_in{isal} ? ('isal.gz' => '--backend isal') : (),
             $built_in{zstd} ? ('frames.zst' => '') : ());
pack_as($_, $files{$_}) for sort keys %files;
my $slow = qr/node|java/;                                # to start; without SLUIS_THOROUGH Java reads nothing
delete $reader{java} if !thorough(1, 0);
for my $program (sort keys %reader) {
    for my $file (sort keys %files) {
        next if $file =~ /zst$/ && $program ne 'zstd';
        next if $program eq 'bgzip' && $file ne 'blocks.gz';
        next if $program =~ $slow && $file !~ /members|blocks/;
        my $name = "$program reads $file ($files{$file})";
        if (!have($program)) { skip($program, $name); next }
        my $r = run(shell => "$reader{$program} $file", dir => '.', timeout => 60);
        ok($r->{exit} eq '0' && $r->{out} eq $whole, $name, $r->{err});
    }
}
if (have('bgzip')) { ok(run(shell => 'bgzip -t blocks.gz', dir => '.')->{exit} eq '0', 'bgzip -t finds the blocks good') }
else { skip('bgzip', 'bgzip -t') }
my $first = '';
IO::Uncompress::Gunzip->new('one.gz')->read($first, 10_000_000);
ok($first eq $whole, '--single: a reader that stops behind the first member has all');

# Nothing is an empty file that all take.
for (['gz', ''], ['gz', '--bgzf'], ['gz', '--single'], $built_in{zstd} ? ['zst', '--zstd'] : ()) {
    my $r = run(shell => "sluis norm -z $_->[1] < /dev/null | gzip -dc") if $_->[0] eq 'gz';
    $r = run(shell => "sluis norm $_->[1] < /dev/null | " . (have('zstd') ? 'zstd -dcq' : 'cat > /dev/null')) if $_->[0] eq 'zst';
    ok($r->{exit} eq '0' && $r->{out} eq '', "nothing as $_->[0] $_->[1]", $r->{err});
}

# Lines by the index.
sub lines_of { my ($file, $range) = @_; return run(shell => "sluis unpack --format tsv --lines $range $file", dir => '.') }
my $n = @lines;
for my $file (sort grep { !/zst/ } keys %files) {
    my @bad;
    for ([1, 1], [2, 7], [$n, $n], [$n - 3, $n + 50], [$n + 1, $n + 9], map { my $a = 1 + below($n); [$a, $a + below(50)] } 1 .. 6) {
        my ($from, $to) = @$_;
        my $want = join '', map { $lines[$_ - 1] . ($_ == $n ? "\n" : '') } grep { $_ <= $n } $from .. $to;
        my $r = lines_of($file, "$from:$to");
        push @bad, "$from:$to" if $r->{exit} ne '0' || $r->{out} ne $want;
    }
    ok(!@bad, "$file: ranges of lines", "not @bad");
}
ok(lines_of('in', "8001:8002")->{out} eq "$lines[8000]$lines[8001]", 'ranges of a plain file');
ok(lines_of('members.gz', ":3")->{out} eq join('', @lines[0 .. 2]), ':B begins with the first line');
ok(lines_of('members.gz', "8003:")->{out} eq "\nwithout LF\n", 'A: goes to the end');

# What is read of a file of many members.
spew('big', join '', map { "$_ " . words(10) . "\n" } 1 .. 120000);
system('sluis pack --format text -o big.gz big') == 0 or die;
if (have('strace')) {
    my $r = run(shell => 'strace -f -o log -e trace=read,pread64 sluis unpack --lines 30000:30010 big.gz > /dev/null', dir => '.');
    my ($bytes, $log) = (0, -e 'log' ? slurp('log') : '');
    $bytes += $1 while $log =~ /(?:read|pread64)\(\d+, .* = (\d+)$/mg;
    if ($r->{exit} ne '0' || !$bytes) { ok(1, 'what is read # SKIP strace cannot trace here') }
    else { ok($bytes < (-s 'big.gz') / 2, 'lines in the middle are found without reading the half of the file', "$bytes of " . -s 'big.gz') }
} else { skip('strace', 'what is read') }

# An index that is not that of its file.
sub stale { my ($what, $r) = @_; ok($r->{exit} eq '1' && $r->{err} =~ /index/, "an index $what is an error", "exit $r->{exit}", $r->{err}) }
my $good = slurp('big.gz');
spew('big.gz', $good . "\x1f\x8b\x08\0\0\0\0\0\0\xff\3\0\0\0\0\0\0\0\0\0");
stale('of a file that has grown', lines_of('big.gz', '5:6'));
my ($at, $before) = (split /\t|\n/, slurp('big.gz.gzi') =~ s/^#.*\n//mgr)[4, 6];       # of its second point
my $other = $good;
substr($other, $at + 1000, 1) ^= "\1";
spew('big.gz', $other);
stale('of a file that differs where it is read', lines_of('big.gz', ($before + 1) . ':' . ($before + 2)));
spew('big.gz', $good);
my $index = slurp('big.gz.gzi');
for (['that is cut off', substr $index, 0, -5], ['of another version', $index =~ s/index 1/index 2/r], ['without points', $index =~ s/^\d.*//msr], ['of noise', "\0\xff" x 40],
     ['whose points do not ascend', $index =~ s/\n(\d.*\n)(\d.*\n)/\n$2$1/r]) {
    spew('big.gz.gzi', $_->[1]);
    stale($_->[0], lines_of('big.gz', '5:6'));
}
ok(run(shell => 'sluis index big.gz', dir => '.')->{exit} eq '0' && slurp('big.gz.gzi') eq $index, 'sluis index makes the same index anew');
spew('part.gz', substr $good, 0, -9);
my $cut = run(shell => 'sluis index part.gz', dir => '.');
ok($cut->{exit} eq '1' && $cut->{err} =~ /part\.gz:\d+: truncated/ && !-e 'part.gz.gzi', 'a truncated file gets no index', $cut->{err});
system('head -n 5 in | sluis pack --format text -o big.gz') == 0 or die;
ok(!-e 'big.gz.gzi', 'a new file that needs no index takes the old one away');
plan();
