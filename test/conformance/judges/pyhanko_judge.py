"""Usage: pyhanko_judge.py PROFILE TRUST.pem CRLS FILE...: one line of JSON per file.

PROFILE `basic` validates at the present time with what the file carries; a certificate without revocation
data passes. PROFILE `pades-lta` adds ETSI EN 319 102-1 §5.6.3: revocation data must be in the file, and the
document timestamps are the proof of existence. PROFILE `required` is `basic` with revocation data demanded of every
certificate, and `pades-lta` for what is no longer trusted today. All run pyHanko's difference analysis; nothing is
fetched, but CRLS is a comma-separated list of DER files, or `-`.
"""

import asyncio
import json
import logging
import sys
import time

from asn1crypto import crl, pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.pdf_embedded import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy, FreshnessReqType
from pyhanko_certvalidator.registry import SimpleTrustManager

logging.disable(logging.CRITICAL)


def read_anchors(path):
    with open(path, "rb") as file:
        return [x509.Certificate.load(der) for _, _, der in pem.unarmor(file.read(), multiple=True)]


def read_crls(paths):
    lists = []
    for path in [] if paths == "-" else paths.split(","):
        with open(path, "rb") as file:
            lists.append(crl.CertificateList.load(file.read()))
    return lists


def context(reader, profile, anchors, lists):
    settings = {"trust_roots": anchors, "allow_fetching": False, "revocation_mode": "soft-fail"}
    if profile == "required":
        settings["revocation_mode"] = "require"
        settings["crls"] = lists
    try:
        return DocumentSecurityStore.read_dss(reader).as_validation_context(settings)
    except NoDSSFoundError:
        return ValidationContext(**settings)


def integrity(status):
    suspicious = status.diff_result if isinstance(status.diff_result, SuspiciousModification) else None
    return {
        "intact": status.intact,
        "valid": status.valid,
        "trusted": status.trusted,
        "coverage": status.coverage.name,
        "modificationLevel": status.modification_level.name if status.modification_level else None,
        "suspicious": str(suspicious) if suspicious else None,
    }


async def judge_signature(signature, profile, anchors, lists):
    status = await async_validate_pdf_signature(signature, context(signature.reader, profile, anchors, lists))
    entry = {"field": signature.field_name, "kind": "signature", **integrity(status)}
    entry["docMdpOk"] = status.docmdp_ok
    entry["timestamp"] = (
        None
        if status.timestamp_validity is None
        else status.timestamp_validity.valid and status.timestamp_validity.trusted
    )
    entry["passed"] = bool(status.bottom_line) and status.modification_level is not None
    entry["summary"] = status.summary()
    if profile == "basic" or (profile == "required" and status.trusted):
        return entry
    policy = CertValidationPolicySpec(
        trust_manager=SimpleTrustManager.build(trust_roots=anchors),
        revinfo_policy=CertRevTrustPolicy(
            REQUIRE_REVINFO, freshness_req_type=FreshnessReqType.MAX_DIFF_REVOCATION_VALIDATION
        ),
    )
    spec = SignatureValidationSpec(
        cert_validation_policy=policy,
        revinfo_gathering_policy=RevocationInfoGatheringSpec(
            online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY
        ),
    )
    result = await ades_lta_validation(
        signature, PdfSignatureValidationSpec(spec), timing_info=ValidationTimingInfo.now()
    )
    indication = getattr(result.ades_subindic, "name", str(result.ades_subindic))
    archived = result.oldest_evidence_record_timestamp
    entry["ades"] = indication
    entry["adesFailure"] = result.failure_msg
    entry["archiveTimestamp"] = archived.isoformat() if archived else None
    entry["bestSignatureTime"] = result.best_signature_time.isoformat()
    entry["passed"] = entry["passed"] and indication == "OK" and archived is not None
    return entry


async def judge_timestamp(signature, profile, anchors, lists):
    status = await async_validate_pdf_timestamp(signature, context(signature.reader, profile, anchors, lists))
    entry = {"field": signature.field_name, "kind": "documentTimestamp", **integrity(status)}
    covered = status.coverage.name in ("ENTIRE_FILE", "ENTIRE_REVISION")
    harmless = entry["modificationLevel"] in ("NONE", "LTA_UPDATES", "FORM_FILLING")
    entry["passed"] = bool(status.valid and status.intact and status.trusted and covered and harmless)
    entry["summary"] = status.summary()
    return entry


async def judge(path, profile, anchors, lists):
    signatures = []
    with open(path, "rb") as file:
        reader = PdfFileReader(file)
        for signature in reader.embedded_signatures:
            try:
                if signature.sig_object_type == "/DocTimeStamp":
                    signatures.append(await judge_timestamp(signature, profile, anchors, lists))
                else:
                    signatures.append(await judge_signature(signature, profile, anchors, lists))
            except Exception as failure:  # a refusal of one signature is a verdict, not the end of the batch
                text = f"{type(failure).__name__}: {failure}"
                signatures.append({"field": signature.field_name, "passed": False, "error": text})
    return {"file": path, "signatures": signatures}


def main():
    profile, trust, crls, *files = sys.argv[1:]
    if profile not in ("basic", "required", "pades-lta"):
        raise SystemExit(f"unknown profile {profile}, wanted basic, required or pades-lta")
    anchors = read_anchors(trust)
    lists = read_crls(crls)
    for path in files:
        started = time.perf_counter()
        try:
            line = asyncio.run(judge(path, profile, anchors, lists))
        except Exception as failure:
            line = {"file": path, "error": f"{type(failure).__name__}: {failure}"}
        line["ms"] = (time.perf_counter() - started) * 1000
        print(json.dumps(line), flush=True)


main()
