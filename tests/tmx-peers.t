#!/usr/bin/perl
# Other programs take our TMX for what it says, and we theirs: translate-toolkit's reader and writer, and OmegaT, which
# translates a document with our memory (with SLUIS_THOROUGH: it takes seconds to start). Each is skipped where it is not installed.
use strict; use warnings;
use FindBin; use lib "$FindBin::Bin/lib"; use Sluis;

chdir scratch() or die;
sub there { return system("command -v $_[0] > /dev/null 2>&1") == 0 }

my @nasty = ('brood & boter', '<b>vet</b>', "'s Morgens \"om\" 9 \xe2\x82\xac", ']]> <!-- -->', "  ruimte  ", "\xf0\x9f\x98\x80 \xc3\xab \xe2\x80\xa8 x", '&amp; &#65;', "a\rb");
spew('in', join '', map { "$nasty[$_]\t$nasty[-$_ - 1] $_\t0.$_\n" } 0 .. $#nasty);
my $pairs = `cut -f1,2 in`;
ok(system('sluis pack -o c.tmx in') == 0, 'a memory is packed');

# Debian's package is for Debian's Python, which need not be the first one.
my ($python) = grep { there($_) && system("$_ -c 'import translate.storage.tmx' 2> /dev/null") == 0 } 'python3', '/usr/bin/python3';
if ($python) {
    spew('read.py', "import sys\nfrom translate.storage import tmx\n"
        . "for u in tmx.tmxfile(open(sys.argv[1], 'rb'), sourcelanguage='nl', targetlanguage='en').units:\n"
        . "    sys.stdout.buffer.write(('%s\\t%s\\n' % (u.source, u.target)).encode())\n");
    my $got = `$python read.py c.tmx`;
    is($got, $pairs, 'translate-toolkit reads the same pairs');
    spew('write.py', "from translate.storage import tmx\nf = tmx.tmxfile()\n"
        . "for line in open('in', newline='\\n', encoding='utf-8'):\n"
        . "    a, b = line.split('\\t')[:2]\n    f.addtranslation(a, 'nl', b, 'en')\n"
        . "open('theirs.tmx', 'wb').write(bytes(f))\n");
    ok(system("$python write.py") == 0, 'translate-toolkit writes them') and is(`sluis unpack theirs.tmx`, $pairs, 'and what it writes is read');
} else { ok(1, 'translate-toolkit # SKIP it is not installed') }

if (there('po2tmx') && there('pocount')) {
    spew('in.po', qq(msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "bread & butter"\nmsgstr "brood & boter"\n));
    ok(system('po2tmx -l nl in.po po.tmx > /dev/null 2>&1') == 0 && `sluis unpack po.tmx` eq "brood & boter\tbread & butter\n", 'what po2tmx makes is read');
    my $n = () = `pocount --csv c.tmx 2>&1` =~ /\b8\b/g;
    ok($n > 0, 'pocount counts its units');
} else { ok(1, 'po2tmx # SKIP it is not installed') }

if (there('omegat') && thorough(1, 0)) {
    my @easy = grep { !/[\r]|^ |\xe2\x80\xa8/ } @nasty;
    my %to = map { my $t = $_; $t => "target of $t" } @easy;
    mkdir $_ for 'p', map { "p/$_" } qw(source target tm omegat glossary dictionary);
    spew('p/source/a.txt', join '', map { "$_\n\n" } @easy);
    spew('easy', join '', map { "$_\t$to{$_}\t0.5\n" } @easy);
    ok(system('sluis pack --no-manifest -o p/omegat/project_save.tmx easy') == 0, 'a memory for a project is packed');
    spew('p/omegat.project', '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><omegat><project version="1.0"><source_dir>source</source_dir>'
        . '<target_dir>target</target_dir><tm_dir>tm</tm_dir><glossary_dir>glossary</glossary_dir><dictionary_dir>dictionary</dictionary_dir>'
        . '<source_lang>NL</source_lang><target_lang>EN</target_lang><sentence_seg>false</sentence_seg>'
        . '<support_default_translations>true</support_default_translations><remove_tags>false</remove_tags></project></omegat>');
    my $r = run(shell => 'exec omegat --mode=console-translate --quiet --no-team --disable-location-save --config-dir=$PWD/config $PWD/p',
                dir => `pwd` =~ s/\n//r, env => {LC_ALL => 'C.UTF-8', HOME => `pwd` =~ s/\n//r}, timeout => 120);
    my $got = -e 'p/target/a.txt' ? slurp('p/target/a.txt') : '';
    is($got, join('', map { "$to{$_}\n\n" } @easy), 'OmegaT translates with it') or note($r->{out} . $r->{err});
    my $back = `sluis unpack p/p-level1.tmx`;
    is(join('', sort split /^/, $back), join('', sort map { "$_\t$to{$_}\n" } @easy), 'and the memory that it writes is read');
} else { ok(1, 'omegat # SKIP it is not installed, or SLUIS_THOROUGH is not set') }
plan();
