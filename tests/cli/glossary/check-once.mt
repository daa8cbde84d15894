The army.
The army and the army.
