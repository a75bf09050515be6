"""One function a use case; every face calls these and nothing else."""

from communique.service.auditing import audit, audit_file, audit_page, audit_rows, read_review
from communique.service.coding import Coded, code, code_documents
from communique.service.evaluation import evaluate, evaluate_audit, evaluate_linking
from communique.service.explaining import (
    EventExplained,
    Explanation,
    FieldExplained,
    SentenceExplained,
    explain,
    explain_document,
)
from communique.service.exporting import export, write_file
from communique.service.knowledge import add_knowledge, check_knowledge, count_knowledge, identify
from communique.service.lookups import find_participant, find_place, make_query, read_period, who_is_absent
from communique.service.reading import count, date_document, parse_day, read, read_stream
from communique.service.record import (
    Shown,
    add_documents,
    count_cores,
    load_event,
    name_coder,
    open_record,
    tell_migration,
)
from communique.service.reports import commitments, form_of, list_commitments, review, sheet

__all__ = [
    "Coded",
    "EventExplained",
    "Explanation",
    "FieldExplained",
    "SentenceExplained",
    "Shown",
    "add_documents",
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
    "count_cores",
    "count_knowledge",
    "date_document",
    "evaluate",
    "evaluate_audit",
    "evaluate_linking",
    "explain",
    "explain_document",
    "export",
    "find_participant",
    "find_place",
    "form_of",
    "identify",
    "list_commitments",
    "load_event",
    "make_query",
    "name_coder",
    "open_record",
    "parse_day",
    "read",
    "read_period",
    "read_review",
    "read_stream",
    "review",
    "sheet",
    "tell_migration",
    "who_is_absent",
    "write_file",
]
