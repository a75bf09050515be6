"""Read the lexicon's YAML: words stay words ("on", "no" and "yes" are no booleans here)."""

import re
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from communique.errors import LexiconError

__all__ = ["read_yaml"]

T = TypeVar("T")
TRUTH = re.compile(r"^(?:true|false)$")


class _Loader(yaml.SafeLoader):
    """The safe loader with `true` and `false` as the only booleans (YAML 1.2)."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", TRUTH, list("tf"))


def read_yaml(path: Path, kind: type[T]) -> T:
    """Read a file as `kind`. Raises LexiconError that names the file and the place at fault."""
    try:
        content: Any = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
        return msgspec.convert(content, kind)
    except (OSError, yaml.YAMLError, msgspec.ValidationError) as error:
        raise LexiconError(str(error), path=str(path)) from error
