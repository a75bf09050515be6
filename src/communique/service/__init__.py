"""One function a use case; every face calls these and nothing else."""

from communique.service.auditing import audit, audit_file, audit_page, audit_rows, read_review
from communique.service.coding import Coded, code, code_documents
from communique.service.evaluation import evaluate, evaluate_audit, evaluate_linking
from communique.service.knowledge import add_knowledge, check_knowledge, count_knowledge, identify
from communique.service.reading import count, date_document, parse_day, read, read_stream
from communique.service.reports import commitments, form_of, list_commitments, review, sheet

__all__ = [
    "Coded",
    "add_knowledge",
    "audit",
    "audit_file",
    "audit_page",
    "audit_rows",
    "check_knowledge",
    "code",
    "code_documents",
    "commitments",
    "count",
    "count_knowledge",
    "date_document",
    "evaluate",
    "evaluate_audit",
    "evaluate_linking",
    "form_of",
    "identify",
    "list_commitments",
    "parse_day",
    "read",
    "read_review",
    "read_stream",
    "review",
    "sheet",
]
