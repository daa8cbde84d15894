#tokens 100 100
de 10	the 900 900 10
hond 2	dog 900 900 2
kat 2	cat 900 900 2
