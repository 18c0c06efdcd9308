"""Ties the papers into the structure that screen readers follow, which the typeset pages bring along."""

import pikepdf


class PageTags:
    """Adds one element for each page of a paper to the structure of the typeset file."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._root = pdf.Root.get("/StructTreeRoot")

    def tagged(self, page: pikepdf.Page, content: bytes, form: pikepdf.Object, title: str) -> bytes:
        """Return the content marked as part of the document: text to be read, or a picture with a title."""
        if self._root is None:
            return content
        readable = "/Font" in form.get("/Resources", {})
        role = pikepdf.Name.P if readable else pikepdf.Name.Figure
        document = self._root.K[0]
        element = self._pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=role, P=document, Pg=page.obj, K=0)
        )
        if not readable:
            element.Alt = pikepdf.String(title)
        document.K.append(element)
        key = int(self._root.ParentTreeNextKey)
        numbers = self._root.ParentTree.Nums
        numbers.append(key)
        numbers.append(self._pdf.make_indirect(pikepdf.Array([element])))
        self._root.ParentTreeNextKey = key + 1
        page.obj.StructParents = key
        return str(role).encode() + b" <</MCID 0>> BDC\n" + content + b"\nEMC\n"
