# The stages of the build, each with the arguments and the sample input that tests/manners.args gives it, and how to run one.
package Stages;
use strict; use warnings;
use Exporter 'import';
use Sluis;
our @EXPORT = qw(all_stages command_line on sample big reads_stdin);

my $text = "Hij zag  prof. dr. De Vries. 's Avonds kwam zij (om 21:13) \xe2\x80\x98thuis\xe2\x80\x99.\n\nDe waterschappen; \xe2\x82\xac 1.000,50!\nEen EU-land?\n";
my %sample = (
    text => $text x 3,
    bitext => "De kat zat op de mat.\tThe cat sat on the mat.\t0.9\nHij heeft 3 honden.\tHe has 3 dogs.\t0.8\n\tEmpty.\t0.1\nDe kat zat op de mat.\tThe cat sat on the mat.\t0.9\n",
    terms => "dijk\tdike\nwaterschap\twater authority\tnoun\ncoo\xc3\xb6peratie\tco-operation\tnoun\t-\tcoo\xc3\xb6peraties=co-operations\n",
    stats => qq({"stage":"clean","version":"0.1.0","in":3,"out":2,"bytes_in":90,"bytes_out":60,"dropped":{"empty":1},"counts":{"x":2}}\n) x 2,
);

# Those named, or all. Each is {name, brief, flags => {map => 1, ...}, args, sample, remarks}.
sub all_stages {
    my %only = map { $_ => 1 } @_;
    my %given;
    for (split /\n/, slurp("$top/tests/manners.args")) {
        next if /^#/ || !/\S/;
        my ($name, $args, $sample, $remarks) = split /\t/;
        $given{$name} = {args => $args, sample => $sample, remarks => $remarks};
    }
    my @list = grep { !%only || $only{$_->{name}} } grep { ($given{$_->{name}}{remarks} || '') !~ /files/ } stages();
    for my $s (@list) {
        my $g = $given{$s->{name}} || {};
        $s->{$_} = defined $g->{$_} ? $g->{$_} : '' for 'args', 'sample', 'remarks';
        $s->{args} =~ s/\$top/$top/g;
        $s->{sample} ||= $s->{flags}{bitext} ? 'bitext' : 'text';
    }
    return @list;
}

sub sample { return $sample{$_[0]{sample}} }
# The sample repeated to about this many bytes; much less for a stage that is marked as slow.
sub big {
    my ($s, $size) = @_;
    my $one = sample($s);
    my $want = $s->{remarks} !~ /slow/ ? $size || 400_000 : $size ? $size / 10 : 10_000;
    return $one x (int($want / length $one) + 1);
}
sub reads_stdin { return $_[0]{args} !~ /@/ }

# The shell line that runs a stage on the file $in. how => 'file': as its operand where it can have one; more => further options.
sub command_line {
    my ($s, $in, %o) = @_;
    my ($args, $more) = ($s->{args}, $o{more} || '');
    my $line = $args =~ /@/ ? "$more " . $args =~ s/@/$in/gr
        : ($o{how} || '') eq 'file' && $s->{name} ne 'wrap' ? "$more $args $in" : "$more $args < $in";
    $line =~ s/^(.*) -- cat(.*)$/$1 $2 -- cat/ if $s->{name} eq 'wrap';
    return "sluis $s->{name} $line";
}

# Run a stage on bytes, or on path => FILE. The files it made are {files}. after => the rest of the shell line.
sub on {
    my ($s, $bytes, %o) = @_;
    my $dir = scratch();
    my $in = $o{path};
    if (!$in) { $in = scratch() . '/in'; spew($in, $bytes) }
    my $r = run(shell => command_line($s, $in, %o) . ($o{after} || ''), dir => $dir, env => $o{env} || {}, timeout => $o{timeout} || 30);
    $r->{files} = join '', map { "[$_]" . slurp("$dir/$_") } sort map { s{.*/}{}r } grep { -f } glob "$dir/*";
    return $r;
}
1;
