"""`python pyhanko_contender.py KEY FOLDER`: pyHanko on the same document, timed inside the Python process."""

import json
import re
import sys
import time
from io import BytesIO
from pathlib import Path

from asn1crypto import keys, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

key, folder = sys.argv[1], Path(sys.argv[2])
rounds = 20
document = (folder / "document.pdf").read_bytes()
chain = [x509.Certificate.load((folder / f"{key}-{n}.der").read_bytes()) for n in range(3)]
store = SimpleCertificateStore()
store.register_multiple(chain[1:])
signer = signers.SimpleSigner(
    signing_cert=chain[0],
    signing_key=keys.PrivateKeyInfo.load((folder / f"{key}.pkcs8").read_bytes()),
    cert_registry=store,
)
metadata = signers.PdfSignatureMetadata(field_name="head", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)


def sign():
    signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(document)), metadata, signer=signer)


for _ in range(rounds // 2):
    sign()
times = []
for _ in range(rounds):
    start = time.perf_counter()
    sign()
    times.append((time.perf_counter() - start) * 1000)
times.sort()
# VmHWM begins anew with the program, unlike ru_maxrss, which is handed on by whoever started it.
peak = int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) * 1024
print(json.dumps({"min": times[0], "median": times[len(times) // 2], "peak": peak}))
