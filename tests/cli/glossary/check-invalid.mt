a
b Ã
c
d
e
f
