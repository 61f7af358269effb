import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AuditChainBroken, checkChain } from '../../core/document/audit-chain.ts';
import { type Command, decide } from '../../core/document/decide.ts';
import { append, create, type Document, fold } from '../../core/document/document.ts';
import { itemOf } from '../../core/document/documents.ts';
import { renditions } from '../../core/document/renditions.ts';
import { type Created, type StateName, stateTable } from '../../core/document/state.ts';
import type { Officer } from '../../core/person/person-event.ts';

const hash = (character: string) => character.repeat(64);
const created: Created = {
  type: 'created',
  date: '2027-01-04',
  published: false,
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
const protection = {
  protectedUntil: fc.constantFrom('2033', '2034', '2035').map((year) => `${year}-01-01T00:00:00.000Z`),
  timestampAuthority: fc.constant('Penanda Waktu'),
};
const record = fc.constant(hash('e'));
const archiving = fc.record({ type: fc.constant('record-archive' as const), revision, record });
const extension = fc.record({
  type: fc.constant('record-extension' as const),
  of: revision,
  revision,
  ...protection,
});
/** 0 stands for the version which the document has just then. */
const seen = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 8 }));
const by = fc.constantFrom<Officer>({ role: 'operator' }, { role: 'hr', link: hash('9') });
const successor = fc.constantFrom('1', '2').map((digit) => digit.repeat(32));
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ type: fc.constant('record-rendering' as const), revision }),
  fc.record({
    type: fc.constant('sign' as const),
    slot: fc.constantFrom('head' as const, 'regional-head' as const),
    person: fc.constantFrom('p-head', 'p-regent', 'p-stranger'),
    shown: revision,
    opened: fc.boolean(),
    revision,
    level: fc.constant('PAdES-B-B' as const),
    certificate: fc.constant(hash('c')),
    session: fc.constant('5'.repeat(32)),
    timestampAuthority: fc.constant('TSA'),
    revocationLists: fc.constant([hash('d')]),
  }),
  fc.record({
    type: fc.constant('record-seal' as const),
    of: revision,
    revision,
    level: fc.constant('PAdES-B-B' as const),
    ...protection,
  }),
  archiving,
  extension,
  fc.record({
    type: fc.constant('return' as const),
    slot: fc.constantFrom('head' as const, 'regional-head' as const),
    person: fc.constantFrom('p-head', 'p-regent', 'p-stranger'),
    shown: revision,
    request: fc.constantFrom('correction' as const, 'declined' as const),
    reason: fc.constantFrom('Gelar keliru.', 'Bukan jabatan saya.'),
  }),
  fc.record({ type: fc.constant('resume' as const), seen, by, answer: fc.constant('Sudah benar.') }),
  fc.record({ type: fc.constant('cancel' as const), seen, by, reason: fc.constant('Jabatan dihapus.') }),
  fc.record({
    type: fc.constant('replace' as const),
    seen,
    by,
    reason: fc.constant('Diperbaiki.'),
    successor,
    creation: fc.constant(hash('b')),
  }),
  fc.record({ type: fc.constant('record-successor' as const), successor }),
  fc.record({
    type: fc.constant('record-paper' as const),
    seen,
    by,
    scan: fc.constant(hash('a')),
    mediaType: fc.constant('image/png' as const),
    signedOn: fc.constant('2027-01-04'),
  }),
);

type Step = { readonly command: Command; readonly minutes: number };
/** So few revisions that commands often fit one another. */
const ofThree = fc.constantFrom('3', '4', '5').map(hash);
const renewal = fc.record({
  type: fc.constant('record-extension' as const),
  of: ofThree,
  revision: ofThree,
  protectedUntil: fc.integer({ min: 2032, max: 2039 }).map((year) => `${year}-01-01T00:00:00.000Z`),
  timestampAuthority: fc.constant('Penanda Waktu'),
});

const stepsOf = (commands: fc.Arbitrary<Command>, minLength = 0) =>
  fc.array(fc.record({ command: commands, minutes: fc.integer({ min: -600, max: 600 }) }), {
    minLength,
    maxLength: 60,
  });
const steps = stepsOf(command);

/** Runs the commands in order and calls `check` with every document on the way. */
function play(
  all: readonly Step[],
  check: (before: Document, after: Document, command: Command) => void,
  from = create('d1', created),
) {
  let document = from;
  for (const { command: drawn, minutes } of all) {
    const command = 'seen' in drawn && drawn.seen === 0 ? { ...drawn, seen: document.version } : drawn;
    const now = new Date(Date.parse(created.at) + minutes * 60_000);
    const decision = decide(document, command, now);
    const after = decision.outcome === 'event' ? append(document, decision.event) : document;
    check(document, after, command);
    document = after;
  }
  return document;
}

const untilSealed = '2033-01-01T00:00:00.000Z';

const signing = (slot: 'head' | 'regional-head', shown: string, revision: string) =>
  ({
    type: 'sign',
    slot,
    person: slot === 'head' ? 'p-head' : 'p-regent',
    shown: hash(shown),
    opened: true,
    revision: hash(revision),
    level: 'PAdES-B-B',
    certificate: hash('c'),
    session: '5'.repeat(32),
    timestampAuthority: 'TSA',
    revocationLists: [hash('d'), hash('e')],
  }) as const;

/** Rendered, signed twice, sealed and archived. */
function finish(document: Document): Document {
  const commands: Command[] = [
    { type: 'record-rendering', revision: hash('1') },
    signing('head', '1', '2'),
    signing('regional-head', '2', '3'),
    {
      type: 'record-seal',
      of: hash('3'),
      revision: hash('3'),
      level: 'PAdES-B-LTA',
      protectedUntil: untilSealed,
      timestampAuthority: 'A',
    },
    { type: 'record-archive', revision: hash('3'), record: hash('e') },
  ];
  return commands.reduce((now, command) => {
    const decision = decide(now, command, new Date(created.at));
    if (decision.outcome !== 'event') throw new Error(`${command.type}: ${decision.outcome}`);
    return append(now, decision.event);
  }, document);
}

const order: Readonly<Record<StateName, number>> = {
  preparing: 0,
  awaiting: 1,
  returned: 2,
  cancelled: 3,
  'on-paper': 3,
  replacing: 4,
  superseded: 5,
  sealing: 4,
  archiving: 5,
  complete: 6,
};
const rank = ({ state, events }: Document) =>
  order[state.name] * 1000 +
  (state.name === 'awaiting' ? state.slot : 0) +
  (state.name === 'complete' ? 2 * renditions({ events }).length + (state.next ? 1 : 0) : 0);

describe('decide', () => {
  it('is total, and every event it gives is one the state table accepts', () => {
    fc.assert(
      fc.property(steps, (all) => {
        play(all, (before, after) => {
          if (before === after) return;
          expect(stateTable[before.state.name].accepts).toContain(after.events.at(-1)?.draft.type);
          expect(stateTable[before.state.name].to).toContain(after.state.name);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('moves only forward, or back to where it was halted, also when the clock jumps backwards (I3)', () => {
    const reached = new Set<StateName>();
    let resumed = 0;
    fc.assert(
      fc.property(steps, (all) => {
        let halted: Document['state'] | undefined;
        const document = play(all, (before, after) => {
          reached.add(after.state.name);
          if (before === after) return;
          if (before.state.name === 'awaiting') halted = before.state;
          if (after.events.at(-1)?.draft.type === 'resumed') {
            resumed += 1;
            expect(after.state).toEqual(halted);
            expect(after.signatures).toEqual(before.signatures);
          } else expect(rank(after)).toBeGreaterThan(rank(before));
        });
        const times = document.events.map(({ draft }) => draft.at);
        expect(times).toEqual([...times].sort());
      }),
      { numRuns: 5000 },
    );
    // Random steps do come that far.
    for (const name of ['returned', 'cancelled', 'on-paper', 'superseded'] as const)
      expect(reached).toContain(name);
    expect(resumed).toBeGreaterThan(5);
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

  it('lets HR act on nothing but what HR saw, and a second click do nothing', () => {
    fc.assert(
      fc.property(steps, (all) => {
        play(all, (before, after, given) => {
          if (!('seen' in given) || before === after) return;
          expect(before.version).toBe(given.seen);
          expect(decide(after, given, new Date()).outcome).toBe('nothing');
        });
      }),
      { numRuns: 500 },
    );
  });

  it('lists renditions which each continue the one before and are protected for longer (I4)', () => {
    let longest = 0;
    fc.assert(
      fc.property(
        stepsOf(
          fc.oneof(
            renewal,
            fc.record({ type: fc.constant('record-archive' as const), revision: ofThree, record }),
          ),
          40,
        ),
        (all) => {
          // From a complete document on, where random commands seldom come by themselves.
          const finished = finish(create('d1', created));
          const document = play(all, () => undefined, finished);
          const drafts = document.events.map(({ draft }) => draft);
          const list = renditions(document);
          longest = Math.max(longest, list.length);
          expect(list[0]?.revision).toBe(hash('3'));
          expect(new Set(list.map(({ revision }) => revision)).size).toBe(list.length);
          for (const [index, { protectedUntil, revision }] of list.entries()) {
            const before = list[index - 1];
            if (!before) continue;
            expect(protectedUntil > before.protectedUntil).toBe(true);
            expect(drafts).toContainEqual(
              expect.objectContaining({ type: 'extended', of: before.revision, revision }),
            );
          }
          const { state } = document;
          expect(state.name === 'complete' && state.revision).toBe(list.at(-1)?.revision);
        },
      ),
      { numRuns: 500 },
    );
    expect(longest).toBeGreaterThan(2);
  });

  it('refuses a renewal of other bytes, of one already under way, or for no longer', () => {
    const finished = finish(create('d1', created));
    const command = {
      type: 'record-extension',
      of: hash('3'),
      revision: hash('4'),
      protectedUntil: '2036-01-01T00:00:00.000Z',
      timestampAuthority: 'B',
    } as const;
    const codeOf = (document: Document, more: Partial<typeof command> & object = {}) => {
      const decision = decide(document, { ...command, ...more } as Command, new Date());
      return decision.outcome === 'refused' ? decision.code : decision.outcome;
    };
    const accepted = decide(finished, command, new Date());
    const under = accepted.outcome === 'event' ? append(finished, accepted.event) : finished;

    expect(codeOf(create('d1', created))).toBe('not-ready');
    expect(codeOf(finished, { of: hash('2') as typeof command.of })).toBe('revision-changed');
    expect(codeOf(finished, { protectedUntil: untilSealed as typeof command.protectedUntil })).toBe(
      'protection-not-longer',
    );
    expect(codeOf(under)).toBe('nothing');
    expect(codeOf(under, { revision: hash('5') as typeof command.revision })).toBe('already-done');
    expect(under.state).toMatchObject({
      name: 'complete',
      revision: hash('3'),
      next: { revision: hash('4') },
    });
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

  it('keeps a document with a century of renewals far below the 400 KB of an item', () => {
    const long = 'Dinas Pengendalian Penduduk, KB, Pemberdayaan Perempuan dan Perlindungan Anak '.repeat(3);
    const big: Created = {
      ...created,
      unit: { code: 'PPKBP3A', name: long },
      slots: created.slots.map((slot) => ({ ...slot, displayName: long, position: long })),
    };
    let document = finish(create('d1', big));
    // A century of renewals.
    for (let year = 2034; year < 2134; year += 5) {
      const { state } = document;
      if (state.name !== 'complete') throw new Error(state.name);
      const revision = year.toString(16).padStart(64, '0');
      const until = `${year}-06-01T00:00:00.000Z`;
      const extension = {
        of: state.revision,
        revision,
        protectedUntil: until,
        timestampAuthority: 'Penanda',
      };
      for (const command of [
        { type: 'record-extension', ...extension },
        { type: 'record-archive', revision, record: hash('e') },
      ] as const) {
        const decision = decide(document, command, new Date(created.at));
        if (decision.outcome === 'event') document = append(document, decision.event);
      }
    }
    expect(renditions(document)).toHaveLength(21);
    expect(document.state.name).toBe('complete');
    expect(JSON.stringify(itemOf(document)).length).toBeLessThan(32_000);
  });
});
