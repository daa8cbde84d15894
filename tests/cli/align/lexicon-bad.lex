#sluis lexicon 1
hond	dog 900 900
kat	cat 1200 3
