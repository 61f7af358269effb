"""Usage: sabotage.py WAY IN OUT: writes IN with one incremental update which a judge has to refuse.

`page`: turns the first page after signing. `mark-info`: drops /MarkInfo and /Lang (PDF/A level A, PDF/UA).
"""

import sys

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


def turn_page(writer):
    page_ref, _ = writer.find_page_for_modification(0)
    page = page_ref.get_object()
    page["/Rotate"] = generic.NumberObject(180)
    writer.mark_update(page_ref)


def drop_mark_info(writer):
    for key in ("/MarkInfo", "/Lang"):
        if key in writer.root:
            del writer.root[key]
    writer.update_root()


way, source, target = sys.argv[1:]
with open(source, "rb") as file:
    writer = IncrementalPdfFileWriter(file)
    {"page": turn_page, "mark-info": drop_mark_info}[way](writer)
    with open(target, "wb") as out:
        writer.write(out)
