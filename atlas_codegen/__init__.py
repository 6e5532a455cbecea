"""
A resilient client of any service, from its OpenAPI document: `python -m atlas_codegen`.

Read first: `build` (the way from a document to a package), `checks` (what is refused), `facts` (what a method has
to know).
"""

from importlib.util import find_spec

for _module in ("openapi_python_client", "openapi_spec_validator", "ruff"):
    if find_spec(_module) is None:
        raise ImportError(f'generating needs {_module}: pip install "atlas-resilient[codegen]"', name=_module)
