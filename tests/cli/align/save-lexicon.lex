#tokens 9 9
rul 9	doof 500 500 9
hor 3	gim 900 800 3
