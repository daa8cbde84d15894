One.
Two.
