"""Usage: pyhanko_ltv_judge.py TRUST.pem CRLS FILE...: one line of JSON per file.

The profile which pyHanko up to 0.29 offered as `--ltv-profile pades-lta`: the chain of timestamps from the newest, judged
at the present time with CRLS (comma-separated DER files, as if fetched), back to each signature, judged at the time
which its timestamp proves with what the file carries. Nothing is fetched; without revocation data nothing passes.
"""

import asyncio
import json
import logging
import sys

from asn1crypto import crl, pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.ltv import RevocationInfoValidationType, async_validate_pdf_ltv_signature
from pyhanko_certvalidator import ValidationContext

logging.disable(logging.CRITICAL)


def read(path):
    with open(path, "rb") as file:
        return file.read()


async def judge(path, anchors, lists):
    signatures = []
    with open(path, "rb") as file:
        for signature in PdfFileReader(file).embedded_regular_signatures:
            entry = {"field": signature.field_name, "passed": False}
            try:
                status = await async_validate_pdf_ltv_signature(
                    signature,
                    RevocationInfoValidationType.PADES_LTA,
                    bootstrap_validation_context=ValidationContext(
                        trust_roots=anchors, allow_fetching=False, crls=lists, revocation_mode="hard-fail"
                    ),
                    validation_context_kwargs={
                        "trust_roots": anchors,
                        "allow_fetching": False,
                        "revocation_mode": "hard-fail",
                    },
                    force_revinfo=True,
                )
                entry["passed"] = bool(status.bottom_line) and status.modification_level is not None
                entry["summary"] = status.summary()
            except Exception as failure:  # a refusal of one signature is a verdict, not the end of the batch
                entry["error"] = f"{type(failure).__name__}: {failure}"
            signatures.append(entry)
    return {"file": path, "signatures": signatures}


def main():
    trust, crls, *files = sys.argv[1:]
    anchors = [x509.Certificate.load(der) for _, _, der in pem.unarmor(read(trust), multiple=True)]
    lists = [crl.CertificateList.load(read(one)) for one in crls.split(",")]
    for path in files:
        try:
            line = asyncio.run(judge(path, anchors, lists))
        except Exception as failure:
            line = {"file": path, "error": f"{type(failure).__name__}: {failure}"}
        print(json.dumps(line), flush=True)


main()
