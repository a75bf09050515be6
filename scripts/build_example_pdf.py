"""Write `examples/camp-david.pdf`: one page in a built-in font, made by hand so that no PDF library is needed."""

from pathlib import Path

__all__ = ["build_pdf"]

TEXT = """\
Leaders meet at Camp David

CAMP DAVID, August 18, 2023 - U.S. President Joe Biden hosted Japanese
Prime Minister Fumio Kishida and South Korean President Yoon Suk Yeol at
Camp David on Friday, the first summit of the three that stood alone.

They adopted the Camp David Principles and agreed to consult each other
in a crisis. The leaders also announced that their countries will hold
yearly exercises.

Before the summit, Biden met each of his guests in turn. They were the
first foreign leaders whom he received at Camp David.
"""


def build_pdf(lines: list[str], *, trailer: str = "") -> bytes:
    """Give a PDF of one page with these lines of Latin-1 text; `trailer` is added to the trailer's dictionary."""
    shown = "\n".join(
        f"({line.translate(str.maketrans({c: chr(92) + c for c in '()' + chr(92)}))}) '" for line in lines
    )
    content = f"BT /F1 11 Tf 72 760 Td 16 TL\n{shown}\nET"
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >> >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
    ]
    out = "%PDF-1.4\n"
    starts = []
    for number, body in enumerate(bodies, 1):
        starts.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    size = len(bodies) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    out += f"trailer\n<< /Size {size} /Root 1 0 R {trailer}>>\nstartxref\n{out.index('xref')}\n%%EOF\n"
    return out.encode("latin-1")


if __name__ == "__main__":
    path = Path(__file__).parent.parent / "examples" / "camp-david.pdf"
    path.write_bytes(build_pdf(TEXT.splitlines()))
    print(f"wrote {path}")
