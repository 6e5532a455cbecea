"""
A resilient client of any service, from its OpenAPI document: `python -m atlas_codegen`.

Read first: `build` (the way from a document to a package), `checks` (what is refused), `facts` (what a method has
to know).
Needs the extra `codegen`.
"""
