import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readCertificate } from '../../core/pki/reading/certificate.ts';
import { trustList } from '../../core/pki/reading/trust-list.ts';
import { verdictSentence } from '../../core/verification/messages.ts';
import { appendRevision, identifiers } from '../pades/reader/sample-pdf.ts';
import { LongTermWorld, revocation, said } from './long-term-sample.ts';

let world: LongTermWorld;
beforeAll(async () => {
  world = await LongTermWorld.open();
});
beforeEach(() => world.reset());

const signing = '2027-01-04T02:00:00Z';
const fiveYearsLater = '2032-01-04T02:00:00Z';

describe('a sealed file', () => {
  it('is B-LTA and valid when it is made, by what it carries alone', async () => {
    const file = await world.at(signing).sealed(await world.signed());

    const report = await world.judge(file);

    expect(said(report)).toEqual({ verdict: 'valid', why: null, levels: ['B-LTA'], codes: [] });
    expect(report.notChecked).toEqual([]);
    expect(report.diagnosticData?.proofsOfExistence).toHaveLength(1);
    expect(report.signatures[0]?.chain.map(({ status }) => status)).toEqual(['good', 'good', 'trusted']);
    expect(report.signatures[0]?.reasons.map(({ outcome }) => outcome)).not.toContain('indeterminate');
  });

  it('is B-LTA when two have signed and it is sealed a week later', async () => {
    const once = await world.at(signing).signed();
    const twice = await world.at('2027-01-05T02:00:00Z').sign(once, 'regional-head', world.regent);
    const file = await world.at('2027-01-12T02:00:00Z').sealed(twice);
    const report = await world.judge(file);
    expect(said(report)).toEqual({ verdict: 'valid', why: null, levels: ['B-LTA', 'B-LTA'], codes: [] });
    expect(report.signatures[0]?.trustedTime).toBe(new Date(signing).toISOString());
  });

  it('is B-LTA under a root whose list is renewed once a year', async () => {
    const root = await world.at('2027-01-04T01:00:00Z').list('root', [], { days: 400 });
    const file = await world.at('2027-12-01T00:00:00Z').signed();
    const sealed = await world.archive(world.store(file, [root, await world.list('issuing')]));
    expect(said(await world.judge(sealed))).toMatchObject({ verdict: 'valid', levels: ['B-LTA'] });
    expect((await world.judge(sealed)).notChecked).toEqual([]);
  });

  it('is valid years after the signer’s certificate ended, and says what nobody asked since', async () => {
    const file = await world.at(signing).sealed(await world.signed());

    const report = await world.at(fiveYearsLater).judge(file);

    expect(said(report)).toEqual({ verdict: 'valid', why: null, levels: ['B-LTA'], codes: [] });
    expect(report.notChecked).toEqual(['timestamp-revocation-since']);
    const inForce = await world.judge(file, await world.lists());
    expect(inForce.notChecked).toEqual([]);
    expect(inForce.verdict).toBe('valid');
  });

  it('is not to be told once its timestamp’s certificate ended', async () => {
    const file = await world.at(signing).sealed(await world.signed());
    const report = await world.at('2034-01-04T02:00:00Z').judge(file, await world.lists());
    expect(said(report)).toMatchObject({
      verdict: 'cannot-tell',
      why: 'OUT_OF_BOUNDS_NO_POE',
      levels: ['B-B'],
    });
    expect(said(report).codes).toContain('timestamp-expired');
    expect(report.integrity).toBe('intact');
  });

  it('outlives its timestamp’s certificate when it was extended in time', async () => {
    const file = await world.at(signing).sealed(await world.signed());
    await world.at(fiveYearsLater).renewTimestampCertificate();
    const extended = await world.at('2032-01-05T02:00:00Z').sealed(file);

    const report = await world.at('2034-01-04T02:00:00Z').judge(extended);

    expect(said(report)).toEqual({ verdict: 'valid', why: null, levels: ['B-LTA'], codes: [] });
    expect(report.documentTimestamps.map(({ trusted }) => trusted)).toEqual([true, true]);
  });

  it('does not when it was extended too late', async () => {
    const file = await world.at(signing).sealed(await world.signed());
    await world.at('2033-06-01T00:00:00Z').renewTimestampCertificate();
    const extended = await world.at('2033-06-02T00:00:00Z').sealed(file);
    const report = await world.at('2034-01-04T02:00:00Z').judge(extended);
    expect(said(report)).toMatchObject({ verdict: 'cannot-tell', why: 'OUT_OF_BOUNDS_NO_POE' });
    expect(report.documentTimestamps.map(({ trusted }) => trusted)).toEqual([false, true]);
  });
});

describe('a file which was not sealed', () => {
  it('B-T: valid with the lists in force, unknown without', async () => {
    const file = await world.at(signing).signed();

    const alone = await world.judge(file);
    const inForce = await world.judge(file, await world.lists());

    expect(said(alone)).toMatchObject({ verdict: 'cannot-tell', why: 'TRY_LATER', levels: ['B-B'] });
    expect(alone.notChecked).toContain('revocation');
    expect(verdictSentence(alone)).toContain('Pencabutan sertifikat belum dapat diperiksa');
    expect(said(inForce)).toEqual({ verdict: 'valid', why: null, levels: ['B-T'], codes: [] });
  });

  it('B-T: valid after the signer’s certificate ended while the timestamp holds, with a list of its time', async () => {
    const file = await world.at(signing).signed();
    const lists = await world.at('2027-01-05T00:00:00Z').lists();
    const report = await world.at('2029-06-01T00:00:00Z').judge(file, lists);
    expect(said(report)).toMatchObject({ verdict: 'valid', levels: ['B-T'] });
  });

  it('B-T: unknown then with lists of today only, which no longer name what has ended', async () => {
    const file = await world.at(signing).signed();
    const report = await world.at('2029-06-01T00:00:00Z').judge(file, await world.lists());
    expect(said(report)).toMatchObject({ verdict: 'cannot-tell', why: 'TRY_LATER' });
  });

  it('B-B: unknown after the signer’s certificate ended', async () => {
    const file = await world.at(signing).signed(false);
    const lists = await world.lists();
    expect(said(await world.judge(file, lists))).toMatchObject({ verdict: 'valid', levels: ['B-B'] });
    const report = await world.at('2029-06-01T00:00:00Z').judge(file, lists);
    expect(said(report)).toMatchObject({ verdict: 'cannot-tell', why: 'OUT_OF_BOUNDS_NO_POE' });
  });

  it('B-LT: its data are not under a timestamp, and so no archive', async () => {
    const file = world.at(signing).store(await world.signed(), await world.lists());
    expect(said(await world.judge(file))).toEqual({
      verdict: 'valid',
      why: null,
      levels: ['B-LT'],
      codes: [],
    });
  });

  it('data stored after the document timestamp do not make it B-LTA', async () => {
    const stamped = await world.at(signing).archive(await world.signed());
    const file = world.store(stamped, await world.lists());
    expect(said(await world.judge(file))).toMatchObject({ verdict: 'valid', levels: ['B-LT'] });
  });
});

describe('a store which a later revision takes away', () => {
  it('is an alteration, and what was proven is told all the same', async () => {
    const file = await world.at(signing).sealed(await world.signed());
    const size = Number([...new TextDecoder('latin1').decode(file).matchAll(/\/Size (\d+)/g)].at(-1)?.[1]);
    const catalog = { number: 1, body: '<</Type /Catalog /Pages 2 0 R /AcroForm 7 0 R>>' };
    const stripped = appendRevision(file, [catalog], { size, trailer: identifiers });
    const report = await world.judge(stripped);
    expect(said(report)).toMatchObject({ verdict: 'not-valid' });
    expect(report.integrity).toBe('altered');
    expect(report.diagnosticData?.revocationData.map(({ storedSince }) => storedSince)).toEqual([2, 2]);
  });
});

describe('a store added by a revision', () => {
  const added = async (trailer: string) => {
    const file = await world.at(signing).signed();
    const size = Number([...new TextDecoder('latin1').decode(file).matchAll(/\/Size (\d+)/g)].at(-1)?.[1]);
    const body = `<</Type /Catalog /Pages 2 0 R /AcroForm 7 0 R /DSS ${size} 0 R>>`;
    const store = { number: size, body: '<</Type /DSS /Certs []>>' };
    const options = { size: size + 1, trailer: `${identifiers} ${trailer}` };
    const extended = appendRevision(file, [{ number: 1, body }, store], options);
    return said(await world.judge(extended, await world.lists()));
  };

  it('is no cover for document information pointed at a page or at its content', async () => {
    expect(await added('')).toMatchObject({ verdict: 'valid' });
    for (const info of ['/Info 3 0 R', '/Info 4 0 R']) {
      expect(await added(info)).toMatchObject({ verdict: 'not-valid', codes: ['changed-after-signing'] });
    }
  });
});

describe('a revoked signer', () => {
  const before = '2027-01-04T01:30:00Z';
  const after = '2027-01-06T00:00:00Z';

  it('revoked before signing: not to be told, whoever stamped it', async () => {
    const revoked = [revocation(world.head.chain[0], before, 'keyCompromise')];
    for (const stamped of [true, false]) {
      const file = await world.at(signing).sealed(await world.signed(stamped), revoked);
      const report = await world.judge(file);
      expect(said(report)).toMatchObject({ verdict: 'cannot-tell', why: 'REVOKED_NO_POE' });
      expect(verdictSentence(report)).toContain('telah dicabut');
      expect(report.integrity).toBe('intact');
      expect(report.signatures[0]?.chain[0]).toMatchObject({ status: 'revoked', reason: 'keyCompromise' });
    }
  });

  it('revoked before signing, and what was signed proves it is younger: not valid', async () => {
    const first = await world
      .at('2027-01-05T00:00:00Z')
      .sign(await world.signedBy('regional-head'), 'head', world.head);
    const file = await world.sealed(first, [revocation(world.head.chain[0], before)]);
    const report = await world.judge(file);
    expect(said(report)).toMatchObject({ verdict: 'not-valid', why: 'REVOKED' });
    expect(report.integrity).toBe('intact');
    expect(verdictSentence(report)).toContain('sudah dicabut sebelum');
  });

  it('revoked after signing, with a timestamp: valid, and said', async () => {
    const file = await world.at(signing).signed();
    const lists = await world.at(after).lists([revocation(world.head.chain[0], after, 'keyCompromise')]);
    const report = await world.judge(file, lists);
    expect(said(report)).toEqual({
      verdict: 'valid',
      why: null,
      levels: ['B-T'],
      codes: ['certificate-revoked-later'],
    });
  });

  it('revoked in the very second of the timestamp counts as before it, a second later as after it', async () => {
    const file = await world.at(signing).signed();
    const second = new Date(signing).getTime();
    const judged = async (revokedAt: Date) =>
      said(
        await world.judge(
          file,
          await world.lists([revocation(world.head.chain[0], revokedAt.toISOString())]),
        ),
      );
    world.at(after);
    expect(await judged(new Date(second))).toMatchObject({ verdict: 'cannot-tell', why: 'REVOKED_NO_POE' });
    // A list has no fractions of a second (RFC 5280 §4.1.2.5.2).
    expect(await judged(new Date(second + 999))).toMatchObject({ verdict: 'cannot-tell' });
    expect(await judged(new Date(second + 1000))).toMatchObject({
      verdict: 'valid',
      codes: ['certificate-revoked-later'],
    });
  });

  it('revoked after signing, without a timestamp: nothing tells it from one made later', async () => {
    const file = await world.at(signing).signed(false);
    const lists = await world.at(after).lists([revocation(world.head.chain[0], after)]);
    expect(said(await world.judge(file, lists))).toMatchObject({
      verdict: 'cannot-tell',
      why: 'REVOKED_NO_POE',
    });
  });

  it('sealed before it was revoked: an archive is not touched by later lists', async () => {
    const file = await world.at(signing).sealed(await world.signed());
    const lists = await world.at(after).lists([revocation(world.head.chain[0], after)]);
    expect(said(await world.judge(file, lists))).toMatchObject({ verdict: 'valid', levels: ['B-LTA'] });
  });

  it('a newer list which leaves it out does not take the revocation back', async () => {
    const file = await world.at(signing).signed(false);
    const old = await world.list('issuing', [revocation(world.head.chain[0], before)]);
    const lists = await world.at('2027-01-07T00:00:00Z').lists();
    const report = await world.judge(file, [...lists, old]);
    expect(said(report)).toMatchObject({ verdict: 'cannot-tell', why: 'REVOKED_NO_POE' });
  });

  it('a revoked issuing CA: what was proven before holds, what was not does not', async () => {
    const stamped = await world.at(signing).sealed(await world.signed());
    const root = await world
      .at(after)
      .list('root', [revocation(world.authority.issuing, after, 'keyCompromise')], { days: 400 });
    const issuing = await world.list('issuing');
    const report = await world.judge(stamped, [root, issuing]);
    expect(said(report)).toMatchObject({ verdict: 'valid', codes: ['certificate-revoked-later'] });
    // Its key may have made any list since, so a list which nothing proves older counts for nothing.
    const unproven = await world.at(signing).signed();
    const list = await world.at('2027-01-05T00:00:00Z').list('issuing');
    const other = await world.at(after).judge(unproven, [root, list]);
    expect(said(other)).toMatchObject({ verdict: 'cannot-tell', why: 'REVOCATION_OUT_OF_BOUNDS_NO_POE' });
    const unstamped = await world.at(signing).signed(false);
    expect(said(await world.at(after).judge(unstamped, [root, list])).why).toBe('REVOKED_CA_NO_POE');
  });
});

describe('a revoked time-stamping authority', () => {
  it('proves no time any more, unless a later timestamp proves that its own is older', async () => {
    const file = await world.at(signing).sealed(await world.signed());
    const revokedAt = '2030-01-01T00:00:00Z';
    const old = world.timestampCertificate;
    await world.at('2029-06-01T00:00:00Z').renewTimestampCertificate();
    const extended = await world.at('2029-06-02T00:00:00Z').sealed(file);
    world.at('2030-02-01T00:00:00Z');
    const lists = [
      await world.list('root', [revocation(old, revokedAt, 'keyCompromise')]),
      await world.list('issuing'),
    ];

    const lost = await world.judge(file, lists);
    const kept = await world.judge(extended, lists);

    expect(said(lost)).toMatchObject({ verdict: 'cannot-tell', why: 'OUT_OF_BOUNDS_NO_POE' });
    expect(said(lost).codes).toContain('timestamp-revoked');
    expect(said(kept)).toMatchObject({ verdict: 'valid', levels: ['B-LTA'] });
  });
});

describe('revocation lists which prove nothing', () => {
  it('gone stale before the signature was made', async () => {
    const lists = await world.at('2027-01-04T01:00:00Z').lists();
    const file = await world.at('2027-02-04T01:00:00Z').signed();
    const report = await world.judge(file, lists);
    expect(said(report)).toMatchObject({ verdict: 'cannot-tell', why: 'TRY_LATER' });
    expect(said(report).codes).toContain('revocation-stale');
  });

  it('gone stale for a file which nothing proves older', async () => {
    const file = await world.at(signing).signed(false);
    const lists = await world.lists();
    const report = await world.at('2027-02-04T01:00:00Z').judge(file, lists);
    expect(said(report)).toMatchObject({ verdict: 'cannot-tell', why: 'TRY_LATER' });
  });

  it('younger than the time judged for', async () => {
    const file = await world.at(signing).signed();
    const lists = await world.at('2027-01-05T00:00:00Z').lists();
    const report = await world.at('2027-01-04T12:00:00Z').judge(file, lists);
    expect(said(report)).toMatchObject({ verdict: 'cannot-tell', why: 'TRY_LATER' });
    expect(JSON.stringify(report)).toContain('issued after the time judged for');
  });

  it('promising nothing new for years', async () => {
    const file = await world.at(signing).signed(false);
    const lists = [
      await world.list('root', [], { days: 400 }),
      await world.list('issuing', [], { days: 4000 }),
    ];
    expect(said(await world.at('2027-02-01T00:00:00Z').judge(file, lists)).verdict).toBe('valid');
    expect(said(await world.at('2027-03-01T00:00:00Z').judge(file, lists)).codes).toContain(
      'revocation-stale',
    );
  });

  it('signed by another key than the issuer’s', async () => {
    const file = await world.at(signing).signed();
    const forged = await world.list('issuing', [], { signer: 'root' });
    const report = await world.judge(file, [await world.list('root'), forged]);
    expect(said(report)).toMatchObject({ verdict: 'cannot-tell', why: 'TRY_LATER' });
    expect(JSON.stringify(report)).toContain('not signed by the issuer');
  });

  it('a byte changed in it', async () => {
    const file = await world.at(signing).signed();
    const list = Uint8Array.from(await world.list('issuing'));
    const at = Buffer.from(list).indexOf('Issuing');
    list[at] = 0x4a;
    expect(said(await world.judge(file, [await world.list('root'), list]))).toMatchObject({
      why: 'TRY_LATER',
    });
  });

  it('of another CA of the same name', async () => {
    const other = await LongTermWorld.open();
    const file = await world.at(signing).signed();
    const lists = await other.at(signing).lists();
    expect(said(await world.judge(file, lists))).toMatchObject({ verdict: 'cannot-tell', why: 'TRY_LATER' });
  });

  it('of the root only: the signer was not asked about', async () => {
    const file = await world.at(signing).signed();
    const report = await world.judge(file, [await world.list('root')]);
    expect(said(report).why).toBe('TRY_LATER');
    expect(report.signatures[0]?.chain.map(({ status }) => status)).toEqual(['unknown', 'good', 'trusted']);
  });

  it('of the issuing CA only: the CA was not asked about', async () => {
    const file = await world.at(signing).signed();
    const report = await world.judge(file, [await world.list('issuing')]);
    expect(report.signatures[0]?.chain.map(({ status }) => status)).toEqual(['good', 'unknown', 'trusted']);
    expect(report.verdict).toBe('cannot-tell');
  });

  it('unreadable ones in the file are told and do no harm', async () => {
    const file = await world
      .at(signing)
      .archive(world.store(await world.signed(), [...(await world.lists()), new Uint8Array([0x30, 0])]));
    const report = await world.judge(file);
    expect(said(report)).toMatchObject({
      verdict: 'valid',
      levels: ['B-LTA'],
      codes: ['validation-data-unread'],
    });
  });
});

describe('whom to trust for what', () => {
  const anchor = () => readCertificate(world.authority.root);

  it('a root for signatures proves no time', async () => {
    const trust = await trustList([{ certificate: anchor(), purposes: ['signature'] }]);
    const file = await world.at(signing).sealed(await world.signed());
    const report = await world.judge(file, [], { trust });
    expect(said(report)).toMatchObject({
      verdict: 'valid',
      levels: ['B-B'],
      codes: ['timestamp-not-trusted'],
    });
    expect(report.notChecked).toEqual(['signing-time']);
    expect(said(await world.at(fiveYearsLater).judge(file, [], { trust })).verdict).toBe('cannot-tell');
  });

  it('a root for timestamps makes nobody a signer', async () => {
    const trust = await trustList([{ certificate: anchor(), purposes: ['timestamp'] }]);
    const file = await world.at(signing).sealed(await world.signed());
    const report = await world.judge(file, [], { trust });
    expect(said(report)).toMatchObject({ verdict: 'cannot-tell', why: 'NO_CERTIFICATE_CHAIN_FOUND' });
    expect(report.signatures[0]?.trustedTime).toBe(new Date(signing).toISOString());
  });

  it.each([
    ['until after the signature', { until: '2027-06-01T00:00:00Z' }, 'valid'],
    ['until before the signature', { until: '2026-06-01T00:00:00Z' }, 'cannot-tell'],
    ['from before the signature', { from: '2026-06-01T00:00:00Z' }, 'valid'],
    ['from after the signature', { from: '2027-06-01T00:00:00Z' }, 'cannot-tell'],
  ] as const)('relied on %s', async (_what, dates, verdict) => {
    const limits = Object.fromEntries(Object.entries(dates).map(([key, value]) => [key, new Date(value)]));
    const trust = await trustList([
      { certificate: anchor(), purposes: ['timestamp'] },
      { certificate: anchor(), purposes: ['signature'], ...limits },
    ]);
    const file = await world.at(signing).sealed(await world.signed());
    const report = await world.at('2028-01-01T00:00:00Z').judge(file, [], { trust });
    expect(report.verdict).toBe(verdict);
    expect(report.trust).toBe(trust.version);
  });
});

describe('timestamps which contradict each other', () => {
  it('a later revision stamped earlier', async () => {
    const sealed = await world
      .at('2027-01-10T00:00:00Z')
      .sealed(await world.at('2027-01-10T00:00:00Z').signed());
    const backdated = await world.at('2027-01-08T00:00:00Z').archive(sealed);
    const report = await world.at('2027-01-11T00:00:00Z').judge(backdated);
    expect(said(report)).toMatchObject({ verdict: 'cannot-tell', why: 'TIMESTAMP_ORDER_FAILURE' });
    expect(report.integrity).toBe('intact');
  });
});
