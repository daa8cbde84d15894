#tokens 6 6
bank 3	bank 1000 1000 3
kat 1	cat 500 500 1
