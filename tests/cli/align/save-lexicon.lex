#tokens 4 4
rul 1	doof 900 900 1
hor 3	gim 900 800 3
