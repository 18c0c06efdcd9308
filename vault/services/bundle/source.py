"""A stored paper made ready to be copied: all that is seen on its pages is page content."""

from io import BytesIO

import pikepdf

_UNSEEN = frozenset(
    {
        "/Link",
        "/Popup",
        "/Text",
        "/FileAttachment",
        "/Movie",
        "/Sound",
        "/Screen",
        "/RichMedia",
        "/3D",
        "/TrapNet",
    }
)
_BOXES = ("/TrimBox", "/BleedBox", "/ArtBox", "/CropBox")


def open_source(pdf: bytes) -> pikepdf.Pdf:
    """Open a paper, print its annotations and form fields into its pages, and crop them to what is seen.

    Raises pikepdf.PdfError for a file that holds no document.
    """
    source = pikepdf.open(BytesIO(pdf))
    _freeze_annotations(source)
    for page in source.pages:
        seen = _seen_box(page)
        for box in _BOXES:
            if box in page.obj:
                del page.obj[box]
        page.obj.MediaBox = pikepdf.Array(seen)
        page.obj["/CropBox"] = pikepdf.Array(seen)
    return source


def _freeze_annotations(source: pikepdf.Pdf) -> None:
    """Print what annotations show; comments that show an icon only, links and players go."""
    for page in source.pages:
        annotations = page.obj.get("/Annots")
        if isinstance(annotations, pikepdf.Array):
            page.obj.Annots = pikepdf.Array(
                [
                    each
                    for each in annotations
                    if isinstance(each, pikepdf.Dictionary) and str(each.get("/Subtype")) not in _UNSEEN
                ]
            )
    if "/AcroForm" in source.Root:
        source.generate_appearance_streams()
    source.flatten_annotations("all")


def _seen_box(page: pikepdf.Page) -> list[float]:
    """Return the part of the media box that viewers show."""
    media = _normal([float(each) for each in page.mediabox])
    crop = _normal([float(each) for each in page.cropbox])
    box = [
        max(media[0], crop[0]),
        max(media[1], crop[1]),
        min(media[2], crop[2]),
        min(media[3], crop[3]),
    ]
    return box if box[0] < box[2] and box[1] < box[3] else media


def _normal(box: list[float]) -> list[float]:
    left, bottom, right, top = box
    return [min(left, right), min(bottom, top), max(left, right), max(bottom, top)]


def hidden_layers(source: pikepdf.Pdf) -> tuple[list[pikepdf.Object], list[pikepdf.Object]]:
    """Return all layers of a paper and those that are switched off in it."""
    properties = source.Root.get("/OCProperties")
    if not isinstance(properties, pikepdf.Dictionary):
        return [], []
    layers = _layers(properties, "/OCGs")
    default = properties.get("/D", pikepdf.Dictionary())
    off = _layers(default, "/OFF")
    if str(default.get("/BaseState", "/ON")) == "/OFF":
        shown = {each.objgen for each in _layers(default, "/ON")}
        off = [each for each in layers if each.objgen not in shown]
    return layers, off


def _layers(container: pikepdf.Object, key: str) -> list[pikepdf.Object]:
    listed = container.get(key)
    if not isinstance(listed, pikepdf.Array):
        return []
    return [each for each in listed if isinstance(each, pikepdf.Dictionary) and each.is_indirect]
