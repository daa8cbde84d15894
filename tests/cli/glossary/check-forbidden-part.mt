The dam wall broke.
The dam broke.
The dam broke.
