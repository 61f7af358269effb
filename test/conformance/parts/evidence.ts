import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renditions } from '../../../core/document/renditions.ts';
import { findPerson } from '../../../core/person/person.ts';
import { chainOf, timestampPurpose } from '../../../core/pki/authority.ts';
import { vaultSigner } from '../../../core/pki/message-signer.ts';
import { ownTimestamper } from '../../../core/pki/own-timestamper.ts';
import { certificatePem } from '../../../core/pki/pem.ts';
import { readCertificate } from '../../../core/pki/reading/certificate.ts';
import { renewTimestamper } from '../../../core/pki/rotation.ts';
import { findAuthority } from '../../../core/pki/stored-authority.ts';
import {
  listInForce,
  renewIssuingLists,
  renewRevocationList,
  revocationListsInForce,
  revokeCertificate,
} from '../../../core/pki/stored-revocation-list.ts';
import { makeTimestamp } from '../../../core/pki/timestamp.ts';
import type { Timestamper } from '../../../core/ports/timestamper.ts';
import type { Checks } from '../checks.ts';
import { EvidenceLab } from '../evidence-lab.ts';
import { dss } from '../judges/dss.ts';
import { ikrar } from '../judges/ikrar.ts';
import { mutool } from '../judges/mutool.ts';
import { openssl } from '../judges/openssl.ts';
import { pdfsig } from '../judges/pdfsig.ts';
import { pyhanko } from '../judges/pyhanko.ts';
import { pyhankoLtv } from '../judges/pyhanko-ltv.ts';
import { qpdf } from '../judges/qpdf.ts';
import { verapdf } from '../judges/verapdf.ts';
import { unrulyFile } from '../unruly-signature.ts';

const hour = 3600;
const day = 24 * hour;
const year = 365 * day;

const ago = (seconds: number): Date => new Date(Math.floor(Date.now() / 1000 - seconds) * 1000);
const hence = (seconds: number): Date => ago(-seconds);

type Case = {
  readonly files: readonly string[];
  readonly trust: string;
  /** When it is judged, and the CRLs of that day; today, with nothing but the file, where absent. */
  readonly later?: { readonly at: Date; readonly lists: readonly string[] };
};

/**
 * Files whose certificates, lists and timestamps age, before EU DSS, pyHanko and our own verifier, which have to
 * agree: what is proven stays valid after its certificates ended, what is not is refused for the reason it has.
 */
export const judgeEvidence = async (checks: Checks, room: string): Promise<void> => {
  const bare = async (name: string, start: Date): Promise<Opened> => ({
    room,
    name,
    lab: await EvidenceLab.open(join(room, name), start),
  });
  const opened = async (name: string, start: Date): Promise<Opened> => {
    const one = await bare(name, start);
    await one.lab.enrolEverybody();
    return one;
  };

  const lasting = await opened('three-signatures', ago(5 * hour));
  const three = await threeSignatures(lasting);
  await judgeThree(checks, three);
  await accept(checks, 'signers expired', await judgedThen(lasting, three, hence(3 * year)));
  await refuse(checks, 'a TSA which expired', await judgedThen(lasting, three, hence(7 * year)), {
    dss: /OUT_OF_BOUNDS|NO_POE/,
    pyhanko: /timestamp token did not validate/,
    ikrar: /OUT_OF_BOUNDS_NO_POE/,
  });

  const again = await renewed(await opened('renewed', ago(5 * hour)));
  await accept(checks, 'a TSA which expired, in a file renewed before', again);

  const late = await sealedLate(await opened('sealed-late', ago(9 * day)));
  await accept(checks, 'sealed a week later', late);
  const after = await revokedAfter(await opened('revoked-after', ago(6 * hour)));
  await accept(checks, 'revoked after signing', after);
  const before = await revokedBefore(await opened('revoked', ago(6 * hour)));
  await refuse(checks, 'a revoked signer', before, {
    dss: /REVOKED/,
    pyhanko: /REVOKED/,
    ikrar: /REVOKED/,
  });
  const stale = await staleList(await opened('stale', ago(20 * day)));
  await refuse(checks, 'a list gone stale', stale, {
    dss: /TRY_LATER|REVOCATION|CERTIFICATE_CHAIN_GENERAL_FAILURE/,
    pyhanko: /./,
    ikrar: /TRY_LATER: revocation-stale/,
  });
  const stamped = await stampedLate(await bare('stamped-late', ago(7 * year)));
  await refuse(checks, 'a timestamp made after its certificate ended', stamped, {
    dss: /TIMESTAMP\): INDETERMINATE/,
    pyhanko: /TIMESTAMP_TOKEN<INTACT:UNTRUSTED>/,
    ikrar: /level B-[BT], expected B-LTA/,
  });
};

type Opened = { readonly room: string; readonly name: string; readonly lab: EvidenceLab };

async function keep({ room, name, lab }: Opened, files: readonly Uint8Array[]): Promise<Case> {
  const authority = await findAuthority(lab.ports.registry);
  if (!authority) throw new Error('expected an authority');
  const trust = join(room, `${name}.pem`);
  await writeFile(trust, certificatePem(authority.root));
  const paths = files.map((_, index) => join(room, `${name}-${index + 1}.pdf`));
  for (const [index, path] of paths.entries()) await writeFile(path, files[index] ?? '');
  return { files: paths, trust };
}

/**
 * One of the files, years later. They go by for the authority too, which goes on publishing its list: by that the newest
 * timestamp is judged, since its own file cannot know what came after.
 */
async function judgedThen({ room, name, lab }: Opened, one: Case, at: Date): Promise<Case> {
  lab.clock.moveBy(Math.floor((at.getTime() - lab.clock.now().getTime()) / 1000) - hour);
  await renewRevocationList(lab.ports, 'root');
  const { list } = await listInForce(lab.ports.registry, 'root', lab.clock.now());
  const lists = [join(room, `${name}-${at.getUTCFullYear()}.crl`)];
  await writeFile(lists[0] ?? '', list);
  return { ...one, files: one.files.slice(0, 1), later: { at, lists } };
}

/** Each kind with three signatures. */
async function threeSignatures(opened: Opened): Promise<Case> {
  const { lab } = opened;
  const ids = lab.documentsOf(lab.inspector);
  lab.clock.moveBy(hour);
  await lab.signAll(ids);
  lab.clock.moveBy(hour);
  await lab.finish();
  return keep(opened, await Promise.all(ids.map((id) => lab.archived(id))));
}

/** The last rendition of a document renewed two years before its timestamp's certificate ends. */
async function renewed(opened: Opened): Promise<Case> {
  const { lab } = opened;
  const [id = ''] = lab.documentsOf(lab.inspector);
  lab.clock.moveBy(hour);
  await lab.signAll([id]);
  await lab.finish();
  lab.clock.moveBy(4.1 * year);
  await renewTimestamper(lab.ports);
  await renewRevocationList(lab.ports, 'root');
  await lab.drain(['extend']);
  if (renditions(await lab.load(id)).length !== 2)
    throw new Error('expected the document to be renewed once');
  return judgedThen(opened, await keep(opened, [await lab.archived(id)]), hence(7 * year));
}

async function sealedLate(opened: Opened): Promise<Case> {
  const { lab } = opened;
  const [id = ''] = lab.documentsOf(lab.inspector);
  await lab.signAll([id]);
  lab.clock.moveBy(7 * day + hour);
  await lab.finish();
  return keep(opened, [await lab.archived(id)]);
}

async function revoke(lab: EvidenceLab, person: string): Promise<void> {
  const leaf = (await findPerson(lab.ports.registry, person))?.credential?.chain[0] ?? '';
  const { serial } = readCertificate(new Uint8Array(Buffer.from(leaf, 'base64')));
  await revokeCertificate(lab.ports, {
    serialNumber: serial,
    revokedAt: lab.clock.now(),
    reason: 'keyCompromise',
  });
}

async function revokedAfter(opened: Opened): Promise<Case> {
  const { lab } = opened;
  const [id = ''] = lab.documentsOf(lab.secretary);
  lab.clock.moveBy(hour);
  await lab.signAll([id]);
  lab.clock.moveBy(hour);
  await revoke(lab, lab.secretary);
  lab.clock.moveBy(hour);
  await lab.finish();
  return keep(opened, [await lab.archived(id)]);
}

const inForce = (lab: EvidenceLab) => async () =>
  (await revocationListsInForce(lab.ports.registry, lab.clock.now())).map(({ list }) => list);

async function revokedBefore(opened: Opened): Promise<Case> {
  const { lab } = opened;
  const [id = ''] = lab.documentsOf(lab.secretary);
  lab.clock.moveBy(hour);
  await revoke(lab, lab.secretary);
  lab.clock.moveBy(hour);
  const timestamper = ownTimestamper(lab.ports);
  return keep(opened, [await unrulyFile(lab, id, { timestamper, revocationLists: inForce(lab) })]);
}

/** Lists which ended days before the signature they should speak for. */
async function staleList(opened: Opened): Promise<Case> {
  const { lab } = opened;
  const [id = ''] = lab.documentsOf(lab.secretary);
  const old = await inForce(lab)();
  lab.clock.moveBy(19 * day);
  const timestamper = ownTimestamper(lab.ports);
  return keep(opened, [await unrulyFile(lab, id, { timestamper, revocationLists: async () => old })]);
}

/** By a time-stamping authority whose certificate, of six years, is a year over. */
async function stampedLate(opened: Opened): Promise<Case> {
  const { lab } = opened;
  const authority = await findAuthority(lab.ports.registry);
  if (!authority) throw new Error('expected an authority');
  const { clock, randomness, vault } = lab.ports;
  lab.clock.moveBy(7 * year - 3 * hour);
  await renewRevocationList(lab.ports, 'root');
  await renewIssuingLists(lab.ports);
  await lab.enrolEverybody();
  const [id = ''] = lab.documentsOf(lab.secretary);
  const signer = await vaultSigner(vault, timestampPurpose);
  const chain = chainOf(authority, authority.timestamp);
  const timestamper: Timestamper = (digest) =>
    makeTimestamp({ signer, chain, policy: '1.3.6.1.4.1.32473.1', clock, randomness }, digest);
  return keep(opened, [await unrulyFile(lab, id, { timestamper, revocationLists: inForce(lab) })]);
}

async function judgeThree(checks: Checks, { files, trust }: Case): Promise<void> {
  const level = 'PAdES-BASELINE-LTA';
  checks.accepted('qpdf', await qpdf(files));
  checks.accepted('veraPDF 2a', await verapdf(files, '2a'));
  checks.accepted('veraPDF ua1', await verapdf(files, 'ua1'));
  checks.accepted('pdfsig (three signatures)', await pdfsig(files, { signatures: 3 }));
  checks.accepted('mutool', await mutool(files));
  checks.accepted('openssl', await openssl(files, trust));
  checks.accepted('EU DSS (B-LTA, three signatures)', await dss(files, trust, { level }));
  checks.accepted(
    'pyHanko (pades-lta, three signatures)',
    await pyhanko(files, trust, { ltvProfile: 'pades-lta' }),
  );
  checks.accepted('ikrar (B-LTA, three signatures)', await ikrar(files, trust, { level: 'B-LTA' }));
}

const verdicts = async ({ files, trust, later }: Case) => ({
  dss: await dss(files, trust, { revocation: 'fresh', ...(later && { at: later.at }) }),
  pyhanko: later
    ? await pyhankoLtv(files, trust, later)
    : await pyhanko(files, trust, { ltvProfile: 'pades-lta' }),
  ikrar: await ikrar(files, trust, { level: 'B-LTA', ...later }),
});

const judges = { dss: 'EU DSS', pyhanko: 'pyHanko', ikrar: 'ikrar' } as const;
type Judge = keyof typeof judges;
const judgeNames = ['dss', 'pyhanko', 'ikrar'] as const satisfies readonly Judge[];

async function accept(checks: Checks, what: string, one: Case): Promise<void> {
  const told = await verdicts(one);
  for (const judge of judgeNames) checks.accepted(`${what}: ${judges[judge]}`, told[judge]);
}

async function refuse(
  checks: Checks,
  what: string,
  one: Case,
  because: Readonly<Record<Judge, RegExp>>,
): Promise<void> {
  const told = await verdicts(one);
  for (const judge of judgeNames) checks.refused(judges[judge], what, told[judge], because[judge]);
}
