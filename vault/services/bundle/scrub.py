"""What leaves is what is seen: metadata, actions and files of the papers go, twin streams merge."""

import zlib
from collections.abc import Iterable, Iterator
from hashlib import sha256

import pikepdf

from vault.services.bundle.images import jp2_without_metadata, jpeg_without_metadata

_IN_STREAMS = (
    "/Metadata",
    "/PieceInfo",
    "/LastModified",
    "/OPI",
    "/Ref",
    "/AF",
    "/F",
    "/FFilter",
    "/FDecodeParms",
    "/StructParent",
    "/StructParents",
)
_IN_DICTIONARIES = ("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/AA", "/EF", "/OPI")
_NAMESPACES = frozenset(
    {"/Font", "/XObject", "/Pattern", "/Shading", "/ExtGState", "/ColorSpace", "/Properties"}
)
_FLATE = "/FlateDecode"
_JPEG = "/DCTDecode"
_JPEG_2000 = "/JPXDecode"
_MOST_JPEG = 1 << 28
_PASSES = 4


def scrub(papers: Iterable[pikepdf.Object]) -> None:
    """Drop from everything the copied pages reach what nobody sees on them; pixels and text stay."""
    for container, names_only in _reached(papers):
        if isinstance(container, pikepdf.Stream):
            _drop(container, _IN_STREAMS)
            _clean_picture(container)
        elif isinstance(container, pikepdf.Dictionary) and not names_only:
            _drop(container, _IN_DICTIONARIES)


def merge_twins(papers: list[pikepdf.Object]) -> None:
    """Let streams with the same bytes and the same dictionary be one object: a logo is stored once."""
    for _ in range(_PASSES):
        first: dict[bytes, pikepdf.Object] = {}
        twins: dict[tuple[int, int], pikepdf.Object] = {}
        for container, _names_only in _reached(papers):
            if isinstance(container, pikepdf.Stream):
                known = first.setdefault(_digest(container), container)
                if known.objgen != container.objgen:
                    twins[container.objgen] = known
        if not twins:
            return
        for container, _names_only in _reached(papers):
            _redirect(container, twins)


def _drop(container: pikepdf.Object, keys: Iterable[str]) -> None:
    for key in keys:
        if key in container:
            del container[key]


def _clean_picture(stream: pikepdf.Stream) -> None:
    """Take EXIF, XMP and comments out of a JPEG or JPEG 2000 inside a paper, its pixels untouched."""
    filters = _filters(stream)
    if not filters or filters[-1] not in (_JPEG, _JPEG_2000) or any(each != _FLATE for each in filters[:-1]):
        return
    raw = stream.read_raw_bytes()
    data = raw
    for _ in filters[:-1]:
        data = zlib.decompressobj().decompress(data, _MOST_JPEG)
    clean = jpeg_without_metadata(data) if filters[-1] == _JPEG else jp2_without_metadata(data)
    if clean == raw:
        return
    parameters = stream.get("/DecodeParms")
    if isinstance(parameters, pikepdf.Array):
        parameters = parameters[-1]
    kept = parameters if isinstance(parameters, pikepdf.Dictionary) else None
    stream.write(clean, filter=pikepdf.Name(filters[-1]), decode_parms=kept)


def _filters(stream: pikepdf.Stream) -> list[str]:
    filters = stream.get("/Filter")
    if isinstance(filters, pikepdf.Array):
        return [str(each) for each in filters]
    return [str(filters)] if isinstance(filters, pikepdf.Name) else []


def _digest(stream: pikepdf.Stream) -> bytes:
    described = stream.stream_dict.unparse(resolved=True)
    return sha256(described + b"\0" + stream.read_raw_bytes()).digest()


def _redirect(container: pikepdf.Object, twins: dict[tuple[int, int], pikepdf.Object]) -> None:
    if isinstance(container, pikepdf.Array):
        for index, value in enumerate(container):
            if _key(value) in twins:
                container[index] = twins[_key(value)]
        return
    for key, value in list(container.items()):
        if _key(value) in twins:
            container[key] = twins[_key(value)]


def _key(value: object) -> tuple[int, int]:
    return value.objgen if isinstance(value, pikepdf.Object) else (0, 0)


def _reached(roots: Iterable[pikepdf.Object]) -> Iterator[tuple[pikepdf.Object, bool]]:
    """Yield every container reached, each once, and whether its keys are mere names of resources."""
    seen: set[tuple[int, int]] = set()
    waiting = [(root, False) for root in roots]
    while waiting:
        container, names_only = waiting.pop()
        if container.is_indirect:
            if container.objgen in seen:
                continue
            seen.add(container.objgen)
        yield container, names_only
        values = enumerate(container) if isinstance(container, pikepdf.Array) else container.items()
        waiting.extend(
            (value, key in _NAMESPACES)
            for key, value in list(values)
            if isinstance(value, (pikepdf.Array, pikepdf.Dictionary, pikepdf.Stream))
        )
