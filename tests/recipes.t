#!/usr/bin/perl
# The two main jobs, as a user runs them: on the samples, and wrongly.
use strict; use warnings;
use FindBin; use lib "$FindBin::Bin/lib"; use Sluis;

my $corpus = "$top/scripts/prepare-corpus";
my $batch = "$top/scripts/prepare-batch";
my $dir = scratch();
sub sh { return run(shell => shift, dir => $dir, timeout => 60, @_) }
sub lines { my @l = split /\n/, shift, -1; pop @l; return @l }
sub unzip { return scalar `gzip -dc $dir/$_[0]` }

my $r = sh("$corpus --wrapped --tmx -o c $top/data/samples/nl -- $top/data/samples/en");
ok($r->{exit} eq '0' && $r->{err} eq '', 'a corpus from folders', $r->{err});
my @nl = lines(unzip('c.nl.gz'));
my @en = lines(unzip('c.en.gz'));
my @tsv = lines(unzip('c.tsv.gz'));
ok(@nl > 200 && @nl == @en && @nl == @tsv, 'its sides are in step', scalar(@nl), scalar(@en), scalar(@tsv));
my $same = grep { my @c = split /\t/, $tsv[$_], -1; $c[0] eq $nl[$_] && $c[1] eq $en[$_] && @c == 7 && $c[2] >= 0.5 } 0 .. $#tsv;
is($same, scalar @tsv, 'the table holds the same pairs, with probability, document, sentences and type');
my %docs = map { (split /\t/)[3] => 1 } @tsv;
is(join(' ', sort keys %docs), 'contract debate letter manual news subtitles', 'every document is there');
ok((grep { /^Article|^\d/ } @en) && unzip('c.tmx.gz') =~ m{</tmx>\s*\z}, 'the TMX file is whole');
my $stats = slurp("$dir/c.stats.json");
ok((grep { $stats =~ /"stage":"$_"/ } qw(decode norm split align clean dedup pack)) == 7, 'statistics of all stages');
my ($aligned) = $stats =~ /"stage":"align".*?"out":(\d+)/;
my $rejects = grep { /^(clean|dedup)\t/ } lines(unzip('c.rejects.gz'));
is($aligned - $rejects, scalar @tsv, 'what was aligned was packed, or is among the rejects');
ok($r->{out} =~ /^align\b/m && $r->{out} =~ /written: c\.en\.gz c\.json c\.nl\.gz/, 'a table is printed', $r->{out});
is(join(' ', sort map { s{.*/}{}r } glob "$dir/*"), 'c.en.gz c.json c.nl.gz c.rejects.gz c.stats.json c.tmx.gz c.tsv.gz', 'nothing else stays');

my $again = sh("$corpus --wrapped -q -j 2 -o d $top/data/samples/nl -- $top/data/samples/en && cmp c.nl.gz d.nl.gz && cmp c.tsv.gz d.tsv.gz", env => {TZ => 'Asia/Tokyo', LC_ALL => foreign_locale()});
ok($again->{exit} eq '0' && $again->{out} eq '', 'the same bytes again, with threads and another locale', $again->{out}, $again->{err});
sh('rm -f d.*');

sh("mkdir -p x/nl y/en && cp $top/data/samples/nl/news.txt x/nl/a.nl.txt && gzip -c $top/data/samples/en/news.txt > y/en/a.en.txt.gz && cp $top/data/samples/nl/debate.txt x/nl/alone.txt");
$r = sh("$corpus -o e x -- y");
ok($r->{exit} eq '0' && unzip('e.tsv.gz') =~ /\ta\t/ && unzip('e.tsv.gz') !~ /alone/ && unzip('e.rejects.gz') =~ /^align\tno-partner\t/m, 'names pair without language and ending; a document alone is told', $r->{err});
spew("$dir/h.nl.html", "<html><body><h1>De brug</h1>\n<p>De brug is dicht.</p><p>Door Jan Jansen</p><p>Het caf&eacute; is open, zegt hij.</p></body></html>\n");
spew("$dir/h.en.html", "<html><body><h1>The bridge</h1>\n<p>The bridge is closed.</p><p>By Jane Doe</p><p>The caf&eacute; is open, he says.</p></body></html>\n");
$r = sh("$corpus -q --decode '--tags lines --entities --meta drop' -o h h.nl.html -- h.en.html");
is(unzip('h.nl.gz') . unzip('h.en.gz'), "De brug\nDe brug is dicht.\nHet caf\xc3\xa9 is open, zegt hij.\nThe bridge\nThe bridge is closed.\nThe caf\xc3\xa9 is open, he says.\n", 'options for decode: pages of HTML without their bylines');
sh('rm -f h.*');
$r = sh("$corpus -q --tok -o f x/nl/a.nl.txt -- $top/data/samples/en/news.txt");
ok($r->{exit} eq '0' && $r->{out} eq '' && unzip('f.nl.gz') =~ /\x{ef}\x{bf}\x{ad}/, 'one file a side is a pair whatever its name; tokens', $r->{err});

sh('rm -rf e.* f.*; head -c 700 y/en/a.en.txt.gz > y/en/cut; mv y/en/cut y/en/a.en.txt.gz');
$r = sh("$corpus -o g x -- y");
ok($r->{exit} eq '1' && $r->{err} =~ /truncated gzip/ && $r->{err} =~ /nothing was written/ && !glob("$dir/g*"), 'a truncated input ends it and leaves nothing', $r->{err}, glob "$dir/g*");
for (['', 'documents are missing'], ['a', 'documents are missing'], ['--nope a -- b', 'unknown option --nope'], ['-o', 'needs a value'], ['nothere -- x', 'no such file']) {
    $r = sh("$corpus $_->[0]");
    ok($r->{exit} =~ /^[23]$/ && $r->{err} =~ /\Q$_->[1]\E/, "prepare-corpus $_->[0]: $_->[1]", "exit $r->{exit}", $r->{err});
}
$r = sh("$corpus -o nodir/h x -- x");
ok($r->{exit} eq '3' && $r->{err} =~ /cannot create/, 'a folder that is not there', $r->{err});

# Groups, parts and jobs change no byte; what is finished need not be done again.
sh("mkdir -p docs/nl docs/en; for l in nl en; do for i in 1 2; do cp $top/data/samples/\$l/news.txt docs/\$l/a\$i.txt; cp $top/data/samples/\$l/letter.txt docs/\$l/b\$i.txt; done; done");
my @kinds = qw(nl.gz en.gz tsv.gz stats.json rejects.gz json);
my $sums = sub { my $o = shift; return join ' ', map { my $f = slurp("$dir/$o.$_"); $_ eq 'json' ? $f =~ s/"name":"$o/"name":"/gr : $f } @kinds };
sh("$corpus -q --tok -o one docs/nl -- docs/en");
ok(unzip('one.rejects.gz') =~ /^dedup\tduplicate\t/m, 'repeated documents are duplicates');
for (['two', '--group 1 -j 2', 'a document a group'], ['three', '--group 4K --parts 3 -j 3', 'parts']) {
    $r = sh("$corpus --tok -q -o $_->[0] $_->[1] docs/nl -- docs/en");
    ok($r->{exit} eq '0' && $r->{err} eq '' && $sums->($_->[0]) eq $sums->('one'), "the same bytes: $_->[2]", $r->{err});
}
$r = sh("$corpus --dry-run --tok --parts 3 --group 1 -o dry docs/nl -- docs/en");
ok($r->{exit} eq '0' && $r->{out} =~ /^4 groups, each:/m && $r->{out} =~ /mkfifo nl en; .* > en &\n +sluis align \S.* nl en \| sluis clean/s && $r->{out} =~ /--part 1\/3/ && !glob("$dir/dry*"), 'a dry run prints the pipelines and leaves nothing', $r->{out}, $r->{err});
sh("cp docs/en/b2.txt safe; printf 'x\\xff\\x00' | gzip | head -c 20 > docs/en/b2.txt");
$r = sh("$corpus -q --tok --group 1 -o four docs/nl -- docs/en");
ok($r->{exit} eq '1' && $r->{err} =~ /^group 4 of 4: stage decode failed$/m && $r->{err} =~ /what is finished stays in four\.job/ && !glob("$dir/four.*gz"), 'a bad document stops it; what is finished stays', $r->{exit}, $r->{err});
my %before = map { $_ => (stat)[10] } glob "$dir/four.job/done/group-*";
$r = sh("$corpus -q --tok --group 1 -o four docs/nl -- docs/en");
ok($r->{exit} eq '1' && keys %before == 3 && !grep({ $before{$_} != (stat)[10] } keys %before), 'it is tried again, what is finished is not', $r->{err}, %before);
sh('cp safe docs/en/b2.txt');
$r = sh("$corpus -q --tok --group 1 -o four docs/nl -- docs/en");
ok($r->{exit} eq '2' && $r->{err} =~ /other inputs or options/, 'with changed input it does not go on', $r->{err});
sh('rm -r four.job');
$r = sh("$corpus --progress --tok --group 1 -o four docs/nl -- docs/en");
ok($r->{exit} eq '0' && $sums->('four') eq $sums->('one') && $r->{err} =~ m{\b0\.0 of 0\.0 MB, \S+ MB/s, \S+ left}m && !-e "$dir/four.job", 'anew, with progress', $r->{err});
$r = sh("(sleep 0.4; kill -INT \$\$) & exec perl -e '\$SIG{INT} = \"DEFAULT\"; exec \@ARGV' $corpus -q --tok --group 1 -o five docs/nl -- docs/en");
ok(($r->{exit} eq '130' && !glob("$dir/five.*gz") && !glob("$dir/five.job/done/.*-*")) || $r->{exit} eq '0', 'an interruption leaves nothing half-done', $r->{exit}, $r->{err});
$r = sh("$corpus -q --tok --group 1 -o five docs/nl -- docs/en");
ok($r->{exit} eq '0' && $sums->('five') eq $sums->('one'), 'and it goes on', $r->{err});
$r = sh("flock one.lock true; mkdir -p six.job; $corpus --plan --group 1 -o seven docs/nl -- docs/en && flock seven.job/lock $corpus --group 1 -o seven docs/nl -- docs/en");
ok($r->{exit} eq '1' && $r->{err} =~ /another run is at work in seven\.job/ && -e "$dir/seven.job/plan", 'two at once are told apart', $r->{err});
$r = sh("$corpus -o seven docs/nl -- docs/en");
ok($r->{exit} eq '2' && $r->{err} =~ /seven\.job is of a run with other/ && -e "$dir/seven.job/plan", 'and one with other options leaves the job of the first alone', $r->{err});
for (['--group 0', 'wants a number'], ['--jobs x', 'wants a number'], ['--parts 2 --dedup --key\\ source', 'compared as wholes']) {
    $r = sh("$corpus $_->[0] docs/nl -- docs/en");
    ok($r->{exit} eq '2' && $r->{err} =~ /\Q$_->[1]\E/, "prepare-corpus $_->[0]: $_->[1]", $r->{exit}, $r->{err});
}
# What would be found out late, or never, is told at once; what names and folders may be.
sh("rm -r six.job seven.job; mkdir -p nt/nl nl2 en2 empty; : > nt/nl/'a\tb'; : > 'a\nb'; mkdir -p one/d; cp $top/data/samples/nl/debate.txt one/d/nl.txt; cp $top/data/samples/en/debate.txt one/d/en.txt; ln -s docs/nl nll; ln -s ../docs/en/a1.txt en2/p%n.txt; ln -s ../docs/nl/a1.txt nl2/p%n.txt; mkdir nl2/.git; echo x > nl2/.git/x; echo '{}' > own.json; cp docs/nl/a1.txt io.nl.gz");
for (['nt -- docs/en', 2, "nt/nl/a\\tb': a name with a TAB"], ["'a\nb' -- docs/en", 2, "a\\nb': a name with"], ["--pairs nt/nl/a*", 2, 'a name with'], ["-o 'x\ty' docs/nl -- docs/en", 2, 'a name with'],
    ['--dedup --nope docs/nl -- docs/en', 2, '--dedup: see'], ['--clean=-ox docs/nl -- docs/en', 2, 'no -ox'], ['--decode=--from=x docs/nl -- docs/en', 2, '--decode: see'], ['--min-prob 2 docs/nl -- docs/en', 2, '--min-prob: see'],
    ['-o empty/ docs/nl -- docs/en', 2, 'not the name of a file'], ["-o '' docs/nl -- docs/en", 2, 'not the name of a file'], ['-o docs/nl/x docs -- docs/en', 2, 'would lie among the inputs in docs:'],
    ['-o own docs/nl -- docs/en', 2, 'own.json is no manifest'], ['-o io io.nl.gz -- docs/en/a1.txt', 2, 'io.nl.gz would be overwritten'], ['--pairs docs', 2, 'is a folder'], ['--pairs a* -- a*', 2, 'a name with'],
    ['--pairs own.json -- ./own.json', 2, 'the same file'], ['--pairs -w own.json', 2, 'with --pairs'], ['docs/nl -- docs/nl', 2, 'docs/nl/a1.txt: the same file'], ['docs/nl -- empty', 1, 'no document has a partner of its name: a1 of nl'], ['docs/nl -- en2', 1, 'a1 of nl, p%n of en']) {
    $r = sh("$corpus $_->[0]");
    ok($r->{exit} eq $_->[1] && $r->{err} =~ /\Q$_->[2]\E/ && !@{[glob "$dir/*.job"]}, "prepare-corpus $_->[0]: $_->[2]", $r->{exit}, $r->{err});
}
$r = sh("$corpus -q -ol nll nl2/p%n.txt one --min-prob=0 -- en2 docs/en/b1.txt one");
is("$r->{exit} $r->{err}", "0 prepare-corpus: 5 of 11 documents have no partner of their name\n", 'links to files and folders, a name with %, a hidden folder; partners are counted');
is(join(' ', sort { $a cmp $b } keys %{{ map { (split /\t/)[3] => 1 } lines(unzip('l.tsv.gz')) }}), 'b1 d p%n', 'all pairs are there');
# A job that was kept, an index that is stale, and an end between the results' last moves.
sh("cp docs/nl/a1.txt k1; cp docs/en/a1.txt k2; $corpus -q --keep -o k k1 -- k2; rm k.nl.gz; echo stale > k.nl.gz.gzi");
$r = sh("$corpus -q --keep -o k k1 -- k2 && sluis check k.json");
ok($r->{exit} eq '0' && -s "$dir/k.nl.gz" && !-e "$dir/k.nl.gz.gzi", 'results that went are made again, without the index of an earlier file', $r->{exit}, $r->{err});
my $whole = $sums->('k');
mkdir "$dir/kill"; spew("$dir/kill/mv", qq{#!/bin/sh\ncase "\$*" in *files/k.stats.json*) kill -9 \$PPID; exit 1;; *) exec /bin/mv "\$\@";; esac\n});
$r = sh("rm -r k.job/done/merge; chmod 755 kill/mv; PATH=\$PWD/kill:\$PATH $corpus -q --keep -o k k1 -- k2");
ok($r->{exit} ne '0' && !-e "$dir/k.json", 'killed while it moves the results: no manifest tells of them', $r->{exit}, $r->{err});
$r = sh("$corpus -q -o k k1 -- k2 && sluis check k.json");
ok($r->{exit} eq '0' && $sums->('k') eq $whole && !-e "$dir/k.job", 'and the same command ends it with the same bytes', $r->{exit}, $r->{err});
$r = sh("echo een > one.txt; $corpus -q -o t --pairs docs/nl/a1.txt one.txt");
ok($r->{exit} eq '1' && $r->{err} =~ /^group 1 of 2 \(docs\/nl\/a1\.txt\): stage norm failed$/m, 'a bad file of pairs is named', $r->{exit}, $r->{err});
# Tasks by hand: none without what it is made of.
sh("$corpus --plan --parts 2 --group 1 -o t docs/nl -- docs/en");
for (['merge', 3, 'merge: group 1 of 4 is not done'], ['part', 2, 'part: which one'], ['part 1', 3, 'part: group 1'], ['group 5', 2, 'there is no group 5'], ['merge', 3, 'merge: part 1 of 2 is not done']) {
    $r = sh("$top/scripts/corpus-task " . $_->[0] =~ s/( |$)/ t.job /r);
    ok($r->{exit} eq $_->[1] && $r->{err} =~ /\Q$_->[2]\E/ && !-e "$dir/t.json", "corpus-task $_->[0]: $_->[2]", $r->{exit}, $r->{err});
    sh('for i in 1 2 3 4; do mkdir -p t.job/done/group-00000$i; done') if $_->[0] eq 'group 5';
}
$r = sh("printf 'a\tb\n' > 'p q.tsv'; $corpus --dry-run -o 'a|b' --pairs 'p q.tsv'");
ok($r->{exit} eq '0' && $r->{out} =~ /sluis unpack p\\ q.tsv \| sluis norm.* -o \S+\/a\\\|b$/s, 'a dry run of pairs', $r->{exit}, $r->{out}, $r->{err});
# Pairs that are aligned already.
sh("gzip -dc one.nl.gz > p.nl; gzip -dc one.en.gz > p.en; cat p.nl p.nl > pp.nl; cat p.en p.en > pp.en; paste pp.nl pp.en > pp.tsv");
$r = sh("zstd -q pp.tsv && $corpus -q --pairs -o pairs pp.nl -- pp.en && $corpus -q --pairs -j2 --group=1K -o tsv --keep pp.tsv.zst");
ok($r->{exit} eq '0' && @{[glob "$dir/tsv.job/groups/*"]} > 1 && unzip('pairs.tsv.gz') eq unzip('tsv.tsv.gz') && (lines(unzip('pairs.nl.gz'))) <= (lines(slurp("$dir/p.nl"))), 'pairs: two files, or one of columns, in groups', $r->{err});
sh('rm -rf one.* two.* three.* four.* five.* six.* seven.* pairs.* tsv.*');

$r = sh("$batch -g $top/data/samples/glossary.tsv --mt cat -o b $top/data/samples/nl/news.txt");
ok($r->{exit} eq '0' && $r->{err} eq '', 'a batch', $r->{err});
my @report = grep { !/^#|^\d+\t-\t/ } lines(slurp("$dir/b.report.tsv"));
my @map = grep { !/^#/ } lines(slurp("$dir/b.map"));
ok(@map > 20 && @report == @map && !grep({ !/returned/ } @report), 'every term is reported', scalar(@map), @report[0 .. 2]);
ok(slurp("$dir/b.txt") =~ /storm surge barrier/ && slurp("$dir/b.txt") !~ /XX\d/, 'terms are in the text, placeholders are not');
is(scalar(grep { length } lines(slurp("$dir/b.txt"))), scalar(grep { length } lines(slurp("$top/data/samples/nl/news.txt"))), 'a paragraph is a line again');
$r = sh("$batch -g $top/data/samples/glossary.tsv --mt 'sed s/XX1//' -q -o l $top/data/samples/nl/news.txt");
ok($r->{exit} eq '0' && slurp("$dir/l.report.tsv") =~ /missing/, 'a term that an engine loses is reported missing', $r->{err});
$r = sh("$batch -g $top/data/samples/glossary.tsv --mt 'sed s/XX1//' --retry -q -o y $top/data/samples/nl/news.txt");
ok($r->{exit} eq '0' && slurp("$dir/y.report.tsv") =~ /missing/ && slurp("$dir/y.txt") =~ /stormvloedkering/i, 'and with --retry its sentence is translated without placeholders', $r->{err});
$r = sh("$batch -g $top/data/samples/glossary.tsv --mt 'sed s/XX1//' --fail-under 99 --terms '--gap 5 --protect url' -q -o u $top/data/samples/nl/news.txt");
ok($r->{exit} eq '1' && $r->{err} =~ /came back, less than 99 %/ && -e "$dir/u.txt", 'too few terms end it with 1, with all written', $r->{err});
$r = sh("$batch -g $top/data/samples/glossary.tsv --mt 'sed 3d' -q -o m $top/data/samples/nl/news.txt");
ok($r->{exit} ne '0' && $r->{err} =~ /nothing was written/ && !glob("$dir/m*"), 'an engine that loses a line ends it', $r->{err});
$r = sh("$batch -g $top/data/samples/glossary.tsv -o p $top/data/samples/nl/news.txt");
my ($way) = $r->{out} =~ /^ +(sluis restore .*)$/m;
$way =~ s/TRANSLATED/p.protected.txt/ if $way;
my $back = sh(($way || 'false') . ' > p.out');
ok($r->{exit} eq '0' && $back->{exit} eq '0' && slurp("$dir/p.out") =~ /storm surge barrier/, 'without an engine: the way back that is printed works', $r->{out}, $back->{err});
for (['', 'a glossary is missing'], ["-g $top/data/samples/glossary.tsv", 'documents are missing'], ['-g nothere x/nl/a.nl.txt', 'nothere'],
     ['-g g -l nl x', '-l takes two languages'], ['-g g --fail-under x x', '--fail-under takes a percentage'], ['-g g --retry x', '--retry and --fail-under need --mt'])  {
    $r = sh("$batch $_->[0]");
    ok($r->{exit} =~ /^[123]$/ && $r->{err} =~ /\Q$_->[1]\E/, "prepare-batch $_->[0]: $_->[1]", "exit $r->{exit}", $r->{err});
}
plan();
