import { trustForeignRoots } from '../../core/pki/stored-foreign-trust.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ForeignLists } from '../../core/ports/foreign-lists.ts';
import type { Ports } from '../../core/ports/ports.ts';
import { RosterImport } from '../../core/roster/roster-import.ts';
import { OwnAuthority } from '../functions/own-authority.ts';
import { smallRoster } from './small-roster.ts';

/** The head of the small roster signs with a certificate of his own. */
export const ownRoster = RosterImport.parse({
  ...smallRoster,
  persons: smallRoster.persons.map((person) => ({ ...person, signer: 'own-certificate' })),
});

const authority = new OwnAuthority();
const published = new Map<string, ReturnType<ForeignLists>>();

/** One list a day for all worlds: to make and judge one for every signature would be most of a schedule. */
export const ownLists = (clock: Clock): ForeignLists => {
  const lists = authority.lists(clock);
  return (chain) => {
    const day = clock.now().toISOString().slice(0, 10);
    const key = `${day} ${chain.map(({ serial }) => serial).join()}`;
    const known = published.get(key) ?? lists(chain);
    published.set(key, known);
    return known;
  };
};

export const trustOwnAuthority = (ports: Pick<Ports, 'registry' | 'clock'>): Promise<number> =>
  trustForeignRoots(ports, 'signature', [authority.root]);
