import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { identifiers, samplePdf, twoFieldObjects } from '../pades/reader/sample-pdf.ts';
import { LongTermWorld, revocation, said } from './long-term-sample.ts';
import { delegate, type OcspSample, ocspResponse } from './ocsp-sample.ts';

let world: LongTermWorld;
let root: Uint8Array;
let stampedFile: Uint8Array;
beforeAll(async () => {
  world = await LongTermWorld.open();
  root = await world.list('root', [], { days: 400 });
  stampedFile = await world.at('2027-01-04T02:00:00Z').signed();
});
beforeEach(() => world.at('2027-01-04T03:00:00Z'));

const about = () => world.head.chain[0];
/** The root speaks by its list, the issuing CA by the answer alone. */
async function judged(sample: Omit<OcspSample, 'about'>) {
  const answer = await ocspResponse(world, { about: about(), ...sample });
  return world.judge(stampedFile, [root], { ocsp: [answer] });
}

it.each(['sha1', 'sha256'] as const)('good, from the issuer itself, named by %s', async (hash) => {
  expect(said(await judged({ hash }))).toEqual({ verdict: 'valid', why: null, levels: ['B-T'], codes: [] });
});

it('good, from a delegated responder', async () => {
  expect(said(await judged({ responder: await delegate(world) }))).toMatchObject({ verdict: 'valid' });
});

it('revoked before the proven time, and after it', async () => {
  const before = await judged({ status: { revokedAt: new Date('2027-01-04T01:30:00Z') } });
  const after = await judged({ status: { revokedAt: new Date('2027-01-04T02:30:00Z') } });
  expect(said(before)).toMatchObject({ verdict: 'cannot-tell', why: 'REVOKED_NO_POE' });
  expect(said(after)).toMatchObject({ verdict: 'valid', codes: ['certificate-revoked-later'] });
});

it.each<[string, () => Promise<Omit<OcspSample, 'about'>>, string]>([
  ['an answer that it is unknown', async () => ({ status: 'unknown' }), 'does not know the certificate'],
  [
    'a responder without the purpose',
    async () => ({ responder: await delegate(world, { purpose: '1.3.6.1.5.5.7.3.36' }) }),
    'was not delegated',
  ],
  [
    'a responder nobody was asked about',
    async () => ({ responder: await delegate(world, { noCheck: false }) }),
    'whether its responder was revoked',
  ],
  [
    'a signer who answers for himself',
    async () => ({ responder: { certificate: about(), signer: world.head.signer } }),
    'the certificate answers for itself',
  ],
  [
    'a responder with the signer’s own key',
    async () => ({ responder: await delegate(world, { key: world.head.signer }) }),
    'the key of the certificate answers for itself',
  ],
  [
    'an answer produced after the time judged for',
    async () => ({ producedAt: new Date('2027-01-05T00:00:00Z') }),
    'produced after the time judged for',
  ],
  [
    'an answer produced before what it tells',
    async () => ({ producedAt: new Date('2027-01-04T02:59:00Z') }),
    'produced before what it says was known',
  ],
  [
    'a responder whose certificate ended',
    async () => {
      const responder = await delegate(world);
      world.at('2029-06-01T00:00:00Z');
      return { responder };
    },
    'was not valid when it was produced',
  ],
])('%s proves nothing', async (_what, sample, reason) => {
  const report = await judged(await sample());
  expect(said(report)).toMatchObject({ verdict: 'cannot-tell' });
  expect(report.subIndication).toBe('TRY_LATER');
  expect(JSON.stringify(report)).toContain(reason);
});

it('an answer changed on the way proves nothing', async () => {
  const answer = await ocspResponse(world, { about: about(), status: 'unknown' });
  const at = Buffer.from(answer).indexOf(Buffer.from([0x82, 0x00, 0x18, 0x0f]));
  answer[at] = 0x80;
  const report = await world.judge(stampedFile, [root], { ocsp: [answer] });
  expect(said(report)).toMatchObject({ verdict: 'cannot-tell', why: 'TRY_LATER' });
  expect(JSON.stringify(report)).toContain('not signed by its responder');
});

it('an answer which no longer speaks for the proven time, or for more than the policy believes, proves nothing', async () => {
  const short = await ocspResponse(world.at('2027-01-04T01:00:00Z'), { about: about(), minutes: 30 });
  const report = await world.at('2027-01-04T03:00:00Z').judge(stampedFile, [root], { ocsp: [short] });
  expect(said(report)).toMatchObject({ verdict: 'cannot-tell', why: 'TRY_LATER' });
  expect(JSON.stringify(report)).toContain('data speaks until 2027-01-04T01:30:00.000Z');

  const years = { about: about(), minutes: 500 * 24 * 60 };
  const long = await ocspResponse(world.at('2027-01-04T01:00:00Z'), years);
  const later = await world.at('2027-03-01T00:00:00Z').signed();
  expect(said(await world.judge(later, [root], { ocsp: [long] }))).toMatchObject({ why: 'TRY_LATER' });
});

it('stored in the file it makes an archive, and holds after the signer’s certificate ended', async () => {
  world.at('2027-01-04T02:30:00Z');
  const answer = await ocspResponse(world, { about: about(), responder: await delegate(world) });
  const file = await world.archive(world.store(stampedFile, [root], [answer]));
  const report = await world.at('2030-01-01T00:00:00Z').judge(file);
  expect(said(report)).toMatchObject({ verdict: 'valid', levels: ['B-LTA'] });
});

describe('a certificate which may answer for others', () => {
  it('may not answer for itself', async () => {
    const own = await delegate(world);
    const signer = { signer: own.signer, chain: [own.certificate, ...world.head.chain.slice(1)] as const };
    const file = await world.sign(samplePdf(twoFieldObjects, identifiers), 'head', {
      signer: own.signer,
      chain: [own.certificate, world.head.chain[1], world.head.chain[2]],
    });
    const answer = await ocspResponse(world, { about: signer.chain[0], responder: own });

    const report = await world.judge(file, [root], { ocsp: [answer] });

    expect(report.verdict).toBe('cannot-tell');
    expect(JSON.stringify(report)).toContain('the certificate answers for itself');
  });
});

describe('a responder whose certificate is no longer good', () => {
  const given = async (answer: Uint8Array, lists: readonly Uint8Array[], file = stampedFile) =>
    said(await world.judge(file, lists, { ocsp: [answer] }));

  it('has ended: its answer counts only when it is proven to be older', async () => {
    const answer = await ocspResponse(world, { about: about(), responder: await delegate(world) });
    expect(await given(answer, [root])).toMatchObject({ verdict: 'valid' });
    world.at('2029-06-01T00:00:00Z');
    expect(await given(answer, [root])).toMatchObject({
      verdict: 'cannot-tell',
      why: 'REVOCATION_OUT_OF_BOUNDS_NO_POE',
    });
    const direct = await ocspResponse(world.at('2027-01-04T03:00:00Z'), { about: about() });
    world.at('2029-06-01T00:00:00Z');
    expect(await given(direct, [root])).toMatchObject({ verdict: 'valid' });
  });

  it('was revoked: its answer counts only when it is proven to be older', async () => {
    const responder = await delegate(world, { noCheck: false });
    // It knows the responder, and is stale for the signer.
    const before = await world.at('2027-01-04T03:00:00Z').list('issuing');
    world.at('2027-01-10T00:00:00Z');
    const minutes = 20 * 24 * 60;
    const answer = await ocspResponse(world, { about: about(), responder, minutes });
    const revokes = [revocation(responder.certificate, '2027-01-11T00:00:00Z', 'keyCompromise')];
    const after = await world.at('2027-01-11T12:00:00Z').list('issuing', revokes, { days: 0.1 });
    const file = await world.at('2027-01-12T00:00:00Z').signed();

    expect(await given(answer, [root, before], file)).toMatchObject({ verdict: 'valid' });
    expect(await given(answer, [root, before, after], file)).toMatchObject({
      verdict: 'cannot-tell',
      why: 'REVOCATION_OUT_OF_BOUNDS_NO_POE',
    });
  });

  it('was revoked before it answered: the answer is refused', async () => {
    const responder = await delegate(world, { noCheck: false });
    const revokes = [revocation(responder.certificate, '2027-01-04T02:30:00Z', 'keyCompromise')];
    const list = await world.list('issuing', revokes, { days: 0.01 });
    const file = await world.at('2027-01-06T00:00:00Z').signed();
    const answer = await ocspResponse(world, { about: about(), responder });
    const report = await world.judge(file, [root, list], { ocsp: [answer] });
    expect(said(report)).toMatchObject({ verdict: 'cannot-tell', why: 'TRY_LATER' });
    expect(JSON.stringify(report)).toContain('whether its responder was revoked is not known');
  });
});

it('a responder whose key cannot be read answers nothing, and stops nothing', async () => {
  const broken = Uint8Array.from(about());
  const at = Buffer.from(broken).indexOf(Buffer.from([0x03, 0x42, 0x00, 0x04]));
  broken[at] = 0x04;
  const answer = await ocspResponse(world, { about: about(), certificates: [broken] });
  const report = await world.judge(world.store(stampedFile, [root], [answer]));
  expect(said(report)).toMatchObject({ verdict: 'cannot-tell', why: 'TRY_LATER' });
  expect(said(report).codes).toContain('validation-data-unread');
  expect(said(report).codes).not.toContain('internal-error');
});
