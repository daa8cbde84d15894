bank 1	sofa 900 900 1
hond	dog 800 800
