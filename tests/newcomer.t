#!/usr/bin/perl
# A stage is added by adding files: the recipe of sluis(7), followed to the letter in a copy of the tree. The new stage is
# built, listed, helped and completed, passes its own case and the test of manners; taken away again it is gone. Language
# data come and go the same way.
use strict; use warnings;
use FindBin; use lib "$FindBin::Bin/lib"; use Sluis;

my $tree = scratch();
my $mode = $Sluis::build =~ s{.*/}{}r;
my $bin = "$tree/build/$mode";
my ($cc) = ($ENV{MAKEFLAGS} || '') =~ /\b(CC=\S+)/;

sub in_tree { return run(shell => $_[0], dir => $tree, env => {PATH => "$bin:$ENV{PATH}"}, timeout => 300) }
# Nothing of the make that runs the tests reaches this one.
sub build { return in_tree("env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL -u MODE make MODE=$mode " . ($cc || '') . ' all') }
sub add { my ($path, $bytes) = @_; system('mkdir', '-p', "$tree/" . $path =~ s{/[^/]*$}{}r); spew("$tree/$path", $bytes) }
sub well { my ($r, $name) = @_; return ok($r->{exit} eq '0', $name, "exit $r->{exit}", substr($r->{out}, -1500), substr $r->{err}, -1500) }

system("cd '$top' && cp -a Makefile include pipeline data scripts '$tree' && mkdir -p '$tree/build' '$tree/tests' && cp -a tests/*.t tests/lib tests/manners.args '$tree/tests' && mkdir '$tree/build/$mode' && for f in build/$mode/*; do case \$f in */unit|*/tests|*/bench) ;; *) cp -a \"\$f\" '$tree/build/$mode' || exit 1;; esac; done") == 0 or die;
unlink glob "$bin/*/*/*.gcda $bin/*/*/*/*.gcda";

my ($source) = slurp("$top/pipeline/core/sluis.7") =~ m{^\.Pa pipeline/rot13\.c.*?\n\.Bd -literal.*?\n(.*?)^\.Ed}ms;
ok(defined $source, 'sluis(7) shows a stage') or $source = '';
$source =~ s/\\&//g;
$source =~ s/\\e/\\/g;
add('pipeline/rot13.c', $source);
add('pipeline/rot13.1', <<'END');
.Dd January 1, 2026
.Dt SLUIS-ROT13 1
.Os
.Sh NAME
.Nm sluis-rot13
.Nd turn letters by thirteen places
.Sh SYNOPSIS
.Nm sluis rot13
.Op Ar options
.Op Ar
.Sh DESCRIPTION
Each ASCII letter is replaced by the one thirteen places on.
.Bl -tag -width Ds
.It Fl Fl upper
Turn only capitals.
.El
END
add('tests/cli/rot13/turn.args', "rot13 --upper + rot13\n");
add('tests/cli/rot13/turn.in', "Sluis!\trest\n");
add('tests/cli/rot13/turn.out', "Syhvf!\trest\n");

my $r = build();
well($r, 'it builds');
ok($r->{err} !~ /warning/, 'without warnings', $r->{err});
my @compiled = grep { / -c / } split /\n/, $r->{out};
ok(@compiled == 2, 'nothing is compiled but it and the registry', @compiled);
ok(in_tree('sluis --list')->{out} =~ /^rot13\tmap,columns\tturn letters by thirteen places$/m, 'it is listed');
ok(in_tree('sluis --help')->{out} =~ /^ *rot13 +turn letters/m, 'sluis --help tells of it');
ok(in_tree('sluis rot13 --help')->{out} =~ /--upper +turn only capitals/, 'its own help tells its option');
my $completed = in_tree(q(bash -c '. <(sluis --completion); COMP_WORDS=(sluis rot13 --up); COMP_CWORD=2; _sluis; echo "${COMPREPLY[@]}"'));
ok($completed->{out} eq "--upper\n", 'its option is completed', $completed->{out}, $completed->{err});
well(in_tree("SLUIS_BUILD=build/$mode perl tests/cli.t"), 'its case passes');
my $manners = in_tree("SLUIS_BUILD=build/$mode perl tests/manners.t rot13");
ok($manners->{out} =~ /^ok 1 - rot13/m && $manners->{out} !~ /^not ok/m, 'it has manners', $manners->{out}, $manners->{err});

unlink "$tree/pipeline/rot13.c", "$tree/pipeline/rot13.1";
add('data/nl/newcomer.txt', "# a fact of the newcomer's\n");
well(build(), 'it builds without it, and with new data');
ok(in_tree('sluis --list')->{out} !~ /^rot13\t/m, 'it is gone');
ok(slurp("$bin/libsluis.a") =~ /a fact of the newcomer's/, 'new data are compiled in');
unlink "$tree/data/nl/newcomer.txt";
well(build(), 'it builds without the data');
ok(slurp("$bin/libsluis.a") !~ /a fact of the newcomer's/, 'and they are gone');
plan();
