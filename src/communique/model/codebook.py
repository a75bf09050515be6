"""Which edition of the codebook the program follows (docs/codebook.md)."""

__all__ = ["CODEBOOK_HASH", "CODEBOOK_VERSION"]

CODEBOOK_VERSION = "2026-11-22"
# SHA-256 of docs/codebook.md; a test compares the two, so that an edition cannot change unseen.
CODEBOOK_HASH = "c8405ae02c83adb1aeb7e1c0a6398a4bbe62be06e35daf547e15955f244a9ba3"
