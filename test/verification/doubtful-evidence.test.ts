import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readCertificate } from '../../core/pki/reading/certificate.ts';
import { trustList } from '../../core/pki/reading/trust-list.ts';
import { type ForeignListEntry, foreignList } from './foreign-list.ts';
import { LongTermWorld, revocation, said } from './long-term-sample.ts';

/** Evidence which looks right and may not be relied on for the time it is asked about. */
let world: LongTermWorld;
beforeAll(async () => {
  world = await LongTermWorld.open();
});
beforeEach(() => world.reset());

const signing = '2027-01-04T02:00:00Z';
const before = '2027-01-04T01:30:00Z';

describe('a timestamp', () => {
  it('made before its authority was relied on proves nothing', async () => {
    const certificate = readCertificate(world.authority.root);
    const trust = await trustList([
      { certificate, purposes: ['signature'] },
      { certificate, purposes: ['timestamp'], from: new Date('2027-06-01T00:00:00Z') },
    ]);
    const file = await world.at(signing).sealed(await world.signed());

    const report = await world.at('2028-01-01T00:00:00Z').judge(file, [], { trust });

    expect(said(report)).toMatchObject({ verdict: 'cannot-tell', levels: ['B-B'] });
    expect(said(report).codes).toContain('timestamp-not-trusted');
    expect(report.signatures[0]?.trustedTime).toBeNull();
  });

  it('of a time which has not come yet proves nothing', async () => {
    const lists = await world.lists();
    const file = await world.at('2027-01-06T00:00:00Z').signed();
    const report = await world.at('2027-01-05T00:00:00Z').judge(file, lists);
    expect(said(report).codes).toContain('timestamp-not-trusted');
    expect(report.signatures[0]?.trustedTime).toBeNull();
  });
});

describe('a revocation told by a list which nothing proves older than its CA’s end', () => {
  it('leaves open whether the signer was revoked; an older good list does not hide it', async () => {
    const file = await world.at(signing).sealed(await world.signed());
    world.at('2027-01-06T00:00:00Z');
    const issuing = await world.list('issuing', [revocation(world.head.chain[0], before, 'keyCompromise')]);
    world.at('2027-01-08T00:00:00Z');
    const ended = revocation(world.authority.issuing, '2027-01-07T00:00:00Z', 'cessationOfOperation');
    const root = await world.list('root', [ended], { days: 400 });

    const report = await world.judge(file, [root, issuing]);

    expect(said(report)).toMatchObject({
      verdict: 'cannot-tell',
      why: 'REVOCATION_OUT_OF_BOUNDS_NO_POE',
    });
    expect(report.integrity).toBe('intact');
  });

  it('does not touch what is proven to be older than the revocation', async () => {
    const file = await world.at(signing).sealed(await world.signed());
    world.at('2027-01-06T00:00:00Z');
    const later = revocation(world.head.chain[0], '2027-01-05T00:00:00Z', 'keyCompromise');
    const issuing = await world.list('issuing', [later]);
    world.at('2027-01-08T00:00:00Z');
    const ended = revocation(world.authority.issuing, '2027-01-07T00:00:00Z', 'cessationOfOperation');
    const root = await world.list('root', [ended], { days: 400 });
    expect(said(await world.judge(file, [root, issuing]))).toMatchObject({ verdict: 'valid' });
  });
});

describe('a certificate on hold', () => {
  const about = () => world.head.chain[0];
  const hold = () => foreignList(world, [{ about: about(), revokedAt: new Date(before), reason: 6 }]);

  it('is not to be told while the newest list names it', async () => {
    const file = await world.at(signing).signed();
    const report = await world.judge(file, [await world.list('root'), await hold()]);
    expect(said(report)).toMatchObject({ verdict: 'cannot-tell', why: 'TRY_LATER' });
    expect(said(report).codes).toContain('certificate-on-hold');
  });

  it('is good again once a newer list leaves it out', async () => {
    const file = await world.at(signing).signed();
    const held = await hold();
    const freed = await world.at('2027-01-05T00:00:00Z').lists();
    expect(said(await world.judge(file, [held, ...freed]))).toMatchObject({ verdict: 'valid' });
  });

  it('is on hold when of two lists of one moment only one says so', async () => {
    const file = await world.at(signing).signed();
    const [root, good] = await world.lists();
    if (!root || !good) throw new Error('no lists');
    const held = await hold();
    expect(said(await world.judge(file, [root, good, held])).codes).toContain('certificate-on-hold');
    expect(said(await world.judge(file, [root, held, good])).codes).toContain('certificate-on-hold');
  });
});

describe('an entry of a revocation list', () => {
  const revokedAt = new Date('2027-01-05T00:00:00Z');
  const judged = async (entry: Omit<ForeignListEntry, 'about' | 'revokedAt'>) => {
    const file = await world.at(signing).signed();
    const list = await foreignList(world.at('2027-01-06T00:00:00Z'), [
      { about: world.head.chain[0], revokedAt, ...entry },
    ]);
    return said(await world.judge(file, [await world.list('root'), list]));
  };

  it('counts from its invalidityDate, when that is earlier', async () => {
    expect(await judged({ reason: 1 })).toMatchObject({ verdict: 'valid' });
    const known = await judged({ reason: 1, invalidSince: new Date(before) });
    expect(known).toMatchObject({ verdict: 'cannot-tell', why: 'REVOKED_NO_POE' });
    expect(await judged({ invalidSince: new Date('2027-01-05T12:00:00Z') })).toMatchObject({
      verdict: 'valid',
    });
  });

  it('removed from a list, which only delta lists may say, makes the list useless', async () => {
    expect(await judged({ reason: 8 })).toMatchObject({ verdict: 'cannot-tell', why: 'TRY_LATER' });
  });
});
