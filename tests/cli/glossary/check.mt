The wharf is wet.
The dike and the embankments.
The lock at the bank.
The harbour and NATO.
A quay, two quays.
Nothing.
