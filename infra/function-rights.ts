import type { IndexName } from '../core/ports/registry.ts';
import type { DoorName, WorkerName } from '../functions/routes.ts';

export type FunctionName = DoorName | WorkerName;

/** The first part of an item's key (`document#…`). */
export type ItemType =
  | 'access'
  | 'campaign'
  | 'crl'
  | 'document'
  | 'invitation'
  | 'issuance'
  | 'listing'
  | 'opening'
  | 'person'
  | 'session'
  | 'signing-list'
  | 'signing-session'
  | 'stamping'
  /** The older part of a person's trail, taken out by whoever adds to it. */
  | 'trail';

export type StoreRight = 'read' | 'write';

/** What one function may do; everything else is denied, for there is no other statement in its role. */
export type FunctionRights = {
  /** Load items by key. */
  readonly load: boolean;
  /** Types of items it may write, always by a conditional put. */
  readonly save: readonly ItemType[];
  readonly query: readonly IndexName[];
  readonly working: readonly StoreRight[];
  readonly archive: readonly StoreRight[];
  /** What is published as data. */
  readonly records: readonly StoreRight[];
  readonly keys: readonly ('certify' | 'timestamp' | 'wrap' | 'unwrap')[];
  /** Sends mail in the name of the installation. */
  readonly mail: boolean;
  /** Reads the table's stream. */
  readonly stream: boolean;
};

const none: FunctionRights = {
  load: false,
  save: [],
  query: [],
  working: [],
  archive: [],
  records: [],
  keys: [],
  mail: false,
  stream: false,
};

/**
 * Who may do what, as a table. Only enrolment issues certificates; only signing unwraps, and wraps again under a new
 * passphrase; the board and finishing sign revocation lists with the issuing key, and finishing alone writes the archive and the records. Who answers the public
 * reads those two alone, never the working store, where facts hold employee numbers in full. No function scans, deletes, or signs with the
 * root key.
 */
export const functionRights: Readonly<Record<FunctionName, FunctionRights>> = {
  assets: none,
  authority: { ...none, load: true },
  entrance: { ...none, load: true, save: ['session'] },
  board: {
    ...none,
    load: true,
    save: ['crl', 'listing', 'person', 'trail'],
    query: ['board'],
    working: ['read'],
    keys: ['certify'],
  },
  /** HR's acts on a document: no index, no key. */
  correction: { ...none, load: true, save: ['document'], working: ['read', 'write'] },
  desk: {
    ...none,
    load: true,
    save: ['opening', 'signing-list'],
    query: ['waiting', 'board'],
    working: ['read'],
    archive: ['read'],
  },
  enrolment: { ...none, load: true, save: ['person', 'issuance', 'trail'], keys: ['certify', 'wrap'] },
  muster: { ...none, load: true, query: ['board'] },
  /** Gives links and sets the campaign's deadline, alone: no key, no document. Sending is in its rights where a sender is configured. */
  invitation: {
    ...none,
    load: true,
    save: ['access', 'campaign', 'invitation', 'person', 'trail'],
    query: ['board'],
    mail: true,
  },
  signing: {
    ...none,
    load: true,
    save: ['person', 'document', 'signing-session', 'stamping', 'trail'],
    working: ['read', 'write'],
    keys: ['unwrap', 'wrap', 'timestamp'],
  },
  verification: { ...none, load: true, query: ['code'], archive: ['read'], records: ['read'] },
  typesetting: {
    ...none,
    load: true,
    save: ['document'],
    query: ['pending'],
    working: ['read', 'write'],
    stream: true,
  },
  finishing: {
    ...none,
    load: true,
    save: ['campaign', 'crl', 'document', 'listing', 'person', 'stamping'],
    query: ['pending'],
    working: ['read', 'write'],
    archive: ['read', 'write'],
    records: ['read', 'write'],
    keys: ['certify', 'timestamp'],
    stream: true,
  },
};
