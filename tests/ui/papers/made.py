"""Papers for tests of the inbox and the paper view, plainly samples."""

from PIL import Image, ImageDraw

from tests.services.documents.made_papers import encrypted, pdf, picture, text

__all__ = ["encrypted", "picture", "referral_pdf", "scan_image"]

_LINES = (
    "Elena Sample, MD",
    "Family Medicine - 12 Sample Street, Harborview",
    "NPI 1234567893 - Phone 555-0142",
    "",
    "Referral for massage therapy",
    "",
    "Patient: Nora Sample",
    "Date: 11/20/2026",
    "Diagnosis: M54.50 low back pain",
    "Service: Massage therapy",
    "Visits: 10 \\(ten\\)",
    "Valid: 01/04/2027 to 04/03/2027",
    "Frequency: 1 x per week",
    "Renewal of referral RF-48213",
    "",
    "Massage therapy is medically necessary to restore lumbar function.",
)


def referral_pdf(*more_pages: str) -> bytes:
    """Return a referral of one page, and further pages with a line each."""
    first = b"".join(text(line, 72, 720 - 26 * at) for at, line in enumerate(_LINES) if line)
    return pdf(first, *(text(line, 72, 700) for line in more_pages))


def scan_image() -> Image.Image:
    """Return a white sheet with a dark line on it: a picture without text."""
    image = Image.new("RGB", (850, 1100), "white")
    ImageDraw.Draw(image).rectangle((100, 100, 700, 120), fill="black")
    return image
