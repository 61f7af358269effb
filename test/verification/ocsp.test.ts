import { beforeAll, beforeEach, expect, it } from 'vitest';
import { LongTermWorld, said } from './long-term-sample.ts';
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
    'was not delegated',
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
  expect(said(report).codes).toContain('revocation-unknown');
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

it('stored in the file it makes an archive, and holds after the signer’s certificate ended', async () => {
  world.at('2027-01-04T02:30:00Z');
  const answer = await ocspResponse(world, { about: about(), responder: await delegate(world) });
  const file = await world.archive(world.store(stampedFile, [root], [answer]));
  const report = await world.at('2030-01-01T00:00:00Z').judge(file);
  expect(said(report)).toMatchObject({ verdict: 'valid', levels: ['B-LTA'] });
});
