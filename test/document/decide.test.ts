import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AuditChainBroken, checkChain } from '../../core/document/audit-chain.ts';
import { type Command, decide } from '../../core/document/decide.ts';
import { append, create, type Document, fold } from '../../core/document/document.ts';
import { itemOf } from '../../core/document/documents.ts';
import { type Created, stateTable } from '../../core/document/state.ts';

const hash = (character: string) => character.repeat(64);
const created: Created = {
  type: 'created',
  at: '2027-01-04T01:00:00.000Z',
  campaign: '2027',
  kind: 'pakta-integritas',
  year: 2027,
  number: '001/PI/SETDA/2027',
  unit: { code: 'SETDA', name: 'Sekretariat Daerah' },
  facts: hash('f'),
  template: '1',
  code: '0'.repeat(17),
  link: 'https://ikrar.example.go.id/d/00000000000000000',
  timeZone: 'Asia/Jakarta',
  slots: [
    { name: 'head', person: 'p-head', displayName: 'A', position: 'Sekretaris Daerah', signer: 'ikrar-ca' },
    { name: 'regional-head', person: 'p-regent', displayName: 'B', position: 'Bupati', signer: 'ikrar-ca' },
  ],
};

const revision = fc.constantFrom('1', '2', '3', '4').map(hash);
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ type: fc.constant('record-rendering' as const), revision }),
  fc.record({
    type: fc.constant('sign' as const),
    slot: fc.constantFrom('head' as const, 'regional-head' as const),
    person: fc.constantFrom('p-head', 'p-regent', 'p-stranger'),
    shown: revision,
    revision,
    level: fc.constant('PAdES-B-B' as const),
    certificate: fc.constant(hash('c')),
    revocationLists: fc.constant([hash('d')]),
  }),
  fc.record({
    type: fc.constant('record-seal' as const),
    of: revision,
    revision,
    level: fc.constant('PAdES-B-B' as const),
  }),
  fc.record({ type: fc.constant('record-archive' as const), revision }),
);

type Step = { readonly command: Command; readonly minutes: number };
const steps = fc.array(fc.record({ command, minutes: fc.integer({ min: -600, max: 600 }) }), {
  maxLength: 60,
});

/** Runs the commands in order and calls `check` with every document on the way. */
function play(all: readonly Step[], check: (before: Document, after: Document, command: Command) => void) {
  let document = create('d1', created);
  for (const { command, minutes } of all) {
    const now = new Date(Date.parse(created.at) + minutes * 60_000);
    const decision = decide(document, command, now);
    const after = decision.outcome === 'event' ? append(document, decision.event) : document;
    check(document, after, command);
    document = after;
  }
  return document;
}

const order = ['preparing', 'awaiting', 'sealing', 'archiving', 'complete'];
const rank = (document: Document) =>
  order.indexOf(document.state.name) * 10 + (document.state.name === 'awaiting' ? document.state.slot : 0);

describe('decide', () => {
  it('is total, and every event it gives is one the state table accepts', () => {
    fc.assert(
      fc.property(steps, (all) => {
        play(all, (before, after) => {
          if (before === after) return;
          expect(after.events.at(-1)?.draft.type).toBe(stateTable[before.state.name].accepts);
          expect(stateTable[before.state.name].to).toContain(after.state.name);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('moves only forward, also when the clock jumps backwards (I3)', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const document = play(all, (before, after) => {
          if (before !== after) expect(rank(after)).toBeGreaterThan(rank(before));
        });
        const times = document.events.map(({ draft }) => draft.at);
        expect(times).toEqual([...times].sort());
      }),
      { numRuns: 500 },
    );
  });

  it('gives a slot at most one signature, in order, from its own person only (I2, I7)', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const document = play(all, () => undefined);
        const signed = document.signatures.map((signature) => `${signature.slot} ${signature.person}`);
        expect(['head p-head', 'regional-head p-regent'].slice(0, signed.length)).toEqual(signed);
      }),
      { numRuns: 500 },
    );
  });

  it('extends only the revision that was shown', () => {
    fc.assert(
      fc.property(steps, (all) => {
        play(all, (before, after, given) => {
          if (before === after || given.type !== 'sign') return;
          expect(before.state.name === 'awaiting' && before.state.revision).toBe(given.shown);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('answers a repeated step with nothing, never with a second event', () => {
    fc.assert(
      fc.property(steps, (all) => {
        play(all, (before, after, given) => {
          if (before !== after) expect(decide(after, given, new Date()).outcome).not.toBe('event');
        });
      }),
      { numRuns: 500 },
    );
  });

  it('tells its history so that a changed, dropped or moved event shows (I9)', () => {
    fc.assert(
      fc.property(steps, fc.nat(), (all, at) => {
        const { events } = play(all, () => undefined);
        const position = at % events.length;
        const changed = events.map((event, index) =>
          index === position
            ? { ...event, draft: { ...event.draft, at: '2020-01-01T00:00:00.000Z' } }
            : event,
        );
        expect(() => checkChain('d1', changed)).toThrow(AuditChainBroken);
        expect(() => checkChain('d2', events)).toThrow(AuditChainBroken);
        if (position < events.length - 1)
          expect(() => checkChain('d1', events.toSpliced(position, 1))).toThrow(AuditChainBroken);
        expect(fold('d1', events.length, events).state).toBeDefined();
      }),
      { numRuns: 300 },
    );
  });

  it('keeps a finished document far below 16 KB', () => {
    const long = 'Dinas Pengendalian Penduduk, KB, Pemberdayaan Perempuan dan Perlindungan Anak '.repeat(3);
    const big: Created = {
      ...created,
      unit: { code: 'PPKBP3A', name: long },
      slots: created.slots.map((slot) => ({ ...slot, displayName: long, position: long })),
    };
    let document = create('d1', big);
    const commands: Command[] = [
      { type: 'record-rendering', revision: hash('1') },
      {
        type: 'sign',
        slot: 'head',
        person: 'p-head',
        shown: hash('1'),
        revision: hash('2'),
        level: 'PAdES-B-B',
        certificate: hash('c'),
        revocationLists: [hash('d'), hash('e')],
      },
      {
        type: 'sign',
        slot: 'regional-head',
        person: 'p-regent',
        shown: hash('2'),
        revision: hash('3'),
        level: 'PAdES-B-B',
        certificate: hash('c'),
        revocationLists: [hash('d'), hash('e')],
      },
      { type: 'record-seal', of: hash('3'), revision: hash('3'), level: 'PAdES-B-B' },
      { type: 'record-archive', revision: hash('3') },
    ];
    for (const next of commands) {
      const decision = decide(document, next, new Date(created.at));
      if (decision.outcome === 'event') document = append(document, decision.event);
    }
    expect(document.state.name).toBe('complete');
    expect(JSON.stringify(itemOf(document)).length).toBeLessThan(16_000);
  });
});
