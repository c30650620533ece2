"""指標: one registry of every number the city counts; pages, papers and the API all ask here (R13).

`counting.table("consultations", since, until, by=("district",), at=now)` is one question to the data; what it may be
cut by stands in `registry.REGISTRY[code].by`.
"""
