import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { headOf } from '../../core/campaign/plan.ts';
import { publicDocument } from '../../core/campaign/public-document.ts';
import { readDocumentRecord, standingIn } from '../../core/document/document-record.ts';
import { groupPublicCode } from '../../core/document/public-code.ts';
import { fileStanding, renditions } from '../../core/document/renditions.ts';
import { sha256 } from '../../core/document/sha256.ts';
import { runEffect } from '../../core/effects/run-effect.ts';
import { findPerson } from '../../core/person/person.ts';
import { readCertificate } from '../../core/pki/reading/certificate.ts';
import { trustForAll } from '../../core/pki/reading/trust-list.ts';
import { trustedRoots } from '../../core/pki/stored-authority.ts';
import { reissueRevocationList, revokeCertificate } from '../../core/pki/stored-revocation-list.ts';
import { signDocuments } from '../../core/signing/sign-documents.ts';
import { readPublishedTrust } from '../../core/verification/published-trust.ts';
import { reportDocumentSchema } from '../../core/verification/report-schema.ts';
import { verifyPdf } from '../../core/verification/verify-pdf.ts';
import { JudgedFiles, judgedSeconds } from '../../functions/verification/judged-files.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { nextTimestamper } from '../pki/next-timestamper.ts';
import { sampleAuthority, sampleTools } from '../pki/sample-authority.ts';
import { ask } from './ask.ts';
import { type House, openHouse, passphrase } from './house.ts';
import { hostileName, twoHeads } from './two-heads.ts';

const folder = scratchFolder();
let house: House;
const planned = (head: number, kind: string) => {
  const found = house.plan.documents.find((one) => headOf(one) === house.person(head) && one.kind === kind);
  if (!found) throw new Error(kind);
  return found;
};

beforeAll(async () => {
  house = await openHouse(folder, twoHeads);
  await house.enrolEverybody();
  const act = async (person: string, ids: readonly string[]) => {
    const documents = (await Promise.all(ids.map((id) => house.shown(id)))).map((text) => ({
      id: text.slice(0, 32),
      shown: text.slice(33),
    }));
    const done = await signDocuments(house.ports, { evenUnopened: true, person, passphrase, documents });
    expect(done.outcome).toBe('done');
  };
  await act(house.person(0), house.documentsOf(0));
  await act(house.plan.regionalHead, house.documentsOf(0));
  await house.finish();
});

describe('the public page', () => {
  it('tells a verdict from the archived bytes, by whom, and what was not checked', async () => {
    const { code } = planned(0, 'piagam-zi');
    const page = await ask(house, `/d/${code}`);
    expect(page.status).toBe(200);
    expect(page.text).toMatch(/<h1[^>]*>.*Sah/s);
    for (const words of [
      'Drs. Cakrabirama Muarabakti, M.Si.',
      'Bupati Langkat',
      'ikrar-verification versi',
      'Pastikan alamat situs ini adalah',
      'localhost:3000',
      'DATA CONTOH',
    ])
      expect(page.text).toContain(words);
  });

  it('names neither employee number nor certificate subject', async () => {
    for (const kind of ['pakta-integritas', 'perjanjian-kinerja', 'piagam-zi']) {
      const page = await ask(house, `/d/${planned(0, kind).code}`);
      expect(page.text.replaceAll(' ', '')).not.toContain('197811152002011901');
      expect(page.text).not.toMatch(/CN=|O=|serialNumber/);
    }
  });

  it('gives the file of published kinds only, byte by byte as archived', async () => {
    const charter = planned(0, 'piagam-zi');
    const document = await house.load(charter.id);
    const file = await ask(house, `/d/${charter.code}/berkas`);
    const revision = document.state.name === 'complete' ? document.state.revision : '';
    expect(file.body.equals(Buffer.from((await house.ports.archive.get(revision)) ?? []))).toBe(true);
    expect(file.headers['content-disposition']).toContain('attachment');
    expect((await ask(house, `/d/${planned(0, 'pakta-integritas').code}/berkas`)).status).toBe(404);
    expect((await ask(house, `/d/${planned(1, 'piagam-zi').code}/berkas`)).status).toBe(404);
  });

  it('works for an unfinished document, with hostile names as plain text', async () => {
    const page = await ask(house, `/d/${planned(1, 'piagam-zi').code}`);
    expect(page.text).toContain('Belum lengkap');
    expect(page.text).not.toContain(hostileName);
    expect(page.text).not.toContain('<b>tebal');
    expect(page.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &quot;Budi&quot; &amp; Rekan');
  });

  it('finds a code however it is typed, and says when it is none', async () => {
    const { code } = planned(0, 'piagam-zi');
    const typed = groupPublicCode(code).toLowerCase().replaceAll('-', ' ');
    expect((await ask(house, `/periksa?kode=${encodeURIComponent(typed)}`)).location).toBe(`/d/${code}`);
    expect((await ask(house, `/d/${groupPublicCode(code)}`)).location).toBe(`/d/${code}`);
    const other = code.slice(0, 16) + (code.endsWith('0') ? '1' : '0');
    expect((await ask(house, `/d/${other}`)).status).toBe(404);
    expect((await ask(house, '/periksa?kode=%3Cscript%3E')).text).toContain('value="&lt;script&gt;"');
  });

  it('serves and judges the newest rendition, and calls the earlier ones genuine and renewed', async () => {
    const { code, id } = planned(0, 'piagam-zi');
    const before = await house.load(id);
    house.clock.moveBy(90 * 86_400);
    await nextTimestamper(house.ports);
    await reissueRevocationList(house.ports, 'root');
    const unrendered = () => Promise.reject(new Error('nothing is rendered here'));
    const ports = { ...house.ports, revisionZero: unrendered };
    await runEffect(ports, id, ['extend'], { anyway: true });
    const [earlier, newest] = renditions(await house.load(id));
    if (!earlier || !newest) throw new Error('expected two renditions');
    expect(earlier.revision).toBe(before.state.name === 'complete' && before.state.revision);

    const page = await ask(house, `/d/${code}`);
    const current = await ask(house, `/d/${code}/berkas`);
    const old = await ask(house, `/d/${code}/berkas/${earlier.revision}`);

    expect(page.text).toMatch(/<h1[^>]*>.*Sah/s);
    expect(page.text).toContain('Asli, sudah diperpanjang');
    expect(page.text).toContain('4 Januari 2027');
    expect(page.text).toContain(`/d/${code}/berkas/${earlier.revision}`);
    expect(page.text).toContain(newest.revision);
    expect(sha256(current.body)).toBe(newest.revision);
    expect(sha256(old.body)).toBe(earlier.revision);
    expect(current.body.subarray(0, old.body.length).equals(old.body)).toBe(true);
  });

  it('gives the report behind the verdict, without what a certificate tells beyond the name', async () => {
    const { code, id } = planned(0, 'piagam-zi');
    const answer = await ask(house, `/d/${code}/laporan.json`);
    const { state } = await house.load(id);

    const { files, policy } = reportDocumentSchema.parse(JSON.parse(answer.text));
    expect(files[0]?.judgement.verdict).toBe('valid');
    expect(files[0]?.facts.sha256).toBe(state.name === 'complete' && state.revision);
    expect(files[0]?.judgement.signatures.map(({ name }) => name)).toHaveLength(2);
    expect(policy.name).toBe('ikrar-verification');
    expect(answer.text).not.toMatch(/serialNumber=|title=/);
    for (const kind of ['pakta-integritas', 'perjanjian-kinerja']) {
      const { text } = await ask(house, `/d/${planned(0, kind).code}/laporan.json`);
      expect(text).toContain('"verdict":"valid"');
      expect(text).not.toContain('19781115');
    }
    expect((await ask(house, `/d/${planned(1, 'piagam-zi').code}/laporan.json`)).status).toBe(404);
  });

  it('gives a record which tells the document’s files apart as the document itself does', async () => {
    const { code, id } = planned(0, 'piagam-zi');
    const document = await house.load(id);
    const record = readDocumentRecord(JSON.parse((await ask(house, `/d/${code}/catatan.json`)).text));

    const hashes = [...renditions(document).map(({ revision }) => revision), '0'.repeat(64)];
    expect(hashes.map((hash) => standingIn(record, hash).name)).toEqual(['earlier', 'current', 'unknown']);
    for (const hash of hashes) expect(standingIn(record, hash).name).toBe(fileStanding(document, hash).name);

    const unfinished = await ask(house, `/d/${planned(1, 'piagam-zi').code}/catatan.json`);
    const known = readDocumentRecord(JSON.parse(unfinished.text));
    expect(known.renditions).toEqual([]);
    expect(standingIn(known, '0'.repeat(64)).name).toBe('unfinished');
  });

  it('publishes what it trusts, by which anybody comes to the same verdict', async () => {
    const { text } = await ask(house, '/periksa/kepercayaan.json');
    const { body } = await ask(house, `/d/${planned(0, 'piagam-zi').code}/berkas`);

    const options = await readPublishedTrust(JSON.parse(text));
    const report = await verifyPdf(new Uint8Array(body), options);

    expect(report.verdict).toBe('valid');
    expect(report.trust).toBe((await trustedRoots(house.ports.registry)).version);
    expect(report.at).toBe(house.clock.now().toISOString());
    const cut = { ...JSON.parse(text), anchors: [] };
    await expect(readPublishedTrust(cut)).rejects.toThrow('version of the list');
    await expect(readPublishedTrust({ ...JSON.parse(text), version: 2 })).rejects.toThrow('format');
  });

  it('gives no other bytes of the archive by their hash, and none of kinds which are not published', async () => {
    const { code } = planned(0, 'piagam-zi');
    const other = planned(0, 'pakta-integritas');
    const document = await house.load(other.id);
    const revision = document.state.name === 'complete' ? document.state.revision : '';
    for (const path of [
      `/d/${code}/berkas/${revision}`,
      `/d/${other.code}/berkas/${revision}`,
      `/d/${code}/berkas/${'0'.repeat(64)}`,
      `/d/${code}/berkas/..`,
    ])
      expect((await ask(house, path)).status).toBe(404);
    expect((await ask(house, `/d/${other.code}`)).text).not.toContain('sudah diperpanjang');
  });

  it('is never green when the archived file cannot be read', async () => {
    const { code, id } = planned(0, 'perjanjian-kinerja');
    const document = await house.load(id);
    const revision = document.state.name === 'complete' ? document.state.revision : '';
    const [file = ''] = readdirSync(join(folder, 'archive'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.includes(revision))
      .map((name) => join(folder, 'archive', name));
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    expect((await ask(house, `/d/${code}`)).text).toContain('ikrar-verdict--done');
    chmodSync(file, 0o644);
    writeFileSync(file, bytes);

    const page = await ask(house, `/d/${code}`);
    const report = await ask(house, `/d/${code}/laporan.json`);

    expect(report.status).toBe(503);
    expect(page.text).toMatch(/<h1[^>]*>.*Belum dapat dipastikan/s);
    expect(page.text).not.toContain('ikrar-verdict--done');
    expect(house.log.some((entry) => entry.event === 'archive-unreadable')).toBe(true);
  });
});

describe('a remembered verdict', () => {
  const judgedFiles = (most?: number) => {
    const times: Date[] = [];
    const files = new JudgedFiles(
      (bytes, options) => {
        times.push(options.at);
        return verifyPdf(bytes, options);
      },
      house.clock,
      most,
    );
    const visit = (kind: string) =>
      publicDocument({ ...house.ports, judge: files.judge }, planned(0, kind).code);
    return { files, times, visit };
  };

  it('is made once for visits at the same time, and anew after its time', async () => {
    const { times, visit } = judgedFiles();

    const [one, other] = await Promise.all([visit('piagam-zi'), visit('piagam-zi')]);
    house.clock.moveBy(judgedSeconds - 1);
    await visit('piagam-zi');
    expect(times).toHaveLength(1);
    expect(one?.report?.verdict).toBe('valid');
    expect(other?.report).toBe(one?.report);

    house.clock.moveBy(1);
    const later = await visit('piagam-zi');
    expect(times).toHaveLength(2);
    expect(later?.report?.at).toBe(house.clock.now().toISOString());
  });

  it('holds for its bytes under its roots alone, and gives way to newer ones', async () => {
    const { files, times, visit } = judgedFiles(1);
    const found = await visit('piagam-zi');
    const revision = found?.document.state.name === 'complete' ? found.document.state.revision : '';
    const bytes = (await house.ports.archive.get(revision)) ?? new Uint8Array();

    const untrusted = await files.judge({
      sha256: revision,
      bytes,
      trust: await trustForAll([]),
      evidence: {},
    });
    expect(untrusted.verdict).not.toBe('valid');
    expect((await visit('piagam-zi'))?.report?.verdict).toBe('valid');
    expect(times).toHaveLength(3);
  });

  it('is made anew with the next revocation list, which an archive outlives', async () => {
    const { times, visit } = judgedFiles();
    expect((await visit('piagam-zi'))?.report?.notChecked).toEqual([]);
    const person = await findPerson(house.ports.registry, house.person(0));
    const leaf = readCertificate(Buffer.from(person?.credential?.chain[0] ?? '', 'base64'));
    house.clock.moveBy(1);
    const revokedAt = house.clock.now();
    await revokeCertificate(house.ports, { serialNumber: leaf.serial, revokedAt, reason: 'superseded' });
    const report = (await visit('piagam-zi'))?.report;
    expect(times).toHaveLength(2);
    expect(report?.verdict).toBe('valid');
    expect(report?.signatures.flatMap(({ findings }) => findings.map(({ code }) => code))).toContain(
      'certificate-revoked-later',
    );
  });

  it('is made anew for other evidence of any kind', async () => {
    let made = 0;
    const files = new JudgedFiles(async (bytes, options) => {
      made++;
      return verifyPdf(bytes, options);
    }, house.clock);
    const asked = { sha256: '00', bytes: new Uint8Array(), trust: await trustForAll([]) };
    const authority = await sampleAuthority(sampleTools());
    const certificate = readCertificate(authority.root);
    await files.judge({ ...asked, evidence: {} });
    await files.judge({ ...asked, evidence: { certificates: [certificate] } });
    await files.judge({ ...asked, evidence: { certificates: [certificate] } });
    expect(made).toBe(2);
  });

  it('is not remembered where the making failed', async () => {
    let failing = true;
    const files = new JudgedFiles(async (bytes, options) => {
      if (failing) throw new Error('expected by this test');
      return verifyPdf(bytes, options);
    }, house.clock);
    const visit = () => publicDocument({ ...house.ports, judge: files.judge }, planned(0, 'piagam-zi').code);
    await expect(visit()).rejects.toThrow('expected by this test');
    failing = false;
    expect((await visit())?.report?.verdict).toBe('valid');
  });
});
