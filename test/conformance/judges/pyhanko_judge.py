"""Usage: pyhanko_judge.py PROFILE TRUST.pem CRLS FILE...: one line of JSON per file.

PROFILE `basic` validates at the present time with what the file carries; a certificate without revocation
data passes. PROFILE `pades-lta` adds ETSI EN 319 102-1 §5.6.3: revocation data must be in the file, and the
document timestamps are the proof of existence. Both run pyHanko's difference analysis; nothing is fetched.

CRLS is a comma-separated list of DER files, or `-`: what a relying party would fetch today from the addresses of
the authorities. The newest timestamp is judged at the present time, so years later the file alone cannot do.
"""

import asyncio
import json
import logging
import sys

from asn1crypto import crl, pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.pdf_embedded import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.policy_decl import (
    LocalKnowledge,
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
from pyhanko_certvalidator.revinfo.archival import CRLContainer

logging.disable(logging.CRITICAL)


def read_anchors(path):
    with open(path, "rb") as file:
        return [x509.Certificate.load(der) for _, _, der in pem.unarmor(file.read(), multiple=True)]


def read_crls(paths):
    if paths == "-":
        return []
    lists = []
    for path in paths.split(","):
        with open(path, "rb") as file:
            lists.append(CRLContainer(crl.CertificateList.load(file.read())))
    return lists


def context(reader, anchors):
    settings = {"trust_roots": anchors, "allow_fetching": False, "revocation_mode": "soft-fail"}
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
    status = await async_validate_pdf_signature(signature, context(signature.reader, anchors))
    entry = {"field": signature.field_name, "kind": "signature", **integrity(status)}
    entry["docMdpOk"] = status.docmdp_ok
    entry["timestamp"] = (
        None
        if status.timestamp_validity is None
        else status.timestamp_validity.valid and status.timestamp_validity.trusted
    )
    entry["passed"] = bool(status.bottom_line) and status.modification_level is not None
    entry["summary"] = status.summary()
    if profile != "pades-lta":
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
        local_knowledge=LocalKnowledge(known_crls=lists),
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
    # Certificates may have ended since: whether they were good then is what the past validation has told.
    sound = status.intact and status.valid and status.docmdp_ok and entry["suspicious"] is None
    covered = entry["coverage"] in ("ENTIRE_FILE", "ENTIRE_REVISION") and status.modification_level is not None
    entry["passed"] = bool(sound and covered and indication == "OK" and archived is not None)
    return entry


async def judge_timestamp(signature, profile, newest, anchors):
    status = await async_validate_pdf_timestamp(signature, context(signature.reader, anchors))
    entry = {"field": signature.field_name, "kind": "documentTimestamp", **integrity(status)}
    covered = status.coverage.name in ("ENTIRE_FILE", "ENTIRE_REVISION")
    harmless = entry["modificationLevel"] in ("NONE", "LTA_UPDATES", "FORM_FILLING")
    # Older ones may have ended: they count as far as the past validation of the signatures let them.
    trusted = status.trusted or (profile == "pades-lta" and not newest)
    entry["passed"] = bool(status.valid and status.intact and trusted and covered and harmless)
    entry["summary"] = status.summary()
    return entry


async def judge(path, profile, anchors, lists):
    signatures = []
    with open(path, "rb") as file:
        reader = PdfFileReader(file)
        newest = reader.embedded_signatures[-1] if reader.embedded_signatures else None
        for signature in reader.embedded_signatures:
            try:
                if signature.sig_object_type == "/DocTimeStamp":
                    signatures.append(await judge_timestamp(signature, profile, signature is newest, anchors))
                else:
                    signatures.append(await judge_signature(signature, profile, anchors, lists))
            except Exception as failure:  # a refusal of one signature is a verdict, not the end of the batch
                text = f"{type(failure).__name__}: {failure}"
                signatures.append({"field": signature.field_name, "passed": False, "error": text})
    return {"file": path, "signatures": signatures}


def main():
    profile, trust, crls, *files = sys.argv[1:]
    if profile not in ("basic", "pades-lta"):
        raise SystemExit(f"unknown profile {profile}, wanted basic or pades-lta")
    anchors = read_anchors(trust)
    lists = read_crls(crls)
    for path in files:
        try:
            line = asyncio.run(judge(path, profile, anchors, lists))
        except Exception as failure:
            line = {"file": path, "error": f"{type(failure).__name__}: {failure}"}
        print(json.dumps(line), flush=True)


main()
